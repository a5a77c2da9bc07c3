"""What single values of the notes may be: texts, days, numbers and addresses, as annotated types of pydantic."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from cycleplan.prose import NotAWebAddressError, one_line, web_address

LONGEST_LINE = 1000
"""Characters of a title or a name: titles of real notes reach 174."""

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2024-04-08") else _no_day(value)
    except ValueError:
        return _no_day(value)


def _no_day(value: object) -> object:
    is_spelled = isinstance(value, str) and re.match(DAY, value)
    hint = "write a day that the calendar has" if is_spelled else "write it as 2024-04-08"
    raise PydanticCustomError("date", "{value} is no date", {"value": repr(value), "hint": hint})


def _number(value: object) -> object:
    if isinstance(value, int) or (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 4):
        return int(value)
    raise PydanticCustomError("value", "{value} is no number", {"value": repr(value), "hint": "write one from 0 to 9999"})


def _said(value: str) -> str:
    if not one_line(value):
        raise PydanticCustomError("value", "empty text", {"hint": "write it, or leave the key out"})
    return value


def _short(value: str) -> str:
    if len(value) > LONGEST_LINE:
        raise PydanticCustomError("value", "text of {length} characters", {"length": len(value), "hint": f"keep it under {LONGEST_LINE}"})
    return value


def _web(value: str) -> str:
    try:
        return web_address(value)
    except NotAWebAddressError as reason:
        raise PydanticCustomError("address", "{reason}", {"reason": str(reason)}) from None


def _copy(value: str) -> str:
    if value.lower().startswith("mailto:"):
        raise PydanticCustomError("address", "{reason}", {"reason": f"no copy can stand at {value!r}"})
    return value


def _site(value: str) -> str:
    if value.lower().startswith("mailto:") or "?" in value or "#" in value:
        raise PydanticCustomError("address", "{reason}", {"reason": f"no site can stand at {value!r}"})
    return value


def _pattern(value: str) -> str:
    filled = re.sub(r"\{(project|id|path)\}", "x", value)
    try:
        web_address(filled)
    except NotAWebAddressError as reason:
        raise PydanticCustomError("address", "{reason}", {"reason": str(reason)}) from None
    return value


Name = Annotated[str, AfterValidator(_said), Field(title="name")]
Line = Annotated[str, AfterValidator(_said), AfterValidator(_short), Field(title="line", description="One line of text, without markup.")]
Markdown = Annotated[str, AfterValidator(_said), Field(title="phrase", description="One paragraph of Markdown.")]
Blocks = Annotated[str, AfterValidator(_said), Field(title="prose", description="Markdown of any number of paragraphs, lists and quotes.")]
Day = Annotated[
    date,
    BeforeValidator(_day, json_schema_input_type=Annotated[str, Field(pattern=DAY)]),
    Field(title="day", description="A day, as 2024-04-08."),
]
Review = Annotated[Markdown, Field(description="Why somebody should look at it; `check` lists it until it is taken out.")]
Web = Annotated[str, AfterValidator(_web), Field(title="address", description="A full http, https or mailto address.")]
Copy = Annotated[Web, AfterValidator(_copy), Field(description="A copy of what stood at `url`, in an archive; it needs `url`.")]
Base = Annotated[Web, AfterValidator(_site), Field(description="The address that the site is published under.")]
Pattern = Annotated[Line, AfterValidator(_pattern), Field(title="pattern", description="An address with names in braces to be filled in.")]
Cite = Annotated[
    int, BeforeValidator(_number, json_schema_input_type=Annotated[str | int, Field(pattern="^[0-9]{1,4}$")]), Field(title="number")
]
