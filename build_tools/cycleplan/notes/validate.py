"""Holds a tree against the schema: every fault with its place, and the best that can be read in spite of them.

A fault costs only the value that it is in. `Notes.faulty` tells what needs it, so that nobody complains of what
another fault has taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cycleplan.notes import rules
from cycleplan.notes.tree import Node, Sequence, Table, plain
from cycleplan.problems import Location, Problem, nearest, nearest_name

F = TypeVar("F", bound=BaseModel)
K = TypeVar("K", int, str)

Steps = tuple[int | str, ...]

_ROUNDS = 4
_SHAPES = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def validate(form: type[F], node: Node) -> tuple[F | None, Node, tuple[Problem, ...]]:
    """Return the form that a tree fills, the tree less what is wrong in it, and a problem for each fault.

    No form where a value that it cannot do without is wrong or missing.
    """
    found: tuple[Problem, ...] = ()
    for _ in range(_ROUNDS):
        data = plain(node)
        try:
            return form.model_validate(data), node, found
        except ValidationError as error:
            details = _real(error.errors(include_url=False), data)
        found = found or tuple(_problems(form, node, details))
        faulty = {_faulty(detail) for detail in details}
        if () in faulty:
            break
        node = _without(node, faulty)
    return None, node, found


def place_of(node: Node, steps: Steps) -> Location:
    """Return where the value at the end of some steps stands, or the nearest thing around it."""
    for step in steps:
        if isinstance(node, Table) and step in node.values:
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node.at


def _real(details: list[ErrorDetails], data: Any) -> list[ErrorDetails]:
    # A union reports each of its branches, under a step that names the branch and that the data does not have.
    real: dict[Steps, ErrorDetails] = {}
    for detail in details:
        steps = _steps(data, detail)
        known = real.get(steps)
        if known is None or known["type"].endswith("_type"):
            kind = "extra_forbidden" if detail["loc"][-1:] == ("[key]",) else detail["type"]
            real[steps] = {**detail, "loc": steps, "type": kind}
    inner = {steps[:length] for steps in real for length in range(len(steps))}
    return [detail for steps, detail in real.items() if not (detail["type"] in _SHAPES and steps in inner)]


def _steps(data: Any, detail: ErrorDetails) -> Steps:
    steps: list[int | str] = []
    adds = detail["type"] == "missing"
    for position, step in enumerate(detail["loc"]):
        last = position == len(detail["loc"]) - 1
        inner = _item(data, step)
        if inner is not None:
            steps.append(step)
            data = inner
        elif last and adds:
            steps.append(step)
    return tuple(steps)


def _item(data: Any, step: int | str) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _problems(form: type[BaseModel], node: Node, details: list[ErrorDetails]) -> Iterator[Problem]:
    misspelt: set[Steps] = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            steps = detail["loc"]
            known = _keys(form, steps[:-1])
            meant = nearest_name(str(steps[-1]), known)
            misspelt.add((*steps[:-1], meant))
            hint = f"did you mean {meant!r}?" if meant else f"known here: {', '.join(known)}"
            yield rules.KNOWN_KEY.broken(_key_place(node, steps), f"unknown key {str(steps[-1])!r}", hint)
    for detail in details:
        is_told = detail["type"] == "extra_forbidden" or (detail["type"] == "missing" and detail["loc"] in misspelt)
        if not is_told:
            yield _problem(node, detail)


def _problem(node: Node, detail: ErrorDetails) -> Problem:
    steps, kind = detail["loc"], detail["type"]
    at = place_of(node, steps)
    last = str(steps[-1]) if steps else ""
    context = detail.get("ctx", {})
    match kind:
        case "missing":
            return rules.NEEDED_KEY.broken(at, f"missing key {last!r}", "add it")
        case "literal_error":
            known = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
            written = str(detail["input"])
            return rules.KNOWN_VALUE.broken(at, f"unknown value {written!r}", nearest(written, known) or f"use one of: {', '.join(known)}")
        case "date":
            return rules.GOOD_DATE.broken(at, detail["msg"], context["hint"])
        case "address":
            return rules.GOOD_ADDRESS.broken(at, str(context["reason"]), "write it in full, with https://")
        case "source":
            return rules.ONE_SOURCE.broken(at, f"source with {context['said']}", context["hint"])
        case _ if kind in _SHAPES:
            return rules.RIGHT_TYPE.broken(
                at, f"{_shape(detail['input'])} where {_SHAPES[kind]} belongs", _shape_hint(kind, detail["input"])
            )
        case _:
            return rules.GOOD_VALUE.broken(at, detail["msg"], context.get("hint", "see the reference of the format"))


def _shape(value: object) -> str:
    if isinstance(value, str):
        return f"text {value[:30]!r}" if value else "nothing"
    return "a list" if isinstance(value, list) else "a mapping"


def _shape_hint(kind: str, value: object) -> str:
    if kind == "list_type" and isinstance(value, str):
        return f"write [{value[:30]}]" if value else "write [], or leave the key out"
    if kind == "list_type":
        return "write a hyphen and a space before each item"
    if kind == "string_type":
        return "put quotes round it if it is text"
    return "write each of its values as key: value" if value else "fill it, or leave the key out"


def _key_place(node: Node, steps: Steps) -> Location:
    for step in steps[:-1]:
        if isinstance(node, Table) and step in node.values:
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
    key = node.keys.get(str(steps[-1])) if isinstance(node, Table) else None
    return key.at if key else node.at


@cache
def _schema(form: type[BaseModel]) -> dict[str, Any]:
    return form.model_json_schema(by_alias=True)


def _keys(form: type[BaseModel], steps: Steps) -> tuple[str, ...]:
    here = _schema(form)
    definitions = here.get("$defs", {})
    for step in steps:
        here = _inner(here, step, definitions)
    here = _resolved(here, definitions)
    return tuple(here.get("properties") or here.get("propertyNames", {}).get("enum", ()))


def _inner(schema: dict[str, Any], step: int | str, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _resolved(schema, definitions)
    if isinstance(step, int):
        inner = schema.get("items", {})
    else:
        inner = schema.get("properties", {}).get(step) or schema.get("additionalProperties", {})
    return inner if isinstance(inner, dict) else {}


def _resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    for choice in (schema, *schema.get("anyOf", ())):
        if "$ref" in choice:
            found: dict[str, Any] = definitions[choice["$ref"].rpartition("/")[2]]
            return found
    return next((choice for choice in schema.get("anyOf", ()) if choice.get("type") == "array"), schema)


def _faulty(detail: ErrorDetails) -> Steps:
    """Return the steps to what has to go: the value, or what lacks one."""
    return detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]


def _without(node: Node, faulty: Iterable[Steps]) -> Node:
    """Return a tree less the values at the ends of these steps, none of which is empty."""
    inner: dict[int | str, list[Steps]] = {}
    for steps in faulty:
        inner.setdefault(steps[0], []).append(steps[1:])

    def kept(pairs: Iterable[tuple[K, Node]]) -> Iterator[tuple[K, Node]]:
        for step, value in pairs:
            rests = inner.get(step, [])
            if () not in rests:
                yield step, _without(value, rests) if rests else value

    match node:
        case Table(values, keys, at):
            return Table(dict(kept(values.items())), keys, at)
        case Sequence(items, at):
            return Sequence(tuple(value for _, value in kept(enumerate(items))), at)
        case _:
            return node
