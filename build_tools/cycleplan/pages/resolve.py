"""Prose with its marks looked up: every mention, citation and link into the plan becomes a link to its page.

The tree stays a tree of prose; a resolved link is a PlanLink of the kind `page`, whose name is an address.
"""

from __future__ import annotations

from typing import assert_never

from cycleplan.model import Address, Gathering, Plan
from cycleplan.prose import (
    Block,
    BulletList,
    Citation,
    CodeBlock,
    Emphasis,
    Inline,
    Mention,
    NumberedList,
    Paragraph,
    Phrase,
    PlanLink,
    Prose,
    Quote,
    Strong,
    Text,
    WebLink,
)

PAGE = "page"


def resolve_phrase(phrase: Phrase, plan: Plan, gathering: str) -> Phrase:
    """Return a phrase whose links into the plan name pages; `gathering` is where its words stand."""
    return Phrase(_inlines(phrase.content, plan, gathering))


def resolve_prose(prose: Prose, plan: Plan, gathering: str) -> Prose:
    """Return prose whose links into the plan name pages."""
    return Prose(_blocks(prose.blocks, plan, gathering))


def target(inline: Mention | Citation | PlanLink, plan: Plan, gathering: str) -> Address:
    """Return the page that an inline leads to; nothing of it has been resolved yet."""
    match inline:
        case Mention(owner):
            return Address(f"owners/{owner}")
        case Citation(number):
            return _cited(number, plan, gathering)
        case PlanLink(_, kind, name):
            return _named(kind, name, plan, gathering)
        case _:
            assert_never(inline)


def _blocks(blocks: tuple[Block, ...], plan: Plan, gathering: str) -> tuple[Block, ...]:
    return tuple(_block(block, plan, gathering) for block in blocks)


def _block(block: Block, plan: Plan, gathering: str) -> Block:
    match block:
        case Paragraph(content):
            return Paragraph(_inlines(content, plan, gathering))
        case BulletList(items):
            return BulletList(tuple(_blocks(item, plan, gathering) for item in items))
        case NumberedList(items, start):
            return NumberedList(tuple(_blocks(item, plan, gathering) for item in items), start)
        case Quote(inner):
            return Quote(_blocks(inner, plan, gathering))
        case CodeBlock():
            return block


def _inlines(content: tuple[Inline, ...], plan: Plan, gathering: str) -> tuple[Inline, ...]:
    return tuple(_inline(inline, plan, gathering) for inline in content)


def _inline(inline: Inline, plan: Plan, gathering: str) -> Inline:
    match inline:
        case Emphasis(content):
            return Emphasis(_inlines(content, plan, gathering))
        case Strong(content):
            return Strong(_inlines(content, plan, gathering))
        case WebLink(content, url, at):
            return WebLink(_inlines(content, plan, gathering), url, at)
        case PlanLink(content, _, _, at):
            return PlanLink(_inlines(content, plan, gathering), PAGE, str(target(inline, plan, gathering)), at)
        case Mention(owner, at):
            return PlanLink((Text(plan.owner_by_key[owner].label),), PAGE, str(target(inline, plan, gathering)), at)
        case Citation(number, at):
            return PlanLink((Text(f"[{number}]"),), PAGE, str(target(inline, plan, gathering)), at)
        case _:
            return inline


def _named(kind: str, name: str, plan: Plan, gathering: str) -> Address:
    if kind != "topic":
        return Address(f"{kind}s/{name}")
    written, _, fragment = name.partition("#")
    topic = plan.topic(written, gathering)
    assert topic is not None, "checked"
    return Address(topic.name, fragment)


def _cited(number: int, plan: Plan, gathering: str) -> Address:
    page, _ = plan.links.references[gathering, number]
    name = f"{page.name}/index" if isinstance(page, Gathering) else page.name
    return Address(name, f"ref-{number}")
