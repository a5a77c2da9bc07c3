"""Hosts that say what no web server would."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Thread

import pytest


@pytest.fixture
def raw_host() -> Iterator[Callable[[bytes], str]]:
    """Listen on a port where each connection gets some bytes and is closed; its address as that of a page."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def serve(said: bytes) -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        connection.recv(4096)
                        connection.sendall(said)

        def start(said: bytes) -> str:
            Thread(target=serve, args=(said,), daemon=True).start()
            return f"http://127.0.0.1:{listener.getsockname()[1]}/"

        yield start
        listener.shutdown(socket.SHUT_RDWR)
