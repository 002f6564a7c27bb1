"""The people that a text is about: groups and ages in years."""

from __future__ import annotations

from ontology.plekken import age_forms, find_groepen, load_groepen


def groups(text: str) -> tuple[str, ...]:
    """Keys of the groups of people that a text names, sorted."""
    return tuple(sorted({hit.sleutel for hit in find_groepen(text)}))


def ages(text: str) -> tuple[int | None, int | None]:
    """Lowest and highest age that a text names in figures, else those of its groups; None when it does not say."""
    both = age_forms("tussen").search(text)
    if both:
        return int(both[1]), int(both[2])
    young, old = age_forms("tot").search(text), age_forms("vanaf").search(text)
    if young or old:
        lowest = int(next(g for g in old.groups() if g)) if old else None
        return lowest, int(next(g for g in young.groups() if g)) - 1 if young else None
    found = [load_groepen()[key].leeftijd for key in groups(text)]
    known = [age for age in found if age]
    return (min(age[0] for age in known), max(age[1] for age in known)) if known else (None, None)
