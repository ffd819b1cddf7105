"""Cover notes: what a mail says of what is attached to it, and to whom it is sent, is no news."""

import re

from ingest import split

# Greetings open a sentence; the rest speaks of what is sent, or to the one who reads it.
_OF_SENDING = re.compile(
    r"^(?:dear|hi|hello|liebe[rs]?|hallo|guten (?:tag|morgen)|sehr geehrte[rn]?|bonjour|chère?s?"
    r"|hola|estimad[oa]s?|buongiorno|gentil[ei]|ciao|prezad[oa]s?|olá|beste|geachte)\b"
    r"|\b(?:attach\w*|enclosed?|enclosing|please|thanks|thank you|regards|fyi|here (?:is|are)|your?"
    r"|let me|i (?:am|can|have|hope|think|thought|was|will|would)|see below"
    r"|anbei|im anhang|angehängt\w*|beigefügt\w*|bitte|danke|grüßen?|ihnen|hier (?:ist|sind)"
    r"|ci-joint\w*|pièces? jointes?|vous|merci|cordialement|voici"
    r"|adjunt\w*|gracias|saludos|usted(?:es)?|allegat\w*|grazie|saluti|ecco"
    r"|bijlagen?|bijgevoegd\w*|hierbij|bedankt|groeten?|em anexo|segue|obrigad[oa]|cumprimentos)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile('"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«')


def words_beside(text: str) -> int:
    """How many words a text has in sentences that speak of anything but its being sent.

    What is quoted in a sentence may speak to anybody.
    """
    said = (
        text[one.start : one.end]
        for paragraph in split.paragraphs(text)
        for one in split.sentences(text, paragraph)
    )
    return sum(len(one.split()) for one in said if not _OF_SENDING.search(_QUOTED.sub("", one)))
