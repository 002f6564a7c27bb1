"""Typed errors of reading and extracting; ``str(error)`` is one Dutch line that says what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

#: Stable codes of a ReadError, to test for.
Reason = Literal[
    "ontbreekt",
    "buiten_map",
    "leeg",
    "beschadigd",
    "versleuteld",
    "alleen_beeld",
    "niet_ondersteund",
    "te_groot",
    "onleesbaar",
    "documentenlijst",
    "dubbel",
    "te_lang",
    "te_zwaar",
    "uitgevallen",
    "onverwacht",
]


#: What would break the one line of a message or turn it around: control characters, half characters, reading directions.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STRANGE = "\ufffd"


class ReadError(Exception):
    """A file that cannot be used.

    ``path`` is the file, ``reason`` the code, ``message`` the Dutch sentence after the file name: what is the matter
    and what the user can do.
    """

    def __init__(self, path: Path, reason: Reason, message: str) -> None:
        """Keep the file and the reason beside the line for the user."""
        super().__init__(f"{_UNSHOWABLE.sub(_STRANGE, path.name)}: {_UNSHOWABLE.sub(_STRANGE, message)}")
        self.path = path
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type[ReadError], tuple[Path, Reason, str]]:
        """Made again from its parts, so that it can come from another process."""
        return type(self), (self.path, self.reason, self.message)


class ModelMissing(Exception):  # noqa: N818 - reads as what happened
    """No spaCy pipeline where one was asked for; ``name`` is the package name or folder."""

    def __init__(self, name: str) -> None:
        """Keep the name beside the line for the user."""
        super().__init__(
            f"Er is geen taalmodel '{name}': installeer het, of laat REGIOGRAAF_SPACY_MODEL weg om het meegeleverde model te gebruiken."
        )
        self.name = name

    def __reduce__(self) -> tuple[type[ModelMissing], tuple[str]]:
        """Made again from its parts, so that it can come from another process."""
        return type(self), (self.name,)


class ReadingModelsMissing(Exception):  # noqa: N818 - reads as what happened
    """The learned models of causal claims cannot be loaded; ``folder`` is where they should be, ``cause`` what went wrong."""

    def __init__(self, folder: str, cause: Exception) -> None:
        """Keep the folder and the cause beside the line for the user."""
        super().__init__(
            "De leesmodellen van regiograaf zijn niet te laden. Installeer wat ervoor nodig is: op Windows de Visual C++ Redistributable "
            "van Microsoft, op Linux libgomp1, op een Mac libomp. Helpt dat niet, installeer regiograaf dan opnieuw."
        )
        self.folder = folder
        self.cause = cause

    def __reduce__(self) -> tuple[type[ReadingModelsMissing], tuple[str, Exception]]:
        """Made again from its parts, so that it can come from another process."""
        return type(self), (self.folder, self.cause)
