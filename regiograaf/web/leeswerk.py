"""Reading documents beside the pages: a process of its own reads (spaCy stays out of the server), the server writes.

One file at a time. When the process is killed, the file it was at is named and the next one goes on.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import Annotated, BinaryIO, Literal

from fastapi import Depends, Request

from extract.errors import ReadError
from extract.records import Leeswijze
from extract.sources import Source, described
from graph.besluiten.toepassen import apply_decisions
from graph.bronnen import keep_source
from graph.build import write_base, write_extraction
from graph.iris import document_graph_iri
from regiograaf.building import Built, counted
from regiograaf.lezen.lees import Leesfunctie, read_source
from regiograaf.lezen.proces import Leesproces, Uitgevallen
from regiograaf.lezen.records import Gelezen, Grenzen
from regiograaf.meldingen import FOUTEN
from regiograaf.web.opslag import store_files
from regiograaf.web.werkplaats import Werkplaats

Staat = Literal["klaargezet", "wacht", "leest", "schrijft", "gelezen", "mislukt"]
#: Seconds without work after which the reading process is let go, with the memory it holds.
RUST = 60.0
_log = logging.getLogger("regiograaf.werkbank")
_GESTOPT = "het leesproces is afgebroken, misschien door te weinig geheugen; probeer het opnieuw of splits het bestand."
_OP_VERZOEK = "het lezen is op uw verzoek gestopt."
_ONVERWACHT = "bij het lezen ging iets mis dat niet had mogen gebeuren; meld dit met de regels uit het venster van de werkbank."


@dataclass(slots=True)
class Leesregel:
    """One file and how far it is; ``melding`` says what went wrong, ``gelezen`` what is now in the graph."""

    nummer: int
    naam: str
    bron: Source | None
    staat: Staat = "klaargezet"
    melding: str = ""
    begonnen: float = 0.0
    gelezen: Built | None = None
    vervangen: bool = False

    @property
    def seconden(self) -> int:
        """How long it is being read."""
        return int(time.monotonic() - self.begonnen) if self.begonnen else 0


class Leeswerk:
    """The files that are being read in; the thread that does it starts with the first."""

    def __init__(self, werkplaats: Werkplaats, lees: Leesfunctie = read_source) -> None:
        """Take the workbench whose graph is written, and what reads a file (importable by name); nothing runs yet."""
        self._werkplaats = werkplaats
        self._lees = lees
        self._folder = Path(tempfile.mkdtemp(prefix="regiograaf-"))
        self._lines: list[Leesregel] = []
        self._number = count(1)
        self._queue: Queue[Leesregel | None] = Queue()
        self._slot = Lock()
        self._thread: Thread | None = None
        self._proces: Leesproces | None = None
        #: The process that reads now.
        self.proces: int | None = None
        self._stopped: int | None = None
        self._closing = False
        self._based = False

    def receive(self, files: Sequence[tuple[str, BinaryIO]]) -> None:
        """Set files ready to be read."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        found = store_files(files, folder)
        with self._slot:
            for one in found:
                staat: Staat = "mislukt" if one.fout else "klaargezet"
                self._lines.append(Leesregel(next(self._number), one.naam, one.bron, staat, one.fout))

    def describe(self, fields: Mapping[int, Mapping[str, str]]) -> None:
        """Keep what the user says of files that are ready (titel, soort, regio, jaar), by number; what is wrong gets a line."""
        with self._slot:
            for line in self._lines:
                if line.staat != "klaargezet" or line.bron is None:
                    continue
                try:
                    line.bron = described(line.bron, **fields.get(line.nummer, {}))
                    line.melding = ""
                except ReadError as error:
                    line.melding = error.message

    def start(self) -> None:
        """Begin to read all that is ready; what the user filled in wrongly stays, with its line."""
        with self._slot:
            for line in (line for line in self._lines if line.staat == "klaargezet" and not line.melding):
                line.staat = "wacht"
                self._queue.put(line)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="leeswerk", daemon=True)
                self._thread.start()

    def regels(self) -> list[Leesregel]:
        """All files of this session, in the order they came."""
        with self._slot:
            return list(self._lines)

    def stop(self, nummer: int) -> None:
        """Stop reading a file, or take it off the list when that has not begun."""
        with self._slot:
            line = next((line for line in self._lines if line.nummer == nummer), None)
            if line is None or line.staat not in ("klaargezet", "wacht", "leest"):
                return
            begun = line.staat == "leest"
            if begun:
                self._stopped = nummer
            elif line.staat == "klaargezet":
                self._lines.remove(line)
            else:
                line.staat, line.melding = "mislukt", _OP_VERZOEK
        if begun:
            self._kill()

    def close(self) -> None:
        """Stop the reading process and remove the copies that were being read; what is in the graph stays."""
        self._closing = True
        self._kill()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _kill(self) -> None:
        if self.proces is not None:
            with suppress(OSError):
                os.kill(self.proces, signal.SIGTERM)

    def _work(self) -> None:
        while not self._closing:
            try:
                line = self._queue.get(timeout=RUST if self._proces else None)
            except Empty:
                self._let_go()
                continue
            if line is not None and line.staat == "wacht" and line.bron is not None:
                self._one(line, line.bron)
        self._let_go()

    def _one(self, line: Leesregel, source: Source) -> None:
        """Read and write one file; whatever happens, the next one goes on."""
        line.begonnen, line.staat = time.monotonic(), "leest"
        try:
            answer = self._reader().read(source, Leeswijze())
            if isinstance(answer, ReadError):
                raise answer
            line.staat = "schrijft"
            line.vervangen, line.gelezen = self._write(source, answer)
            line.staat = "gelezen"
        except Uitgevallen:
            self._let_go()
            line.melding = _OP_VERZOEK if self._stopped == line.nummer else _GESTOPT
        except ReadError as error:
            line.melding = error.message
        except FOUTEN as error:
            line.melding = str(error)
        except Exception:
            _log.exception("onverwachte fout bij het lezen van %s", line.naam)
            line.melding = _ONVERWACHT
        line.staat = "mislukt" if line.melding else line.staat
        source.path.unlink(missing_ok=True)

    def _write(self, source: Source, gelezen: Gelezen) -> tuple[bool, Built]:
        """Put what was read in the graph; whether its document was there before, and what is to be told of it.

        Pages wait only while the graph is written; counting, which takes as long, goes on beside them.
        """
        info = gelezen.extraction.document.info
        keep_source(self._werkplaats.folder, source.path, info.sha256)
        with self._werkplaats.schrijf() as store:
            known = document_graph_iri(info.id) in store.graphs()
            if not self._based:
                write_base(store)
                self._based = True
            write_extraction(store, gelezen.extraction, datetime.now(UTC))
            apply_decisions(store)  # a decision may now belong to another document than before
        return known, counted(store, gelezen)

    def _reader(self) -> Leesproces:
        if self._proces is None or self._proces.ended:
            self._proces = Leesproces(Grenzen(), self._lees)
            self.proces = self._proces.pid
        return self._proces

    def _let_go(self) -> None:
        if self._proces is not None:
            self._proces.end()
        self._proces = self.proces = None


def _leeswerk(request: Request) -> Leeswerk:
    found: Leeswerk = request.app.state.leeswerk
    return found


#: The reading of the running application, as an argument of a page.
Lezer = Annotated[Leeswerk, Depends(_leeswerk)]
