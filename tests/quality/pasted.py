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

HELD_BACK = Paste(
    outlets=("Northbank", "The Lantern", "Ashwater Live", "Elm Valley Independent", "Kestrel Wire", "Le Phare"),
    dates=("%d.%m.%Y", "%Y/%m/%d", "%d %b, %Y", "%B %d %Y", "%a %d %b %Y", "%dth of %B %Y", "%A %d %B %Y", "%b %d, %Y"),
    bylines=(
        "{date} — {author}",
        "Words: {author}\n{date}",
        "by {author} · {date} · 6 min read",
        "{author}, Chief Correspondent\n{date}",
        "Posted {date}, last updated {later}\nBy {author}",
        "{author} & {author2}\n{date}",
        "Written by {author} for {outlet} on {date}",
        "{date} 07:15 CET",
        "",
    ),
    tops=(
        "",
        "Today's Paper | Log in | E-Edition\nWorld\nBusiness\nMarkets\nTech\n\n",
        "{outlet} | {title}\n\n",
        "Home / Regions / North\n",
        "{title}\n{outlet}\n{title}\n",
        "Your privacy matters\nOur partners and we store information on your device. Choose what you allow.\nReject all\nSettings\n\n",
        "BREAKING: {other}\nOpen navigation\nWatch live\n",
    ),
    middles=(
        "Listen to this story\n0:00 / 5:32",
        "SEE ALSO | {other}",
        "Enjoying this piece?\nBecome a member for 5 euros a month and keep our journalism free.\nBecome a member",
        "[Continue below the ad]",
        "Protesters on the bridge last week. Credit: {author2}",
        "Others are reading\n{other}\n{other2}",
        "Copy link\nPost\nSend",
        "Sponsored message",
    ),
    bottoms=(
        "",
        "Keep exploring\n{other}\n{other2}\n{other3}",
        "In other news\n{other}\n2 min\n{other2}\n4 min",
        "About {author}\n{author} has written about housing since 2011. Write to her: desk@northbank.example",
        "Was this article helpful?\nYes\nNo",
        "Want more like this? Our Friday letter lands in your mailbox at noon. No spam, ever.",
        "Filed under: Housing | Region",
        "Reader views (2)\nmarta_k, yesterday\nThis should have been done ten years ago, frankly.\nLike (3) Answer\nolduncle\nNobody asked us about any of it.\nLike (1) Answer",
        "Copyright {outlet} 2024. Reproduction without permission is prohibited.",
        "Previous article\n{other}\nNext article\n{other2}",
    ),
    ends=("Text: {author}, {outlet}", "{author}, {date}", "First appeared on {date}."),
    digests=("counted", "equals", "exports", "bracketed", "quoted"),
)  # fmt: skip
SETS = {"develop": DEVELOP, "held back": HELD_BACK}
