"""Topics that are worded otherwise: all that a site shows of their discussions, made again without the rest of the plan.

A discussion is shown on the page of its topic, in the text of that page, in the topic's line of `plan.json`, and in the entries that
feeds have of the topic and of its parts; and the ledger has the hash of what these say. While only discussions change, and no
link in them does, whatever else a site has comes out as it did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cycleplan.addresses import lacking_texts
from cycleplan.composing import write_twin
from cycleplan.feeds import section_html, topic_line
from cycleplan.model import KnownPlan, Plan, items_of_topic
from cycleplan.pages.surroundings import Surroundings
from cycleplan.pages.topic import topic_page
from cycleplan.rendering import draw, fragments, render, with_gone
from cycleplan.textfile import TextFile


class Words(NamedTuple):
    """What is said of a topic and of its parts: as HTML, by their fragments, and which texts on its page the ledger lacks.

    What is lacking is the hash of the text by the path that its item was first published under.
    """

    entries: Mapping[str, str]
    lacking: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a site shows of a topic's discussions."""

    source: TextFile
    pictures: tuple[TextFile, ...]
    fragments: tuple[str, ...]
    text: str
    line: str
    words: Words


def shown(name: str, around: Surroundings) -> Shown:
    """Return what is shown of the topic of a name; raises NotKnownError where that takes more than what is known."""
    plan = KnownPlan(around.answers)
    page = topic_page(plan, plan.topic_by_name[name])
    source = with_gone(render(page), around.gone)
    return Shown(
        source=source,
        pictures=draw(page),
        fragments=fragments(source),
        text=write_twin(lambda: page, plan, name, around.gone),
        line=topic_line(plan, name),
        words=words_of(plan, name) if around.is_recorded else Words({}, {}),
    )


def words_of(plan: Plan, name: str) -> Words:
    """Return what is said of a topic and of its parts."""
    topic = plan.topic_by_name[name]
    said = {"": topic.whole, **{part.id.text: part for part in topic.parts}}
    entries = {fragment: section_html(plan, topic, section) for fragment, section in said.items()}
    return Words(entries, dict(lacking_texts(plan, items_of_topic(topic))))
