"""Time, as those who ask need it; tests have a clock of their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time and lets it pass; seconds count from any moment, and any thread may ask."""

    def now(self) -> float: ...

    def wait(self, seconds: float) -> None: ...

    def utc(self) -> datetime: ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def utc(self) -> datetime:
        return datetime.now(UTC)
