"""Which passages of a plain text are headings, and how deep: judged within the one text.

People mark headings in about a dozen ways. A strong way (`# x`, `== x ==`, an underline, `Topic: x`) always is a
heading. A weak one (a number, a bare line, capitals, a line with a colon, a bullet with more bullets below it) looks
the same as ordinary text, so at most one of them counts, and only where the strong ones leave the text without topics.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cycleplan.mail.markers import Mark, label, marker
from cycleplan.mail.outline.passages import Passage
from cycleplan.mail.outline.shapes import Shape

Style = tuple[str, str, int]
"""A way of marking headings: what it is, its mark, and its own level where it has one."""


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: its words, its style, and how many passages before and behind it are lines that only mark it."""

    text: str
    style: Style
    before: int = 0
    behind: int = 0


LONGEST_TITLE = 240
_UNDERLINES = "-=~^\"*+#_.'`:\u2500\u2501\u2550\u2013\u2014"
_NUMBERED = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2})*[.):]+|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)")
_DAY = re.compile(
    r"(?:day\s+(?:\d|one|two|three|four|five)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri)\b\.?)"
    r"(?:['\u2019]s|\b)(?:[\s,.:;()/&@+\u2013\u2014-]|\d+(?:st|nd|rd|th)?|of|and|the|utc|am|pm|day|sessions?|topics?|notes?|summary|morning|afternoon|"
    r"early|late|evening|part|slots?|hours?|room|track|first|second|third|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ch|il|ust|tember|ober|ember)?)*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(
    r"(?i)(?:we|i|this|these|here|hi|hello|hey|dear|thanks?|thank|regards|best|cheers|see|please|if|below|it|there|in|as|for|on"
    r"|the following)\b.*[.!,:]$"
    r"|.*\b(?:following|below|as follows)\s*:$"
    r"|(?:hi|hello|hey|dear|greetings|howdy|o/|thanks|thank you|many thanks|cheers|regards|(?:best |kind )?regards|best|sincerely|bye"
    r"|see you|happy)\b.{0,40}$"
)
_MAILBOX = re.compile(r"\S@\S+\.\w|\bat \S+\.(?:com|org|net|de|io)\b")
_STOPS = ".,;!\u2026"


def titles(found: Sequence[Passage]) -> Mapping[int, Title]:
    """Return the headings of a text by the place of their passage."""
    chosen = _chosen(found)
    with_days = {place: replace(title, style=("day", "", 0)) if is_day(title.text) else title for place, title in chosen.items()}
    return with_days if len({title.style for title in with_days.values()}) > 1 else chosen


def _chosen(found: Sequence[Passage]) -> dict[int, Title]:
    strong = _strong(found)
    topical = [place for place, title in strong.items() if not is_day(title.text) and label(title.text) is None]
    levels = {strong[place].style for place in topical}
    if len(topical) >= 3 or (len(topical) == 2 and len(levels) == 1 and topical[0] != 0):
        return strong
    weak = _weak(found, strong)
    return {**weak, **strong} if len(weak) >= 2 else strong


def is_day(text: str) -> bool:
    """Tell whether a heading names a day, or a part of one, and no subject."""
    return len(text) <= 80 and _DAY.fullmatch(text.strip(" *_:#=-").strip()) is not None


def unnumbered(text: str) -> str:
    """Return a title without the number that it begins with."""
    found = _NUMBERED.match(text)
    return text[found.end() :] if found else text


def _strong(found: Sequence[Passage]) -> dict[int, Title]:
    strong: dict[int, Title] = {}
    underline = -1
    for place, passage in enumerate(found):
        title = _strong_title(found, place)
        if title and title.before and underline == place - 1:
            # The rule above is the underline of the heading before, and cannot be the overline of this one, too.
            title = replace(title, before=0)
        underline = place + 1 if title and title.behind else underline
        if title and passage.quotes == 0 and title.text.strip() and place - title.before not in strong:
            strong[place] = title
    return _without_emphasis(found, strong)


