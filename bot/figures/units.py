"""What figures are counted in: words and signs of units -> (kind, unit, how many of that unit).

Units of one system become one ("500 m" and "0.5 km"), those of two stay two: a mile is no number
of kilometres that a newspaper would print. Months and years are no number of days either.
"""

from decimal import Decimal

Unit = tuple[str, str, Decimal]  # kind, unit, factor

DOLLARS = frozenset({"dollar", "USD", "AUD", "CAD", "NZD", "HKD", "SGD"})
# Before the digits. A bare $ is a dollar of somebody's.
PREFIXES = {"$": "dollar", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD"}
PREFIXES |= {"ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL", "£": "GBP"}
PREFIXES |= {"€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "rs": "INR"}
PREFIXES |= {code: code.upper() for code in "eur gbp jpy chf cny inr aud cad sek nok dkk".split()}
NATIONS = {"us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD"}
NATIONS |= {"singapore": "SGD", "hong": "HKD", "u": "USD"}


def _table(kind: str, rows: dict[str, tuple[str, str]]) -> dict[str, Unit]:
    """Words in a row -> their unit and factor."""
    return {
        word: (kind, unit, Decimal(factor))
        for words, (unit, factor) in rows.items()
        for word in words.split()
    }


UNITS: dict[str, Unit] = {
    **_table(
        "money",
        {
            "dollar dollars dólares dólar bucks": ("dollar", "1"),
            "usd": ("USD", "1"),
            "euro euros eur €": ("EUR", "1"),
            "£ gbp sterling quid livres": ("GBP", "1"),
            "yen": ("JPY", "1"),
            "yuan renminbi": ("CNY", "1"),
            "rupee rupees": ("INR", "1"),
            "franc francs franken chf": ("CHF", "1"),
            "won": ("KRW", "1"),
            "rouble roubles ruble rubles": ("RUB", "1"),
            "pence": ("GBP", "0.01"),
            "$": ("dollar", "1"),
            "cent cents": ("dollar", "0.01"),
        },
    ),
    # Pounds are money or weight; either agrees with them.
    **_table("money", {"pound pounds pfund": ("pound", "1")}),
    **_table(
        "percent",
        {"% percent prozent procent pct percentage pc": ("%", "1")},
    ),
    **_table(
        "length",
        {
            "km kms kilometre kilometres kilometer kilometers kilomètre kilomètres": ("m", "1000"),
            "kilómetros kilometern": ("m", "1000"),
            "metre metres meter meters metern mètre mètres metros": ("m", "1"),
            "cm centimetre centimetres centimeter centimeters": ("m", "0.01"),
            "mm millimetre millimetres millimeter millimeters": ("m", "0.001"),
            "mile miles mi meilen meile": ("mile", "1"),
            "foot feet ft": ("foot", "1"),
            "yard yards": ("yard", "1"),
            "inch inches": ("inch", "1"),
        },
    ),
    **_table(
        "weight",
        {
            "kg kilo kilos kilogram kilograms kilogramm kilogramme": ("g", "1000"),
            "gram grams gramm gramme grammes": ("g", "1"),
            "mg milligram milligrams": ("g", "0.001"),
            "tonne tonnes tonnen": ("g", "1000000"),
            "ton tons": ("ton", "1"),
            "lb lbs": ("lb", "1"),
            "ounce ounces oz": ("ounce", "1"),
        },
    ),
    **_table(
        "area",
        {
            "acre acres": ("acre", "1"),
            "hectare hectares hektar ha": ("hectare", "1"),
        },
    ),
    **_table(
        "volume",
        {
            "litre litres liter liters litern": ("litre", "1"),
            "gallon gallons": ("gallon", "1"),
            "barrel barrels": ("barrel", "1"),
        },
    ),
    **_table("speed", {"mph": ("mph", "1"), "km/h kph kmh": ("km/h", "1"), "knots": ("kn", "1")}),
    **_table(
        "power",
        {
            "w watt watts": ("W", "1"),
            "kw kilowatt kilowatts": ("W", "1000"),
            "mw megawatt megawatts": ("W", "1000000"),
            "gw gigawatt gigawatts": ("W", "1000000000"),
            "kwh": ("kWh", "1"),
            "mwh": ("kWh", "1000"),
            "gwh": ("kWh", "1000000"),
        },
    ),
    **_table(
        "data",
        {
            "mb megabyte megabytes": ("MB", "1"),
            "gb gigabyte gigabytes": ("MB", "1000"),
            "tb terabyte terabytes": ("MB", "1000000"),
        },
    ),
    **_table(
        "duration",
        {
            "second seconds sec secs sekunden secondes segundos": ("s", "1"),
            "minute minutes min mins minuten minutos": ("s", "60"),
            "hour hours hr hrs stunde stunden heure heures hora horas": ("s", "3600"),
            "day days tag tage tagen jour jours día días": ("s", "86400"),
            "week weeks woche wochen semaine semaines semana semanas": ("s", "604800"),
            "fortnight fortnights": ("s", "1209600"),
            "month months monat monate monaten mois mes meses": ("month", "1"),
            "year years yr yrs jahr jahre jahren an ans année années año años": ("month", "12"),
            "decade decades jahrzehnt jahrzehnte": ("month", "120"),
            "century centuries": ("month", "1200"),
        },
    ),
    **_table(
        "temperature",
        {"°c celsius centigrade": ("°C", "1"), "°f fahrenheit": ("°F", "1"), "°": ("°", "1")},
    ),
}
del UNITS["an"]  # French for a year, and the English article
