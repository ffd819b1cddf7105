"""Mails and saved pages: which of their parts are articles, and what dates and names them."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from pdf_writer import block, pdf

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse import formats
from ingest.parse.mail import is_mail

POOL = "The swimming pool on Mill Lane will close for a year, the council said on Monday."
LAKE = "Swimmers are sent to the lake, which is free of charge and cold until the end of June."
BOTH = f"{POOL}\n\n{LAKE}"
DOCUMENT = pdf([block(f"{POOL}\n{LAKE}")])
SENT = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)


def mail(text="", *, subject="Pool to close", sender="Ann Lee <ann@gazette.example>", html=""):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "desk@paper.example", subject
    message["Date"], message["Message-ID"] = format_datetime(SENT), "<1@gazette.example>"
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message


def read(message, name="a.eml"):
    """(articles, reasons)"""
    data = message if isinstance(message, bytes) else message.as_bytes()
    found = list(formats.parse(data, file_name=name, uri=name))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [one.reason for one in found if isinstance(one, SourceError)]


def test_a_mail_is_an_article_of_its_day():
    ((article,), reasons) = read(mail(BOTH))
    assert (article.title, article.text, reasons) == ("Pool to close", BOTH, [])
    assert (article.published_at, article.dated_by) == ("2025-01-06T08:00:00+00:00", "metadata")
    assert (article.authors, article.source) == (("Ann Lee",), "")


def test_the_articles_own_date_and_byline_come_first():
    ((article,), _) = read(mail(f"By Tom Ray\n\n3 January 2025\n\n{BOTH}"))
    assert (article.published_at, article.dated_by) == ("2025-01-03", "text")
    assert article.authors == ("Tom Ray",)


@pytest.mark.parametrize(
    ("subject", "above"),
    [
        ("Pool to close", "PRESS RELEASE\n\nPool to close"),
        ("PRESS RELEASE: Pool to close", "PRESS RELEASE - FOR IMMEDIATE RELEASE\n\nPool to close"),
        ("Pressemitteilung – Pool to close", "Pool to close"),
        ("Pool to close", "Press release, 6 January 2025"),
    ],
)
def test_a_press_release_is_one_by_its_label_which_is_none_of_its_text(subject, above):
    ((article,), _) = read(mail(f"{above}\n\n{BOTH}", subject=subject))
    assert (article.kind, article.text) == ("press release", BOTH)
    assert article.title == "Pool to close"


@pytest.mark.parametrize("subject", ["Pool to close", "Press releases: what a desk gets"])
def test_a_mail_that_speaks_of_press_releases_is_none(subject):
    said = f"Press releases of the council were no help. {POOL}\n\n{LAKE}"
    ((article,), _) = read(mail(said, subject=subject))
    assert (article.kind, article.title, article.text) == ("", subject, said)


def test_a_newsletter_is_by_its_sender():
    message = mail(BOTH, sender="Mill Gazette <news@gazette.example>")
    message["List-Unsubscribe"] = "<https://gazette.example/bye>"
    ((article,), _) = read(message)
    assert (article.source, article.authors) == ("Mill Gazette", ())


@pytest.mark.parametrize("as_html", [False, True])
def test_a_mailed_digest_is_its_items_of_the_day_it_was_sent(as_html):
    items = [("Pool on Mill Lane to close", POOL), ("Lake stays open", LAKE)]
    text = "\n\n".join(f"{n}. {title}\n{said}" for n, (title, said) in enumerate(items, 1))
    html = "".join(f"<p>{n}. {title}</p><p>{said}</p>" for n, (title, said) in enumerate(items, 1))
    message = mail(
        "" if as_html else f"Good morning.\n\n{text}",
        html=f"<p>Good morning.</p>{html}" if as_html else "",
        subject="Morning briefing",
        sender="Mill Gazette <news@gazette.example>",
    )
    message["List-Unsubscribe"] = "<https://gazette.example/bye>"
    found, reasons = read(message)
    assert ([(one.title, one.text) for one in found], reasons) == (items, [])
    assert {(one.source, one.published_at) for one in found} == {
        ("Mill Gazette", "2025-01-06T08:00:00+00:00")
    }


def test_the_richer_of_text_and_html_is_read():
    html = f"<html><head><style>p {{}}</style></head><body><p>{POOL}</p><p>{LAKE}</p></body></html>"
    wrapped = BOTH.replace(" for a year, ", " for a\nyear, ")
    ((article,), _) = read(mail(wrapped, html=html))
    assert article.text == BOTH
    ((article,), _) = read(mail(BOTH, html="<p>Your program cannot show this mail.</p>"))
    assert article.text == BOTH
    ((article,), _) = read(mail(html=html))
    assert article.text == BOTH


def test_a_mail_laid_out_in_tables_is_read():
    inner = f"<table><tr><td><p>{POOL}</p></td></tr></table>"
    html = f"<table><tr><td>{inner}</td></tr><tr><td><div>{LAKE}</div></td></tr></table>"
    ((article,), _) = read(mail(html=html))
    assert article.text == BOTH


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "koi8-r"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_every_charset_and_packing_is_read(charset, cte):
    said = "Бассейн закрыт на год." if charset == "koi8-r" else "Das Café in der Straße schließt."
    message = mail()
    message.set_content(f"{POOL}\n\n{said}", charset=charset, cte=cte)
    ((article,), _) = read(message)
    assert article.text == f"{POOL}\n\n{said}"


def test_encoded_headers_are_read_and_broken_ones_do_no_harm():
    raw = (
        b"From: =?utf-8?q?Zo=C3=AB?= Ray <z@g.example>\r\nSubject: =?iso-8859-1?q?Caf=E9?= to\r\n"
        b" close\r\nDate: Mon, 99 Foo 2025\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=none-such\r\n\r\n" + BOTH.encode()
    )
    ((article,), _) = read(raw)
    assert (article.title, article.authors) == ("Café to close", ("Zoë Ray",))
    assert (article.published_at, article.text) == ("", BOTH)


def test_signature_and_quotes_are_no_part_of_it():
    ((article,), _) = read(
        mail(f"{BOTH}\n\nOn Friday Tom Ray wrote:\n> Is there a text?\n> Tom\n\n-- \nAnn Lee\nDesk")
    )
    assert article.text == BOTH


FORWARDED = """{note}

