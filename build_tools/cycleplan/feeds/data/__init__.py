"""The whole plan as JSON, and the JSON Schema (2020-12) of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from cycleplan.feeds.data.plan import plan_data
from cycleplan.feeds.data.schema import SCHEMA_PATH, VERSION, PlanData
from cycleplan.feeds.feed import at_base
from cycleplan.model import Plan


def plan_json(plan: Plan) -> str:
    """Return the plan as JSON."""
    return _json(plan_data(plan).model_dump(mode="json", by_alias=True))


def schema_json(plan: Plan) -> str:
    """Return the JSON Schema of the plan's JSON; its `$id` is where this site has it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": at_base(plan, f"/{SCHEMA_PATH}")}
    return _json({**head, **_schema()})


@cache
def _schema() -> Mapping[str, object]:
    return PlanData.model_json_schema(mode="serialization", by_alias=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


__all__ = ["SCHEMA_PATH", "VERSION", "PlanData", "plan_json", "schema_json"]
