"""Personal data that somebody pasted into a question by mistake: to be neither searched nor kept.

Only what says by its form what it is: numbers with a check digit, keys with a prefix, a password
that is called one. A name or an address is not told from the news.
"""

import re

# Digits in groups, as on the card; \b alone would begin within a longer number.
_CARD = re.compile(r"(?<![\d.,:/-])[3-6]\d{3}(?:[ -]?\d){9,15}(?![\d-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)")
_KEY = re.compile(
    r"\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{20,200}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,100}|"
    r"\bxox[abprs]-[\w-]{10,200}|\beyJ[\w-]{10,500}\.eyJ[\w-]{10,500}|"
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
)
_CALLED = (
    r"(?:pass(?:word|code|wd|phrase)?|pwd|pin|passwor[dt]|kennwort|mot de passe|contraseña|"
    r"parola d'ordine|senha|palavra-passe|wachtwoord)"
)
_MINE = r"(?:my|our|mein|meine|unser|mon|ma|notre|mi|nuestra|la mia|mia|minha|a minha|mijn|ons)"
_PASSWORD = re.compile(
    # "my password is X": somebody's own; "password: X" as in a list of log-ins.
    rf"\b{_MINE} {_CALLED}\s?(?:is|was|ist|lautet|est|es|è|é)\s\S|"
    rf"\b{_CALLED}\s?[:=]\s?(?=\S*\d)\S{{4,}}",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[:;|]\S{4,}")
_IDENTITY = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")


def personal(text: str) -> str:
    """What kind stands in `text`, as bot/texts names it: "card", "account", "password",
    "identity"; "" for none."""
    if any(_luhn(_digits(match[0])) for match in _CARD.finditer(text)):
        return "card"
    if any(_iban(match[0]) for match in _IBAN.finditer(text)):
        return "account"
    if _KEY.search(text) or _PASSWORD.search(text) or _LOGIN.search(text):
        return "password"
    return "identity" if _IDENTITY.search(text) else ""


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _luhn(digits: str) -> bool:
    """Whether a card number's check digit fits (ISO/IEC 7812); 13 to 19 digits, not all alike."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [
        sum(divmod(2 * int(digit), 10)) if place % 2 else int(digit)
        for place, digit in enumerate(reversed(digits))
    ]
    return sum(doubled) % 10 == 0


def _iban(text: str) -> bool:
    """Whether its check digits fit (ISO 13616), for it or for a beginning of it.

    A word in capitals may follow: "... 3000 WAS".
    """
    compact = text.replace(" ", "")
    groups = text.split(" ")
    heads = {"".join(groups[:n]) for n in range(1, len(groups) + 1)} | {compact}
    return any(
        15 <= len(one) <= 34 and int("".join(str(int(c, 36)) for c in one[4:] + one[:4])) % 97 == 1
        for one in heads
    )
