"""The program of Pagefind, asked without pauses.

The library's own service looks for an answer every tenth of a second, and takes one answer each time: ten records a second. This one
reads answers as they come. What they are made of is the library's: JSON in Base64, each with a comma behind it.
"""

from __future__ import annotations

import asyncio
import base64
import json
from contextlib import suppress
from typing import Any

from pagefind.service import PagefindService

_LONGEST = 60
"""Seconds that the program has for its last files."""


class EagerService(PagefindService):
    """A service that hands on each answer at once; whoever waits for one that does not come gets an OSError."""

    async def _wait_for_responses(self) -> None:
        answers = self._backend.stdout
        assert answers is not None, "the library asks for a pipe"
        try:
            while True:
                self._hand_on(json.loads(base64.b64decode((await answers.readuntil(b","))[:-1])))
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
            for waiting in filter(_is_waited_for, self._responses.values()):
                waiting.set_exception(OSError(f"its program gave no answer ({type(error).__name__})"))
                # Whoever waits is told. Where the build was interrupted as the program was, nobody does, and asyncio would complain.
                waiting.exception()
            self._responses.clear()

    async def close(self) -> None:
        """Let the program end: it answers before the last bytes are in its files, and the library would end it at once."""
        if self._backend.stdin:
            self._backend.stdin.close()
        # Once its answers have ended, too, none is left: the library waits for all that are, and one that was cancelled would end its own
        # closing before the pipes are closed.
        await asyncio.wait([asyncio.create_task(self._backend.wait()), self._poll_task], timeout=_LONGEST)
        with suppress(ProcessLookupError):
            await super().close()

    def _hand_on(self, said: dict[str, Any] | None) -> None:
        if said is None:
            return
        number, payload = said["message_id"], said["payload"]
        if number is None:
            # What the program could not read it sends back.
            number = json.loads(payload["original_message"])["message_id"]
        waiting = self._responses.pop(number, None)
        if waiting is None or not _is_waited_for(waiting):
            return
        if payload["type"] == "Error":
            waiting.set_exception(OSError(payload["message"]))
        else:
            waiting.set_result(payload)


def _is_waited_for(answer: asyncio.Future[Any]) -> bool:
    """Tell whether somebody waits for an answer still; nobody does where the build was interrupted."""
    return not answer.done()
