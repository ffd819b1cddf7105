"""Lines of a page that are no part of its article: buttons, menus, labels, headings of boxes.

The words below are those that pages everywhere put on their buttons and boxes; what is asked of a
line is how much of it they make up, how short it is, how it ends, and whom it speaks to.
"""

import re
from functools import lru_cache

from ingest.text.appeals import is_appeal, may_be_appeal
from ingest.text.links import is_link
from ingest.text.prose import is_ended, is_item, is_rule, words

# Words that head page furniture, not an article; matched on a short line as a whole.
_HEADING = re.compile(
    r"(you (might|may) also (like|enjoy)|(also )?related( (articles|stories|news|topics|content|"
    r"reading|coverage|posts))?|(read|more|see|further) (more|also|next|like this|stories|news|"
    r"reading|coverage)|read more( on this)?|more (like this|from .+|on this( story)?|in .+|"
    r"stories|news|headlines)|(most|trending|popular|latest|recommended|top|featured|other|"
    r"today['’]?s)( (read|viewed|shared|popular|stories|news|now|for you|reads|articles|headlines|"
    r"posts|in .+|from .+))?|recommended (reading|stories)|(what to )?read next|up next|next up|"
    r"editor['’]?s['’]? (picks?|choice)|don['’]?t miss|in case you missed it|"
    r"from (the|our) (archive|web|partners)|(around|from) the web|paid (content|post)|"
    r"promoted( stories)?|sponsored( (content|stories|message|post|by .+))?|"
    r"(listen|watch)( now| live)?( to)?( this)?( story| article| post| episode)?|"
    r"topics?|tags|categories|(view|show|read|see|load|hide)( all| \d+)?( more)? comments?|"
    r"comments?|(post|add|leave|write) (a|your) (reply|comment)|join the (discussion|conversation)|"
    r"(share|follow)( (this|us|on)( .*)?)?|about the authors?|the authors?|"
    r"sign up( .*)?|subscribe( .*)?|(our )?newsletters?|advertis(e|ing|ement)( .*)?|ad|"
    r"((story|article) )?continues? (below|after)( .*)?|"
    r"continue reading( below)?|table of contents|in this (article|story)|jump to .+|"
    r"das könnte (sie|dich) auch interessieren|mehr zum thema|lesen sie auch|"
    r"(à|a) lire aussi|sur le même sujet|les plus lus|lo más leído|te puede interesar|"
    r"leggi anche|potrebbe interessarti|lees ook|meest gelezen|leia também|"
    r"anzeige|publicité|publicidad|werbung|kommentare?|commentaires?|comentarios|"
    r"相关阅读|相關新聞|延伸阅读|延伸閱讀|推荐阅读|関連記事|おすすめ記事|あわせて読みたい)\s*[:：]?",
    re.IGNORECASE,
)
# What heads a list of other articles, after which the rest of a page may be teasers.
_LIST = re.compile(
    r".*\b(like|related|more|stories|news|read|reads|trending|popular|latest|recommended|picks?|"
    r"choice|miss|next|headlines|archive|web|partners|comments?|reply|discussion|conversation)\b.*|"
    r"[^a-z]*|(das könnte|mehr|lesen|lees|les|lo|te|leggi|potrebbe|leia|kommentare?|à|sur).*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|kommentar|reply|discussion|conversation|\(\d+\)$", re.I)
