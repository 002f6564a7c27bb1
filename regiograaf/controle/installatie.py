"""Is the installation sound: models present, and package names of nobody else?"""

from __future__ import annotations

from importlib import metadata

from extract.errors import ModelMissing, ReadingModelsMissing
from extract.learned.model import load_models
from extract.nlp import describe, load_nlp
from ontology.afdruk import PAKKETTEN
from ontology.versie import VERSION
from regiograaf.controle.regel import Regel


def check_installation() -> list[Regel]:
    """Version, language model, learned models and package names."""
    lines = [Regel("versie", True, f"regiograaf {VERSION}")]
    try:
        lines.append(Regel("taalmodel", True, describe(load_nlp())))
    except ModelMissing as error:
        lines.append(Regel("taalmodel", False, str(error)))
    try:
        load_models()
        lines.append(Regel("leesmodellen", True, "aanwezig"))
    except ReadingModelsMissing as error:
        lines.append(Regel("leesmodellen", False, str(error)))
    owners = metadata.packages_distributions()
    others = sorted({f"{p} ({d})" for p in PAKKETTEN for d in owners.get(p, []) if d.lower() != "regiograaf"})
    text = f"ook in gebruik bij {', '.join(others)}; installeer regiograaf in een eigen omgeving" if others else "alleen van regiograaf"
    lines.append(Regel("pakketnamen", not others, text))
    return lines
