"""Is a decision whole? Asked when it is taken, and again of every decision that comes in from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping

from extract.records import Evidence
from graph import iris
from graph.besluiten.errors import BadCorrection, NoteMissing, UnknownAct, UnknownReason
from graph.besluiten.records import INVLOED, OVER_BEVINDING, OVER_BEWERING, Besluit
from graph.besluiten.redenen import load_reasons
from graph.besluiten.wijziging import check_correction, find_words

#: Names that go with a corrected concept, to show it by.
LABELS = ("oorzaaklabel", "gevolglabel")
LONGEST_LABEL = 120


def check_reason(reden: str, toelichting: str) -> None:
    """Refuse a reason that does not exist, and one that asks for a note without one.

    Raises:
        UnknownReason, NoteMissing: see there.
    """
    reasons = load_reasons()
    if reden and reden not in reasons:
        raise UnknownReason(reden, tuple(reasons))
    if reden and reasons[reden].toelichting_verplicht and not toelichting.strip():
        raise NoteMissing(reasons[reden].label)


def check_label(label: str) -> str:
    """A name for a concept, without doubled spaces.

    Raises:
        BadCorrection: it cannot be a name.
    """
    fresh = " ".join(label.split())
    if not fresh or len(fresh) > LONGEST_LABEL or not fresh.isprintable():
        raise BadCorrection("label", f"geef een naam van ten hoogste {LONGEST_LABEL} tekens")
    return fresh


def check_decision(one: Besluit) -> None:
    """Refuse a decision from elsewhere that could not have been taken here.

    Raises:
        BesluitError, InvalidIri: what is wrong with it.
        ValueError: a list in it is no list.
    """
    changes = dict(one.wijziging)
    if one.handeling in OVER_BEWERING:
        if one.anker is None:
            raise BadCorrection("anker", "het ontbreekt")
        check_reason(one.reden, one.toelichting)
        if one.handeling == "wijzig":
            _check_words(one, {key: value for key, value in changes.items() if key not in LABELS})
    elif one.handeling not in (*OVER_BEVINDING, "neem_terug"):
        _check_concept(one, changes)
    if one.handeling not in (*OVER_BEVINDING, "neem_terug"):
        iris.checked_iri(one.over)


def _check_words(one: Besluit, changes: Mapping[str, str]) -> None:
    check_correction(changes)
    pieces = one.anker.stukken if one.anker is not None else ()
    quote = [Evidence(piece.pagina, piece.begin, piece.eind, piece.tekst) for piece in pieces]
    for side in ("oorzaak", "gevolg"):
        if said := changes.get(f"{side}tekst"):
            find_words(said, quote, set())
        if concept := changes.get(f"{side}begrip"):
            iris.checked_iri(concept)


def _check_concept(one: Besluit, changes: Mapping[str, str]) -> None:
    for key in {"voeg_samen": ("naar",), "verbied": ("ander",)}.get(one.handeling, ()):
        iris.checked_iri(changes.get(key, ""))
    if one.handeling in ("splits", "hernoem"):
        check_label(changes.get("label", ""))
    if one.handeling == "splits":
        try:
            texts = json.loads(changes.get("teksten", "[]"))
        except (ValueError, RecursionError) as error:
            raise BadCorrection("teksten", "geef een lijst van teksten") from error
        if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
            raise BadCorrection("teksten", "geef een lijst van teksten")
    if one.handeling == "zet_invloed" and changes.get("beinvloedbaar") not in INVLOED:
        raise UnknownAct(changes.get("beinvloedbaar", ""), tuple(INVLOED))