def _strong_title(found: Sequence[Passage], place: int) -> Title | None:
    passage = found[place]
    underlined = _underlined(found, place)
    if underlined:
        return underlined
    match passage.shape:
        case Shape.HASH if len(passage.text) <= LONGEST_TITLE and label(passage.text) is not Mark.ACTION:
            return Title(unnumbered(passage.text), ("hash", "#", passage.level))
        case Shape.HASH if label(passage.text) is Mark.ACTION:
            return Title(passage.text, ("hash", "#", passage.level))
        case Shape.WIKI if len(passage.text) <= LONGEST_TITLE:
            return Title(unnumbered(passage.text), ("wiki", passage.mark, passage.level))
        case Shape.BOLD if _is_alone(found, place) and label(passage.text) is None and marker(passage.text) is None:
            text = passage.text.rstrip(":").rstrip()
            return Title(unnumbered(text), ("bold", passage.mark, 0)) if text[-1:] not in _STOPS else None
        case Shape.TEXT | Shape.BULLET | Shape.NUMBER | Shape.BOLD:
            return _announced(passage)
        case _:
            return None


def _announced(passage: Passage) -> Title | None:
    """Return the heading of `Topic: x` and `#topic x`."""
    start = marker(passage.text)
    if start is None or start.mark is not Mark.TOPIC or start.is_label or len(passage.text) > LONGEST_TITLE:
        return None
    return Title(passage.text[start.end :].strip(" *_"), ("topic", "", 0))


