"""What can go wrong with the processes that read: one Dutch line each, with what to do."""
# ruff: noqa: N818 - the names read as what happened

from __future__ import annotations

from dataclasses import dataclass


class LeesprocesError(Exception):
    """Base of what is wrong with reading as such, not with a document; ``str(error)`` is one Dutch line."""


@dataclass(eq=False)
class ProcesStartNiet(LeesprocesError):
    """No reading process comes up; ``pogingen`` is how often it was tried."""

    pogingen: int

    def __str__(self) -> str:
        """Say what to look at."""
        return (
            f"Het leesproces is {self.pogingen} keer niet gestart. Controleer of er geheugen vrij is (2 GB per leesproces), "
            "kies minder leesprocessen met --werkers, en kijk met 'regiograaf controle' of de installatie klopt."
        )


@dataclass(eq=False)
class ClusterOnbereikbaar(LeesprocesError):
    """No Dask scheduler answers at ``adres``; ``detail`` is what was said."""

    adres: str
    detail: str

    def __str__(self) -> str:
        """Name the address and how a scheduler gets there."""
        return (
            f"Op {self.adres} antwoordt geen Dask-scheduler met werkers ({self.detail}). Start hem met 'dask scheduler' en op elke machine "
            "'dask worker', controleer het adres, of laat --dask weg."
        )


@dataclass(eq=False)
class ClusterAndereVersie(LeesprocesError):
    """A worker of the cluster reads with something else than this program: ``daar`` against ``hier``."""

    hier: str
    daar: str

    def __str__(self) -> str:
        """Name both."""
        return f"Een werker in het cluster leest met '{self.daar}', dit programma met '{self.hier}'. Installeer overal dezelfde versie."


@dataclass(eq=False)
class DaskOntbreekt(LeesprocesError):
    """The packages for a cluster are not installed."""

    def __str__(self) -> str:
        """Say how to install them."""
        return "Voor --dask is meer nodig: installeer regiograaf met de toevoeging [cluster], of laat --dask weg."
