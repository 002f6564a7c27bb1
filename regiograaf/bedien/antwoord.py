"""Sending an answer that lies in a file, in pieces, to a reader that may be slow; the file is gone afterwards."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from regiograaf.bedien.weigeren import Weigering

_PIECE = 64 * 1024
#: Seconds that a reader may take for one piece; who takes none at all is let go.
STIL = 60.0
#: Most megabytes of answers that lie waiting for their readers.
RUIMTE = 1000


class Bestanden:
    """Where answers lie until they are read."""

    def __init__(self) -> None:
        """Make the folder."""
        self._folder = Path(tempfile.mkdtemp(prefix="regiograaf-bedien-"))
        self._number = itertools.count(1)
        self._bytes = 0

    def nieuw(self) -> Path:
        """A place for an answer."""
        return self._folder / f"antwoord-{next(self._number)}"

    def neem(self, path: Path) -> int:
        """Count a file that is written; its size in bytes.

        Raises:
            Weigering: too many answers wait for readers that are slow.
        """
        size = path.stat().st_size
        if self._bytes + size > RUIMTE * 10**6:
            raise Weigering("druk", "Er wachten te veel grote antwoorden op lezers die traag zijn. Probeer het straks opnieuw.")
        self._bytes += size
        return size

    def weg(self, path: Path, size: int = 0) -> None:
        """Let go of a file; ``size`` is what ``neem`` said, 0 when it was not asked."""
        self._bytes -= size
        with suppress(OSError):  # a process that is being stopped may still hold it (Windows); the folder goes at the end
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove all."""
        shutil.rmtree(self._folder, ignore_errors=True)


class Bestandsantwoord(Response):
    """An answer from a file."""

    def __init__(self, bestanden: Bestanden, path: Path, headers: dict[str, str]) -> None:
        """Take the file over: it is removed when the answer is sent, or cannot be sent."""
        self._bestanden, self._path = bestanden, path
        self._size = bestanden.neem(path)
        super().__init__(status_code=200, headers={**headers, "Content-Length": str(self._size)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it piece by piece."""
        try:
            with self._path.open("rb") as file:
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                left = self._size if scope["method"] != "HEAD" else 0
                while True:
                    piece = file.read(min(_PIECE, left))
                    left -= len(piece)
                    async with asyncio.timeout(STIL):
                        await send({"type": "http.response.body", "body": piece, "more_body": left > 0})
                    if left <= 0:
                        return
        finally:
            self._bestanden.weg(self._path, self._size)
