"""Candidate cues: every word that could be the cue of a causal claim, and what is known about it and its surroundings."""

from __future__ import annotations

from collections.abc import Mapping

from extract.causal import constructions_in
from extract.constructions import Construction
from extract.learned.codes import Codes
from extract.learned.sentences import Sentence
from extract.learned.spans import SUBJECTS
from extract.valence import roles_of
from extract.words import word_set

#: Categories, in this order, followed by the numbers; see ``_row``.
CATEGORIES = (
    "t_constructie", "t_vorm", "t_woord", "t_soort", "t_label", "t_kop_soort", "t_kop_label", "t_vorige_soort", "t_volgende_soort",
    "t_vorig_woord", "t_volgend_woord", "t_onderwerp", "t_werkwoordsvorm", "t_tijd", "t_hulpwerkwoord", "t_voorzetsel", "t_kop_constructie",
)  # fmt: skip
NUMBERS = (
    "t_vermoeden", "t_constructies", "t_plaats", "t_rest", "t_lengte", "t_deel", "t_kop_actor", "t_kop_naam", "t_onder_naamwoord",
    "t_ow_actor", "t_ow_wij", "t_ow_verwijst", "t_betrekkelijk", "t_lijdend_voorwerp", "t_bijzin", "t_lijdend", "t_deeltje", "t_te",
    "t_uit_regel", "t_signalen", "t_is_kop", "t_is_item", "t_vraag", "t_lijst",
    "z_wil", "z_maatregel", "z_document", "z_niet", "z_opdracht", "z_wij", "z_beschrijving", "z_slecht", "z_goed", "z_last", "z_baat",
)  # fmt: skip
NAMES = CATEGORIES + NUMBERS
_LISTS = ("wil", "maatregel", "over_het_document", "ontkenning", "opdracht", "wij", "beschrijving")
_ROLES = ("slecht", "goed", "last", "baat")


def found_constructions(sentence: Sentence) -> dict[int, list[Construction]]:
    """The constructions each word can be the cue of, by position in the sentence; computed once."""
    known = sentence.cache.get("constructions")
    if not isinstance(known, dict):
        begin, end = sentence.begin, sentence.begin + len(sentence)
        known = {i - begin: found for i, found in constructions_in(sentence.doc).items() if begin <= i < end}
        sentence.cache["constructions"] = known
    return known


def triggers(sentence: Sentence) -> list[int]:
    """Positions of candidate cues: words of the constructicon, all main verbs, conjunctions, and pointing words; computed once."""
    known = sentence.cache.get("triggers")
    if not isinstance(known, list):
        found = found_constructions(sentence)
        known = sentence.cache["triggers"] = [i for i in range(len(sentence)) if i in found or _can_be_cue(sentence, i)]
    return known


def _can_be_cue(sentence: Sentence, i: int) -> bool:
    tag = sentence.tags[i]
    if tag in {"VERB", "SCONJ"}:
        return True
    if tag in {"ADP", "ADV", "CCONJ", "PRON"}:
        return sentence.words[i] in word_set("signaalwoord")
    return tag in {"NOUN", "PROPN", "ADJ"} and sentence.lemmas[i] in word_set("signaalnaamwoord")


def describe(sentence: Sentence, position: int, rules: Mapping[int, object], codes: Codes) -> list[float]:
    """The row of one candidate cue, in the order of NAMES.

    Args:
        sentence: the sentence it stands in.
        position: its position there.
        rules: the positions at which a rule made a statement.
        codes: numbers of categories.
    """
    s, i, head = sentence, position, sentence.heads[position]
    verb = i if s.tags[i] in {"VERB", "AUX"} else head if s.tags[head] in {"VERB", "AUX"} else s.heads[head]
    around, has = _verb(s, verb)
    categories, numbers = (*_itself(s, i), *around), (*_place(s, i), *has)
    coded = [codes(name, value) for name, value in zip(CATEGORIES, categories, strict=True)]
    return [*coded, *map(float, (*numbers, position in rules, *_about(sentence)))]


