"""Do the concepts of the regions agree with the ontology and with each other, and what do the shapes ask?"""

from __future__ import annotations

from dataclasses import dataclass

from graph.iris import document_id_of
from graph.store import Store
from graph.validate import validate_document
from ontology.load import load_ontology
from ontology.redeneren import check_consistency
from queries.check_invloed import find_influence_disagreements, influence_types
from queries.checks import finding_json
from queries.lezing import Lezing
from queries.records import Finding
from regiograaf.controle.regel import Regel


@dataclass(frozen=True, slots=True)
class ReasoningReport:
    """Outcome of reasoning over the ontology and the concepts of the regions; a disagreement is a finding, not a fault."""

    lines: list[Regel]
    findings: list[dict[str, object]]


def check_reasoning(store: Store) -> ReasoningReport:
    """Reason over the ontology alone, and over the ontology with what the regions say of their concepts."""
    base = check_consistency(load_ontology())
    lines = [
        Regel(
            "ontologie",
            base.consistent and not base.unsatisfiable,
            _verdict(base.consistent, base.engine, base.unsatisfiable, base.not_checked),
        )
    ]
    lezing = Lezing(store)
    together = check_consistency(load_ontology() + influence_types(lezing))
    findings = find_influence_disagreements(lezing)
    text = "de regio's spreken elkaar niet tegen over wat beïnvloedbaar is"
    if findings:
        named = "; ".join(f.onderwerp for f in findings)
        text = f"de ene tekst noemt beïnvloedbaar wat de andere niet beïnvloedbaar noemt: {named} ({together.engine}: niet te verenigen)"
    lines.append(Regel("begrippen van de regio's", together.consistent and not findings, text, blocking=False))
    lines += [Regel("  " + f.onderwerp, False, _places(f), blocking=False) for f in findings]
    return ReasoningReport(lines, [finding_json(f) for f in findings])


def check_shapes(store: Store) -> list[dict[str, object]]:
    """What the shapes ask of every document: vorm, ernst, melding, and where in the text; in the order of the documents."""
    found: list[dict[str, object]] = []
    lezing = Lezing(store)
    for document_id in filter(None, map(document_id_of, store.graphs())):
        places = lezing.binnen(document=document_id).places
        for message in validate_document(store, document_id):
            where = next((p for part in ("zin", "bron") for p in places.get((message.knoop, part), ())), None)
            place = {"document": where.document, "pagina": where.pagina, "citaat": where.citaat} if where else {}
            found.append({"vorm": message.vorm, "ernst": message.ernst, "melding": message.tekst, "knoop": message.knoop, **place})
    return found


def _verdict(consistent: bool, engine: str, unsatisfiable: tuple[str, ...], not_checked: str) -> str:
    text = "consistent" if consistent else "in tegenspraak met zichzelf"
    if unsatisfiable:
        text += f"; klassen die leeg moeten zijn: {', '.join(unsatisfiable)}"
    return f"{text} volgens {engine}" + (f" ({not_checked})" if not_checked else "")


def _places(finding: Finding) -> str:
    return "; ".join(f"{p.document} p. {p.pagina}" for p in finding.bewijs) or finding.uitleg
