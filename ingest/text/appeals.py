"""Lines by which the page speaks to its reader, not the article: sign up, accept, follow, write."""

import re

from ingest.text.prose import is_item, words

_IMPERATIVE = re.compile(
    r"[^\w]*(please )?(sign[- ]?up|subscribe|get|join|follow|click|tap|download|enter|read|listen|"
    r"watch|share|support|donate|register|log[- ]?in|sign[- ]?in|accept|become|try|start|"
    r"give|never miss|don['’]?t miss|stay|keep|like|want|enjoy(ed|ing)?|have|got|do you|are you|by "
    r"(signing|clicking|subscribing|continuing|entering|using)|to (continue|read|comment|receive|"
    r"unsubscribe)|we (use|value|and our|need|rely|will never|never)|this (site|website|page|"
    r"content|form) (is|uses|requires)|abonnieren|melden sie|inscrivez|abonnez|suscríbe|"
    r"check out|discover|browse|explore|find out|see|send|tell us|let us know|help us|contact|"
    r"reach|e-?mail|call|visit|unlock|already|create|choose|select|turn|enable|disable|update)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<!\w)@\w|\w@\w")
_READER = re.compile(r"\b(you|your|yours|our|us|we|ihre?|sie|votre|vos|nous|tu)\b", re.I)
_ASKED = re.compile(r"\b(you|your|yours|please|ihre?|sie|votre|vos|tu)\b", re.I)
_SERVICE = re.compile(
    r"\b(newsletters?|inbox|e-?mail( address)?|subscri(be|bers?|ption|ptions|bing)|unsubscribe|"
    r"sign(ing)?[- ]?(up|in)|log(ging)?[- ]?in|cookies?|privacy (policy|notice)|"
    r"terms (of (use|service)|and conditions)|notifications?|alerts|ad[- ]?blocker|javascript|"
    r"browser|our (app|podcast|team|journalism|journalists|website|site|coverage|community|"
    r"partners|reporters|stories|reporting|channel|readers)|podcasts?|whatsapp|facebook|twitter|instagram|"
    r"telegram|"
    r"linkedin|youtube|tiktok|free trial|paywall|personali[sz]ed|account|comment(s|ing)?|"
    r"e-?paper|members?(hip)?|donat(e|ion|ions)|offers|spam|"
    r"digest|briefing|roundup|tips|corrections?|feedback|daily email|straight to|delivered|"
    r"posteingang|abonnement|boîte|boletín|correo)\b",
    re.IGNORECASE,
)
# What may head an appeal of other words; below an article alone.
_APPEAL = re.compile(
    r"(support us\b|our standards:|donate (now|today|here)|"
    r"subscribe (to|now|today)|sign up (to|for|now|here)|"
    r"(follow|like|join) us\b|download (our|the) app|get in touch|contact (us|the author)\b|"
    r"corrections? (to\b|and clarifications)|to report (a correction|an error)|"
    r"(have|got|do you have) an? (story|tip|correction)|send (us )?your (tips|stories)|"
    r"(click|tap) here|(keep|continue) reading|read the (full|whole|original) (story|article)|"
    r"(please )?log ?in (to|or)\b|join the conversation)",
    re.IGNORECASE,
)
# How to reach whoever wrote it: an address or a handle after a verb that asks for it.
_REACHED = re.compile(
    r"\b(reach(ed)?|follow|e-?mail|contact|tweet(s|ed)?|twitter|write to)\b.{0,60}@\w",
    re.IGNORECASE,
)
# An invitation to subscribe, wherever it stands: `Sign up here for our newsletter.`
_INVITES = re.compile(
    r"[^\w\"“„«]*(?:[A-Z][A-Z '’]{2,30}:\s?)?(?:(?:please|you can|bitte|to [^,.]{3,40},) )?"
    r"(?:sign[- ]?up|subscribe|abonnieren sie|abonniere|melden sie sich|inscrivez-vous|"
    r"abonnez-vous|suscr[ií]b[ae](?:te|se)|iscriviti|abbonati|meld (?:je|u)|schrijf (?:je|u)|"
    r"inscreva-se|assine)\b",
    re.IGNORECASE,
)
_TO_WHAT = re.compile(
    r"\b(?:newsletters?|inbox|briefing|digest|e-?mails?|alerts|podcast|posteingang|boletín|"
    r"infolettre|nieuwsbrief)\b|"
    r"^\W*(?:you can )?(?:sign[- ]?up|subscribe)(?: for free)?(?: right)? here\b|"
    r"^\W*subscribe(?: \S+){0,6}\s*$",
    re.IGNORECASE,
)
_MAY_INVITE = (
    "sign up", "sign-up", "signup", "subscribe", "abonn", "melden sie", "inscri", "suscr",
    "iscriviti", "abbonati", "meld ", "schrijf ", "assine",
)  # fmt: skip
# What stands beside an invitation in the same lines and is said to the reader, too.
_BESIDE = re.compile(
    r"\W*(?:\([^)]{2,20}\) )?(?:a version of this|this is a (?:compilation|version)|"
    r"this (?:story|article|column|piece) (?:is part of|first appeared)|need|looking|what['’]s|"
    r"thank you|it['’]s free|there['’]s (?:a lot )?more)\b|.*\b(?:this came from|"
    r"in your inbox|unsubscribe|subscribers?)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=[.!?…])(?=\s)|(?<=[.!?…][\"'”’»)])(?=\s)")
