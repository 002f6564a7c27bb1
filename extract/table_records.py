"""What the rows of a table of knelpunten or causes say, as records: mentions, ties, claims and words on influence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.influence_words import level_of
from extract.links import Relation
from extract.mention_words import matches
from extract.records import Argument, Claim, Document, Evidence, Link, Mention, MentionType, RoleStatement, Status, Unit
from extract.roles import IN_PART, NAMED, SAID
from extract.tables import Cell, Row
from ontology.namen import digest

#: Belief in a claim that a table makes by its columns, and the rule of all that a table says.
_BELIEF = 0.9
IN_TABLE = "knelpunt-tabel"

ArgumentMaker = Callable[[Unit, Sequence[tuple[int, int]]], Argument]


@dataclass(slots=True)
class TableRecords:
    """The records of all tables of a document."""

    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[RoleStatement] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def table_records(document: Document, rows: Sequence[Row], make: ArgumentMaker, threshold: float) -> TableRecords:
    """The records of the rows, each tied to the line it stands on."""
    found = TableRecords()
    status: Status = "aanvaard" if threshold <= _BELIEF else "ter_beoordeling"
    for row in rows:
        reader = _RowReader(document, row, make, status)
        problem = reader.mention("knelpunt", row.cell("knelpunt"))
        group = reader.mention("doelgroep", row.cell("doelgroep"))
        partner = reader.mention("samenwerkingsverband", row.cell("verband") or _taker(row.cell("trekker")))
        found.mentions += [m for m in (problem, group, partner) if m is not None]
        if problem is not None and group is not None:
            found.links.append(reader.link("heeft_doelgroep", problem, group))
        if problem is not None and partner is not None:
            found.links.append(reader.link("adresseert", partner, problem))
        found.claims += reader.claims()
        found.roles += reader.roles()
    return found


def _taker(cell: Cell | None) -> Cell | None:
    """The cell of who takes a knelpunt up when it names a collaboration or several parties, not one party alone."""
    return cell if cell is not None and not matches("tabelpartij", cell.unit.text) else None


@dataclass(frozen=True, slots=True)
class _RowReader:
    document: Document
    row: Row
    make: ArgumentMaker
    status: Status

    def _argument(self, cell: Cell) -> Argument:
        return self.make(cell.unit, [(0, len(cell.unit.text.rstrip(".;")))])

    def mention(self, kind: MentionType, cell: Cell | None) -> Mention | None:
        if cell is None:
            return None
        words = self._argument(cell)
        return Mention(
            id=digest(self.document.info.id, "vermelding", _where(words.evidence), kind),
            type=kind,
            text=words.text,
            evidence=words.evidence,
            rule=IN_TABLE if kind == "knelpunt" else f"{kind}-tabel",
            grounding=words.grounding if kind == "knelpunt" else None,
            label_in_text=kind if kind == "knelpunt" else "",
            sentence=(self.row.line,),
            section=cell.unit.section,
        )

    def link(self, relation: Relation, source: Mention, target: Mention) -> Link:
        key = digest(self.document.info.id, relation, source.id, target.id)
        return Link(key, relation, source.id, target.id, f"{relation}-tabel", (self.row.line,))

    def claims(self) -> list[Claim]:
        """Cause -> knelpunt and knelpunt -> effect; cause -> effect in a table without knelpunten."""
        cause, problem, effect = (self.row.cell(role) for role in ("oorzaak", "knelpunt", "effect"))
        pairs = [(cause, problem), (problem, effect)] if "knelpunt" in self.row.roles else [(cause, effect)]
        return [self._claim(a, b) for a, b in pairs if a is not None and b is not None]

    def _claim(self, cause: Cell, effect: Cell) -> Claim:
        a, b = self._argument(cause), self._argument(effect)
        return Claim(
            id=digest(self.document.info.id, "bewering", _where(a.evidence), _where(b.evidence), "tabel"),
            kind="oorzakelijk",
            cause=a,
            effect=b,
            polarity="+",
            certainty="vastgesteld",
            negated=False,
            cue=cause.header if cause.role == "oorzaak" else effect.header,
            rule="tabel",
            belief=_BELIEF,
            status=self.status,
            evidence=(self.row.line,),
            section=cause.unit.section,
            reason=f"de kolommen '{cause.header}' en '{effect.header}' van een tabel",
            chance=_BELIEF,
            intended=1 - _BELIEF,
        )

    def roles(self) -> list[RoleStatement]:
        """The cause that a row names, and whether the region can influence it."""
        cause = self.row.cell("oorzaak") or self.row.cell("factor")
        if cause is None and not self.row.roles & {"oorzaak", "factor"} and "invloed" in self.row.roles:
            cause = self.row.cell("knelpunt")
        said = self.row.cell("invloed")
        if cause is None:
            return []
        argument = self._argument(cause)
        value = _influence(said.unit.text) if said is not None else None
        level = level_of(f"{said.header}: {said.unit.text}") if said is not None and value is not None else ""
        said_rule = SAID if value is not None else IN_PART if said is not None and matches("tabel_deels", said.unit.text) else ""
        rules = [(NAMED, None, ""), *([(said_rule, value, level)] if said_rule else [])]
        where = _where(argument.evidence)
        return [
            RoleStatement(
                id=digest(self.document.info.id, rule, where, "tabel"),
                argument=argument,
                label="",
                beinvloedbaar=judged,
                niveau=niveau,
                rule=rule,
                evidence=(self.row.line,),
            )
            for rule, judged, niveau in rules
        ]


def _influence(text: str) -> bool | None:
    """What the cell of a column on influence answers; None for 'deels' and whatever is no answer."""
    return False if matches("tabel_nee", text) else True if matches("tabel_ja", text) else None


def _where(evidence: Sequence[Evidence]) -> str:
    return "|".join(f"{e.page}:{e.begin}-{e.end}" for e in evidence)
