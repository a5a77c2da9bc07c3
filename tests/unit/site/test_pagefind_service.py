"""Pagefind is asked without pauses, and what goes wrong with it is an OSError."""

from __future__ import annotations

import asyncio
import gc
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(find_spec("pagefind") is None, reason="Pagefind is not installed")


def test_answers_are_handed_on_until_the_index_is_written(tmp_path: Path):
    from cycleplan.site.pagefind_service import EagerService

    async def index() -> int:
        async with EagerService() as service:
            made = await service.create_index()
            found = [await made.add_custom_record(url=f"{n}.html", content="A word", language="en") for n in range(3)]
            await made.write_files(str(tmp_path))
            return sum(one["page_word_count"] for one in found)

    assert asyncio.run(index()) == 6
    assert len(list(tmp_path.glob("fragment/*"))) == 3


@pytest.mark.parametrize("payload", [{"type": "AddRecord", "index_id": 9, "url": "a", "content": "a", "language": "en"}, {"type": "Dance"}])
def test_what_the_program_refuses_is_an_error(payload: dict[str, object]):
    from cycleplan.site.pagefind_service import EagerService

    async def ask() -> None:
        async with EagerService() as service:
            await service.send(payload)

    with pytest.raises(OSError, match=r"\w"):
        asyncio.run(asyncio.wait_for(ask(), 20))


def test_a_program_that_ends_is_an_error():
    from cycleplan.site.pagefind_service import EagerService

    async def ask() -> None:
        async with EagerService() as service:
            waiting = asyncio.create_task(service.send({"type": "Dance"}))
            service._backend.kill()
            await waiting

    with pytest.raises(OSError, match=r"\w"):
        asyncio.run(asyncio.wait_for(ask(), 20))


def test_an_answer_that_nobody_waits_for_any_more_is_dropped():
    from cycleplan.site.pagefind_service import EagerService

    async def ask() -> None:
        async with EagerService() as service:
            answer = asyncio.get_running_loop().create_future()
            service._responses[7] = answer
            answer.cancel()
            service._hand_on({"message_id": 7, "payload": {"type": "NewIndex"}})
            assert service._responses == {}

    asyncio.run(asyncio.wait_for(ask(), 20))


def test_a_service_ends_also_where_an_answer_was_cancelled():
    from cycleplan.site.pagefind_service import EagerService

    async def ask() -> None:
        async with EagerService() as service:
            service._responses[7] = asyncio.get_running_loop().create_future()
            service._responses[7].cancel()
        assert (service._backend.returncode, service._poll_task.done(), service._responses) == (0, True, {})

    asyncio.run(asyncio.wait_for(ask(), 20))


def test_nobody_complains_of_an_answer_that_fails_once_nobody_waits():
    from cycleplan.site.pagefind_service import EagerService

    complaints: list[object] = []

    async def ask() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, said: complaints.append(said))
        async with EagerService() as service:
            service._responses[7] = loop.create_future()
            service._backend.kill()
            await service._poll_task
        gc.collect()

    asyncio.run(asyncio.wait_for(ask(), 20))
    assert complaints == []
