"""Office files are zips with the time of day in them; these are not: the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_TIME = (1980, 1, 1, 0, 0, 0)


def vast(inhoud: bytes, vervang: Mapping[str, bytes] | None = None) -> bytes:
    """The same zip with one fixed time for every part.

    Args:
        inhoud: The zip as a library made it.
        vervang: New content for parts that hold a time themselves, by their name.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, (vervang or {}).get(name, old.read(name)))
    return made.getvalue()