def _underlined(found: Sequence[Passage], place: int) -> Title | None:
    passage = found[place]
    if passage.shape not in (Shape.TEXT, Shape.NUMBER, Shape.BOLD) or len(passage.lines) > 2 or place + 1 >= len(found):
        return None
    rule = found[place + 1]
    before = found[place - 1] if place else None
    if rule.shape is not Shape.RULE or rule.mark not in _UNDERLINES or rule.quotes != passage.quotes:
        return None
    length, line = len(passage.text), len(rule.text)
    words = passage.text.strip()
    is_over = before is not None and before.shape is Shape.RULE and before.mark == rule.mark and passage.gap == 0 and rule.gap == 0
    if is_over and length <= line + 4:
        return Title(_titled(passage), ("underline", rule.mark * 2, 0), before=1, behind=1)
    if rule.gap > 1 or (rule.gap == 1 and abs(length - line) > 2) or length > LONGEST_TITLE:
        return None
    if rule.gap == 0 and abs(length - line) > max(4, length // 2) and not (line > length and words[-1:] not in _STOPS and length <= 80):
        return None
    if words[-1:] in ".,;" and abs(length - line) > 2:
        return None
    return Title(_titled(passage), ("underline", rule.mark, 0), behind=1)


def _titled(passage: Passage) -> str:
    return unnumbered(passage.text.strip("*_ ") if passage.shape is Shape.TEXT else passage.text)


def _is_alone(found: Sequence[Passage], place: int) -> bool:
    """Tell whether a bold line stands where a heading would: with room above it, or first of all."""
    passage = found[place]
    return passage.indent <= 3 and (place == 0 or passage.gap > 0 or found[place - 1].shape is Shape.RULE)


def _without_emphasis(found: Sequence[Passage], strong: dict[int, Title]) -> dict[int, Title]:
    """Leave out bold lines where they are not how this text marks its headings.

    They are labels where the same one comes again, and emphasis where it is a single one among other headings, or where
    nothing stands below.
    """
    counts = Counter(title.text.casefold() for title in strong.values())
    strong = {place: title for place, title in strong.items() if title.style[0] != "bold" or counts[title.text.casefold()] == 1}
    bold = [place for place, title in strong.items() if title.style[0] == "bold"]
    others = len(strong) - len(bold)
    empty = [place for place in bold if place + 1 in bold or place + 1 >= len(found)]
    is_emphasis = bool(bold) and ((len(bold) == 1 and others >= 2) or len(empty) * 2 > len(bold))
    return {place: title for place, title in strong.items() if not (is_emphasis and place in bold)}


def _weak(found: Sequence[Passage], strong: Mapping[int, Title]) -> dict[int, Title]:
    for find in (_by_number, _by_capitals, _by_bare_line, _by_bullet):
        weak = {place: title for place, title in find(found).items() if place not in strong}
        if len(weak) >= 2:
            return weak
    return {}


def _by_number(found: Sequence[Passage]) -> dict[int, Title]:
    """Numbered lines that count through the text, with something between them, are headings and no list."""
    numbered = [
        place
        for place, p in enumerate(found)
        if p.shape is Shape.NUMBER and p.indent <= 3 and p.quotes == 0 and len(p.text) <= LONGEST_TITLE
    ]
    outermost = min((found[place].indent for place in numbered), default=0)
    numbered = [place for place in numbered if found[place].indent == outermost]
    counted = [place for place in numbered if "." not in found[place].mark.rstrip(".")]
    levels = [found[place].level for place in counted]
    rises = sum(after == before + 1 for before, after in itertools.pairwise(levels))
    apart = sum(after > before + 1 for before, after in zip(counted, [*counted[1:], len(found)], strict=False))
    if len(counted) < 2 or levels[0] > 1 or rises < 0.7 * (len(levels) - 1) or apart < 0.6 * len(counted):
        return {}
    return {place: Title(found[place].text.rstrip(":"), ("number", "", found[place].mark.count(".")), 0) for place in numbered}


def _by_capitals(found: Sequence[Passage]) -> dict[int, Title]:
    def is_shouted(place: int) -> bool:
        text = found[place].text
        return text == text.upper() and len(_LETTERS.findall(text)) >= 4 and _has_room(found, place)

    return _titled_where(found, is_shouted, "capitals")


def _by_bare_line(found: Sequence[Passage]) -> dict[int, Title]:
    def is_bare(place: int) -> bool:
        return _has_room(found, place) and _is_title_like(found[place].text) and _has_content(found, place)

    bare = _titled_where(found, is_bare, "bare")
    plain = {place: title for place, title in bare.items() if not found[place].text.endswith(":") and not is_day(title.text)}
    chosen = plain if len(plain) >= 3 and len(plain) * 2 >= len(bare) else bare
    return {
        place: replace(title, style=("first", "", 0)) if place == 0 and _heads_all(found, chosen) else title
        for place, title in chosen.items()
    }


def _heads_all(found: Sequence[Passage], bare: Mapping[int, Title]) -> bool:
    """Tell whether the first bare line of a text is its title: it stands over words, or over the next heading."""
    return len(bare) >= 3 and len(found) > 1 and not found[1].is_item and (1 in bare or found[1].gap > 0)


def _titled_where(found: Sequence[Passage], is_title: Callable[[int], bool], style: str) -> dict[int, Title]:
    places = (place for place, p in enumerate(found) if p.shape is Shape.TEXT and p.quotes == 0 and is_title(place))
    return {place: Title(found[place].text.rstrip(": ").strip("*_"), (style, "", 0)) for place in places}


def _by_bullet(found: Sequence[Passage]) -> dict[int, Title]:
    """Outermost bullets with bullets of their own are the topics of a text that has nothing else, such as a pad."""
    items = [place for place, p in enumerate(found) if p.is_item and p.quotes == 0]
    if not items:
        return {}
    outermost = min(found[place].indent for place in items)
    top = [
        place for place in items if found[place].indent == outermost and marker(found[place].text) is None and len(found[place].text) <= 160
    ]
    parents = [place for place in top if place + 1 < len(found) and found[place + 1].indent > outermost]
    if len(parents) < 2 or len(parents) * 2 < len(top):
        return {}
    return {place: Title(found[place].text.rstrip(": ").strip("*_"), ("bullet", "", 0)) for place in top}


def _has_room(found: Sequence[Passage], place: int) -> bool:
    passage = found[place]
    is_first = place == 0 or passage.gap > 0 or found[place - 1].shape is Shape.RULE
    return is_first and passage.indent <= 3 and len(passage.lines) <= 2 and len(passage.text) <= LONGEST_TITLE


def _has_content(found: Sequence[Passage], place: int) -> bool:
    """Tell whether something stands below a bare line that it can be the heading of."""
    if place + 1 >= len(found):
        return False
    below = found[place + 1]
    if below.is_item or below.shape is Shape.RULE:
        return True
    return below.shape is Shape.TEXT and (below.gap == 0 or len(below.text) > len(found[place].text) or below.text[-1:] in ".:!?")


def _is_title_like(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= 16
        and len(text) <= 110
        and text[-1:] not in _STOPS
        and "http" not in text
        and not _MAILBOX.search(text)
        and marker(text) is None
        and not _SENTENCE.match(text)
        and bool(_LETTERS.search(text))
        and not text[:1].islower()
        and not text.startswith(("[", "(", "@"))
    )
