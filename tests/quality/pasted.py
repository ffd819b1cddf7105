"""Page furniture to paste around clean articles: one set to develop with, one to measure with.

The two share no line and no pattern of layout on purpose: the second was written after the rules
were finished, and what it shows is not to be tuned to.
"""
# ruff: noqa: E501, a table of patterns reads best with one on a line; random, not secret

from dataclasses import dataclass

FIRST = "Ann Tom Kim Maria José Priya Olu Ingrid Wei Fatima Lars Chloé Dmitri Aoife Noor Hannah".split()  # fmt: skip
LAST = "Lee Ray Poe Okafor Lindqvist Marchetti Dubois Haddad O'Neill Novak Castellanos Yamada Brandt Achebe Whitfield Rao".split()  # fmt: skip


@dataclass(frozen=True)
class Paste:
    """What may stand around an article. `{}` fields: title, outlet, author, other (a headline)."""

    outlets: tuple[str, ...]
    dates: tuple[str, ...]  # strftime formats
    bylines: tuple[str, ...]  # {author}, {date}, {outlet}; several lines divided by \n
    tops: tuple[str, ...]
    middles: tuple[str, ...]  # between two paragraphs
    bottoms: tuple[str, ...]
    ends: tuple[str, ...]  # bylines and dates below the text
    digests: tuple[str, ...]  # names of layouts, see parse_text.py


DEVELOP = Paste(
    outlets=(
        "The Mill Gazette",
        "Ashford Herald",
        "Harbour Ledger",
        "Northern Tribune",
        "Daily Courier",
        "Lakeside News",
        "The Morning Post of Elm",
        "Valley Times",
    ),
    dates=("%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%Y-%m-%d", "%A, %B %d, %Y", "%d %b %Y"),
    bylines=(
        "By {author}",
        "By {author}\n{date}",
        "{date}\nBy {author}",
        "By {author}, {outlet}\n{date}",
        "{author}\n{date}",
        "By {author} | {outlet} | {date}",
        "By {author}\nPublished: {date}, 10:42 GMT",
        "By {author} and {author2}\nPublished {date}\nUpdated {later}",
        "{outlet} | {date}",
        "Published on {date} by {author}",
        "",
    ),
    tops=(
        "",
        "",
        "Skip to content\nMenu\nHome News Sport Business Culture\nSearch\n",
        "Home > News > Local\n",
        "{outlet}\nSubscribe | Log in\nNews  Opinion  Sport  Life & Style  Weather\n",
        "We use cookies to improve your experience on our site.\nAccept all\nManage preferences\n\n",
        "{title} - {outlet}\n",
        "{title}\n{title}\n",
        "{outlet}\n\nADVERTISEMENT\n\nLocal\n",
    ),
    middles=(
        "Share this article\nFacebook\nTwitter\nEmail\nCopy link",
        "Read more: {other}",
        "RELATED: {other}",
        "Sign up for our newsletter\nGet the day's stories in your inbox every morning.\nEmail address\nSign up\nBy signing up you agree to our terms of use and privacy policy.",
        "Advertisement",
        "Article continues below",
        "The harbour in June. Photograph: {author2}/{outlet}",
        "A crowd outside the hall\n(Photo: {author2})",
        "Related stories\n{other}\n{other2}",
        "4 min read",
        "124 shares",
    ),
    bottoms=(
        "",
        "You might also like\n{other}\n{other2}\n{other3}",
        "Most read\n1. {other}\n2. {other2}\n3. {other3}",
        "More from {outlet}\n{other}\n3 hours ago\n{other2}\n5 hours ago",
        "Sign up for our weekly newsletter to get the best of our reporting.",
        "{author} is a reporter at {outlet}, where she covers local politics and transport.",
        "12 comments\nLog in to comment",
        "Tags: politics, transport\nShare on Facebook\nShare on Twitter",
        "© 2025 {outlet}. All rights reserved.",
        "Comments\nsunny_jim\n2 hours ago\nI never liked that place anyway.\nReply\nLike\nokbye77\n1 hour ago\nSame here, and I live next door.\nReply\nLike",
        "Follow us on Facebook and Twitter for more news.\nTerms of use\nPrivacy policy\nContact us",
    ),
    ends=(
        "By {author}, {outlet}\nPublished: {date}",
        "Reporting by {author} for {outlet}.",
        "{date}",
    ),
    digests=("closers", "rules", "stars", "numbered", "headers", "mails"),
)

HELD_BACK: Paste | None = None
SETS = {"develop": DEVELOP, "held back": HELD_BACK}
