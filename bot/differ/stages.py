"""How affairs go on, told in words: charged, then acquitted; on strike, then a deal.

Each course has stages in order. A sentence is at the last stage that it has words of, so a later
one that has come further tells what became of what the earlier one says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.differ.unsettled import ASKED, UNSETTLED


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Course:
    """How one kind of affair goes on."""

    name: str
    stages: tuple[re.Pattern[str], ...]  # in order, at least two
    asked: re.Pattern[str]  # words of a question that is about such an affair
    ends: tuple[str, ...]  # words by which its end is searched for
    ended: int = 1  # the stage from which it tells what became of what was before
    # It belongs to every answer: who is told to be charged is told to be acquitted.
    belongs: bool = False
    is_of_person: bool = False  # it is one person's: who is named in the one has to be in the other
    is_contest: bool = False  # its end may name another one than its beginning
    is_loose: bool = False  # its words stand everywhere, so that more has to be shared
    goes_on: bool = False  # a later report of the same stage is newer: a fire is contained further
    is_open: bool = (
        False  # it has no words of an end: what is settled takes the place of what was not
    )


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _course(
    name: str,
    *stages: str,
    asked: str,
    ends: str,
    ended: int = 1,
    belongs: bool = False,
    is_of_person: bool = False,
    is_contest: bool = False,
    is_loose: bool = False,
    goes_on: bool = False,
) -> Course:
    return Course(
        name=name,
        stages=tuple(map(_any, stages)),
        asked=_any(asked),
        ends=tuple(ends.split()),
        ended=ended,
        belongs=belongs,
        is_of_person=is_of_person,
        is_contest=is_contest,
        is_loose=is_loose,
        goes_on=goes_on,
    )


_CASE = (
    r"(?:the |all |any |both |these |those |his |her |their |every )*(?:\w+ )?"
    r"(?:charges?|counts?|case|prosecution|proceedings|allegations?|trial|lawsuit)"
)
_VERDICT = r"(?:conviction|verdict|sentence|ruling|judgment|judgement)s?"
_BE = r"(?:is|are|was|were|be|been|being|has been|have been|had been)"
_OFF = r"call(?:s|ed|ing)? off|cancel\w*|suspend(?:s|ed|ing)?|paus(?:es|ed|ing)|averted|avoided"
_NOBODY = r"(?:nobody|no one|no-one|none|no \w+)"

COURSES: tuple[Course, ...] = (
    _course(
        "case",
        r"arrest\w*|suspect(?:s|ed)?|suspicion|detain(?:s|ed)|accus(?:es?|ed|ations?)|"
        r"alleg(?:e|es|ed|edly|ations?)|investigated|raided|questioned by police|"
        r"wanted (?:for|by)|fugitive",
        r"charged|charges|indict\w*|prosecut\w*|(?:on|face[sd]?|stand(?:s|ing)?) trial|"
        r"plead\w* (?:not )?guilty|den(?:y|ies|ied|ying)\b.{0,40}\b(?:charges?|counts?)|"
        r"appear(?:s|ed) (?:in|before|at)\b.{0,40}\b(?:court|magistrates?|judge)|remanded|on bail",
        r"acquit\w*|cleared (?:of|by)|(?:found|verdict of|declared) (?:not guilty|innocent)|"
        r"not guilty verdict|exonerat\w*|"
        rf"{_CASE}(?: against [\w .’'-]{{2,40}})? {_BE} (?:all )?(?:dropped|dismissed|withdrawn|"
        r"abandoned|thrown out|discontinued)|"
        rf"(?:drop(?:s|ped)|dismiss(?:es|ed)|withdr[ae]w\w*|threw out|abandon(?:s|ed)|"
        rf"discontinued) {_CASE}|(?:case|trial)\b.{{0,30}} collapsed|"
        r"released without (?:charge|further action)|will (?:not|face no) (?:be charged|charges?)|"
        r"no (?:further action|charges? will)|"
        r"(?:given|handed) (?:an? )?(?:[\w-]+ ){0,3}sentence|"
        r"convicted|convicts|found guilty|plead(?:s|ed) guilty|admit(?:s|ted) (?:to )?(?:the|all|"
        r"both|two|three|four|five|six|\d+) (?:charges?|counts?)|sentenc(?:es|ed)|jailed|"
        r"imprisoned",
        rf"{_VERDICT}\b.{{0,60}}\b(?:quashed|overturned|set aside|annulled|struck down|void)|"
        rf"(?:quash|overturn|annul|set aside|struck down)\w*\b.{{0,50}}\b{_VERDICT}|"
        r"(?:upheld|allowed|won|wins|uphold(?:s|ing)?|accept(?:s|ed))\b.{0,40}\bappeals?|"
        r"appeals?\b.{0,30}\b(?:upheld|allowed|succeeds|succeeded|successful)|pardon(?:s|ed)|"
        r"(?:freed|released) (?:on|after|by|from) (?:appeal|prison|jail)",
        asked=r"arrest\w*|suspect\w*|accus\w*|alleg\w*|charge[ds]?|trial|tried|guilty|innocent|"
        r"convict\w*|acquit\w*|cleared|verdict|sentenc\w*|jail\w*|prison|crim\w*|appeal\w*|court|"
        r"prosecut\w*|offences?|did",
        ends="acquitted cleared dropped dismissed convicted guilty sentenced jailed quashed",
        ended=2,
        belongs=True,
        is_of_person=True,
    ),
    _course(
        "missing",
        r"missing|unaccounted|disappear\w*|vanish\w*|trapped|stranded|"
        r"search(?:es|ing)? (?:for|of|goes on|continues)",
        r"found (?:alive|dead|safe|unharmed|well|his|her|their)|(?:was|were|been) (?:found|rescued|"
        rf"located|freed)|accounted for|{_NOBODY} (?:\w+ )?(?:is|are|was|were|remains?) "
        r"(?:still |now )?(?:missing|trapped|unaccounted)|no longer missing|rescued|"
        r"bod(?:y|ies)\b.{0,60}\b(?:found|recovered|identified)|"
        r"(?:found|recovered|identified)\b.{0,40}\bbod(?:y|ies)|"
        r"search\w*\b.{0,60}\b(?:called off|ended|over|abandoned)",
        asked=r"missing|unaccounted|disappear\w*|vanish\w*|trapped|stranded|found|rescued?|search\w*",
        ends="found alive dead bodies rescued accounted search ended",
    ),
    _course(
        "strike",
        r"strik(?:es?|ing|ers?)|walk(?:s|ed|ing)? ?-?out|walk-?outs?|industrial action|ballot\w*|"
        r"picket\w*|stoppages?|work-to-rule|lock-?out|lay down tools|(?:pay|wage|labour) dispute",
        rf"(?:strikes?|walk-?outs?|action|stoppages?|dispute|ballot|pickets?)\b.{{0,60}}\b(?:{_OFF}|"
        rf"ended|(?:is|are|was) over|lasted)|(?:{_OFF}|(?<!-)end(?:s|ed|ing)?|avert\w*)\b.{{0,40}}"
        r"\b(?:strikes?|walk-?outs?|action|stoppages?|dispute|pickets?)|"
        r"(?:back|return(?:s|ed|ing)?) (?:at|to) work|"
        r"(?:reach(?:es|ed)?|struck|agreed|sign(?:s|ed)|"
        r"approv(?:es|ed)|accept(?:s|ed)?|back(?:s|ed)) (?:\w+ ){0,3}(?:deal|agreement|offer|pay|"
        r"settlement|contract)|settled|running again",
        asked=r"strik\w+|walk\w*|industrial|ballot\w*|picket\w*|stoppages?|dispute|running|work",
        ends="strike deal agreement ended off accepted back work",
    ),
    _course(
        "election",
        r"polls?|on course|front-?runners?|favourites?|favorites?|candidates?|candidacy|set to|"
        r"ahead in|lead(?:s|ing)? (?:the|in)|exit poll|expected to win|nomin\w+|running for|"
        r"stands? for|bid for|contest(?:s|ed)?|run-off|race for|campaign\w*",
        r"(?:been|was|were|is|re-?) ?(?:re-?)?elected|w[io]n(?:s|ning)? (?:the|an?|his|her|their|"
        r"re-?election|by|with|\d+|back|control|power)|conced\w+|defeat(?:s|ed)?|beat(?:s|en|ing)?|"
        r"lost (?:the|to|by|his|her)|declared (?:the )?winner|sworn in|inaugurat\w+|"
        r"(?:takes|took) office|victor(?:y|ious)",
        asked=r"elect\w*|w[io]n(?:s|ner)?|become|becomes|became|mayors?|governors?|presidents?|"
        r"chancellors?|premiers?|prime minister|senators?|leaders?|los[et]\w*|ahead|leads?|leading|"
        r"candidates?|seats?|vote[ds]?|office|referendum",
        ends="elected won winner conceded result",
        is_contest=True,
    ),
    _course(
        "fire",
        r"(?:wild)?fires?|blaze|burn(?:s|ed|t|ing)?|flames|out of control",
        r"contained|under control|dampening down",
        r"(?:put|been|is|was|are|were|finally|fully|burned itself) out(?! of)|extinguish\w*|doused|"
        r"fully contained|100 per ?cent contained",
        asked=r"(?:wild)?fires?|blaze|burn\w*|contain\w*|extinguish\w*|flames",
        ends="contained control out extinguished",
        goes_on=True,
    ),
    _course(
        "flight",
        r"evacuat\w*|(?:left|fled|flee\w*|leave|forced from) their homes|warnings?|alerts?|"
        r"told to (?:leave|boil|stay)|curfew|quarantine|emergency",
        r"(?:allowed|return(?:s|ed|ing)?|back|gone|going|go) (?:to their )?homes?|lifted|"
        r"all[- ]clear|safe to (?:drink|return)|"
        r"(?:end(?:s|ed)|over)\b.{0,30}\b(?:curfew|quarantine|emergency)",
        asked=r"evacuat\w*|homes?|warnings?|alerts?|curfew|quarantine|emergency|return\w*|boil\w*|"
        r"drink\w*|safe|residents|lifted",
        ends="lifted home return allowed over",
    ),
    _course(
        "closure",
        r"clos(?:es?|ed|ing|ure)|shut(?:s|ting|down)?|suspend(?:s|ed)|halt(?:s|ed)|ground(?:ed)|"
        r"block(?:ed)|without (?:power|water|electricity|gas)|cut off|out of service|cancel\w*|"
        r"(?:not|n['’]t) (?:be )?(?:re-?)?open(?:ed|ing)?",
        r"(?<!not )(?<!n['’]t )re-?open(?:s|ed|ing)?|resum(?:e|es|ed|ption)|restor(?:es|ed|ing)|"
        r"lifted|"
        r"(?:running|working|flowing|open|back) (?:again|in service|to normal)|back on|"
        r"(?:stay|remain)(?:s|ing)? open|keeps? (?:\w+ ){0,2}open(?:ing)?|saved|reprieved?",
        asked=r"clos\w+|shut\w*|open\w*|re-?open\w*|suspend\w*|resum\w*|running|run|power|water|"
        r"electricity|service|work(?:s|ing)?|restor\w+|cut off|blocked|ground\w*",
        ends="reopened reopens resumed restored again open",
    ),
    _course(
        "patient",
        r"in hospital|hospitali[sz]ed|intensive care|critical(?:ly)?|stable condition|coma|"
        r"fighting for (?:his|her|their)|(?:taken|rushed|flown|airlifted|admitted) to|"
        r"(?:seriously|badly) (?:ill|hurt|injured)",
        r"discharged|left (?:the )?hospital|released from (?:the )?hospital|died|dead|"
        r"recover(?:s|ed)|out of (?:danger|hospital|the coma|intensive care)|killed",
        asked=r"hospital\w*|alive|dead|die[ds]?|recover\w*|condition|surviv\w*|coma|discharged|"
        r"injur\w*|hurt|ill",
        ends="discharged recovered died hospital",
        is_of_person=True,
    ),
    _course(
        "post",
        r"under pressure|calls? (?:for|on)\b.{0,50}\b(?:resign|quit|go|step)|"
        r"(?:will|would) not (?:resign|quit|step down)|refus(?:es|ed) to (?:resign|quit|step|go)|"
        r"urged to (?:resign|quit|go|step)|should (?:resign|quit|go|step|have resigned)|"
        r"clings? (?:on )?to|no[- ]confidence|suspended (?:from|as)",
        r"resign(?:s|ed)|resignation|step(?:s|ped|ping)? (?:down|aside)|sacked|fired|dismissed|"
        r"ousted|quits?|(?:has|had) left (?:the|his|her)|replaced|reinstated|survived",
        asked=r"resign\w*|quit\w*|step\w*|sack\w*|fire[ds]?|dismiss\w*|oust\w*|post|job|office|"
        r"still|leave|left|replac\w*|reinstat\w*",
        ends="resigned resigns stepped down sacked dismissed left",
        is_of_person=True,
    ),
    _course(
        "theft",
        r"stolen|stole|steal\w*|theft|thieves|robbed|robbery|looted|raiders?|swiped|snatched",
        r"recovered|(?:was|were|been) (?:found|returned|handed (?:back|in))|turned up|"
        r"handed back|returned to",
        asked=r"stolen|stole|theft|thie\w+|found|recover\w*|return\w*|back|where|robb\w+|missing",
        ends="found recovered returned",
    ),
    _course(
        "approval",
        r"appl(?:y|ies|ied|ication)|under review|await\w*|seek(?:s|ing)? (?:approval|permission|a "
        r"licen[cs]e)|propos(?:es|ed|als?)|bill|draft|consider(?:s|ed|ing)|to (?:decide|rule|vote)|"
        r"consultation|will (?:decide|vote|rule)",
        r"approv(?:es|ed)|grant(?:s|ed)|reject(?:s|ed)|refus(?:es|ed)|turn(?:s|ed) down|"
        r"passed|vetoed|vot(?:e|es|ed|ing) (?:for|against|down|to)|signed into law|became law|"
        r"threw out|thrown out|blocked|backed|ratified|authori[sz]ed|licensed",
        asked=r"approv\w+|permission|licen[cs]\w+|reject\w*|refus\w*|pass(?:ed|es)?|vote[ds]?|law|"
        r"bill|allow\w*|go ahead|plan\w*|grant\w*|authori[sz]\w+|decide\w*|decision",
        ends="approved rejected refused passed granted vote",
        is_loose=True,
    ),
    _course(
        "takeover",
        r"takeover|bids?|bidding|offers? (?:for|to buy)|in talks|interest(?:ed)? in|merger|"
        r"for sale|buyers?|may buy|wants? to buy|approach(?:es|ed)? (?:by|from)",
        r"no offer|not (?:make an offer|bid|buy)|drop(?:s|ped) (?:\w+ ){0,3}(?:interest|bid|offer)|"
        r"walk(?:s|ed) away|withdr[ae]w\w*|collapsed?|complet(?:es|ed)|"
        r"(?:has|have|was|been) (?:bought|sold|acquired|taken over)|bought|acquired|"
        r"agreed to (?:buy|sell|merge|a)|reject(?:s|ed)|abandon(?:s|ed)",
        asked=r"buy\w*|bought|sold|sale|sell\w*|takeover|take over|bids?|offers?|merge\w*|owns?|"
        r"owners?|acquir\w+",
        ends="bought deal withdrawn dropped rejected completed offer",
    ),
    _course(
        "captive",
        r"kidnap\w*|hostages?|abduct\w*|held captive|captives?|seized|detained|held by|"
        r"in captivity|imprisoned in",
        r"freed|released|rescued|(?:is|are|was|were) free|home safely",
        asked=r"kidnap\w*|hostages?|abduct\w*|captiv\w*|free[ds]?|releas\w+|held|alive|detain\w*",
        ends="freed released rescued home",
        is_of_person=True,
    ),
    _course(
        "hunt",
        r"at large|on the run|manhunt|escaped|hunt(?:s|ed|ing)? (?:for|by)|wanted|still free|"
        r"fugitive",
        r"(?:re-?)?captur(?:es|ed)|caught|(?:re-?)?arrested|gave (?:himself|herself|themselves) up|"
        r"surrender(?:s|ed)|in custody|handed (?:himself|herself|themselves) in|found",
        asked=r"large|run|caught|captur\w+|escap\w+|hunt\w*|arrest\w*|wanted|fugitive|custody|found",
        ends="caught captured arrested surrendered",
        is_of_person=True,
    ),
    _course(
        "plan",
        r"will|plans?|planned|planning|due to|to be|expected to|intends?|hopes? to|scheduled|"
        r"set to|is to|are to|proposes?|announced",
        r"scrap(?:s|ped)|abandon(?:s|ed)|shel(?:ves|ved)|"
        r"drop(?:s|ped) (?:its |the |his |her |their )?plans?|call(?:s|ed) off|cancel(?:s|led|ed)|"
        r"postpon(?:es|ed)|delay(?:s|ed)|put off|pushed back|revers(?:es|ed)|u-turn|after all|"
        r"no longer|will not (?:now )?go ahead|will (?:now )?(?:stay|remain|keep)",
        asked=r"will|when|plan\w*|going to|due|go(?:es)? ahead|still",
        ends="scrapped cancelled postponed delayed abandoned reversed",
        is_loose=True,
    ),
    Course(
        name="open",
        stages=(
            _any(UNSETTLED),
            re.compile(rf"\A(?!.*\b(?:{UNSETTLED})\b)", re.IGNORECASE | re.DOTALL),
        ),
        asked=_any(ASKED),
        ends=(),
        belongs=True,
        is_open=True,
    ),
)
CASE = COURSES[0]


@lru_cache(maxsize=4096)
def reached(course: Course, sentence: str) -> int:
    """The last stage of that course that a sentence has words of, from 0; -1 for none."""
    found = (n for n, one in enumerate(course.stages) if one.search(sentence))
    return max(found, default=-1)


def asked_for(question: str) -> Iterator[Course]:
    """Which of COURSES count for a question."""
    return (one for one in COURSES if one.belongs or one.asked.search(question))
