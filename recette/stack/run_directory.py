"""Le dossier de travail d'une recette : grappe PostgreSQL, journaux, prises.

Il ne survit pas à la recette. Si elle est tuée sans pouvoir ranger (kill -9, coupure), la suivante
balaie ce qu'elle a laissé : un dossier dont le verrou n'est plus tenu n'appartient plus à personne.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from recette.errors import RecetteError

_PREFIX = "virtus-recette-"
_LOCK = "verrou"
_NEW_LOCK = "verrou-neuf"
ROOM_NEEDED = 400 * 1024 * 1024
"""Place libre exigée pour la grappe et ses clones, en octets (une recette en emploie la moitié)."""
MEMORY = Path("/dev/shm")
"""Dossier en mémoire, là où le système en a un."""
MEMORY_NEEDED = 4 * 1024**3
"""Mémoire libre, en octets, à partir de laquelle la grappe s'y tient (la nuit : un million de lignes)."""
_LONGEST_PARENT = 60
"""Longueur du dossier temporaire, en octets, au-delà de laquelle le nom d'une prise Unix serait tronqué."""


def sweep_dead_runs() -> list[Path]:
    """Efface les dossiers des recettes mortes et les rend."""
    swept = []
    for folder in (*Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"), *MEMORY.glob(f"{_PREFIX}*")):
        lock = folder / _LOCK
        with suppress(OSError), lock.open("r") as held:
            if lock.stat().st_uid != os.geteuid():
                continue
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(folder, ignore_errors=True)
            swept.append(folder)
    return swept


@contextmanager
def run_directory() -> Iterator[Path]:
    """Ouvre le dossier de travail de cette recette et l'efface à la sortie.

    Lève RecetteError quand le disque n'a pas la place d'une grappe, ou que PostgREST n'y peut pas écouter.
    """
    sweep_dead_runs()
    parent = _parent()
    if not str(parent).isascii() or len(str(parent)) > _LONGEST_PARENT:
        raise RecetteError(
            f"Le dossier temporaire « {parent} » a un nom accentué, ou de plus de {_LONGEST_PARENT} signes : "
            "PostgREST ne saurait pas y écouter.",
            "Donnez-en un autre par TMPDIR.",
        )
    free = shutil.disk_usage(parent).free
    if free < ROOM_NEEDED:
        raise RecetteError(
            f"Le disque de {parent} n'a plus que {free // 2**20} Mo libres, "
            f"la base de la recette en demande {ROOM_NEEDED // 2**20}.",
            "Libérez de la place ou donnez un autre dossier par TMPDIR.",
        )
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    # PostgreSQL tourne sous un autre compte quand on est root : il doit pouvoir traverser le dossier.
    folder.chmod(0o711)
    with (folder / _NEW_LOCK).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        # Le verrou ne paraît que tenu : une recette qui balaie à cet instant le croirait abandonné.
        (folder / _NEW_LOCK).rename(folder / _LOCK)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _parent() -> Path:
    # Un clone coûte dix fois plus sur un disque occupé qu'en mémoire ; TMPDIR, lui, est une demande.
    if not os.environ.get("TMPDIR") and _has_memory_to_spare():
        return MEMORY
    return Path(tempfile.gettempdir())


def _has_memory_to_spare() -> bool:
    # Une machine virtuelle ou un conteneur peut le réserver à root.
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return False
    try:
        # Un compte qui ne lit pas les programmes de PostgreSQL en reçoit une copie, qui doit s'exécuter.
        executable = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
        return executable and min(shutil.disk_usage(MEMORY).free, _available_memory()) >= MEMORY_NEEDED
    except OSError:
        return False


def _available_memory() -> int:
    values = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
    return int(values["MemAvailable"].split()[0]) * 1024
