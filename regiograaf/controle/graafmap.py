"""Is a folder with a graph whole: every document with its pages and quotes, its originals, and room to write?"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from pathlib import Path

from graph.bronnen import SOURCE_FOLDER, source_file
from graph.errors import GraphError, StoreMissing
from graph.iris import document_id_of
from graph.open import open_store
from graph.plaats import Plaats
from graph.store import Store
from queries.lezing import Lezing
from queries.lezing_document import Documentlezing
from regiograaf.controle.regel import Regel, opsomming

#: Less free space than this is worth a warning (bytes).
_LITTLE_ROOM = 2**30
_SHA256 = re.compile(r"[0-9a-f]{64}")


def check_folder(folder: Path, store: Store, lezing: Lezing) -> list[Regel]:
    """The documents of the graph in ``folder``, the originals beside it, and the disk it is on."""
    return [*check_documents(store, lezing), *_check_originals(folder, lezing), _room(folder), _rights(folder)]


def check_documents(store: Store, lezing: Lezing) -> list[Regel]:
    """Whether every document graph is whole; one line, and one more for each that is not."""
    known = {one.kop.graaf: one for one in lezing.documenten}
    names = [name for name in store.graphs() if document_id_of(name) is not None]
    wrong = {name: problems for name in names if (problems := document_problems(known.get(name)))}
    count = "1 document" if len(names) == 1 else f"{len(names)} documenten"
    text = f"{count}, elk met bladzijden, herkomst en citaten die in de bladzijde staan" if names else "er staat nog geen document in"
    if wrong:
        text = f"{len(wrong)} van {count} niet heel; lees ze opnieuw met: regiograaf bouw"
    detail = [
        Regel(f"  {known[name].kop.bestand if name in known else document_id_of(name)}", False, "; ".join(problems))
        for name, problems in sorted(wrong.items())
    ]
    return [Regel("documenten", not wrong, text), *detail]


def document_problems(document: Documentlezing | None) -> list[str]:
    """What a document graph lacks; None stands for a graph without a document in it."""
    if document is None:
        return ["er staat niet bij van welk document dit is"]
    problems = []
    if not _SHA256.fullmatch(document.sha256):
        problems.append("de SHA-256 van het bestand ontbreekt")
    try:
        pages = document.pages
        places = {proof for pieces in document.places.values() for proof in pieces}
        claims = document.claims
    except (GraphError, ValueError):  # an IRI or a number that is none
        return [*problems, "een vindplaats of bladzijde is niet te lezen"]
    if not pages:
        problems.append("er zijn geen bladzijden")
    if astray := [one for one in places if pages.get(one.pagina, "")[one.begin : one.eind] != one.citaat]:
        where = opsomming(sorted({f"p. {one.pagina}" for one in astray}))
        problems.append(f"citaten die niet op hun plaats in de bladzijde staan: {len(astray)} ({where})")
    if bare := [one for one in claims if not one.bewijs]:
        problems.append("1 bewering heeft geen citaat" if len(bare) == 1 else f"{len(bare)} beweringen hebben geen citaat")
    return problems


def file_digest(path: Path) -> str | None:
    """The SHA-256 of a file; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _check_originals(folder: Path, lezing: Lezing) -> list[Regel]:
    """The originals that the workbench shows pages from: there, unchanged, and none of a document that is gone."""
    kept = [(one, source_file(folder, one.sha256, one.kop.bestand)) for one in lezing.documenten]
    changed = [one.kop.bestand for one, path in kept if path is not None and file_digest(path) != one.sha256]
    missing = [one.kop.bestand for one, path in kept if path is None]
    lines = []
    if changed:
        text = f"niet meer wat er gelezen is: {opsomming(changed)}; lees het document opnieuw met: regiograaf bouw"
        lines.append(Regel("bronbestanden", False, text))
    elif missing:
        text = f"niet bewaard: {opsomming(missing)}; de werkbank toont daarvan alleen de tekst"
        lines.append(Regel("bronbestanden", False, text, blocking=False))
    else:
        lines.append(Regel("bronbestanden", True, "van elk document bewaard en ongewijzigd" if kept else "nog geen"))
    wanted = {path for _, path in kept}
    orphans = [path.name for path in _files(folder / SOURCE_FOLDER) if path not in wanted]
    if orphans:
        text = f"in {SOURCE_FOLDER} ligt wat bij geen document meer hoort en weg mag: {opsomming(orphans)}"
        lines.append(Regel("losse bestanden", False, text, blocking=False))
    return lines


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _room(folder: Path) -> Regel:
    free = shutil.disk_usage(folder).free
    gigabytes = f"{free / 2**30:.1f}".replace(".", ",")
    return Regel("schijfruimte", free >= _LITTLE_ROOM, f"{gigabytes} GB vrij" + (", dat is weinig" if free < _LITTLE_ROOM else ""), False)


def _rights(folder: Path) -> Regel:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Regel("schrijfrechten", False, f"in {folder} is niet te schrijven ({error.strerror}); lezen kan wel", blocking=False)
    return Regel("schrijfrechten", True, "in de map is te schrijven")


def opened(plaats: Plaats) -> Store | Regel:
    """The graph in a folder or on a server to read, or the line that says why it cannot be opened.

    Raises:
        StoreMissing: there is none; a typing error, not a damaged graph.
    """
    try:
        return open_store(plaats, read_only=True)
    except StoreMissing:
        raise
    except GraphError as error:
        return Regel("graaf", False, str(error))
