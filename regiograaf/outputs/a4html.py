"""The A4 as one HTML file, for the screen and for the printer: no script, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib

from regiograaf.outputs.a4gegevens import Pagina
from regiograaf.outputs.tekst import TEMPLATES, omgeving


def html(data: Pagina) -> str:
    """The page as HTML; only its own style, known by its hash, may be applied."""
    style = (TEMPLATES / "a4.css").read_text(encoding="utf-8")
    return omgeving().get_template("a4.html.j2").render(p=data, style=style, style_hash=_hash(style))


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
