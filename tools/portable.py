"""Builds a folder for Linux with its own Python in which a double click starts the workbench, moves it, and tries it out.

``python tools/portable.py [--uit dist]``: run by ``make portable`` with the Python that goes in the folder. It copies that interpreter
and its standard library, the system libraries they need (not glibc), and installs the wheel of this checkout beside them.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import time
import urllib.request
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "regiograaf-portable-linux-x86_64"
#: Of the standard library: what a workbench never uses.
LEFT_OUT = ("test", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3", "site-packages", "__pycache__", "config-*", "_tkinter*")
#: Parts of glibc: these belong to the machine that runs it.
_GLIBC = re.compile(r"^(linux-vdso|ld-linux|lib(c|m|pthread|dl|rt|util|resolv|nsl)\.so)")
_LINKED = re.compile(r"^\s*(\S+) => (/\S+)", re.MULTILINE)


def main() -> int:
    """Build, pack and try."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--uit", type=Path, default=ROOT / "dist")
    out = asked.parse_args().uit.resolve()
    folder = out / NAME
    shutil.rmtree(folder, ignore_errors=True)
    python = folder / "python"
    copy_python(python)
    install(python)
    copy_libraries(python)
    for path in (ROOT / "portable" / "linux").iterdir():
        shutil.copy2(path, folder / path.name)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy2(ROOT / name, folder / name)
    glibc = " ".join(platform.libc_ver())
    (folder / "VERSIE.txt").write_text(f"{wheel().name}\nPython {platform.python_version()}\n{glibc} of nieuwer\n", encoding="utf-8")
    try_moved(folder)
    packed = out / f"{NAME}.tar.gz"
    with tarfile.open(packed, "w:gz", compresslevel=6) as tar:
        tar.add(folder, arcname=NAME)
    print(f"{folder}\n{packed} ({packed.stat().st_size / 2**20:.0f} MB)")
    return 0


def copy_python(target: Path) -> None:
    """The interpreter that runs this, with its standard library; it finds that by its own place, so it can be moved."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    binary = Path(sys.base_prefix) / "bin" / version
    (target / "bin").mkdir(parents=True)
    shutil.copy2(binary.resolve(), target / "bin" / "python3")
    stdlib = Path(sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix}))
    shutil.copytree(stdlib, target / "lib" / version, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=False)
    (target / "lib" / version / "site-packages").mkdir()


def install(target: Path) -> None:
    """The wheel of this checkout with all it needs, as wheels."""
    site = next((target / "lib").glob("python3.*/site-packages"))
    made = wheel(build=True)
    run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(site), str(made)])
    shutil.rmtree(site / "bin", ignore_errors=True)


def wheel(*, build: bool = False) -> Path:
    """The wheel in dist/, made anew when asked."""
    if build:
        run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(ROOT / "dist"), str(ROOT)])
    return max((ROOT / "dist").glob("regiograaf-*.whl"), key=lambda path: path.stat().st_mtime)


def copy_libraries(target: Path) -> None:
    """The system libraries that Python and the packages ask for, but glibc: another machine may not have them."""
    for name, path in sorted(linked([target / "bin" / "python3", *target.rglob("*.so"), *target.rglob("*.so.*")]).items()):
        if not _GLIBC.match(name) and target not in path.parents:
            shutil.copy2(path, target / "lib" / name)


def linked(binaries: Iterable[Path]) -> dict[str, Path]:
    """Name and place of each shared library that the binaries are linked with."""
    found: dict[str, Path] = {}
    for binary in binaries:
        shown = subprocess.run(["ldd", str(binary)], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607
        found |= {name: Path(path) for name, path in _LINKED.findall(shown)}
    return found


def try_moved(folder: Path) -> None:
    """Move the folder to a path with spaces and diacritics, start the workbench there, ask its first page, and move it back."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary) / "Mijn bestanden é & zo" / folder.name
        place.parent.mkdir()
        shutil.move(folder, place)
        try:
            if "nog leeg" not in first_page(place, Path(temporary) / "Documenten één" / "Regiograaf"):
                raise SystemExit("de eerste bladzijde is niet die van de werkbank")
        finally:
            shutil.move(place, folder)


def first_page(place: Path, graph: Path) -> str:
    """What GET / answers when the workbench is started with the script in ``place``."""
    clean = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    env = clean | {"PATH": "/usr/bin:/bin", "REGIOGRAAF_GEEN_BROWSER": "1"}
    command = [str(place / "Start werkbank.sh"), str(graph)]
    server = subprocess.Popen(command, env=env, cwd="/", stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True)  # noqa: S603
    try:
        address = next(line.split()[-1] for line in server.stdout or () if line.startswith("Werkbank: "))
        for _ in range(100):
            try:
                with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                    return str(answer.read().decode("utf-8"))
            except OSError:
                time.sleep(0.1)
        raise SystemExit("de werkbank antwoordt niet")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)
        while _running(server.pid):  # the Python behind the script ends a moment later
            time.sleep(0.1)


def _running(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def run(command: list[str]) -> None:
    """Run a command; its output is shown when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


if __name__ == "__main__":
    sys.exit(main())
