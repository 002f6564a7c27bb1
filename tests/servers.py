"""Real SPARQL servers for the tests: started on loopback on a free port, always stopped again."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.plaats import plaats_van
from graph.sparql_http import Toegang
from graph.store import Store
from graph.store_sparql import SparqlStore

#: The one user of the Virtuoso of the tests, as a new database has it.
DBA = Toegang("dba", "dba")
#: The kinds of server that all tests of a store run on.
SERVERS = ("sparql-oxigraph", "sparql-virtuoso")
_UP_WITHIN = 60.0
_VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = {folder}
SchedulerInterval = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
Charset = UTF-8
EnabledGzipContent = 1
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""


def oxigraph_server() -> str | None:
    """The program of the PyPI package 'oxigraph', or None."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


def virtuoso_server() -> str | None:
    """The Virtuoso that the system has, or None."""
    return shutil.which("virtuoso-t")


def open_server(kind: str, request: pytest.FixtureRequest) -> Store:
    """The store on one of ``SERVERS``, emptied; skips when there is no such server here."""
    if kind == "sparql-virtuoso":
        return open_server_at(request.getfixturevalue("virtuoso_adres"), DBA)
    return open_server_at(request.getfixturevalue("oxigraph_adres"))


def open_server_at(adres: str, toegang: Toegang | None = None) -> Store:
    """The store on the server at an address, emptied."""
    store = SparqlStore(plaats_van(adres), toegang=toegang or Toegang())
    for name in store.graphs():
        store.remove(name)
    return store


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, *words: str) -> Iterator[str]:
    """An Oxigraph server on ``folder``; gives its address."""
    port = free_port()
    program = oxigraph_server()
    assert program is not None
    command = [program, *(words or ("serve", "--union-default-graph")), "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """A Virtuoso with a new database in ``folder``; gives its address."""
    http, sql = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_VIRTUOSO_INI.format(folder=folder, http=http, sql=sql), encoding="utf-8")
    command = [str(virtuoso_server()), "+foreground", "+configfile", str(ini)]
    with _running(command, f"http://127.0.0.1:{http}/sparql?query=ASK%20%7B%7D"):
        yield f"http://127.0.0.1:{http}"


@contextmanager
def _running(command: list[str], address: str) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(process, address)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _UP_WITHIN
    with httpx.Client(trust_env=False) as client:
        while time.monotonic() < end:
            assert process.poll() is None, f"{process.args!r} stopte met code {process.returncode}"
            try:
                if client.get(address).status_code < 500:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    raise AssertionError(f"{address} antwoordt niet")
