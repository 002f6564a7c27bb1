"""Views, findings and summaries built by hand for the tests of the outputs, and the comparison with golden files."""

from __future__ import annotations

import os
from pathlib import Path

from queries.records import CausalView, ClaimRow, Finding, Node, Proof
from queries.samenvatting_records import (
    DIMENSIES,
    INVLOED,
    Blok,
    Bron,
    Doelgroep,
    Effect,
    Knelpunt,
    Lacune,
    Oorzaak,
    Pijl,
    Samenvatting,
    Verband,
    Vindplaats,
)

GOLDEN = Path(__file__).parent / "golden" / "uitvoer"
#: Text that would run, break out of its place or start to calculate, were it treated as anything but text.
VIJANDIG = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '<a href="javascript:alert(1)">klik</a>',
    "${7*7} {{7*7}} {% raw %}",
    "\"dubbel\" en 'enkel' & <b>vet</b>",
    "regel\u2028scheiding\u2029einde",
    '#panic("x") #image("/etc/passwd") $x$ @bron *ster* \\ [haak]',
    '=HYPERLINK("http://x";"y")',
    "<!-- <script> -->",
)


def golden(name: str, text: str) -> None:
    """``text`` equals the golden file; GOLDEN=schrijf makes the file anew (look at the difference before you keep it)."""
    file = GOLDEN / name
    if os.environ.get("GOLDEN") == "schrijf":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    assert text == file.read_bytes().decode("utf-8"), f"{name} wijkt af; bekijk het verschil en maak het bestand opnieuw met GOLDEN=schrijf"


def node(name: str, rol: str, beinvloedbaar: bool | None = None, dimensie: str = "", label: str = "") -> Node:
    return Node(f"https://voorbeeld.nl/{name}", label or name, rol, beinvloedbaar, dimensie)


def claim(
    number: int,
    cause: Node,
    effect: Node,
    *,
    soort: str = "oorzakelijk",
    teken: str = "+",
    status: str = "aanvaard",
    document: str = "beeld.pdf",
    citaat: str = "",
) -> ClaimRow:
    quote = citaat or f"{cause.label} leidt tot {effect.label}."
    return ClaimRow(
        iri=f"urn:bewering:{number:04}",
        soort=soort,
        oorzaak=cause.iri,
        gevolg=effect.iri,
        oorzaaktekst=cause.label,
        gevolgtekst=effect.label,
        teken=teken,
        zekerheid="vastgesteld",
        status=status,
        geloof=0.62,
        signaalwoord="leidt tot",
        regel="ww-leiden-tot",
        document=document,
        regio="Vlietland",
        paragraaf="Zorg thuis > Wijkverpleging",
        bewijs=(Proof(document, 3 + number % 5, quote, 10, 10 + len(quote)),),
    )


def view_of(*claims: ClaimRow, nodes: tuple[Node, ...]) -> CausalView:
    return CausalView({one.iri: one for one in nodes}, claims)


def small_view() -> CausalView:
    """A loop of two causes, a bottleneck, an effect, an intended effect, a verband and a claim in review."""
    werkdruk, tekort = node("hoge werkdruk", "Oorzaak", True), node("tekort aan personeel", "Oorzaak")
    vergrijzing, wachttijd = node("vergrijzing", "Oorzaak", False), node("lange wachttijden", "Knelpunt")
    gezondheid = node("slechtere gezondheid", "Effect", dimensie="gezondheid")
    claims = (
        claim(1, werkdruk, tekort),
        claim(2, tekort, werkdruk, document="plan.pdf"),
        claim(3, tekort, wachttijd),
        claim(4, tekort, wachttijd, document="plan.pdf"),
        claim(5, vergrijzing, wachttijd, teken="-"),
        claim(6, wachttijd, gezondheid),
        claim(7, werkdruk, gezondheid, soort="beoogd", document="plan.pdf"),
        claim(8, gezondheid, vergrijzing, soort="verband"),
        claim(9, vergrijzing, gezondheid, status="ter_beoordeling"),
    )
    return view_of(*claims, nodes=(werkdruk, tekort, vergrijzing, wachttijd, gezondheid))


