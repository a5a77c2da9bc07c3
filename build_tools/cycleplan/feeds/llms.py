"""`llms.txt` (llmstxt.org): what the site has, as a list of links in Markdown, for programs that read prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cycleplan.feeds.data import is_divided
from cycleplan.feeds.feed import HOME, at_base, url_of
from cycleplan.model import Address, Gathering, Plan, Topic, state
from cycleplan.pages import links, newest_planned
from cycleplan.prose import Phrase, Text, WebLink, one_line, phrase_markdown, plain_text

_SUMMARY = (
    "What teams agreed on at their gatherings, for each release cycle: topics, decisions and action items, and what became of them."
    " Every item has an address that lasts."
)


def llms(plan: Plan) -> str:
    """Return the text; it says no more than the pages that it leads to."""
    head = (f"# {_markdown(plan.site.title)}", f"> {_SUMMARY}", f"Terms of use: {_markdown(plan.site.licence.title)}.")
    sections = (("Overview", _overview(plan)), *_newest(plan), ("Gatherings", _gatherings(plan)), ("Data", _data(plan)))
    listed = ((title, tuple(lines)) for title, lines in sections)
    blocks = (*head, *(f"## {title}\n\n" + "\n".join(lines) for title, lines in listed if lines))
    return "\n\n".join(blocks) + "\n"


def _overview(plan: Plan) -> Iterator[str]:
    yield _line("Home", url_of(plan, HOME), "the newest cycle that a team has gathered for")
    yield _line("Action items", url_of(plan, Address("actions")), "what is open, over all cycles")
    yield _line("Owners", url_of(plan, Address("owners/index")), "who leads what and has taken on what")
    yield _line("Work items", url_of(plan, Address("specs/index")), "specs, blueprints, bugs and reviews, and the topics that lead to them")


def _newest(plan: Plan) -> Iterator[tuple[str, Iterable[str]]]:
    cycle = newest_planned(plan)
    if cycle:
        topics = (topic for topic in plan.topics if topic.cycle == cycle.number)
        yield f"Topics of {_markdown(cycle.label)}", (_topic(plan, topic) for topic in topics)


def _topic(plan: Plan, topic: Topic) -> str:
    return _line(topic.title, url_of(plan, topic.at()), one_line(plain_text(topic.whole.summary)))


def _gatherings(plan: Plan) -> Iterator[str]:
    for gathering in plan.gatherings:
        link = links.gathering_link(plan, gathering.name)
        yield _line(link.text, url_of(plan, link.to), _counts(plan, gathering))


def _counts(plan: Plan, gathering: Gathering) -> str:
    topics = plan.topics_of.get(gathering.name, ())
    states = [state(action.log) for topic in topics for _, action in topic.actions()]
    return f"topics: {len(topics)}; action items: {len(states)}, of which {sum(status.is_open for status in states)} open"


def _data(plan: Plan) -> Iterator[str]:
    has = "the plan as JSON, and where the topics of each gathering are" if is_divided(plan) else "the whole plan as JSON"
    yield _line("plan.json", at_base(plan, "/plan.json"), f"{has}; its schema is named in it")
    yield _line("actions.csv", at_base(plan, "/actions.csv"), "all action items as a table")
    if plan.ledger:
        yield _line("feed.atom", at_base(plan, "/feed.atom"), "what changed last")
        yield _line("calendar.ics", at_base(plan, "/calendar.ics"), "milestones, gatherings and due dates")


def _line(text: str, url: str, said: str) -> str:
    words = (Text(f": {said}"),) if said else ()
    return f"- {phrase_markdown(Phrase((WebLink((Text(text),), url), *words)))}"


def _markdown(text: str) -> str:
    return phrase_markdown(Phrase((Text(one_line(text)),)))
