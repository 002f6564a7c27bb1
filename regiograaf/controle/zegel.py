"""Does a seal still say what was sealed: its parts, its graph, its decisions, and its findings computed again?"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from graph.besluiten.dagboek import decisions_from_json, read_decisions
from graph.besluiten.errors import DecisionsDamaged
from graph.errors import BadNquads, GraphError
from graph.nquads import stored_nquads
from graph.serialise import graph_digest, hash_of
from graph.store import Store
from ontology.afdruk import afdrukken
from ontology.versie import VERSION
from queries.checks import find_all, findings_json
from queries.errors import VraagError
from queries.lezing import Lezing
from queries.stand import graph_date
from queries.wording import written_date
from regiograaf.controle.graafmap import check_documents
from regiograaf.controle.regel import Regel, opsomming
from regiograaf.zegel.lezen import BESCHADIGD, Zegelbestand
from regiograaf.zegel.maken import as_bytes, gezegeld
from regiograaf.zegel.vorm import BESLUITEN, BEVINDINGEN, GRAAF, MEESTE_BYTES, Zegel

#: What a graph that was made to mislead can raise while it is read.
_ONLEESBAAR = (GraphError, VraagError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
#: On disk a graph takes about as much as its N-Quads, and as much again while it is loaded.
_ROOM = 2


def check_parts(seal: Zegelbestand) -> list[Regel]:
    """What the seal is, and whether each of its parts is as its list says."""
    zegel = seal.zegel
    count = "1 document" if len(zegel.documenten) == 1 else f"{len(zegel.documenten)} documenten"
    lines = [
        Regel("zegel", True, f"graaf van {written_date(zegel.datum)}, {count}, afdruk {seal.afdruk}"),
        Regel("programma", *_program(zegel), blocking=False),
    ]
    for name in MEESTE_BYTES:
        if name in zegel.bestanden:
            digest = seal.digest(name)
            text = "ongewijzigd" if digest == zegel.bestanden[name] else "beschadigd" if digest is None else "niet meer wat er verzegeld is"
            lines.append(Regel(name, digest == zegel.bestanden[name], text))
    unlisted = [name for name in MEESTE_BYTES if name not in zegel.bestanden]
    if len(unlisted) != 1:  # the list cannot hold its own hash
        lines.append(Regel("zegel.json", False, f"noemt niet alle delen: {opsomming(unlisted)}"))
    return lines


@contextmanager
def sealed_graph(seal: Zegelbestand) -> Iterator[Store | Regel]:
    """The graph of a seal as a store to read, or the line that says why it cannot be read."""
    if shutil.disk_usage(tempfile.gettempdir()).free < _ROOM * seal.size(GRAAF):
        yield Regel("graaf", False, "er is te weinig ruimte op de schijf om de graaf uit te pakken; maak ruimte en probeer het opnieuw")
        return
    with ExitStack() as stack:
        try:
            store = stack.enter_context(stored_nquads(stack.enter_context(seal.open(GRAAF))))
        except BadNquads as error:
            yield Regel("graaf", False, str(error))
        except BESCHADIGD:
            yield Regel("graaf", False, "dit deel van de zip is beschadigd")
        else:
            yield store


def check_content(seal: Zegelbestand, store: Store) -> list[Regel]:
    """The graph, the decisions and the findings of a seal, each computed again."""
    lines = _check_graph(seal.zegel, store)
    lezing = Lezing(store)
    try:
        lines += check_documents(store, lezing)
        listed = tuple(gezegeld(one) for one in lezing.documenten)
        same = listed == seal.zegel.documenten
        lines.append(Regel("documentenlijst", same, "past bij de graaf" if same else "wijkt af van de graaf"))
    except _ONLEESBAAR:
        lines.append(Regel("documenten", False, "de graaf is anders opgebouwd dan regiograaf doet"))
    return [*lines, _check_decisions(seal, store), _check_findings(seal, lezing)]


def _program(zegel: Zegel) -> tuple[bool, str]:
    if zegel.programma == afdrukken():
        return True, f"gemaakt met regiograaf {zegel.versie}, gelijk aan dit programma"
    if zegel.versie != VERSION:
        return False, f"gemaakt met regiograaf {zegel.versie}; dit is {VERSION}. Bevindingen kunnen daardoor verschillen"
    own = afdrukken()
    changed = [name for name in own if own[name] != zegel.programma.get(name)]
    return False, f"ook {VERSION}, maar met andere regels of code in {', '.join(changed)}. Bevindingen kunnen daardoor verschillen"


def _check_graph(zegel: Zegel, store: Store) -> list[Regel]:
    digests = {name: graph_digest(store, name) for name in store.graphs()}
    found = hash_of(digests)
    same = found == zegel.vingerafdruk and digests == zegel.delen
    text = f"opnieuw berekend, vingerafdruk {found}"
    if not same:
        wrong = [name.rpartition("graaf/")[2] for name in sorted({*digests, *zegel.delen}) if digests.get(name) != zegel.delen.get(name)]
        text = f"heeft een andere vingerafdruk dan het zegel noemt; anders: {opsomming(wrong) or 'alleen het getal in de lijst'}"
    day = graph_date(store)
    lines = [Regel("graaf", same, text)]
    if day != zegel.datum:
        lines.append(Regel("datum", False, f"de graaf is van {day or 'onbekende datum'}, het zegel zegt {zegel.datum}"))
    return lines


def _check_decisions(seal: Zegelbestand, store: Store) -> Regel:
    try:
        enclosed = decisions_from_json(_json(seal, BESLUITEN), plaats=BESLUITEN)
        held = read_decisions(store)
    except (DecisionsDamaged, *BESCHADIGD, *_ONLEESBAAR) as error:
        return Regel("besluiten", False, str(error) if isinstance(error, DecisionsDamaged) else f"{BESLUITEN} is niet te lezen")
    if enclosed != held or len(held) != seal.zegel.besluiten:
        return Regel(
            "besluiten", False, f"{len(enclosed)} in {BESLUITEN}, {len(held)} in de graaf, {seal.zegel.besluiten} volgens het zegel"
        )
    return Regel("besluiten", True, "geen, zoals in de graaf" if not held else f"{len(held)}, dezelfde als in de graaf")


def _check_findings(seal: Zegelbestand, lezing: Lezing) -> Regel:
    try:
        enclosed = _json(seal, BEVINDINGEN)
    except (*BESCHADIGD, *_ONLEESBAAR):
        return Regel("bevindingen", False, f"{BEVINDINGEN} is niet te lezen")
    try:
        computed = find_all(lezing)
    except _ONLEESBAAR:
        return Regel("bevindingen", False, "uit deze graaf zijn geen bevindingen te berekenen")
    if enclosed == json.loads(as_bytes(findings_json(computed))) and len(computed) == seal.zegel.bevindingen:
        return Regel("bevindingen", True, f"{len(computed)}, opnieuw berekend met dezelfde uitkomst")
    before, after = _ids(enclosed), [finding.id for finding in computed]
    gone = [one for one in before if one not in after]
    fresh = [one for one in after if one not in before]
    parts = [f"niet meer gevonden: {opsomming(gone)}"] if gone else []
    parts += [f"nu wel gevonden: {opsomming(fresh)}"] if fresh else []
    return Regel("bevindingen", False, "; ".join(parts) or "dezelfde nummers, maar met andere woorden of een ander aantal")


def _ids(data: object) -> list[str]:
    listed = data.get("bevindingen") if isinstance(data, dict) else None
    return [str(one.get("id")) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _json(seal: Zegelbestand, name: str) -> object:
    with seal.open(name) as part:
        return json.loads(part.read(MEESTE_BYTES[name]))
