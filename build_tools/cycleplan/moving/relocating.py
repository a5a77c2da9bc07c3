"""Puts what moves where it belongs: files under other names, items into other lists. Their names are exchanged before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from cycleplan.model import Address, Plan, Topic
from cycleplan.moving.exchange import Exchange
from cycleplan.moving.kept import FOLDER, is_kept
from cycleplan.moving.refusal import RefusedError
from cycleplan.moving.transfer import ItemToTopic, PartToTopic, Renaming, SpecToTeam, TopicToPart, Transfer
from cycleplan.notes.amending import amended
from cycleplan.notes.amending.carrying import Piece, put_item, take_item
from cycleplan.notes.amending.entries import put_entry, take_entry
from cycleplan.notes.amending.reading import Steps, said_in
from cycleplan.notes.amending.sections import as_part, as_topic
from cycleplan.notes.schema import TopicForm
from cycleplan.textfile import TextFile

Files = dict[str, TextFile]

_ORDER = ("id", "title", "kind", "summary", "led_by", "discussion", "parts", *TopicForm.model_fields)
"""The keys of a topic in their usual order."""


def relocated(plan: Plan, files: Mapping[str, TextFile], transfer: Transfer) -> Files:
    """Return the files once something stands at its new place; one that is not there any more is left out.

    `plan` is the one before. Raises RefusedError and NotEditableError.
    """
    after = dict(files)
    match transfer:
        case Renaming(exchange):
            return _renamed(plan, after, exchange)
        case ItemToTopic(_, old, new):
            after[_path(old)], piece = take_item(after[_path(old)], steps_to(plan.topic_by_name[old.page], old.fragment))
            key = str(steps_to(plan.topic_by_name[old.page], old.fragment)[-2])
            after[_path(new)] = put_item(after[_path(new)], (key,), piece, _ORDER)
        case PartToTopic(_, old, new):
            after[_path(old)], piece = take_item(after[_path(old)], steps_to(plan.topic_by_name[old.page], old.fragment))
            after[_path(new)] = as_topic(_path(new), piece)
            _list_after(after, old, new)
        case TopicToPart(_, old, new):
            _swallow(plan, after, old, new)
        case SpecToTeam(_, old, new):
            _hand_over(after, old, new)
        case _:
            assert_never(transfer)
    return after


def steps_to(topic: Topic, fragment: str) -> Steps:
    """Return the steps to what a topic has on its page, within its file."""
    for above, section in (((), topic.whole), *((("parts", place), part) for place, part in enumerate(topic.parts))):
        if above and section.id.text == fragment:
            return above
        for key, ids in (("decisions", [d.id.text for d in section.decisions]), ("actions", [a.id.text for a in section.actions])):
            if fragment in ids:
                return (*above, key, ids.index(fragment))
    raise AssertionError(f"{fragment!r} is not on the page")


def unlist(files: Files, page: str) -> None:
    """Take a topic out of the order of its gathering."""
    path, name = _order_of(page)
    said = said_in(files[path])
    listed = said.get("topics")
    if isinstance(listed, list) and name in listed:
        files[path] = amended(files[path], {**said, "topics": [each for each in listed if each != name]})


def _renamed(plan: Plan, files: Files, exchange: Exchange) -> Files:
    paths = {_path(topic.at()): _path(exchange.of(topic.at())) for topic in plan.topics}
    for old, new in exchange.table.items():
        if old.page.startswith("teams/"):
            paths |= _paths_of_team(plan, files, old.page.rpartition("/")[2], new.page.rpartition("/")[2])
    paths = {path: after for path, after in paths.items() if path != after}
    paths |= {f"{FOLDER}{path}": f"{FOLDER}{after}" for path, after in paths.items()}
    for path, after in paths.items():
        if path in files and after in files:
            raise RefusedError(f"there is a file {after} already", "choose another name, or remove it")
    renamed = ((paths.get(path, path), file.text) for path, file in files.items())
    return {path: TextFile(path, text) for path, text in renamed}


def _paths_of_team(plan: Plan, files: Files, old: str, new: str) -> dict[str, str]:
    found = {f"specs/{old}.yaml": f"specs/{new}.yaml"}
    for path in files:
        cycle, _, rest = path.removeprefix(FOLDER).partition("/")
        if plan.cycle(cycle) and rest.startswith(f"{old}/"):
            found[f"{cycle}/{rest}"] = f"{cycle}/{new}/{rest.removeprefix(f'{old}/')}"
        elif plan.cycle(cycle) and is_kept(path) and rest == f"{old}.sources.yaml":
            found[f"{cycle}/{rest}"] = f"{cycle}/{new}.sources.yaml"
    return found


def _list_after(files: Files, old: Address, new: Address) -> None:
    path, name = _order_of(new.page)
    said = said_in(files[path])
    listed = said.get("topics")
    order = list(listed) if isinstance(listed, list) else []
    _, before = _order_of(old.page)
    order.insert(order.index(before) + 1 if before in order else len(order), name)
    files[path] = amended(files[path], {**said, "topics": order})


def _swallow(plan: Plan, files: Files, old: Address, new: Address) -> None:
    """Make a topic a part; its parts follow it in their order."""
    source = files.pop(_path(old))
    parts: list[Piece] = []
    for place in reversed(range(len(plan.topic_by_name[old.page].parts))):
        source, piece = take_item(source, ("parts", place))
        parts.insert(0, piece)
    said = said_in(source)
    if "parts" in said:
        source = amended(source, {key: value for key, value in said.items() if key != "parts"})
    target = files[_path(new)]
    for piece in (as_part(source, new.fragment), *parts):
        target = put_item(target, ("parts",), piece, _ORDER)
    files[_path(new)] = target
    unlist(files, old.page)


def _hand_over(files: Files, old: Address, new: Address) -> None:
    (source, before), (target, after) = (address.page.rpartition("/")[::2] for address in (old, new))
    left, piece = take_entry(files[f"{source}.yaml"], before)
    if left.text:
        files[left.path] = left
    else:
        del files[left.path]
    path = f"{target}.yaml"
    files[path] = put_entry(files.get(path, TextFile(path, "")), before, after, piece)


def _order_of(page: str) -> tuple[str, str]:
    folder, _, name = page.rpartition("/")
    return f"{folder}/gathering.yaml", name


def _path(address: Address) -> str:
    return f"{address.page}.yaml"