---------- Forwarded message ---------
From: Tom Ray <tom@council.example>
Date: Fri, 3 Jan 2025 at 09:00
Subject: Pool on Mill Lane to close
To: Ann Lee <ann@gazette.example>

{text}
"""


@pytest.mark.parametrize("marks", ["", "> "])
def test_a_forwarded_mail_is_read_with_its_own_date_and_subject(marks):
    text = FORWARDED.format(note="See below.", text=BOTH)
    ((article,), _) = read(
        mail("\n".join(f"{marks}{line}".rstrip() for line in text.split("\n")), subject="Fwd: Pool")
    )
    assert (article.title, article.text) == ("Pool on Mill Lane to close", BOTH)
    assert (article.published_at, article.authors) == ("2025-01-03", ())


def test_a_forwarded_mail_in_html_is_read_likewise():
    html = FORWARDED.format(note="See below.", text=BOTH)
    html = html.replace("<", "&lt;").replace("\n", "<br>\n")
    ((article,), _) = read(mail("See below.", html=html, subject="Fwd: Pool"))
    assert (article.title, article.text) == ("Pool on Mill Lane to close", BOTH)
    assert article.published_at == "2025-01-03"


def test_what_html_quotes_of_an_earlier_mail_is_no_part_of_it():
    html = f"<p>{POOL}</p><p>{LAKE}</p><blockquote type='cite'><p>Is there a text?</p></blockquote>"
    ((article,), _) = read(mail(f"{BOTH}\n\n> Is there a text?", html=html))
    assert article.text == BOTH


def attached(message, data, name, kind="application/octet-stream"):
    major, _, minor = kind.partition("/")
    message.add_attachment(data, maintype=major, subtype=minor, filename=name)
    return message


def test_what_is_attached_is_an_article_of_its_own():
    message = attached(mail("Dear desk, here is the piece."), DOCUMENT, "a.pdf")
    attached(message, b"\x89PNG\r\n", "logo.png", "image/png")
    attached(message, b"\x00\x01\x02\x03", "odd.bin")
    page = f"<html><body><h1>Lake is open</h1><p>{LAKE}</p><p>{LAKE} It is.</p></body></html>"
    attached(message, page.encode(), "lake.html", "text/html")
    articles, reasons = read(message)
    assert [one.text.split(",")[0] for one in articles] == [POOL.split(",")[0], LAKE.split(",")[0]]
    assert articles[0].published_at == ""  # the mail's day is not the document's
    assert reasons == ["is binary, not text"]


def test_a_note_beside_what_is_attached_is_no_article():
    note = f"Dear desk,\n\nhere is the piece that we spoke of. {LAKE} Please print all of it."
    (article,), _ = read(attached(mail(note), DOCUMENT, "a.pdf"))
    assert article.text.startswith(POOL)
    (article,), _ = read(mail(note))
    assert article.title == "Pool to close"


@pytest.mark.parametrize(
    "own",
    [
        f"{BOTH} The council's report is attached.",
        f"Dear all,\n\n{BOTH}\n\nBest regards,\nAnn",
        f"{POOL}\n\n“Please swim in the lake, you will like it,” said councillor Odilia Crane.",
        "Die Stadt schließt das Schwimmbad an der Mühlgasse für ein ganzes Jahr. Das sagte die "
        "Bürgermeisterin am Montag im Rat. Der Bericht dazu liegt im Anhang.",
        "The mayor said: please stay home until the water has gone down, and the schools will stay "
        "closed until Friday.",
        "Your council has voted to close the baths in May for a year of repairs, which will cost "
        "two million crowns.",
        "The ministry, whose offices are attached to the old court, will move in June to a new "
        "house on the quay.",
        "Attached to the old court since 1900, the ministry will move in June to a new house on "
        "the quay in Orrin.",
        "The park, enclosed by walls since 1400, will be open to all from May, when the bishop "
        "gives up his house.",
        "Dank des Regens ist der See wieder voll, und die Stadt gibt ihnen allen das Wasser "
        "zurück, das seit Mai gefehlt hat.",
        "El secretario adjunto dijo el lunes que la piscina cerrará durante un año y que usted y "
        "yo pagaremos las obras.",
    ],
)
def test_news_beside_what_is_attached_is_an_article_however_short(own):
    page = b"<html><body><h1>Dam holds</h1><p>The dam at Orrin held all night, says Ann.</p></body>"
    articles, _ = read(attached(mail(own), page, "dam.html", "text/html"))
    assert [one.title for one in articles] == ["Pool to close", "Dam holds"]
    assert own[:100] in articles[0].text


@pytest.mark.parametrize(
    "note",
    [
        "Hi Tom,\n\nplease find attached the piece on the pool that you asked for last week. I "
        "hope that it is long enough. Let me know if there is anything that you want changed.",
        "Sehr geehrte Frau Lee,\n\nanbei sende ich Ihnen den Bericht über das Schwimmbad an der "
        "Mühlgasse. Bitte drucken Sie ihn ungekürzt. Für Fragen stehe ich Ihnen gern bereit.",
        "Bonjour,\n\nvous trouverez ci-joint l'article sur la piscine, comme convenu la semaine "
        "dernière avec la rédaction du journal. Merci de le publier en entier.\n\nCordialement",
        "As agreed on Friday, here is the piece on the pool, with two pictures by Odilia Crane and "
        "a map of the town.",
        "The piece on the pool is attached, with two pictures by Odilia Crane and a map of the "
        "town as it was.",
        "Könnten Sie uns sagen, ob der Bericht am Freitag erscheint? Wie besprochen sende ich "
        "Ihnen auch zwei Bilder und eine Karte der Stadt.",
        "Comme convenu avec Ann, je vous envoie l'article sur la piscine, qui fermera pendant un "
        "an, avec deux images et une carte.",
    ],
)
def test_a_cover_note_is_no_article(note):
    (article,), _ = read(attached(mail(note), DOCUMENT, "a.pdf"))
    assert article.text.startswith(POOL)
    assert len(read(mail(note))[0]) == 1  # by itself it is all there is


def test_a_long_mail_stands_beside_what_is_attached():
    message = attached(mail("\n\n".join([BOTH] * 5)), DOCUMENT, "a.pdf")
    articles, _ = read(message)
    assert len(articles) == 2
    assert articles[0].title == "Pool to close"


def test_a_mail_in_a_mail_is_read_to_some_depth():
    message = mail(BOTH, subject="Pool on Mill Lane to close")
    for _ in range(2):
        outer = mail("Look at this.", subject="Fw")
        outer.add_attachment(message)
        message = outer
    ((article,), _) = read(message)
    assert (article.title, article.text) == ("Pool on Mill Lane to close", BOTH)
    for _ in range(3):
        outer = mail("Look at this.", subject="Fw")
        outer.add_attachment(message)
        message = outer
    assert read(message) == ([], ["is packed in too many other things"])


def test_a_mail_without_an_article_says_so():
    assert read(mail("Thanks!")) == ([], ["is a mail without an article in it"])


PAGE = (
    f"<html><head><title>Pool to close</title></head><body><h1>Pool to close</h1><p>{POOL}</p>"
    f"<p>{LAKE} It is =3D free.</p></body></html>"
)


@pytest.mark.parametrize("name", ["a.mhtml", "a.txt"])
def test_a_saved_page_has_its_address_and_not_the_day_it_was_saved(name):
    raw = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gazette.example/pool\r\n"
        "Subject: Pool to close\r\nDate: Tue, 7 Jan 2025 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n\r\n--b\r\n'
        "Content-Type: text/css\r\n\r\np {}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://gazette.example/pool\r\n\r\n{PAGE}\r\n--b--\r\n"
    )
    ((article,), _) = read(raw.encode(), name)
    assert (article.title, article.url) == ("Pool to close", "https://gazette.example/pool")
    assert article.text.endswith("It is = free.")
    assert (article.published_at, article.authors) == ("", ())


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"From: a\nDate: b\nSubject: c\n\nText", "a.txt", False),
        (b"From: a\nDate: b\nSubject: c\n\nText", "a.eml", True),
        (b"From: a\r\nMIME-Version: 1.0\r\n\r\nText", "a.txt", True),
        (b"Pool to close\n\nFrom: a\nMessage-ID: b", "a.eml", False),
    ],
)
def test_a_mail_is_told_from_a_text_that_begins_like_one(data, name, expected):
    assert is_mail(data, file_name=name) == expected