def finding(soort: str = "lus", *, keten: tuple[str, ...] = (), name: str = "b1", **known: object) -> Finding:
    fields: dict[str, object] = {
        "id": name,
        "soort": soort,
        "regel": "kringen",
        "ernst": "midden",
        "regio": ("Vlietland",),
        "onderwerp": "hoge werkdruk",
        "uitleg": "De kring versterkt zichzelf.",
        "documenten": ("beeld.pdf",),
        "bewijs": (Proof("beeld.pdf", 4, "hoge werkdruk leidt tot tekort aan personeel.", 10, 55),),
        "keten": keten,
    }
    known["extra"] = {part: known.pop(part) for part in ("stappen", "aandrijvers") if part in known}
    return Finding(**(fields | known))  # type: ignore[arg-type]  # test helper: the caller names real fields


def loop_finding() -> Finding:
    steps = [{"bewering": "urn:bewering:0001"}, {"bewering": "urn:bewering:0002"}]
    return finding(keten=("hoge werkdruk", "tekort aan personeel"), stappen=steps)


def at(*pages: int, code: str = "B") -> tuple[Vindplaats, ...]:
    return (Vindplaats(code, pages),)


def arrows(knelpunten: list[str], lines: int, extra: str = "") -> tuple[Pijl, ...]:
    """Arrows of every sort between lines of ``summary``: forward, back, within a column, straight to an effect."""
    cause, other, effect = (f"{stem} 1{extra}" for stem in ("oorzaak beïnvloedbaar", "oorzaak niet beïnvloedbaar", "effect gezondheid"))
    first, second = knelpunten[:2]
    ends = (
        (cause, first, "+", "vastgesteld"),
        (first, effect, "+", "verwacht"),
        (other, second, "-", "vastgesteld"),
        (second, first, "+", "vastgesteld"),
        (first, cause, "", "mogelijk"),
        (other, effect, "+", "vastgesteld"),
        (cause, other, "+", "vastgesteld"),
        ("niet op de bladzijde", first, "+", "vastgesteld"),
    )
    return tuple(Pijl(a, b, sign, sure, f"De zin over {a} en {b}.", at(number)) for number, (a, b, sign, sure) in enumerate(ends, 3))


def summary(naam: str = "Vlietland", *, lines: int = 2, extra: str = "", pages: int = 2) -> Samenvatting:
    """A page with ``lines`` lines in every group; ``extra`` is put behind every label."""
    place = at(*range(3, 3 + pages))
    labels = [f"knelpunt {number}{extra}" for number in range(1, 8)]

    def names(stem: str) -> list[str]:
        return [f"{stem} {number}{extra}" for number in range(1, lines + 1)]

    return Samenvatting(
        naam=naam,
        soort="zorgkantoorregio",
        bronnen=(
            Bron("B", "beeld.pdf", f"Regiobeeld Vlietland{extra}", "zorgkantoorregiobeeld", 2023),
            Bron("P", "plan.pdf", f"Regioplan Vlietland{extra}", "regioplan", 2024),
        ),
        gemeenten=("Aalrade", "Oosterlo"),
        peiljaren=(2023, 2024),
        beweringen=41,
        knelpunten=Blok(
            tuple(
                Knelpunt(
                    label, 9, place, "opgave" if number == 1 else "", (Doelgroep(f"ouderen{extra}", "thuiswonend", "1.200"),) * (number % 2)
                )
                for number, label in enumerate(labels[: max(lines, 2)])
            ),
            9,
        ),
        oorzaken={
            group: Blok(
                tuple(Oorzaak(f"oorzaak {name}", 4, place, "knelpunt", "tekst", "landelijk", tuple(labels[:2])) for name in names(group)),
                lines + 1,
            )
            for group in INVLOED
        },
        effecten={
            dimension: Blok(tuple(Effect(f"effect {name}", 2, place, "", (labels[0],)) for name in names(dimension)), lines)
            for dimension in DIMENSIES
            if dimension != "kwaliteit"
        }
        | {"kwaliteit": Blok((), 0)},
        verbanden=Blok(
            (Verband(f"Netwerk Een{extra}", 2, place, (labels[0], "iets anders")), Verband(f"Netwerk Twee{extra}", 1, place)), 2
        ),
        lacunes=Blok((Lacune(f"cijfers per gemeente ontbreken{extra}", 1, at(8)),), 3),
        pijlen=arrows(labels, lines, extra) if lines else (),
        vingerafdruk="3f9a7c0d11e2b4c5d6e7",
        datum="2026-11-22",
    )
