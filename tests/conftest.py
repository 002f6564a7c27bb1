"""Shared fixtures: the shipped pipeline once, the demo graph once, and a skip for what lies beside the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    from extract.nlp import bundled_model, load_nlp

    return load_nlp(str(bundled_model()))


@pytest.fixture(scope="session")
def demo_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph built from the demo region."""
    from regiograaf.building import build, demo_folder

    folder = tmp_path_factory.mktemp("demo") / "graaf"
    assert build([demo_folder()], folder).exit_code == 0
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("../shared ligt niet naast het project")
    return SHARED
