"""The whole plan as JSON, and the JSON Schema (2020-12) of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial

from cycleplan.feeds.data.plan import plan_data
from cycleplan.feeds.data.schema import SCHEMA_PATH, VERSION, PlanData
from cycleplan.feeds.data.topics import topic_data
from cycleplan.feeds.feed import at_base
from cycleplan.model import Plan


def plan_json(plan: Plan, line_of: Callable[[str], str] | None = None) -> str:
    """Return the plan as JSON, each of its items on a line; `line_of` returns that of a topic by its name, where it is known."""
    line = line_of or partial(topic_line, plan)
    return _lined(plan_data(plan).model_dump(mode="json", by_alias=True) | {"topics": [line(topic.name) for topic in plan.topics]})


def topic_line(plan: Plan, name: str) -> str:
    """Return a topic as JSON on a line."""
    return topic_data(plan, plan.topic_by_name[name]).model_dump_json(by_alias=True)


def schema_json(plan: Plan) -> str:
    """Return the JSON Schema of the plan's JSON; its `$id` is where this site has it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": at_base(plan, f"/{SCHEMA_PATH}")}
    return _json({**head, **_schema()})


@cache
def _schema() -> Mapping[str, object]:
    return PlanData.model_json_schema(mode="serialization", by_alias=True)


def _lined(fields: Mapping[str, object]) -> str:
    return "{\n" + ",\n".join(f" {json.dumps(name)}: {_field(value)}" for name, value in fields.items()) + "\n}\n"


def _field(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in value)
    return "[\n  " + ",\n  ".join(lines) + "\n ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


__all__ = ["SCHEMA_PATH", "VERSION", "PlanData", "plan_json", "schema_json", "topic_line"]
