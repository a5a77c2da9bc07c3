"""Laws of whole plans: good notes are accepted, and every link is found from both of its ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from plan_strategies import plans

from cycleplan.checks import check
from cycleplan.model import Owner, Page, Plan, Section, Spec, Topic, said_in_gathering, said_in_owner, said_in_section, said_in_spec
from cycleplan.notes.reader import read_notes
from cycleplan.prose import Citation, Inline, Mention, Phrase, PlanLink, Prose, inlines
from cycleplan.textfile import TextFile

few = settings(max_examples=max(settings().max_examples // 5, 1))


@given(plans())
def test_good_notes_have_no_errors(files: tuple[TextFile, ...]) -> None:
    assert [str(problem) for problem in check(read_notes(files)) if problem.is_error] == []


@few
@given(plans())
def test_every_file_of_good_notes_is_in_the_plan(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    pages = {"site.yaml", "cycles.yaml", "teams.yaml", "owners.yaml"}
    pages |= {f"specs/{spec.team}.yaml" for spec in plan.specs}
    pages |= {f"{gathering.name}/gathering.yaml" for gathering in plan.gatherings}
    pages |= {f"{topic.name}.yaml" for topic in plan.topics}
    assert pages == {file.path for file in files}


@few
@given(plans())
def test_a_plan_does_not_depend_on_the_order_of_its_files(files: tuple[TextFile, ...]) -> None:
    forward, backward = read_notes(files), read_notes(reversed(files))
    assert (forward.plan, forward.named) == (backward.plan, backward.named)


@few
@given(plans())
def test_a_topic_leads_to_a_spec_where_the_spec_lists_the_topic(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    there = {(topic.name, spec) for topic in plan.topics for spec in _specs_named(topic)}
    assert there == {(topic, spec) for topic, specs in plan.links.specs_of_topic.items() for spec in specs}
    assert there == {(topic.name, spec) for spec, topics in plan.links.topics_to_spec.items() for topic in topics}


@few
@given(plans())
def test_everything_in_markdown_is_said_once(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    sections = tuple(section for topic in plan.topics for section in topic.sections)
    said = [prose for section in sections for prose in said_in_section(section)]
    said += [prose for gathering in plan.gatherings for prose in said_in_gathering(gathering)]
    said += [prose for owner in plan.owners for prose in said_in_owner(owner)]
    said += [prose for spec in plan.specs for prose in said_in_spec(spec)]
    assert Counter(filter(None, said)) == Counter(filter(None, _prose_in((sections, plan.gatherings, plan.owners, plan.specs))))


@few
@given(plans())
def test_every_mention_is_found_from_its_owner(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    there = {(page_name(page), name) for page, inline in _said(plan) if (name := _owner_named(inline))}
    assert there == {(page_name(page), owner) for owner, pages in plan.links.mentioned_in.items() for page in pages}


@few
@given(plans())
def test_owners_and_what_they_lead_hold_and_write_agree(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    led = {(key.text, topic.name) for topic in plan.topics for section in topic.sections for key in section.led_by}
    held = {(key.text, topic.at(action.id)) for topic in plan.topics for _, action in topic.actions() for key in action.owners}
    written = {(key.text, spec.name) for spec in plan.specs for key in spec.owners}
    assert led == {(owner, topic.name) for owner, topics in plan.links.led_by.items() for topic in topics}
    assert held == {(owner, at.topic.at(at.action.id)) for owner, items in plan.links.held_by.items() for at in items}
    assert written == {(owner, spec.name) for owner, specs in plan.links.specs_of_owner.items() for spec in specs}


@few
@given(plans())
def test_every_citation_is_found_from_its_reference(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    there = {(page_name(page), inline.number) for page, inline in _said(plan) if isinstance(inline, Citation)}
    assert there == {(page_name(page), number) for (_, number), pages in plan.links.cited_in.items() for page in pages}
    assert plan.links.cited_in.keys() == plan.links.references.keys()


@few
@given(plans())
def test_a_topic_is_continued_by_the_topics_that_continue_it(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    there = {(s.continues.text, topic.name) for topic in plan.topics for s in topic.sections if s.continues}
    assert there == {(earlier, topic.name) for earlier, topics in plan.links.continued_by.items() for topic in topics}


@few
@given(plans())
def test_links_to_topics_are_found_from_the_topic(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    there = {(page_name(page), link.name) for page, link in _said(plan) if isinstance(link, PlanLink) and link.kind == "topic"}
    assert there == {(page_name(page), topic) for topic, pages in plan.links.pages_to_topic.items() for page in pages}


@few
@given(plans())
def test_nothing_is_listed_twice(files: tuple[TextFile, ...]) -> None:
    links = read_notes(files).plan.links
    listed = [*links.led_by.values(), *links.mentioned_in.values(), *links.topics_to_spec.values(), *links.pages_to_topic.values()]
    listed += [*links.pages_to_spec.values(), *links.cited_in.values(), *links.continued_by.values(), *links.specs_of_owner.values()]
    assert [pages for pages in listed if len(pages) != len({page_name(page) for page in pages})] == []


def page_name(page: Page) -> str:
    match page:
        case Owner(key):
            return f"owners/{key}"
        case Spec():
            return f"specs/{page.name}"
        case _:
            return page.name


def _prose_in(value: object) -> Iterator[Phrase | Prose]:
    if isinstance(value, Phrase | Prose):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _prose_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _prose_in(getattr(value, field.name))


def _specs_named(topic: Topic) -> set[str]:
    return {name for section in topic.sections for name in _specs_of(section)}


def _specs_of(section: Section) -> Iterator[str]:
    items = (section, *section.actions, *section.decisions)
    yield from (key.text for item in items for key in item.specs)
    yield from (reference.spec.text for reference in section.references if reference.spec)
    for prose in said_in_section(section):
        yield from (link.name for link in inlines(prose) if isinstance(link, PlanLink) and link.kind == "spec")


def _owner_named(inline: Inline) -> str:
    if isinstance(inline, Mention):
        return inline.owner
    return inline.name if isinstance(inline, PlanLink) and inline.kind == "owner" else ""


def _said(plan: Plan) -> list[tuple[Page, Inline]]:
    said: dict[Page, list[Inline]] = defaultdict(list)
    for topic in plan.topics:
        said[topic] += [inline for section in topic.sections for prose in said_in_section(section) for inline in inlines(prose)]
    for gathering in plan.gatherings:
        said[gathering] += [inline for prose in said_in_gathering(gathering) for inline in inlines(prose)]
    for owner in plan.owners:
        said[owner] += [inline for prose in said_in_owner(owner) for inline in inlines(prose)]
    for spec in plan.specs:
        said[spec] += [inline for prose in said_in_spec(spec) for inline in inlines(prose)]
    return [(page, inline) for page, found in said.items() for inline in found]
