"""What kind of piece an article is, and what of it is somebody's claim.

A fact that is reported, a claim, an opinion and a press release are told apart by section, title,
address and the verbs of a sentence.
"""

import re

from ingest.article import Article

OPINION, RELEASE, CLAIM = "opinion", "press_release", "claim"
_OPINIONS = (
    r"opinions?|op-?eds?|commentary|comment(?:isfree)?|editorials?|columnists?|columns?|letters|"
    r"viewpoints?|kommentare?|meinung|kolumnen?|leitartikel|tribunes?|éditos?|éditorial|chroniques?|"
    r"opinión|editoriale|opinioni|opinião|opinie"
)
_RELEASES = (
    r"press[ _-]?releases?|news[ _-]?releases?|pressemitteilung(?:en)?|communiqu[eé]s?"
    r"(?:[ _-]de[ _-]presse)?|comunicados?(?:[ _-]de[ _-]prensa)?|persbericht(?:en)?"
)
_OPINION_SECTION = re.compile(rf"^\W*(?:{_OPINIONS})\b", re.IGNORECASE)
_OPINION_TITLE = re.compile(rf"^\W*(?:{_OPINIONS})\s?[:|–—]\s", re.IGNORECASE)
_OPINION_PATH = re.compile(rf"^https?://[^/]+/(?:[^/]+/){{0,3}}(?:{_OPINIONS})/", re.IGNORECASE)
_OPINION_HOST = re.compile(r"^https?://opinions?\.", re.IGNORECASE)
_RELEASE = re.compile(rf"^\W*(?:{_RELEASES})\b", re.IGNORECASE)
_RELEASE_PATH = re.compile(
    rf"^https?://[^/]+/(?:[^/]+/){{0,4}}(?:{_RELEASES})(?:/|$)", re.IGNORECASE
)
_RELEASE_TEXT = re.compile(r"^\W*for immediate release\b", re.IGNORECASE)

SAYS = (
    # English
    r"said|says?|told|claim(?:s|ed)?|alleg(?:es?|ed)|argu(?:es?|ed)|insist(?:s|ed)?|"
    r"assert(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)|den(?:ies|ied)|warn(?:s|ed)|"
    r"estimat(?:es|ed)|believ(?:es?|ed)|suggest(?:s|ed)|stat(?:es|ed)|predict(?:s|ed)|"
    r"tweeted|promis(?:es|ed)|admit(?:s|ted)|accus(?:es|ed)|"
    # German
    r"sagte?n?|sagt|behauptete?n?|behauptet|erklärte?n?|erklärt|betonte?n?|betont|warnte?n?|"
    r"bestritt(?:en)?|bestreitet|meinte?n?|meint|teilte?n? mit|"
    # French
    r"dit|affirme(?:nt)?|déclare(?:nt)?|assure(?:nt)?|"
    r"prétend(?:ent)?|estime(?:nt)?|soutien(?:t|nent)|explique(?:nt)?"
)
# Behind "was", "to" or an article these are no verbs of somebody who speaks: "a stated aim".
_CLAIMS = re.compile(
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bto )(?<!\bthe )(?<!\ba )(?<!\ball )(?<!\bis )"
    rf"\b(?:{SAYS})\b(?!-)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:(?:a|ont|avait|avaient) (?:dit|affirmé|déclaré|assuré|prétendu|estimé|expliqué)|"
    r"according to|in the words of|(?:is|are|was|were) said to|reportedly|allegedly|"
    r"laut|zufolge|nach Angaben|angeblich|selon|d['’]après|según|secondo|segundo|volgens)\b",
    re.IGNORECASE,
)


def kind_of(text: str, article: Article) -> str:
    """The kind of a statement from that article: see `answer.Statement.kind`."""
    if is_opinion(article):
        return OPINION
    if _is_release(article):
        return RELEASE
    return CLAIM if is_claim(text) else ""


def is_claim(text: str) -> bool:
    """Whether a sentence gives what somebody says as theirs."""
    return bool(_CLAIMS.search(text) or _ACCORDING.search(text))


def is_opinion(article: Article) -> bool:
    """Whether it says of itself that it is somebody's opinion."""
    return bool(
        article.kind == "opinion"
        or _OPINION_SECTION.match(article.section)
        or _OPINION_TITLE.match(article.title)
        or _OPINION_PATH.match(article.url)
        or _OPINION_HOST.match(article.url)
    )


def _is_release(article: Article) -> bool:
    return bool(
        article.kind == "press release"
        or _RELEASE.match(article.section)
        or _RELEASE.match(article.title)
        or _RELEASE_PATH.match(article.url)
        or _RELEASE_TEXT.match(article.text)
    )
