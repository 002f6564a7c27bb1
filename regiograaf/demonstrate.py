"""The demo: the shipped region from documents to map, A4's and findings, in one folder."""

from __future__ import annotations

import json
from pathlib import Path

from graph.open import open_store
from ontology.namen import slug
from queries.checks import findings_json
from queries.weergave import Weergave
from regiograaf.building import build, demo_folder
from regiograaf.flow import Overzicht, make_a4, make_map, regions


def demonstrate(out: Path) -> list[tuple[str, Path]]:
    """Build the demo region into ``out``.

    Returns:
        (label, path) of each result, in the order a reader should open them; empty when nothing could be built.
    """
    out.mkdir(parents=True, exist_ok=True)
    folder = out / "graaf"
    report = build([demo_folder()], folder)
    if report.exit_code:
        return []
    overzicht = Overzicht(open_store(folder, read_only=True))
    results: list[tuple[str, Path]] = []
    for regio in regions(overzicht.store):
        results.append((f"oorzakenkaart {regio}", make_map(overzicht, out / f"kaart-{slug(regio)}.html", Weergave(regio=regio))))
        for path in make_a4(overzicht, out, regio):
            results.append((f"A4 {regio} ({path.suffix[1:]})", path))
    findings = out / "bevindingen.json"
    findings.write_text(
        json.dumps(findings_json(overzicht.bevindingen), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    results += [("bevindingen", findings), ("graaf", folder)]
    return results
