"""The trained models: is this word a cue, is this its cause, is this its effect, is this pair a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from extract.errors import ReadingModelsMissing
from extract.learned.codes import Codes
from extract.learned.features import Matrix

if TYPE_CHECKING:
    import lightgbm

NAMES = ("signaal", "oorzaak", "gevolg", "paar", "soort")


@dataclass(frozen=True, slots=True)
class Models:
    """Five boosted tree models and the numbers of their categories."""

    codes: Codes
    signaal: lightgbm.Booster
    oorzaak: lightgbm.Booster
    gevolg: lightgbm.Booster
    paar: lightgbm.Booster
    soort: lightgbm.Booster

    def save(self, folder: Path) -> None:
        """Write the models as text files."""
        folder.mkdir(parents=True, exist_ok=True)
        self.codes.save(folder / "codes.json")
        for name in NAMES:
            getattr(self, name).save_model(folder / f"{name}.txt")


def predict(booster: lightgbm.Booster, rows: Matrix | Sequence[Sequence[float]]) -> Matrix:
    """The chances in [0, 1] of some rows; one thread, so that every machine gives the same."""
    matrix = np.asarray(rows, dtype=np.float32)
    if not len(matrix):
        return np.zeros(0, dtype=np.float32)
    return np.asarray(booster.predict(matrix, num_threads=1), dtype=np.float32)


@lru_cache(maxsize=1)
def load_models() -> Models:
    """The models that ship with the package.

    Raises:
        ReadingModelsMissing: when a file of the model folder is gone or broken, or LightGBM lacks its system library.
    """
    folder = Path(str(resources.files("extract").joinpath("model", "beweringen")))
    try:
        import lightgbm  # here, so that a missing system library is told in one line
    except (ImportError, OSError) as error:
        raise ReadingModelsMissing(str(folder), error) from error
    try:
        boosters = {name: lightgbm.Booster(model_file=str(folder / f"{name}.txt")) for name in NAMES}
        return Models(Codes.load(folder / "codes.json"), **boosters)
    except (OSError, ValueError, lightgbm.basic.LightGBMError) as error:
        raise ReadingModelsMissing(str(folder), error) from error
