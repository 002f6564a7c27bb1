"""Typed errors of asking a language model; ``str(error)`` is one Dutch line that says what to do. None holds the key."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Instelling = Literal["adres", "naam", "prijs", "sleutel"]


class TaalmodelFout(Exception):  # noqa: N818 - Dutch for error
    """A language model cannot be used."""


class Verkeerd(TaalmodelFout):
    """A setting that cannot be right; ``welke`` names it."""

    def __init__(self, welke: Instelling, message: str) -> None:
        """Keep which setting beside the line for the user."""
        super().__init__(message)
        self.welke = welke


class OpslagFout(TaalmodelFout):
    """The folder for the answers cannot be written; ``map`` is that folder."""

    def __init__(self, map_: Path) -> None:
        """Keep the folder beside the line for the user."""
        super().__init__(
            f"De antwoorden van het taalmodel zijn niet te bewaren in {map_}; controleer of u daar mag schrijven en of er ruimte is."
        )
        self.map = map_
