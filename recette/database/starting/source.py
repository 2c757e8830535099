"""D'où vient la base de départ : un dossier de SQL, un fichier SQL ou une archive de pg_dump."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from recette import parts
from recette.errors import RecetteError
from recette.stack.service import clean_environment

Nature = Literal["dossier de SQL", "fichier SQL", "archive de pg_dump"]

DEFAULT_STARTING_BASE = parts.ROOT / "sql" / "baseline"

_ARCHIVE, _GZIP = b"PGDMP", b"\x1f\x8b"
_EXPORT_AGAIN = "Refaites l'export (docs/socle.md)."


@dataclass(frozen=True)
class StartingBase:
    """Une base de départ, reconnue sans être encore lue."""

    path: Path
    nature: Nature
    files: tuple[Path, ...]

    @property
    def is_default(self) -> bool:
        """Dit si c'est celle du dépôt, qui ne parle de personne."""
        return self.path.resolve() == DEFAULT_STARTING_BASE

    @classmethod
    def read(cls, path: Path) -> "StartingBase":
        """Reconnaît la base de départ ; lève RecetteError si elle manque, est vide ou illisible."""
        if path.is_dir() and not (path / "toc.dat").exists():
            files = tuple(sorted(path.glob("*.sql")))
            if not files:
                raise RecetteError(
                    f"Le dossier « {path} » ne contient aucun fichier SQL.", "Vérifiez le chemin de --socle."
                )
            for file in files:
                _first_bytes(file)
            return cls(path, "dossier de SQL", files)
        start = _ARCHIVE if path.is_dir() else _first_bytes(path)
        if start.startswith(_GZIP):
            raise RecetteError(f"La base de départ « {path} » est compressée.", "Décompressez-la (gunzip).")
        if start.startswith(_ARCHIVE):
            parts.postgres_client("pg_restore")
            return cls(path, "archive de pg_dump", (path,))
        return cls(path, "fichier SQL", (path,))

    @contextmanager
    def lines(self, file: Path) -> Iterator[Iterator[str]]:
        """Prête les lignes d'un de ses fichiers ; une archive est mise en SQL par pg_restore."""
        if self.nature == "archive de pg_dump":
            with _restored_text(file) as lines:
                yield lines
        else:
            with file.open(encoding="utf-8-sig", newline="\n") as lines:
                yield lines


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(len(_ARCHIVE))
    except OSError as error:
        raise RecetteError(
            f"La base de départ « {path} » est illisible ({error.strerror}).",
            "Vérifiez le chemin de --socle.",
        ) from None
    if not start:
        raise RecetteError(f"La base de départ « {path} » est vide.", _EXPORT_AGAIN)
    return start


@contextmanager
def _restored_text(archive: Path) -> Iterator[Iterator[str]]:
    command = [str(parts.postgres_client("pg_restore")), "--file=-", str(archive.resolve())]
    with (
        tempfile.TemporaryFile("w+") as complaint,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaint, env=clean_environment(), encoding="utf-8"
        ) as process,
    ):
        try:
            assert process.stdout is not None
            yield process.stdout
        except BaseException:
            process.kill()
            raise
        if process.wait() != 0:
            complaint.seek(0)
            # La première ligne dit la cause ; pg_restore ne cite aucune donnée avant de se connecter.
            said = next(iter(complaint.read().splitlines()), "rien")
            raise RecetteError(
                f"L'archive « {archive} » ne se lit pas jusqu'au bout (pg_restore dit : {said}).",
                _EXPORT_AGAIN,
            )
