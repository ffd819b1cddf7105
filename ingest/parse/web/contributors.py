"""Who wrote it and who publishes it, out of what pages put where those names belong."""

import re

from ingest.parse.layout.byline import tidy_names

LONGEST_NAME_WORDS = 6
LONGEST_OUTLET = 60  # characters
_BY = re.compile(
    r"(?:(?:written |words |text |reporting |story )?by|von|par|por|di|door|de la rédaction de)"
    r"\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:(?<!\s)\s+)?[;|•·\n]\s*|(?<!\s)\s+(?:and|und|&|with|mit)\s+|(?:(?<!\s)\s+)?/\s*(?=[A-Z])"
)
# These join names, and parts of one name as well.
_JOINS = re.compile(r"(?<!\s)\s+(?:et|y|e|en)\s+")
_ROLE = re.compile(
    r"\b(?:staff|editors?|editorial|editor-in-chief|correspondents?|reporters?|writers?|webmaster|"
    r"contributors?|producers?|columnists?|desk|newsroom|news|team|bureau|agenc(?:y|ies)|network|"
    r"magazine|services?|redaktion\w*|rédaction|redacción|redazione|redactie|redação|"
    r"reporterin|journalists?|photographers?|associated press)\b",
    re.IGNORECASE,
)
# Nobody's name where the whole is made of them.
_STAND_IN = re.compile(
    r"(?:admin\w*|guests?|authors?|users?|media|press|online|digital|web|the|post|anonymous|"
    r"unknown|none|null|n/a|undefined|by|wires?|[A-Z]{2,5})(?:\s+|$)"
)
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net|co|de|fr|uk|io)\b|\d|[<>{}\[\]=]")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,5}[a-z]{2,10})/?", re.IGNORECASE)


def people(said: list[str], outlet: str) -> tuple[str, ...]:
    """The people in names as pages write them: no roles, outlets, addresses, each once.

    "Lee, Ann" is turned round, where one name alone stands so.
    """
    found: list[str] = []
    for one in said:
        bare = _BY.sub("", one.strip(), count=1) if _BY.match(one.strip()) else one.strip()
        for several in _split(bare):
            parts = [part.strip(" .()*") for part in several.split(",") if part.strip()]
            if len(parts) == 2 and all(len(part.split()) == 1 for part in parts):
                parts = [f"{parts[1]} {parts[0]}"]
            kept = [part for part in parts if _is_person(part, outlet)]
            # "Ann Lee, Harbour Ledger": what follows a role or an outlet belongs to it.
            found += (
                kept if len(kept) == len(parts) else kept[:1] if kept[:1] == parts[:1] else kept
            )
    tidied = [name for name in tidy_names(found) if _is_person(name, outlet)]
    return tuple({name.casefold(): name for name in reversed(tidied)}.values())[::-1][:20]


def _split(names: str) -> list[str]:
    found = []
    for one in _BETWEEN.split(names):
        joined = _JOINS.split(one)
        found += joined if all(len(name.split()) > 1 for name in joined) else [one]
    return found


def _is_person(name: str, outlet: str) -> bool:
    count = len(name.split())
    if not 1 <= count <= LONGEST_NAME_WORDS or not any(char.isalpha() for char in name):
        return False
    if _NO_NAME.search(name) or _ROLE.search(name) or name.lower().startswith("the "):
        return False
    if all(_STAND_IN.fullmatch(word) or _STAND_IN.fullmatch(word.lower()) for word in name.split()):
        return False
    return not outlet or _bare(name) != _bare(outlet)


def _bare(name: str) -> str:
    return re.sub(r"^the\s+|\W+", "", name.casefold())


def outlet(said: str) -> str:
    """The name of an outlet, "" for what is none: an address of a profile, a slogan.

    A bare address becomes its host.
    """
    said = said.strip().lstrip("@")
    if host := _HOST.fullmatch(said):
        return host[1]
    if "://" in said or len(said) > LONGEST_OUTLET or not any(char.isalpha() for char in said):
        return ""
    return said
