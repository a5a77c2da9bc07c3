"""HTML is the lines that a browser shows, with the marks of Markdown."""

from __future__ import annotations

import pytest

from cycleplan.mail.reading.page import page_lines
from cycleplan.mail.source import UnreadableError

OUTLOOK = (
    "<p class=MsoListParagraph style='margin-left:{indent};text-indent:-.25in;mso-list:l0 level{level} lfo1'><![if !supportLists]>"
    "<span style='font-family:\"Courier New\";mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; "
    "</span></span><![endif]>{text}<o:p></o:p></p>"
)


def outlook(level: int, mark: str, text: str) -> str:
    return OUTLOOK.format(level=level, mark=mark, text=text, indent=f"{level / 2}in")


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<h1>Pools</h1>text<h3>Weigh\n<br>them</h3>", ["# Pools", "", "text", "", "### Weigh them"]),
        ("<p>One\n  two<p>three</p>four", ["One two", "", "three", "four"]),
        ("one<br>two<br><br>three<br>", ["one", "two", "", "three"]),
        ("<div>one</div><div><br></div><div>two<div>three</div></div>", ["one", "", "two", "three"]),
        ("a&nbsp;b &amp; &lt;c&gt; &eacute;", ["a\u00a0b & <c> é"]),
        ("<p>&nbsp;</p>a", ["", "a"]),
        ("<head><title>t</title><style>p{}</style></head>a<script>if(a<b)x('</p>');</script>b<!-- c -->d", ["abd"]),
        ("a<script>x", ["a"]),
        ("a<!-- never ends", ["a"]),
        ("x < 3 and y <4", ["x < 3 and y <4"]),
        ("<o:p>a</o:p><unknown b>c</unknown>", ["ac"]),
        ("a\u2028b", ["a", "b"]),
        ("one<hr>two", ["one", "", "---", "", "two"]),
        ("<img alt='✅'> agreed <img alt='A cloud'>", ["✅ agreed"]),
    ],
)
def test_blocks_are_lines(html: str, lines: list[str]):
    assert page_lines(html) == tuple(lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("a<ul><li>b<li>c<ul><li>d</ul><li>e</ul>f", ["a", "", "- b", "- c", "  - d", "- e", "", "f"]),
        ("<ul><li><p>a</p></li><li><p>b</p>c</li></ul>", ["- a", "- b", "  c"]),
        ("<ol start=3><li>a<li>b<li value=9>c<li>d</ol>", ["3. a", "4. b", "9. c", "10. d"]),
        ("<ol start=x><li>a</ol><li>b", ["1. a", "", "- b"]),
        ("<ul><li>a<br>b</ul>", ["- a", "  b"]),
        # The pad's export nests a list for each level, without text on the way.
        (
            "a<ul class='bullet'><li>b<ul class='bullet'><li>c</ul></ul><ul class='bullet'><li><ul class='bullet'><li>d</li></ul></ul>",
            ["a", "", "- b", "  - c", "", "  - d"],
        ),
        ("<ul class=indent><li>a</li><ul class=indent><li>b</ul></ul>", ["  a", "    b"]),
        ("<ol class=number><li>a</li></ol><ol start='2' class='number'><li>b</ol>", ["1. a", "", "2. b"]),
        ("<span class='author-a'>a</span><span class='author-b'>b</span>c", ["abc"]),
        (outlook(1, "·", "a") + outlook(2, "o", "b") + outlook(3, "§", "c"), ["- a", "  - b", "    - c"]),
        (outlook(1, "12.", "a"), ["12. a"]),
        ("<p class=MsoListParagraph style='margin-left:1.0in'>·&nbsp; a</p>", ["  - a"]),
        ("<p class=MsoNormal>a</p><p class=MsoNormal>o b</p>", ["a", "o b"]),
    ],
)
def test_items_stand_at_their_level(html: str, lines: list[str]):
    assert page_lines(html) == tuple(lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p><b>Pools</b></p>a <b>b</b>", ["**Pools**", "a b"]),
        ("<p><strong>Po</strong> <b>ols:</b></p>", ["**Po ols:**"]),
        ("<div><span style='font-weight:bold'>Pools</span></div>", ["**Pools**"]),
        ("<b style='font-weight:normal'>a<br><span style='font-weight:700'>b</span><br></b>c", ["a", "**b**", "c"]),
        ("<b>a<br><span style='font-weight: normal'>b</span></b>", ["**a**", "b"]),
        ("<p style='font-weight: bold'>a<p>b", ["**a**", "", "b"]),
        ("<ul><li><b>a</b></ul>", ["- **a**"]),
        ("<h2><b>a</b></h2>", ["## a"]),
    ],
)
def test_bold_is_marked_where_a_whole_line_is(html: str, lines: list[str]):
    assert page_lines(html) == tuple(lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (
            "see <a href='https://e.example/a?x=1&copy=2&amp;y=(3)'> the spec </a>.",
            ["see [the spec](https://e.example/a?x=1&copy=2&y=(3)) ."],
        ),
        ("<a href='https://e.example/a/'>e.example/a</a>", ["https://e.example/a/"]),
        ("<a href='http://e.example'>https://e.example/</a>", ["http://e.example"]),
        ("<a href='https://e.example/?q=\"b\"' href=x>a</a>", ['[a](https://e.example/?q="b")']),
        ("<a href=' https://e.example/a\nb c '>x</a>", ["[x](https://e.example/ab%20c)"]),
        ("<a href='mailto:wren@mail.example'>Wren</a> <a href='#x'>up</a> <a>no</a>", ["Wren up no"]),
        ("<a href='https://e.example'></a>a", ["a"]),
        ("a <a href='https://e.example/'><div>b</div>c</a>", ["a", "[b](https://e.example/)", "c"]),
        ("<a href='https://a.example/'>a<a href='https://b.example/'>b", ["[a](https://a.example/)[b](https://b.example/)"]),
        ("<p><b><a href='https://a.example/'>a</a></b>", ["**[a](https://a.example/)**"]),
    ],
)
def test_links_have_their_address(html: str, lines: list[str]):
    assert page_lines(html) == tuple(lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e", ["a", "", "> b", "> c", "", "> > d", "", "e"]),
        ("a<blockquote style='margin:0 0 0 40px;border:none'>b</blockquote>", ["a", "", "  b"]),
        (
            "<div class=gmail_quote><div class=gmail_attr>Wren wrote:<br></div><blockquote class=gmail_quote>a</blockquote></div>",
            ["Wren wrote:", "", "> a"],
        ),
        ("a<br><span class=gmail_signature_prefix>-- </span><br><div class=gmail_signature>Wren</div>", ["a", "-- ", "Wren"]),
        ("a<div class='gmail_signature' dir=ltr><div>Wren</div></div>", ["a", "-- ", "Wren"]),
        ("a<pre>\n b\n\n   c <i>d</i>\n</pre>e", ["a", "", " b", "", "   c d", "", "e"]),
        ("<div style='white-space: pre-wrap'>a\n  b</div>c  d", ["a", "  b", "c d"]),
    ],
)
def test_quotes_signatures_and_laid_out_text_stay_such(html: str, lines: list[str]):
    assert page_lines(html) == tuple(lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>e", ["a | b", "c | d", "e"]),
        ("<table><tr><td><p>a</p></td><td><p><br></p></td><td><p>b</p></td></tr></table>", ["a |  | b"]),
        ("<table><tr><td></td><td>a</td></tr><tr><td>&nbsp;</td><td></td></tr></table>b", [" | a", "b"]),
        ("<table><tr><td><p>a</p><p>b</p><td><p>c</table>", ["a", "", "b", "", "c"]),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", ["a | b", "c"]),
        ("<table><tr><td>a<td><ul><li>b<li>c</ul></table>", ["a |", "- b", "- c"]),
    ],
)
def test_cells_are_rows_unless_they_only_lay_out(html: str, lines: list[str]):
    assert page_lines(html) == tuple(lines)


@pytest.mark.parametrize(
    "tag", ["div", "ul><li", "blockquote", "table><tr><td", "b", "a href=https://e.example", "font size=1", "unknown", "p"]
)
def test_nesting_of_any_depth_is_read(tag: str):
    assert page_lines(f"<{tag}>" * 20_000 + "end")[-1].endswith(("end", "end**", "[end](https://e.example)"))


def test_the_deepest_items_stand_at_one_level():
    assert page_lines("<ul><li>a" * 500)[-1] == "  " * 20 + "- a"


def test_tags_without_number_are_refused():
    with pytest.raises(UnreadableError, match=r"^HTML of more than 500000 tags$"):
        page_lines("<b>" * 500_001)


def test_attributes_without_number_are_passed_over():
    assert page_lines("<p " + " ".join(f"a{n}='>'" for n in range(100_000)) + ">a") == ("a",)
