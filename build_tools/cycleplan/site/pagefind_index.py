"""Writes the index of Pagefind, of which a browser loads the pieces that a search needs. It is loaded only where Pagefind is installed.

What Pagefind writes is put in order (`site/pagefind_files.py`), so that the same pages have an index of the same bytes.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cycleplan.hands import processors
from cycleplan.site.allowed import PAGEFIND
from cycleplan.site.errors import SiteError
from cycleplan.site.pagefind import FOLDER, files_of, records
from cycleplan.site.pagefind_files import is_whole, put_in_order
from cycleplan.site.pagefind_service import EagerService
from cycleplan.site.volumes import Volume

_LONGEST, _PAUSE = 60, 0.01
"""Seconds that a file may take to be whole, and between two looks at it."""
_PROGRAM = re.compile(r"\.js$|/wasm\.[^/]*$")
"""What a volume shares with the first."""


def _nothing(_: str) -> None:
    """Take no notice."""


def index_pages(out: Path, volumes: Iterable[Volume], most: int = 0, report: Callable[[str], None] = _nothing) -> None:
    """Write some volumes of the index of a written site beside its pages, at most so many at a time.

    With 0 these are as many as there are processors. Each has a program of its own, which uses one of them.
    """
    made = tuple(volumes)
    try:
        asyncio.run(_write(out, made, most or processors(), report))
    except OSError as error:
        raise SiteError(f"Pagefind failed: {error}") from error
    for volume in made:
        for path in [path for path in files_of(out, volume) if not PAGEFIND.fullmatch(path) or (volume.name and _PROGRAM.search(path))]:
            (out / path).unlink()


async def _write(out: Path, volumes: Sequence[Volume], most: int, report: Callable[[str], None]) -> None:
    left = iter(sorted(volumes, key=lambda volume: -len(volume.findings)))
    count, done = sum(len(volume.findings) for volume in volumes), 0

    async def some() -> None:
        nonlocal done
        service = EagerService()
        async with service:
            for volume in left:
                await _write_volume(out, volume, service)
                done += len(volume.findings)
                report(f"indexing the pages... [{100 * done // max(count, 1):3d}%]")

    await asyncio.gather(*(some() for _ in range(min(most, len(volumes)))))


async def _write_volume(out: Path, volume: Volume, service: EagerService) -> None:
    index = await service.create_index()
    for record in records(out, volume.findings, volume.docs):
        await index.add_custom_record(
            url=record.url, content=record.content, language=record.language, meta=dict(record.meta), filters=dict(record.filters)
        )
    await index.write_files(str(out / FOLDER / volume.name))
    for path in files_of(out, volume):
        if PAGEFIND.fullmatch(path):
            await _wait_for(out / path)
    # The program keeps what an index is made of, and that of all volumes of a large plan is more than a machine has.
    await index.delete_index()
    put_in_order(out / FOLDER / volume.name)


async def _wait_for(path: Path) -> None:
    """Wait until a file is whole: the program answers before it has written the last bytes, and writes none once it was let end."""
    until = time.monotonic() + _LONGEST
    while not is_whole(path):
        if time.monotonic() > until:
            raise OSError(f"{path.name} was not written to its end")
        await asyncio.sleep(_PAUSE)
