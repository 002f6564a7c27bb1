"""Terms of the ontology. Generated from regiograaf.ttl by ``python -m ontology.generate``: change that file, not this one."""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class RG(DefinedNamespace):
    """Terms of regiograaf; a term that is not here raises AttributeError."""

    _fail = True
    _NS = Namespace("https://w3id.org/regiograaf/ns#")

    # Classes
    #: Recorded commitment: which party does what, on which scale, with which measurable result and how progress is shown.
    Afspraak: URIRef
    #: Whether a plan is aligned with another plan or party.
    Afstemming: URIRef
    #: A concept with which a region describes its care and health.
    Analysebegrip: URIRef
    #: Cause that parties in the region can change themselves: a point of action for the regional plan.
    BeinvloedbareOorzaak: URIRef
    #: Claim that a measure or desired behaviour is meant to bring something about.
    BeoogdeBewering: URIRef
    #: Judgement of a person on a claim or finding.
    Beoordelingsbesluit: URIRef
    #: Result of a check that a person should see, with evidence.
    Bevinding: URIRef
    #: What one document says at one place about two concepts.
    Bewering: URIRef
    #: One run of reading documents and recording them in the graph.
    Bouw: URIRef
    #: How much room a sector or facility has, according to the text.
    Capaciteit: URIRef
    #: Number with indicator, unit, year and area that a plan uses as ground.
    Cijfer: URIRef
    #: Desk, centre or network that distributes requests, beds or transport.
    Coordinatiefunctie: URIRef
    #: Regional paper that was read.
    Document: URIRef
    #: State that parties want to reach.
    Doel: URIRef
    #: Part of the population with a shared need or risk; sharp when its nature and size are given.
    Doelgroep: URIRef
    #: Field in which a collaboration works: care, social domain, public health, or several.
    Domein: URIRef
    #: Consequence of a bottleneck for people's health or for the accessibility, quality, affordability or availability of care.
    Effect: URIRef
    #: Side on which an effect is felt: health, accessibility, quality, affordability or availability.
    Effectdimensie: URIRef
    #: Area of one municipal health service (GGD).
    GGDRegio: URIRef
    #: Smallest area used; belongs to exactly one zorgkantoorregio at any date.
    Gemeente: URIRef
    #: Target value for the health of (part of) the population, with indicator, baseline, target, year and population.
    Gezondheidsdoel: URIRef
    #: Area in which municipalities work together on the care agreement IZA, with a mandated municipality.
    IZARegio: URIRef
    #: Level at which a cause can be influenced: local, regional or national.
    Invloedsniveau: URIRef
    #: Trend or development that offers a way out of a bottleneck; not a cause of it.
    Kans: URIRef
    #: State in which a target group does not get, or gets too late or less well, the care or support it needs.
    Knelpunt: URIRef
    #: Statement that one mention works on or is aimed at another.
    Koppeling: URIRef
    #: What a document itself states to be unknown or missing.
    Lacune: URIRef
    #: Planned or executed action of a party to change a cause, bottleneck or effect.
    Maatregel: URIRef
    #: Money that a plan counts on.
    Middelenclaim: URIRef
    #: Cause that is a given for the region, or that only national policy can change.
    OnbeinvloedbareOorzaak: URIRef
    #: Factor that contributes directly to a bottleneck.
    Oorzaak: URIRef
    #: Claim that one thing causes another, as things are or are expected to be.
    OorzakelijkeBewering: URIRef
    #: Bottleneck that parties choose to tackle first and together, with the reason for that choice.
    Opgave: URIRef
    #: Document of another kind, such as a GGD report or a memo to the council.
    OverigDocument: URIRef
    #: One page of a document, with its text as read.
    Pagina: URIRef
    #: Organisation or group that provides, purchases, decides or represents in the region.
    Partij: URIRef
    #: Staff that a plan counts on, or that a forecast says there is.
    Personeelsclaim: URIRef
    #: What a plan says in one place that it does, has, counts, asks or agreed.
    Planfeit: URIRef
    #: Municipalities to which a plan applies.
    Plangebied: URIRef
    #: How a party is involved in a plan.
    Planrol: URIRef
    #: What a plan puts first, or expressly does not.
    Prioriteit: URIRef
    #: Description and interpretation of the acute care chain in an acute care region or subregion.
    ROAZBeeld: URIRef
    #: Tasks and agreements for the acute care chain in an acute care region or subregion.
    ROAZPlan: URIRef
    #: Area of one regional consultation for the acute care chain.
    ROAZRegio: URIRef
    #: Part of an acute care region with a plan of its own.
    ROAZSubregio: URIRef
    #: What the region needs and cannot arrange itself, such as law, funding rules or national data agreements.
    Randvoorwaarde: URIRef
    #: Area with code, name, validity and source.
    Regio: URIRef
    #: Concept that exists only in one region's words and is not yet linked to the shared scheme.
    RegioBegrip: URIRef
    #: Priority tasks and agreements that follow from the regional picture.
    Regioplan: URIRef
    #: What a party does or is in a region, plan or agreement, such as lead, signatory or dominant insurer.
    Rol: URIRef
    #: Role of a concept in one document under the NZa framework; stands beside the region's own word.
    Roltoekenning: URIRef
    #: What the text itself says of a concept: the region's own word, or whether it can be influenced.
    Roluitspraak: URIRef
    #: Fact that a party holds a role in a region during a period.
    Rolvervulling: URIRef
    #: Named collaboration of several parties that works on a theme or bottleneck, with domain, participants and scale.
    Samenwerkingsverband: URIRef
    #: Kind of care, support or prevention as part of the supply; apart from the law that pays for it.
    Sector: URIRef
    #: Intended change in the supply of care and welfare that brings a health aim closer.
    Transformatiedoel: URIRef
    #: Plan of parties for one change of care, assessed by two insurers.
    Transformatieplan: URIRef
    #: Record of what one document says, or of how the analysis framework reads it.
    Uitspraak: URIRef
    #: Area for disaster relief and crisis control; equals the area of the ambulance service.
    Veiligheidsregio: URIRef
    #: Claim that two things go together, without direction.
    Verbandbewering: URIRef
    #: Words in a document that name a target group, collaboration, aim, bottleneck or other analysis concept.
    Vermelding: URIRef
    #: One contiguous piece of page text that supports a statement.
    Vindplaats: URIRef
    #: What a measure needs before it can work.
    Voorwaarde: URIRef
    #: What a plan does about the consequences of a measure.
    Waarborg: URIRef
    #: Saved way to look at the map: a name and its filters.
    Weergave: URIRef
    #: List of actions with party, result and term.
    Werkagenda: URIRef
    #: Act that regulates and pays for care or support.
    Wet: URIRef
    #: Area in which one care office carries out the Wlz and for which a regional picture is made.
    Zorgkantoorregio: URIRef
    #: Description and interpretation of demand, supply and collaboration in a zorgkantoorregio.
    Zorgkantoorregiobeeld: URIRef

    # Object properties
    #: Concept that a mention, role statement or role assignment is about.
    begrip: URIRef
    #: A document intends the first concept to bring about the second.
    beoogt: URIRef
    #: Claim, concept or earlier decision that the decision is about; a finding stands in rg:overBevinding.
    beoordeelt: URIRef
    #: Party that takes part in a collaboration.
    deelnemer: URIRef
    #: Field in which a collaboration works.
    domein: URIRef
    #: Claim to which a decision about an earlier reading of the same sentence now applies.
    geplaatstOp: URIRef
    #: Concept to which the effect of a claim was linked.
    gevolgbegrip: URIRef
    #: A document states that two concepts go together, without direction.
    hangtSamenMet: URIRef
    #: Document that holds a page, evidence or statement.
    inDocument: URIRef
    #: Region in which the role is held.
    inRegio: URIRef
    #: Sentence around the words of a mention.
    inZin: URIRef
    #: Area that contains this area under a confirmed division.
    ligtIn: URIRef
    #: Area that contains this area under a division still to be checked.
    ligtVoorlopigIn: URIRef
    #: Mention at which a link ends.
    naar: URIRef
    #: The two concepts look alike and are never merged.
    nietSamenMet: URIRef
    #: Concept to which the cause of a claim was linked.
    oorzaakbegrip: URIRef
    #: Municipality into which (part of) this municipality was merged.
    opgegaanIn: URIRef
    #: Act that regulates and pays for (part of) the sector.
    valtOnder: URIRef
    #: Mention at which a link starts.
    van: URIRef
    #: A document claims that the first concept causes the second; only from accepted causal claims that are not negated.
    veroorzaakt: URIRef
    #: Party that holds the role.
    vervuldDoor: URIRef
    #: Role that is held.
    vervultRol: URIRef
    #: Where the words of the effect stand.
    vindplaatsGevolg: URIRef
    #: Where the words of the cause stand.
    vindplaatsOorzaak: URIRef

    # Datatype properties
    #: What characterises the target group; of a stated aim whether it is for health (gezondheid) or care (zorg).
    aard: URIRef
    #: Function of which this one is the back or front office.
    achter: URIRef
    #: What the reviewer saw, as JSON: enough to find the claim again after a new reading.
    anker: URIRef
    #: Labour market region from which the staff come.
    arbeidsmarktregio: URIRef
    #: The baseline as a bare number, with a decimal point.
    basisgetal: URIRef
    #: Year of the baseline.
    basisjaar: URIRef
    #: Value now or in the base year.
    basiswaarde: URIRef
    #: Position of the first character in the page text, from 0.
    begin: URIRef
    #: True when parties in the region can change it themselves; absent when undecided.
    beinvloedbaar: URIRef
    #: Name of the person who reviewed.
    beoordelaar: URIRef
    #: Profession at its level, such as hbo-verpleegkundige.
    beroep: URIRef
    #: What the reviewer did: accept, reject, correct, take back, confirm, refute, merge, split, forbid, rename or set influence.
    besluit: URIRef
    #: File name of a document.
    bestand: URIRef
    #: False when the fact must still be checked against an official source.
    bevestigd: URIRef
    #: Where the judgement on influence comes from: tekst (the text) or lijst (our list).
    bronInvloed: URIRef
    #: Source that the text names with a figure.
    bronvermelding: URIRef
    #: The literal page text from begin to end.
    citaat: URIRef
    #: nacht (night), avond (evening), weekend or dag (day).
    dagdelen: URIRef
    #: The registration or survey by which it is measured, according to the text.
    definitie: URIRef
    #: Effect dimension, as a code of the list: gezondheid, toegankelijkheid, kwaliteit, betaalbaarheid or beschikbaarheid.
    dimensie: URIRef
    #: Stable, readable key of a document.
    documentId: URIRef
    #: Year in which the target value must be reached.
    doeljaar: URIRef
    #: Unit of a value: procent, per_1000, aantal, dagen, ...
    eenheid: URIRef
    #: Position after the last character in the page text.
    eind: URIRef
    #: Program, language model and rules, with version, and the threshold of the reading.
    extractor: URIRef
    #: Area to which it applies, as named in the text.
    gebied: URIRef
    #: Number from 0 to 1: how sure the reading of the text is.
    geloof: URIRef
    #: Municipality for which the fact itself holds; without it the area of the plan counts.
    gemeenten: URIRef
    #: True when all municipalities of the area are known; otherwise the list is a start.
    gemeentenVolledig: URIRef
    #: Name of a municipality that the document is about.
    gemeentenaam: URIRef
    #: Label of the concept that fits the words of the effect best after the chosen one.
    gevolgTweedeKeus: URIRef
    #: How well the second choice fits the words of the effect, from 0 to 1.
    gevolgTweedeScore: URIRef
    #: '-' when the text names the decrease or lack of the effect concept, else '+'.
    gevolgpool: URIRef
    #: How well the words of the effect fit the concept, from 0 to 1; 0 for a concept of the region itself.
    gevolgscore: URIRef
    #: Readable text of the effect.
    gevolgtekst: URIRef
    #: Sentence that the reviewer saw.
    gezienCitaat: URIRef
    #: File name of the document that the reviewer saw.
    gezienDocument: URIRef
    #: Page that the reviewer saw.
    gezienPagina: URIRef
    #: Key of the group of people that the fact is about.
    groepen: URIRef
    #: What is measured.
    indicator: URIRef
    #: Year of the document.
    jaar: URIRef
    #: The region's own word for the concept, such as knelpunt, oorzaak or opgave.
    labelInTekst: URIRef
    #: Highest age in years.
    leeftijdTot: URIRef
    #: Lowest age in years.
    leeftijdVan: URIRef
    #: Mark of file, data and extractor together: while it stays the same, the document need not be read again.
    leesmerk: URIRef
    #: Town, street or building of a facility, as the text names it.
    locaties: URIRef
    #: Whether the party signs on behalf of its members.
    mandaat: URIRef
    #: Proper name of a function or structure.
    naam: URIRef
    #: Key of the place that care or people go to.
    naarPlekken: URIRef
    #: Level at which it can be influenced: lokaal, regionaal or landelijk; empty when not known.
    niveau: URIRef
    #: Number or share of people in the target group.
    omvang: URIRef
    #: What the fact is about, in a few words.
    onderwerp: URIRef
    #: True when the text denies the relation.
    ontkend: URIRef
    #: What reviewers think of a claim: aanvaard (accepted), verworpen (rejected), gewijzigd (corrected) or oneens (they disagree);
    #: absent when nobody judged.
    oordeel: URIRef
    #: Label of the concept that fits the words of the cause best after the chosen one.
    oorzaakTweedeKeus: URIRef
    #: How well the second choice fits the words of the cause, from 0 to 1.
    oorzaakTweedeScore: URIRef
    #: '-' when the text names the decrease or lack of the cause concept, else '+'.
    oorzaakpool: URIRef
    #: How well the words of the cause fit the concept, from 0 to 1; 0 for a concept of the region itself.
    oorzaakscore: URIRef
    #: Readable text of the cause.
    oorzaaktekst: URIRef
    #: Id of the finding that a decision is about.
    overBevinding: URIRef
    #: Number of the page that is cited.
    paginanummer: URIRef
    #: Text of the page as stored.
    paginatekst: URIRef
    #: Headings above the statement, from chapter to section.
    paragraaf: URIRef
    #: Party that the fact concerns, by the longest name the text gives.
    partijen: URIRef
    #: Year for which the value holds.
    peiljaar: URIRef
    #: trekker (lead), ondertekenaar (signatory), deelnemer (participant), geconsulteerd (consulted), genoemd (named) or geraakt
    #: (affected).
    planrol: URIRef
    #: verkenning (exploration), voornemen (intention), besluit (decision), uitgevoerd (done), wens (wish) or ingetrokken (withdrawn).
    planstatus: URIRef
    #: Key of the facility or sector that the fact is about (voorzieningen.toml).
    plekken: URIRef
    #: Group and area to which the aim applies.
    populatie: URIRef
    #: Source of money, such as transformatiemiddelen.
    pot: URIRef
    #: Place in the order of the plan; 1 is the first.
    rang: URIRef
    #: Short reason why the statement was read this way.
    reden: URIRef
    #: Key of the reason that the reviewer chose; see graph/besluiten/besluiten.toml.
    redenBesluit: URIRef
    #: Id of the rule that gave the statement or finding.
    regel: URIRef
    #: Name of the region as given or read.
    regionaam: URIRef
    #: Kind of link: adresseert (addresses), richt_zich_op (aims at) or heeft_doelgroep (has target group).
    relatie: URIRef
    #: Measurable result of an agreement.
    resultaat: URIRef
    #: Aim: up (omhoog) or down (omlaag); measure: expand, keep, reduce, close, concentrate, move or start.
    richting: URIRef
    #: beleidsarm (no new policy), beleidsrijk (with policy) or a name of its own.
    scenario: URIRef
    #: Scale of the work, from neighbourhood to national.
    schaal: URIRef
    #: Fingerprint of the file.
    sha256: URIRef
    #: Words by which the relation was recognised.
    signaalwoord: URIRef
    #: Kind, such as cirkelredenering, ongekoppeld_knelpunt or planconflict.
    soortBevinding: URIRef
    #: Kind as written in documenten.csv.
    soortDocument: URIRef
    #: Standing of an agreement, priority, condition or claim on funds; the words are in docs/graafmodel.md.
    stand: URIRef
    #: State: aanvaard (accepted), ter_beoordeling (in review) or verworpen (rejected) for a claim; open, bevestigd or verworpen for a
    #: finding.
    status: URIRef
    #: The target value as a bare number, with a decimal point.
    streefgetal: URIRef
    #: Value to be reached.
    streefwaarde: URIRef
    #: What a coordination function does: triage, beds, transport, referral.
    taken: URIRef
    #: '-' when the cause lessens or prevents the effect, else '+'.
    teken: URIRef
    #: Words of a mention or role statement.
    tekst: URIRef
    #: When a decision was taken, in UTC.
    tijdstip: URIRef
    #: Short explanation in plain words.
    toelichting: URIRef
    #: tekort (shortage), krap (tight), toereikend (sufficient) or onbekend (unknown).
    toestand: URIRef
    #: End as year, month or day (ISO 8601).
    tot: URIRef
    #: hoog (high) or laag (low): how urgent or complex the care is.
    urgentie: URIRef
    #: Key of the place that care or people leave.
    vanPlekken: URIRef
    #: Start as year, month or day (ISO 8601).
    vanaf: URIRef
    #: Number without its unit.
    waarde: URIRef
    #: The filters of a view, as they stand in its link.
    weergavevraag: URIRef
    #: niveau (a level) or verandering (growth or decline).
    wijze: URIRef
    #: The new values of a decision, as JSON.
    wijziging: URIRef
    #: How sure the text is: vastgesteld (stated), verwacht (expected) or mogelijk (possible).
    zekerheid: URIRef

    # Annotation properties
    #: Class that the concept usually has under the NZa framework; its role in a document may differ.
    gebruikelijkeRol: URIRef
    #: First day on which the fact no longer holds.
    geldigTot: URIRef
    #: First day on which the fact holds according to its source.
    geldigVan: URIRef
    #: Wording that explicitly names the decrease, the lack or the opposite of the concept.
    negatievePool: URIRef
    #: Regular expression (Python, case ignored) that recognises the concept in a piece of text.
    patroon: URIRef
    #: Why the concept can or cannot be influenced.
    redenInvloed: URIRef
    #: Role of a concept in one document: rg:Oorzaak, rg:Knelpunt or rg:Effect.
    rol: URIRef
    #: Wording that the pattern of the concept must not recognise; run as a test.
    tegenvoorbeeld: URIRef
    #: Word for the theme or the wanted state itself; counts as the negative pole when the text names no problem with it.
    themawoord: URIRef
    #: Class of which the words name an instance, such as rg:Doelgroep or rg:Samenwerkingsverband.
    vermeldt: URIRef
    #: Wording that the pattern of the concept must recognise; run as a test.
    voorbeeld: URIRef
