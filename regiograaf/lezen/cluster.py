"""Reading on a Dask cluster, when one machine is too small: files go out, what was read comes back, this process writes.

Whoever reaches a scheduler can run anything on its workers: it belongs on a network of one's own.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from extract.documents import file_bytes
from extract.errors import ReadError
from extract.herkomst import extractor, model_name
from extract.records import Leeswijze
from extract.sources import Source
from regiograaf.lezen.errors import ClusterAndereVersie, ClusterOnbereikbaar, DaskOntbreekt
from regiograaf.lezen.lees import outcome, read_source
from regiograaf.lezen.records import Gelezen

if TYPE_CHECKING:
    from distributed import Client, Future

#: Documents under way for each thread of a worker.
_AHEAD = 3
_CONNECT, _PATIENCE = 20, 60  # seconds: for the first answer, and between two looks whether there still are workers
_ONE_AT_A_TIME = Lock()  # the language model is not made for two threads of one process


class Leescluster:
    """Reads on the workers of the scheduler at ``adres``; Dask gives a document to another worker when one dies."""

    def __init__(self, adres: str) -> None:
        """Nothing is connected yet."""
        self._adres = adres

    def lees(self, sources: Sequence[Source], wijze: Leeswijze) -> Iterator[Gelezen | ReadError]:
        """See ``Lezer``; at most a few documents for each worker are under way, so that no memory fills up.

        Raises:
            DaskOntbreekt, ClusterOnbereikbaar, ClusterAndereVersie: the cluster cannot be used.
        """
        if not sources:
            return
        with ExitStack() as stack:
            client = stack.enter_context(self._connect())
            waiting = deque(sources)
            under_way: deque[tuple[Source, Future[object] | ReadError]] = deque()
            while waiting or under_way:
                threads = sum(client.nthreads().values())
                while waiting and len(under_way) < max(1, threads) * _AHEAD:
                    source = waiting.popleft()
                    under_way.append((source, _send(client, source, wijze)))
                yield self._result(client, *under_way.popleft(), wijze)

    def _connect(self) -> Client:
        try:
            from distributed import Client
        except ImportError as error:
            raise DaskOntbreekt from error
        try:
            client = Client(self._adres, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]  # half typed
            client.wait_for_workers(1, timeout=_CONNECT)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterOnbereikbaar(self._adres, str(error) or type(error).__name__) from error
        return client

    def _result(self, client: Client, source: Source, future: Future[object] | ReadError, wijze: Leeswijze) -> Gelezen | ReadError:
        """What came of one document; an error that names the file of the worker gets ours."""
        if isinstance(future, ReadError):
            return future
        found = self._wait(client, source, future)
        if isinstance(found, ReadError):
            return ReadError(source.path, found.reason, found.message)
        here = extractor(model_name(), wijze)
        if found.extraction.extractor != here:
            raise ClusterAndereVersie(here, found.extraction.extractor)
        return found

    def _wait(self, client: Client, source: Source, future: Future[object]) -> Gelezen | ReadError:
        """What a worker answers, however long it takes, as long as there are workers."""
        from distributed import KilledWorker

        while True:
            try:
                answer = future.result(timeout=_PATIENCE)
            except KilledWorker as error:
                times = error.allowed_failures + 1
                message = f"{times} werkers die dit document lazen, vielen uit; het is overgeslagen. Sla het opnieuw op of splits het."
                return ReadError(source.path, "uitgevallen", message)
            except TimeoutError:
                if not client.nthreads():  # type: ignore[no-untyped-call]
                    raise ClusterOnbereikbaar(self._adres, "alle werkers zijn weg") from None
            except (CancelledError, OSError) as error:
                raise ClusterOnbereikbaar(self._adres, "de verbinding is verbroken") from error
            else:
                assert isinstance(answer, Gelezen | ReadError)  # noqa: S101 - from read_sent
                return answer


def _send(client: Client, source: Source, wijze: Leeswijze) -> Future[object] | ReadError:
    """Send the content of a file along: a worker may stand on a machine that has no such file."""
    try:
        return client.submit(read_sent, source, file_bytes(source.path), wijze, pure=False)
    except ReadError as error:
        return error


def read_sent(source: Source, data: bytes, wijze: Leeswijze) -> Gelezen | ReadError:
    """On a worker: read a file that was sent, from a folder of its own."""
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="regiograaf-") as folder:
        path = Path(folder) / f"document{source.path.suffix.lower()}"
        path.write_bytes(data)
        return outcome(read_source, Source(path, source.info), wijze)