def _itself(s: Sentence, i: int) -> tuple[str, ...]:
    """The cue, the word it hangs on, and the words beside it."""
    head, last = s.heads[i], len(s) - 1
    own = found_constructions(s).get(i, ())
    kind = (own[0].id, own[0].form) if own else ("", "")
    tags = (s.tags[i - 1] if i else "begin", s.tags[i + 1] if i < last else "eind")
    beside = (_word(s, i - 1) if i else "begin", _word(s, i + 1) if i < last else "eind")
    return (*kind, _word(s, i), s.tags[i], s.labels[i], s.tags[head], s.labels[head], *tags, *beside)


def _verb(s: Sentence, verb: int) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """What is known of the verb around a cue; computed once per verb."""
    known = s.cache.setdefault("verbs", {})
    assert isinstance(known, dict)  # noqa: S101 - narrows the type
    if verb not in known:
        known[verb] = (_verb_categories(s, verb), _verb_numbers(s, verb))
    found: tuple[tuple[str, ...], tuple[bool, ...]] = known[verb]
    return found


def _verb_categories(s: Sentence, verb: int) -> tuple[str, ...]:
    """The verb around the cue: its subject, form, tense, modal, preposition and construction."""
    children, morph = s.children[verb], s.doc[s.begin + verb].morph
    preps = (s.words[g] for c in children if s.labels[c].startswith("obl") for g in s.children[c] if s.labels[g] == "case")
    above = found_constructions(s).get(verb, ())
    return (
        next((s.tags[c] for c in children if s.labels[c] in SUBJECTS), ""),
        "".join(morph.get("VerbForm", [])),
        "".join(morph.get("Tense", [])),
        next((s.lemmas[c] for c in children if s.labels[c] == "aux" and s.lemmas[c] in word_set("modaal")), ""),
        next((p for p in preps if p in word_set("signaalvoorzetsel")), ""),
        above[0].id if above else "",
    )


def _place(s: Sentence, i: int) -> tuple[float, ...]:
    """How often its constructions are right by the expert's guess, where it stands, and what it hangs on."""
    head, size = s.heads[i], len(s)
    own = found_constructions(s).get(i, ())
    guess = own[0].prior if own else 0.0
    above = (s.words[head] in word_set("actor"), s.tags[head] == "PROPN", s.tags[s.heads[head]] in {"NOUN", "PROPN"})
    return (guess, len(own), i, size - i, size, i / size, *above)


def _verb_numbers(s: Sentence, verb: int) -> tuple[bool, ...]:
    """What the verb around the cue has: an actor, 'we' or a pointer as subject, an object, clauses, a passive, a particle, 'te'."""
    labels = {s.labels[c] for c in s.children[verb]}
    subject = next((s.words[c] for c in s.children[verb] if s.labels[c] in SUBJECTS), "")
    return (
        subject in word_set("actor"),
        subject in word_set("wij"),
        subject in word_set("verwijzer"),
        s.labels[verb] == "acl:relcl",
        "obj" in labels,
        not labels.isdisjoint({"ccomp", "xcomp", "advcl"}),
        any("pass" in label for label in labels),
        "compound:prt" in labels,
        any(s.words[c] == "te" for c in s.children[verb]),
    )


def _word(sentence: Sentence, i: int) -> str:
    """A word that can be (part of) a cue by itself; other words are not told apart."""
    return sentence.words[i] if sentence.words[i] in word_set("signaalwoord") else ""


def _about(sentence: Sentence) -> tuple[float, ...]:
    """What holds for every cue of a sentence; computed once."""
    known = sentence.cache.get("about")
    if isinstance(known, tuple):
        return known
    last = next((w for w in reversed(sentence.words) if w.strip()), "")
    counts = (sum(w in word_set(name) for w in sentence.words) for name in _LISTS)
    roles = [roles_of(w) for w in sentence.words]
    worth = (sum(name in r for r in roles) for name in _ROLES)
    shape = (len(triggers(sentence)), sentence.kind == "kop", sentence.kind == "opsomming", last == "?", last == ":")
    about = tuple(map(float, (*shape, *counts, *worth)))
    sentence.cache["about"] = about
    return about
