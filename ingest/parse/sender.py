"""Who sent a mail: a person, an outlet, or a person of an outlet."""

import re
from typing import NamedTuple

from ingest.parse.document import is_body, may_be_name
from ingest.parse.layout import masthead
from ingest.text import feed_names
from ingest.text.names import is_name, is_outlet_alone, is_person

_OF = re.compile(
    r"(?:(?<!\s)\s+(?:at|from|of|von|vom|de|du|del|di)(?: the)?\s+|"
    r"(?:(?<!\s)\s+)?[,|(]\s*|(?<!\s)\s+[-–—]\s+)(?=\S)"
)


class Sender(NamedTuple):
    """By name; "" for what the mail does not say."""

    person: str
    outlet: str


def read(name: str, *, is_list: bool) -> Sender:
    """Whose name it is that a mail was sent under.

    Args:
        is_list: the mail went to subscribers: what sends such mails is an outlet.
    """
    for between in _OF.finditer(name[:200]):
        person, outlet = name[: between.start()], name[between.end() :].strip(" )")
        if is_person(person) and is_name(outlet):
            return Sender(person, masthead.outlet_of(outlet))
    bare = feed_names.outlet_of(masthead.outlet_of(name))
    if is_list or is_body(bare) or is_outlet_alone(bare):
        return Sender("", bare)
    return Sender(name if may_be_name(name) else "", "")
