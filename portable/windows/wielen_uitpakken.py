"""Puts wheels in a site-packages folder without pip, which the embeddable Python of Windows lacks.

``python.exe wielen_uitpakken.py WIELEN SITE-PACKAGES``
"""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path


def main(wheels: Path, site: Path) -> int:
    """Unpack every wheel; what a wheel keeps apart for the libraries folder goes there too. Returns the exit code."""
    found = sorted(wheels.glob("*.whl"))
    if not any(path.name.startswith("regiograaf-") for path in found):
        print(f"In {wheels} staan geen wielen van regiograaf.")
        return 2
    site.mkdir(parents=True, exist_ok=True)
    for path in found:
        with zipfile.ZipFile(path) as packed:
            packed.extractall(site)
    for apart in site.glob("*.data"):
        for part in ("purelib", "platlib"):
            if (apart / part).is_dir():
                shutil.copytree(apart / part, site, dirs_exist_ok=True)
        shutil.rmtree(apart)
    print(f"{len(found)} wielen uitgepakt in {site}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
