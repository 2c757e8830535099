"""La sauvegarde prise avant la migration."""

import hashlib
import re
import subprocess
from collections.abc import Sequence
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


def back_up(database_url: str, path: Path, options: Sequence[str] = ()) -> Backup:
    """Sauvegarde la base entière (schéma et données) par pg_dump, ou ce que disent ses `options`.

    Lève RecetteError quand pg_dump échoue.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [
        str(parts.postgres_client("pg_dump")),
        "--format=custom",
        f"--file={path}",
        "--dbname",
        database_url,
        *options,
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=clean_environment() | {"LC_ALL": "C"},
        timeout=_DEADLINE_S,
    )
    if done.returncode != 0:
        path.unlink(missing_ok=True)
        raise RecetteError(
            "La sauvegarde d'avant migration a échoué, rien n'a été migré.",
            explained(done.stderr, database_url),
        )
    return Backup(path, hashlib.sha256(path.read_bytes()).hexdigest())


_TOO_OLD = re.compile(r"server version: ([\d.]+).*?pg_(?:dump|restore) version: ([\d.]+)", re.DOTALL)


def explained(said: str, secret: str | None = None) -> str:
    """Rend ce que dit un programme client, expliqué s'il s'agit de versions, sans l'adresse secrète."""
    if found := _TOO_OLD.search(said):
        server, program = found.groups()
        return (
            f"Le serveur est un PostgreSQL {server}, le programme client n'est que de la version {program} : "
            f"il en faut un de la version {server.split('.')[0]} ou plus récente, "
            "que « make installer » fournit."
        )
    if "unsupported version" in said:
        return (
            "Cette archive vient d'un pg_dump plus récent que ce pg_restore : "
            "restaurez-la avec les programmes de la version qui l'a écrite."
        )
    said = said.strip()
    return "Le programme dit : " + (said.replace(secret, "…") if secret else said)
