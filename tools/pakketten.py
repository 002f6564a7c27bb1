"""Which packages come with regiograaf: pyproject.toml and what those packages ask for in turn, as installed here."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
#: What differs on the Windows of a user, for the conditions that packages put on what they need.
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}


def direct() -> list[Requirement]:
    """What pyproject.toml asks for, each once."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in dict.fromkeys(project["dependencies"])]


def needed(changes: dict[str, str] | None = None) -> list[str]:
    """The names of all packages that get installed, sorted; ``changes`` describes another machine than this one."""
    machine = {**default_environment(), "extra": "", **(changes or {})}
    found: dict[str, set[str]] = {}
    ahead = direct()
    while ahead:
        asked = ahead.pop()
        name, extras = canonicalize_name(asked.name), {"", *asked.extras}
        fresh = extras - found.get(name, set())
        if not fresh:
            continue
        found[name] = found.get(name, set()) | fresh
        for line in _requires(name):
            part = Requirement(line)
            if part.marker is None or any(part.marker.evaluate({**machine, "extra": extra}) for extra in fresh):
                ahead.append(part)
    return sorted(found)


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # of another machine
        return []
