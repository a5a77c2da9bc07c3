"""The whole plan as JSON, the topics of each gathering, and the JSON Schemas (2020-12) of both.

A plan of more topics than one file should have is *divided*: its plan.json has all but the topics, and says where these are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from cycleplan.feeds.data import schema
from cycleplan.feeds.data.plan import plan_data, topics_path
from cycleplan.feeds.data.topics import topic_data
from cycleplan.feeds.feed import at_base
from cycleplan.model import Plan

MOST = 10_000
"""Topics of a plan that is not divided, some 75 MB: services that publish sites take no file of more than 100."""

PLAN_SCHEMA, DIVIDED_SCHEMA, TOPICS_SCHEMA = (
    f"schema/{name}-{version.partition('.')[0]}.json"
    for name, version in (("plan", schema.VERSION), ("plan", schema.DIVIDED_VERSION), ("topics", schema.TOPICS_VERSION))
)
SCHEMAS: Mapping[str, type[schema.Data]] = {
    PLAN_SCHEMA: schema.PlanData,
    DIVIDED_SCHEMA: schema.DividedPlanData,
    TOPICS_SCHEMA: schema.TopicsData,
}
"""The types of the files of data by the paths of their schemas."""


def is_divided(plan: Plan) -> bool:
    """Tell whether a plan has too many topics for one file."""
    return len(plan.topics) > MOST


def plan_json(plan: Plan, line_of: Callable[[str], str]) -> str:
    """Return the plan as JSON, each of its items on a line; `line_of` returns that of a topic by its name."""
    if is_divided(plan):
        return _lined(_fields(plan_data(plan, schema.DIVIDED_VERSION, DIVIDED_SCHEMA)))
    return _lined(_fields(plan_data(plan, schema.VERSION, PLAN_SCHEMA)) | {"topics": [line_of(topic.name) for topic in plan.topics]})


def topics_json(plan: Plan, gathering: str, lines: Iterable[str]) -> str:
    """Return the topics of a gathering as JSON, of which each is a line."""
    address = at_base(plan, f"/{TOPICS_SCHEMA}")
    data = schema.TopicsData(schema_url=address, version=schema.TOPICS_VERSION, gathering=gathering, topics=())
    return _lined(_fields(data) | {"topics": [*lines]})


def topic_line(plan: Plan, name: str) -> str:
    """Return a topic as JSON on a line."""
    return topic_data(plan, plan.topic_by_name[name]).model_dump_json(by_alias=True)


def schema_json(plan: Plan, path: str) -> str:
    """Return the JSON Schema of a path; its `$id` is where this site has it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": at_base(plan, f"/{path}")}
    return _json({**head, **_schema(path)})


@cache
def _schema(path: str) -> Mapping[str, object]:
    return SCHEMAS[path].model_json_schema(mode="serialization", by_alias=True)


def _fields(data: schema.Data) -> dict[str, object]:
    return data.model_dump(mode="json", by_alias=True)


def _lined(fields: Mapping[str, object]) -> str:
    return "{\n" + ",\n".join(f" {json.dumps(name)}: {_field(value)}" for name, value in fields.items()) + "\n}\n"


def _field(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in value)
    return "[\n  " + ",\n  ".join(lines) + "\n ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


__all__ = ["MOST", "SCHEMAS", "is_divided", "plan_json", "schema_json", "topic_line", "topics_json", "topics_path"]
