"""Gathers all wheels for Windows in one folder, on any machine, for a portable folder or an installation without internet.

``python tools/wielen.py [--uit dist/wielen-windows] [--python 3.12]``. owlready2 has no wheel of its own: it is made here without its
compiled part, which is there for speed only. pip judges conditions by the machine it runs on, so what only Windows needs is added.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from pakketten import ROOT, WINDOWS, direct, needed

#: Packages that are only published as source.
SOURCE_ONLY = ("owlready2",)


def main() -> int:
    """Download, make and list."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--uit", type=Path, default=ROOT / "dist" / "wielen-windows")
    asked.add_argument("--python", default="3.12")
    given = asked.parse_args()
    out = given.uit.resolve()
    out.mkdir(parents=True, exist_ok=True)
    lines = [str(one) for one in direct() if one.name not in SOURCE_ONLY]
    lines += sorted(set(needed(WINDOWS)) - set(needed()))
    target = ["--platform", "win_amd64", "--python-version", given.python, "--implementation", "cp", "--only-binary=:all:"]
    pip("download", "--dest", str(out), *target, *lines)
    made_from_source(out, [str(one) for one in direct() if one.name in SOURCE_ONLY])
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)], check=True)  # noqa: S603
    wheels = sorted(out.glob("*.whl"))
    if foreign := [path.name for path in wheels if not path.name.endswith(("-any.whl", "win_amd64.whl"))]:
        raise SystemExit(f"niet voor Windows: {', '.join(foreign)}")
    print("\n".join(f"{path.stat().st_size / 2**20:7.1f} MB  {path.name}" for path in wheels))
    print(f"{sum(path.stat().st_size for path in wheels) / 2**20:7.1f} MB  in {len(wheels)} wielen, in {out}")
    return 0


def made_from_source(out: Path, lines: list[str]) -> None:
    """Wheels for any machine, made where there is no Cython to compile with."""
    with tempfile.TemporaryDirectory() as temporary:
        venv.create(temporary, with_pip=True)
        python = Path(temporary) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        pip("install", "--upgrade", "setuptools", "wheel", python=python)
        pip("wheel", "--no-deps", "--no-build-isolation", "--no-cache-dir", "--wheel-dir", str(out), *lines, python=python)


def pip(*words: str, python: Path = Path(sys.executable)) -> None:
    """Run pip, in silence but for what goes wrong."""
    command = [str(python), "-m", "pip", words[0], "--quiet", "--disable-pip-version-check", *words[1:]]
    subprocess.run(command, check=True)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
