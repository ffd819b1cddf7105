"""What news must not get wrong: that somebody resigned, died or was robbed.

A word more or less costs a statement a share of its score; one of these is the news itself, so a
quote has to tell of it in one word or another.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.check.reading import Reading


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind of thing that happens."""

    said: re.Pattern[str]  # says in a statement that it happened
    told: re.Pattern[str]  # may tell of it in a quote


# What a statement says, and what else a quote may say for it: beginnings of words, `=` for a whole
# word. What may mean something else stands on the side of the quote alone.
_KINDS = (
    (
        "=die =dies =died =death =deaths =dead killed kills murdered drown perish",
        "dead die dying kill lives life fatal toll victim body bodies =late lost loss surviv "
        "obituar murder manslaughter shot homicide lethal suicide casualt buri funeral slain "
        "claimed execut starv drown mourn",
    ),
    (
        "injured injuries injury wounded",
        "injur hurt wound hospital treat burn broke critical serious harm fractur casualt shot "
        "stabb victim bruis suffer bitten",
    ),
    (
        "resign =quit =quits stepped*down stood*down",
        "resign quit step*down stepp*down stand*down stood*down leave leaving left =gave =give "
        "giving depart =go =goes =going =gone =went =out exit replac success succeed bow oust "
        "retire =end =ends predecessor former door",
    ),
    (
        "sacked sacking dismissed ousted laid*off",
        "sack fire firing dismiss oust remov let*go lay*off laid*off layoff redundan job axed axe "
        "parted strip discharg drop throw thrown reject expel",
    ),
    (
        "arrested arrest",
        "arrest custody detain held hold seiz caught charg apprehend handcuff taken stopped "
        "accus jail suspect",
    ),
    ("convicted", "convict guilty sentenc jail admit plead verdict prison"),
    (
        "jailed imprison",
        "jail prison sentenc behind*bars lock custody term cell incarcerat years months",
    ),
    ("married marries", "marri marry wed husband wife spouse bride groom couple knot"),
    ("divorc", "divorc split separat ex- former marriage"),
    (
        "rescued",
        "rescu sav pull taken took freed found lift pluck brought winch escap led help",
    ),
    (
        "stole stolen robbed robbery",
        "stole steal theft thief thieves rob raid taken took haul loot burgl fraud embezzl pocket "
        "break-in missing heist",
    ),
    (
        "retired retires",
        "retir step*down stepp*down quit end pension leave leaving left former emerit",
    ),
    (
        "broken*down broke*down breakdown malfunction",
        "broke break fail fault collaps stop end defect out*of*order out*of*service malfunction",
    ),
    (
        "elected",
        "elect vot won win wins chose choose ballot poll pick return candidate race",
    ),
    (
        "opposed opposes",
        "oppos against object reject critic protest refus warn fought fight resist resent "
        "disagree anti- unhappy not*want",
    ),
    ("apologis apologiz apology apologies", "apolog sorry regret forgiv mea*culpa"),
    ("confessed", "confess admit plead guilty own*up owned*up acknowledg"),
    ("evacuated", "evacuat clear leave left leaving mov fled flee empt took taken homes"),
    ("sued", "sue suing suit court legal claim litigation case"),
    (
        "bankrupt insolven",
        "bankrupt insolven administration collaps liquidat creditors receiver debts chapter",
    ),
    ("pregnan", "pregnan expect bab child birth"),
    ("exploded explosion", "explo blast blew blow bomb deton erupt burst"),
    ("kidnap abducted", "kidnap abduct hostage taken seiz snatch captiv ransom missing"),
    ("raped rape", "rape sexual assault abus"),
    ("bribe bribed bribery", "brib corrupt kickback payment paid"),
    (
        "destroyed destruction",
        "destr burn burnt gutted levell raz wreck demolish ruin collaps lost flatten blaze",
    ),
    *(
        (kin, f"{kin} {told} relat family famil parent kin")
        for kin, told in (
            ("=brother =brothers", "brother sibling half- sister"),
            ("=sister =sisters", "sister sibling half- brother"),
            ("=son =sons", "son child boy father mother dad heir"),
            ("=daughter =daughters", "daughter child girl father mother"),
            ("=wife", "wife wives husband marri widow spouse wed"),
            ("=husband", "husband wife marri widow spouse wed"),
            ("=father", "father dad son daughter child"),
            ("=mother", "mother mum mom son daughter child"),
            ("=cousin", "cousin"),
        )
    ),
    # Sums of one kind are none of another.
    ("=bonus =bonuses", "bonus incentive"),
    ("salary salaries wages", "salar wage pay paid earn income"),
    ("=pay-off payoff severance", "pay-off payoff severance handshake redundan settle"),
    ("pension pensions", "pension retir"),
    ("=fine =fines =fined", "fine fining penalt punish"),
    ("dividend dividends", "dividend payout shareholder"),
    ("ransom ransoms", "ransom extort"),
    ("profit profits", "profit earn income made surplus =net gain loss margin"),
    ("turnover revenue revenues", "turnover revenue sales income takings =sold earn"),
    ("rent rents", "rent tenan let lease"),
)
# In a statement one of these before it says that it has not happened.
_NOT = re.compile(
    r"\b(?:not|never|no|nobody|none|without|denie[sd]|deny|refus\w+|n['’]t|if|would|could|may|might|"
    r"will|to|ruled?\sout|rather\sthan|instead\sof|against)\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_BACK = 40  # characters before a word in which that stands


def unheard(said: Reading, given: Reading, about: Reading) -> str:
    """What the statement says happened and the quote tells nothing of, in words; "" where it does.

    English is known alone: what is in another language is not looked at.
    """
    if not said.language == given.language == "en":
        return ""
    told = f"{given.text} {about.text}"
    for deed in _deeds():
        found = deed.said.search(said.text)
        if not found or deed.told.search(told):
            continue
        if _NOT.search(said.text[max(0, found.start() - _BACK) : found.start()]):
            continue
        return f"The quote tells of nothing that was “{found[0].lower()}”."
    return ""


@lru_cache(maxsize=1)
def _deeds() -> tuple[Deed, ...]:
    return tuple(Deed(_pattern(said), _pattern(f"{said} {told}")) for said, told in _KINDS)


def _pattern(beginnings: str) -> re.Pattern[str]:
    words = []
    for one in beginnings.split():
        spelled = re.escape(one.lstrip("=")).replace(r"\*", r"\w{0,4}\s(?:\w+\s)?")
        words.append(spelled + (r"\b" if one.startswith("=") else r"\w*"))
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
