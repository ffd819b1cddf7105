"""Cover notes: what a mail says of what is attached to it, and to whom it is sent, is no news."""

import re

from ingest.text import split

# News speaks of offices attached to a court, and of a mayor who says please: most of what a note is
# known by tells only where a sentence begins with it.
_OPENS = "|".join(
    (
        # Greetings, thanks, farewells.
        r"dear|hi|hello|liebe[rsn]?|hallo|guten (?:tag|morgen)|sehr geehrte[rn]?|bonjour|chère?s?",
        r"hola|estimad[oa]s?|buongiorno|gentil[ei]|ciao|prezad[oa]s?|olá|beste|geachte",
        r"(?:(?:with )?many )?thanks(?! to)|thank you",
        r"(?:with )?(?:best |kind |kindest |warm )?regards|danke|(?:besten|herzlichen|vielen) dank",
        r"(?:mit )?(?:(?:besten?|freundlichen?|herzlichen?|vielen?) )?grüßen?|merci",
        r"(?:bien )?cordialement|(?:muchas )?gracias(?! a)|(?:un )?saludos?",
        r"(?:mille )?grazie(?! a)|(?:cordiali |distinti )?saluti|bedankt",
        r"(?:met )?(?:vriendelijke )?groet(?:en)?|obrigad[oa]|cumprimentos",
        # What is sent.
        r"attached(?! to)|attachments?|enclosed(?! (?:by|in|within))|fyi|see below",
        r"here(?:'s|’s| is| are)|im anhang|beigefügt|angehängt|hier (?:ist|sind)",
        r"pièces? jointes?|voici|adjunt[oa]s?|(?:in )?allegat[oi]|allego|ecco",
        r"(?:in de )?bijlagen?|bijgevoegd|hierbij|(?:seguem? )?em anexo|seguem? abaixo",
        # One who speaks to another.
        r"please|let me|you|your (?:e-?mail|letter|message|questions?|request)",
        r"(?:can|could|will|would) (?:you|we|i)|if (?:you|there|anything)\b.*\b(?:please|me)",
        r"(?:i|we)['’](?:d|ll|m|re|ve)",
        r"i (?:also|am|can|have|hope|just|look|think|thought|trust|was|will|would)",
        r"we (?:are (?:sending|pleased|happy)|hope|look forward|would)",
        r"bitte|(?:für|bei) (?:rück)?fragen|(?:können|könnten|würden) sie|falls sie",
        r"vous|veuillez|n['’]hésitez pas|pourriez-vous|ustedes|usted|por favor|per favore",
    )
)
_THING = (
    r"(?:article|copy|document|draft|file|pdf|photos?|pictures?|piece|release|report|story|text"
    r"|version)"
)
_OF_SENDING = re.compile(
    rf"^\W*(?:(?:and|but|so|also|und|aber|et|y)\b\W*)?"
    rf"(?:as (?:agreed|asked|discussed|promised|requested)\b[^,]*,\s*)?(?:{_OPENS})\b"
    # Anywhere: what is sent, by words beside it.
    r"|\b(?:anbei|ci-joint\w*)\b"
    r"|\b(?:find|see)\s(?:\S+\s){0,6}(?:attached|attachment|enclosed)\b(?! (?:to|by|in|with)\b)"
    rf"|\b{_THING}\s(?:\S+\s){{0,4}}?attached(?=\W*$|[,;:]|\s(?:as|below|here|for your?)\b)"
    rf"|\battached {_THING}\b|\b{_THING} (?:that |which )?you\b"
    r"|\battached to this (?:e-?mail|mail|message)\b"
    r"|\b(?:i|we)(?: am| are| have|['’]\w+)?(?: also| now)?"
    r" (?:attach(?:ed|ing)?|enclos(?:e|ed|ing)|send(?:ing)? you)\b"
    r"|\b(?:ich|wir) (?:ihnen|euch|dir)\b|\b(?:je|nous) (?:vous|te|t['’])"
    r"|\b(?:te|le|les|os) (?:adjunto|envío)\b|\b(?:le|vi|ti) (?:allego|invio)\b",
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