_QUOTES = re.compile(r"[\"“”„«»]")
LONGEST_APPEAL_WORDS = 45
LONGEST_BUTTON_WORDS = 4


def is_appeal(line: str) -> bool:
    """A sentence by which the page speaks to its reader, not the article: sign up, accept, follow.

    It starts as a request does, says you or us, and names a service of the page; at least two of
    the three where it is short, all three where it is not.
    """
    count = words(line)
    if count > LONGEST_APPEAL_WORDS or len(line) > 400 or is_item(line):
        return False
    if _QUOTES.search(line):
        return False
    asks = bool(_IMPERATIVE.match(line))
    # A writer's own "we" and "our" ask for nothing.
    if not (asks or is_reached(line) or _ASKED.search(line)):
        return False
    service = len(_SERVICE.findall(line))
    if asks and service and (is_reached(line) or _READER.search(line)):
        return True
    return service >= 2 and count <= 30


def without_invitations(line: str) -> str:
    """The line without the sentences that invite to subscribe, "" where nothing else is left.

    In a short line what is said to the reader beside one goes with it. Inside quotation marks
    somebody else invites.
    """
    small = line.lower()
    if not any(word in small for word in _MAY_INVITE):
        return line
    sentences = _STOP.split(line)
    kept: list[str] = []
    before = ""
    for sentence in sentences:
        if is_open(before) or not (_INVITES.match(sentence) and _TO_WHAT.search(sentence)):
            kept.append(sentence)
        before += sentence
    if len(kept) == len(sentences):
        return line
    if words(line) <= LONGEST_APPEAL_WORDS:
        kept = [
            one
            for one in kept
            if not (_READER.search(one) or _BESIDE.match(one) or _IMPERATIVE.match(one))
        ]
    return "".join(kept).strip()


def is_open(text: str) -> bool:
    """Whether a quotation or a parenthesis goes on behind the text."""
    return (
        text.count("“") > text.count("”")
        or text.count("„") > text.count("“")
        or text.count("«") > text.count("»")
        or text.count('"') % 2 == 1
    )


def is_reached(line: str) -> bool:
    """Whether it says by what address or handle whoever wrote something is reached."""
    return bool(_ADDRESS.search(line))


def is_button_of(line: str, appeal: str) -> bool:
    """Whether a short line says again what the appeal above it begins with: `Become a member`."""
    return (
        0 < words(line) <= LONGEST_BUTTON_WORDS
        and appeal.casefold().startswith(line.casefold())
        and is_appeal(appeal)
    )


def may_be_appeal(line: str) -> bool:
    """As `is_appeal`, by first words or an address alone: enough for an article's last lines."""
    return words(line) <= 30 and bool(_APPEAL.match(line) or _REACHED.search(line))
