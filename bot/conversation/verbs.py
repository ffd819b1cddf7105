"""English verbs from one form into another, where the form is certain.

"won" -> "win", "runs" -> "run", "chairs" -> "chaired"; "" where a word may be something else.
"""

import re

# Past tenses whose base form is certain.
PAST_FORMS = {
    past: base
    for base, past in (
        pair.split(":")
        for pair in """rise:rose fall:fell go:went take:took make:made win:won lose:lost leave:left
        break:broke begin:began buy:bought sell:sold build:built bring:brought
        choose:chose come:came fly:flew give:gave grow:grew hold:held keep:kept
        lead:led meet:met pay:paid sink:sank speak:spoke spend:spent
        withdraw:withdrew write:wrote fail:failed resign:resigned close:closed
        move:moved decide:decided approve:approved cut:cut have:had raise:raised
        invest:invested receive:received use:used produce:produced serve:served
        save:saved borrow:borrowed donate:donated fine:fined copy:copied
        carry:carried employ:employed see:saw hire:hired find:found kill:killed
        need:needed""".split()
    )
}
ED = (  # "ed" comes off, and nothing else changes
    r"[a-z]{1,15}(?:[ncprlfs]t|sh|ch|[aeo]n|er|[aeo]y|ow|ss|ign|ain|ail|eak|eat|ead|oin|ook|alk|ask|ark|ump|"
    r"end|and|old|ord|ard|elp|arn|urn|orm|irm|eal|ool|[aeio]ck)ed"
)
_ED = re.compile(ED)
# Further ones, of the verbs that "who?" is asked with.
_ASKED = {
    past: base
    for base, past in (
        pair.split(":")
        for pair in """beat:beat run:ran drive:drove steal:stole wear:wore hit:hit shoot:shot
        set:set put:put let:let draw:drew sing:sang swim:swam teach:taught catch:caught
        say:said tell:told think:thought know:knew get:got become:became score:scored
        found:founded create:created invent:invented manage:managed replace:replaced
        chair:chaired own:owned operate:operated organise:organised organize:organized
        chase:chased cause:caused injure:injured rescue:rescued arrive:arrived promise:promised
        announce:announced propose:proposed release:released damage:damaged
        describe:described retire:retired oppose:opposed ban:banned stop:stopped
        plan:planned drop:dropped name:named visit:visited marry:married
        design:designed discover:discovered""".split()
    )
}
_IRREGULAR = {
    base: past
    for past, base in (PAST_FORMS | _ASKED).items()
    if past not in {f"{base}d", f"{base}ed"}
}
_DONE = {"won", "lost", "left", "bought", "sold", "built", "brought", "held", "kept", "led", "met"}
_DONE |= {"paid", "cut", "found", "hit", "shot", "taught", "caught", "told"}


def base_of_past(verb: str) -> str:
    """ "founded" -> "found": what is told with it; "found" is the past of find."""
    if verb in PAST_FORMS:
        return PAST_FORMS[verb]
    return _ASKED.get(verb) or (verb[:-2] if _ED.fullmatch(verb) else "")


def base_of_present(verb: str) -> str:
    """ "runs" -> "run", "teaches" -> "teach", "carries" -> "carry"."""
    if verb == "has":
        return "have"
    if re.fullmatch(r"[a-z]+[^aeiou]ies", verb):
        return f"{verb[:-3]}y"
    if re.fullmatch(r"[a-z]+(?:ss|sh|ch|x|zz|o)es", verb):
        return verb[:-2]
    return verb[:-1] if re.fullmatch(r"[a-z]{2,}[^s]s", verb) else ""


def past(verb: str) -> str:
    """The past tense of a base form."""
    if known := _IRREGULAR.get(verb):
        return known
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"


def is_participle(verb: str) -> bool:
    """Whether a past tense may stand behind "was" as well: "founded", "built", and not "chose"."""
    return verb in _DONE or (verb.endswith("ed") and bool(base_of_past(verb)))


def with_base(rest: str) -> str:
    """A clause in the past with its verb, the first word, in its base form; "" if unsure."""
    verb, _, behind = rest.partition(" ")
    if verb == "had" and re.match(r"(?:\w+ly )?\w+(?:ed|en)\b", behind):
        return ""  # no verb of its own
    base = PAST_FORMS.get(verb) or (verb[:-2] if _ED.fullmatch(verb) else "")
    return f"{base} {behind}".strip() if base else ""
