"""The words of every theme find their examples."""

from __future__ import annotations

import pytest

from ontology.themas import Thema, find_themas, load_themas


@pytest.mark.parametrize("thema", load_themas().values(), ids=lambda thema: thema.sleutel)
def test_examples_are_found_and_counterexamples_are_not(thema: Thema) -> None:
    assert thema.voorbeelden
    assert [text for text in thema.voorbeelden if thema.sleutel not in find_themas(text)] == []
    assert [text for text in thema.niet if thema.sleutel in find_themas(text)] == []
