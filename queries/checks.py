"""The checks: one visible list, and their findings in the shape that outside tools rely on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from queries.check_doelen import find_aims
from queries.check_invloed import find_influence_disagreements
from queries.check_koppeling import find_unlinked
from queries.check_kringen import find_circles
from queries.check_losse_eindjes import find_aimless_measures, find_idle_networks, find_incomplete_agreements
from queries.check_rol import find_role_confusion
from queries.conflicten.regels import ALL_RULES, find_conflicts, find_looked_at
from queries.lezing import Lezing
from queries.records import Finding


@dataclass(frozen=True, slots=True)
class Check:
    """One check: the question it answers, what to do with a hit, the function that finds the hits, and what these have as ``regel``."""

    id: str
    soorten: tuple[str, ...]
    vraag: str
    wat_te_doen: str
    find: Callable[[Lezing], list[Finding]]
    regels: tuple[str, ...]


ALL_CHECKS: tuple[Check, ...] = (
    Check(
        "kringen",
        ("cirkelredenering", "lus", "schijnlus"),
        "Welke begrippen verklaren elkaar in een kring, en noemt de tekst een oorzaak van buiten de kring?",
        "Lees de passages. Bij een cirkelredenering: vraag de regio wat de kring van buitenaf in gang houdt. "
        "Bij een lus: bezie waar de kring te doorbreken is. Bij een schijnlus: ga na of de documenten hetzelfde bedoelen.",
        find_circles,
        ("kringen",),
    ),
    Check(
        "koppeling",
        ("ongekoppeld_knelpunt",),
        "Bij welk knelpunt is geen samenwerkingsverband, oorzaak, beïnvloedbare oorzaak, effect, doelgroep of doel gevonden?",
        "Kijk op de genoemde bladzijden of het onderdeel er toch staat. Zo niet: leg het knelpunt aan de regio voor.",
        find_unlinked,
        ("koppeling",),
    ),
    Check(
        "rol",
        ("rolverwarring",),
        "Welk thema komt in één regio voor als oorzaak, knelpunt en effect, of heet in de tekst anders dan in het NZa-kader?",
        "Bepaal met de regio in welke rol het thema bedoeld is. Het eigen woord van de regio blijft staan.",
        find_role_confusion,
        ("rol",),
    ),
    Check(
        "invloed",
        ("signaal",),
        "Wat noemt de ene tekst beïnvloedbaar en de andere niet?",
        "Bespreek met de regio's wie hier wat aan kan doen; wat alleen landelijk kan, hoort bij de randvoorwaarden.",
        find_influence_disagreements,
        ("invloed",),
    ),
    Check(
        "afspraken",
        ("signaal",),
        "Welke afspraak noemt geen partij, geen termijn of geen meetbaar resultaat?",
        "Vraag de opsteller wie het doet, wanneer het klaar is en waaraan dat te zien is.",
        find_incomplete_agreements,
        ("afspraak",),
    ),
    Check(
        "maatregelen",
        ("signaal",),
        "Van welke maatregel is geen doel gevonden waar hij toe leidt?",
        "Vraag de opsteller welk doel de maatregel dient.",
        find_aimless_measures,
        ("maatregel_zonder_doel",),
    ),
    Check(
        "verbanden",
        ("signaal",),
        "Van welk samenwerkingsverband is niet gevonden aan welk knelpunt het werkt?",
        "Kijk op de genoemde bladzijden of het er toch staat. Zo niet: vraag het verband zelf.",
        find_idle_networks,
        ("verband_zonder_knelpunt",),
    ),
    Check(
        "conflicten",
        ("planconflict", "signaal", "witte_vlek"),
        "Waar zeggen twee plannen van een gebied iets dat niet samen kan, en waar is een gemeente dubbel of niet gedekt?",
        "Lees beide citaten naast elkaar en de voorwaarden die getoetst zijn; leg het verschil voor aan de opstellers van beide plannen.",
        find_conflicts,
        tuple(rule.id for rule in ALL_RULES),
    ),
    Check(
        "doelen",
        ("gezondheidsdoel",),
        "Welke doelen stelt een document voor de gezondheid van mensen of voor hun zorg, en wat ontbreekt om ze te kunnen volgen?",
        "Vraag bij een onvolledig doel wat er ontbreekt. Leg volledige doelen van plannen voor hetzelfde gebied naast elkaar.",
        find_aims,
        ("doel",),
    ),
)

_WEIGHTS = ("hoog", "midden", "laag")


def find_all(lezing: Lezing) -> list[Finding]:
    """The findings of all checks: heaviest first, those still to be confirmed after the sure ones, then by region and id.

    ``status`` is what reviewers say of a finding together; it is open when nobody judged it, or when they disagree.
    """
    judged = lezing.geldend.bevindingen
    findings = [
        replace(finding, status=judged[finding.id].oordeel) if finding.id in judged else finding
        for check in ALL_CHECKS
        for finding in check.find(lezing)
    ]
    return sorted(findings, key=lambda finding: (_WEIGHTS.index(finding.ernst), finding.te_bevestigen, finding.regio, finding.id))


def all_looked_at(lezing: Lezing) -> list[Finding]:
    """What looked like a conflict and was cleared by a condition, by region and id."""
    return sorted(find_looked_at(lezing), key=lambda finding: (finding.regel, finding.regio, finding.id))


def finding_json(finding: Finding) -> dict[str, object]:
    """One finding as JSON; the fields of its soort stand beside the others, and a document is its file name."""
    fields = asdict(finding)
    for proof in fields["bewijs"]:
        del proof["document_id"]
    extra: dict[str, object] = fields.pop("extra")
    return {**extra, **fields}


def findings_json(findings: Iterable[Finding], bekeken: Iterable[Finding] | None = None) -> dict[str, object]:
    """What ``regiograaf bevindingen --json`` prints; 'bekeken' (near-misses) only when given."""
    result: dict[str, object] = {"bevindingen": [finding_json(finding) for finding in findings]}
    if bekeken is not None:
        result["bekeken"] = [finding_json(finding) for finding in bekeken]
    return result
