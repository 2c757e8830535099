"""La sauvegarde prise avant la migration."""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from recette import parts
from recette.errors import RecetteError
from recette.stack.service import clean_environment

_DEADLINE_S = 300


@dataclass(frozen=True)
class Backup:
    """Un fichier de sauvegarde au format d'archive de pg_dump."""

    path: Path
    sha256: str


def back_up(database_url: str, path: Path) -> Backup:
    """Sauvegarde la base entière (schéma et données) par pg_dump.

    Lève RecetteError quand pg_dump échoue.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [
        str(parts.postgres_client("pg_dump")),
        "--format=custom",
        f"--file={path}",
        "--dbname",
        database_url,
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, env=clean_environment(), timeout=_DEADLINE_S
    )
    if done.returncode != 0:
        path.unlink(missing_ok=True)
        raise RecetteError(
            "La sauvegarde d'avant migration a échoué, rien n'a été migré.",
            "pg_dump dit : " + done.stderr.strip().replace(database_url, "…"),
        )
    return Backup(path, hashlib.sha256(path.read_bytes()).hexdigest())