# A question about the page itself.
_ASKS = re.compile(
    r"[^.?!]{0,60}\bthis (article|story|page|piece|post|content)\b[^.?!]{0,40}\?", re.I
)
_LABEL = re.compile(
    r"(categor(y|ies)|tags?|topics?|filed under|section|keywords?|posted in|related topics|"
    r"schlagwörter|themen|mots[- ]clés|etiquetas)\s*:.*",
    re.IGNORECASE,
)
_RIGHTS_LINE = re.compile(
    r"(©|\(c\) ?(?=\d)|copyright (©|\(c\)|\d|[^.]{2,60}\b(19|20)\d\d\b)|"
    r"all rights reserved|alle rechte vorbehalten|"
    r"tous droits réservés|todos los derechos reservados).*",
    re.IGNORECASE,
)
# A note on the page itself; one that corrects or tells what happened is the article's.
_NOTE = re.compile(
    r"\W*(editor['’]?s?['’]? note|note to readers|anmerkung der redaktion|note de la rédaction|"
    r"nota del editor|nota della redazione|noot van de redactie)\s?[:–—-].*\b(this|diese[rms]?|"
    r"cet(te)?|este|questo|dit) ((live|opinion) )?(page|story|article|gallery|"
    r"piece|column|newsletter|blog|artikel|beitrag|galerie|article|artículo|articolo)\b.*",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(correct\w*|clarif\w*|error|wrong\w*|mis\w+ed|incorrect\w*|retract\w*|korrigiert|"
    r"berichtigt|fehler|corrig\w+|erreur|correg\w+|error\w*|corretto|errore)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(the |our )?(comments?( section)?|commenting|discussion)\b[^.?!]{0,40} "
    r"(is|are|has been|have been|was|were) (now )?(closed|disabled|moderated|turned off)\b.{0,80}",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?[\s\d–,-]*(?:by )?([^.|,\d]{2,60})", re.IGNORECASE
)
_COMPANY = re.compile(
    r"\s+((media|group|newspapers|publishing|publications|holdings)\s+)?"
    r"(ltd|limited|inc|llc|plc|gmbh|corp|company|all rights.*)$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(©|\(c\)|copyright\b|all rights\b|alle rechte|tous droits|todos los derechos).*", re.I
)
_BUTTON_WORDS = frozenset(
    """share shares tweet tweets facebook twitter x email e-mail mail print whatsapp linkedin
    reddit copy link links pin pinterest telegram instagram youtube tiktok threads mastodon
    bluesky flipboard messenger snapchat save saved bookmark listen gift download app rss
    subscribe subscribed unsubscribe register login logout log sign in up out menu search
    close skip to content main navigation accept reject decline all manage preferences
    cookies choices settings options ok got it dismiss allow like likes follow following
    reply report flag view views comment comments read more less show hide expand collapse
    back top next previous prev page continue play pause mute video audio loading
    advertisement ad sponsored click here tap learn no thanks yes cancel submit send enter
    your address on via this article story now open toggle account profile my home homepage
    contact about help terms privacy policy of use service cookie conditions advertise
    careers sitemap newsletter newsletters newsroom alerts notifications and or the live min
    mins minute minutes""".split()
)
# Of these at least one must stand in a line of buttons: the rest are words that text has too.
_SURE_BUTTONS = frozenset(
    """share shares tweet tweets facebook twitter email e-mail print whatsapp linkedin reddit
    pinterest telegram instagram youtube tiktok bookmark download rss subscribe unsubscribe
    login logout log sign menu navigation search skip accept reject decline manage cookies dismiss
    follow reply flag comments expand collapse previous prev loading advertisement sponsored
    click tap submit toggle privacy terms cookie advertise careers sitemap newsletter
    newsletters""".split()
)
_BUTTON_ALONE = frozenset("close continue ok save copy listen play video menu home search".split())
_SECTIONS = frozenset(
    """home news world uk us u.s. eu europe africa asia americas international national local
    region regional politics business economy markets money finance tech technology science
    health climate environment sport sports football cricket tennis culture arts
    entertainment music film tv books travel food style lifestyle fashion family education
    opinion comment analysis features video videos photos podcasts audio live weather games
    puzzles crosswords cartoons jobs cars property obituaries letters magazine weekend today
    latest more all sections topics shop events community crime courts investigations data
    newsletters about contact subscribe search menu login & and the war
    elections election""".split()
)
_COUNTER = re.compile(
    r"(\d+[–-])?[\d.,]+[km]?\+? (comments?|shares?|views?|likes?|reads?|repl(y|ies)|followers|"
    r"min(ute)?s?\.?( read)?|mins? (read|listen|watch))( .{0,30})?|"
    r"(reading time|lesezeit|temps de lecture|tiempo de lectura)\s*:?.{0,30}|"
    r"((published|updated|posted) )?(an?|\d+) "
    r"(sec|second|min|minute|hour|hr|day|week|month|year)s? ago|"
    r"(just now|yesterday)|comments? ?\(\d+\)|vor \d+ (minuten|stunden|tagen)|il y a \d+ \w+|"
    r"\d+:\d{2}(\s*/\s*\d+:\d{2})?|[\d.,]+[km]|[^\W\d_]+( [^\W\d_]+){0,3} ?\(\d{1,3}\)",
    re.IGNORECASE,
)
LONGEST_BAR = 300  # characters of a row of buttons
LONGEST_FURNITURE = 400  # characters; a longer line is text
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s")  # the tenth of a list may be `Home`
_CRUMBS = re.compile(r"\s*(?:>|›|»|→|/|::|\|)\s*")


def is_heading(line: str) -> bool:
    """A short line that heads a box of the page, or is a button of it."""
    line = line.strip()
    if is_item(line) or len(line) > 120 or words(line) > 8:
        return False
    return bool(_HEADING.fullmatch(line) or _LABEL.fullmatch(line))


def heads_a_list(line: str) -> bool:
    """A heading of a list of other articles, or of the readers' comments."""
    return is_heading(line) and bool(_LIST.fullmatch(line.strip()))


def heads_comments(line: str) -> bool:
    """A heading of the readers' comments, or their number."""
    return (is_heading(line) or is_counter(line)) and bool(_COMMENTS.search(line))


def is_bar(line: str) -> bool:
    """A row of buttons or a menu: nothing but the words that stand on them."""
    if len(line) > LONGEST_BAR:
        return False
    said = [word.strip(".,:;|·•()[]…>›+-–—/").lower() for word in line.split()[:26]]
    said = [word for word in said if word and not re.fullmatch(r"[\d.,]+[km]?", word)]
    if not said or len(said) > 24 or _NUMBERED.match(line):
        return False
    if len(said) == 1 and said[0] in _BUTTON_ALONE:
        return True
    if all(word in _BUTTON_WORDS for word in said) and any(word in _SURE_BUTTONS for word in said):
        return not is_ended(line) or len(said) <= 4
    menu = sum(word in _SECTIONS for word in said)
    return len(said) >= 4 and menu >= 3 and menu * 4 >= len(said) * 3 and not is_ended(line)


def is_section(line: str) -> bool:
    """One or two words that name a part of a newspaper."""
    said = line.lower().split()
    return 0 < len(said) <= 3 and all(word.strip(",/") in _SECTIONS for word in said)


def crumbs(line: str) -> list[str]:
    """The steps of `Home > News > Local`, [] for a line that is none."""
    if len(line) > 200 or is_ended(line):
        return []
    steps = [step for step in _CRUMBS.split(line.strip()) if step]
    if len(steps) < 2 or steps[0].lower() not in {"home", "start", "startseite", "accueil"}:
        return []
    return steps


def is_counter(line: str) -> bool:
    """`4 min read`, `12 comments`, `3 hours ago`."""
    if len(line) > 80:
        return False
    said = [piece for piece in re.split(r"\s*[·•|]\s*", line.strip()) if piece]
    return bool(said) and all(_COUNTER.fullmatch(piece) for piece in said)


def is_furniture(line: str) -> bool:
    """Whether a line is surely none of the article's, wherever it stands."""
    return len(line) <= LONGEST_FURNITURE and _is_furniture(line.strip())


@lru_cache(maxsize=8192)  # every step of the cleaning asks about the same lines
def _is_furniture(line: str) -> bool:
    return (
        is_rule(line)
        or is_heading(line)
        or is_bar(line)
        or bool(crumbs(line))
        or is_counter(line)
        or bool(_RIGHTS_LINE.fullmatch(line))
        or (bool(_NOTE.fullmatch(line)) and not _CORRECTS.search(line))
        or (words(line) <= 14 and bool(_CLOSED.fullmatch(line)))
        or is_link(line)
        or is_appeal(line)
        or (line[:1] == "[" and line[-1:] == "]" and is_heading(line[1:-1]))
        or (words(line) <= 9 and bool(_ASKS.fullmatch(line)))
    )


def is_residue(line: str, before: str) -> bool:
    """A last line that is no part of the article: labels, rights, buttons, appeals, stray names.

    A line that could be a result or a figure stays: an odd leftover does less harm than a loss.
    """
    if _RIGHTS.fullmatch(line) or is_furniture(line):
        return True
    if may_be_appeal(line):
        return True
    count = words(line)
    ended = is_ended(line) and not line.endswith(":")
    if ended or is_item(line) or is_item(before):
        return False
    goes_on = count > 1 and line[0].islower()  # of a line above it, as in a verse
    said = any(char.isdigit() or char in '"“”„«»' for char in line)
    return count <= 6 and not goes_on and not said


def rights_holder(line: str) -> str:
    """Who holds the rights by a line like `© 2025 Mill Gazette Ltd. All rights reserved.`"""
    if len(line) > 200:
        return ""
    match = _HOLDER.match(line)
    return _COMPANY.sub("", match[1].strip()) if match else ""
