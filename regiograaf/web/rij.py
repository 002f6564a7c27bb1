"""The queue of claims to judge as part of an address, so that every queue is a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Form, Request

from queries.wachtrij import VOLGORDEN, WELKE, Wachtrij

_NAMES = tuple(field.name for field in fields(Wachtrij))
_DEFAULT = Wachtrij()


def read_queue(given: Mapping[str, str]) -> Wachtrij:
    """The queue that the parameters of an address ask for; what cannot be is left out."""
    known = {name: given[name][:300] for name in _NAMES if given.get(name)}
    choices = {"welke": WELKE, "volgorde": VOLGORDEN}
    return Wachtrij(**{name: value for name, value in known.items() if name not in choices or value in choices[name]})  # type: ignore[arg-type]  # checked here


def queue_query(rij: Wachtrij, **more: str) -> str:
    """The parameters of an address that ask for a queue; what is as usual is left out."""
    own = {name: getattr(rij, name) for name in _NAMES if getattr(rij, name) != getattr(_DEFAULT, name)}
    return urlencode({**own, **{name: value for name, value in more.items() if value}})


def _of_address(request: Request) -> Wachtrij:
    return read_queue(request.query_params)


def _of_form(rij: Annotated[str, Form(max_length=2000)] = "") -> Wachtrij:
    return read_queue(dict(parse_qsl(rij)))


#: The queue in the address of a page, and the one that a form carries in its field ``rij``.
Rij = Annotated[Wachtrij, Depends(_of_address)]
Vormrij = Annotated[Wachtrij, Depends(_of_form)]
