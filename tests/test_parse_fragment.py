"""Pieces of HTML, as feeds, mails and JSON hold them, into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.web.fragment import is_html, lines, words
from ingest.text import clean


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two.</p>", ["One bold word.", "Two."]),
        ("One\nline<br>Two<br/>\n\nThree", ["One line", "Two", "Three"]),
        ("<h2>Why</h2>Because.<ul><li>a<li>b</ul>", ["Why", "Because.", "• a", "• b"]),
        ("<table><tr><th>Year<td>Cost<tr><td>2025<td>4 m</table>", ["Year: Cost.", "2025: 4 m."]),
        ("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", ["One.", "Two."]),
        ("a<script>alert(1)</script>b<style>p{}</style><!-- c --><p>d", ["ab", "d"]),
        ("Tom &amp; Ray&nbsp;&#8211; caf&eacute; &lt;b&gt;", ["Tom & Ray – café <b>"]),
        ("plain", ["plain"]),
        ("", []),
        ("<p> </p>\x00", []),
        ("<pre>a\nb</pre>", ["a", "b"]),
    ],
)
def test_blocks_become_lines(html, expected):
    assert lines(html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a < b and c > d", False), ("<p>a", True), ("a<br/>b", True), ("a <b>b</b>", False)],
)
def test_html_is_known_by_the_tags_that_divide_it(text, expected):
    assert is_html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pool&#8217;s  <em>year</em>", "The pool’s year"),
        ("AT&T & Co; 3 < 4", "AT&T & Co; 3 < 4"),
        ("R&amp;D", "R&D"),
        ("", ""),
    ],
)
def test_a_short_field_is_one_line_of_words(text, expected):
    assert words(text) == expected


def test_nesting_without_end_is_no_crash():
    assert lines("<div>" * 50_000 + "a" + "</div>" * 50_000) in ([], ["a"])


@given(st.text(st.sampled_from("<>/&; pbrdivtdlia\n\x00ü#1'\"=!-")))
def test_any_text_gives_tidy_lines(text):
    for line in lines(text):
        assert line == clean.tidy(" ".join(line.split()))
        assert line
