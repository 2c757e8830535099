"""Les trois voies par lesquelles l'équipe applique une migration."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from recette import parts
from recette.database.script import Script, run
from recette.operation.shell import SUPABASE_SETTINGS
from recette.stack.service import clean_environment

MESSAGE, PSQL, PUSH = "un seul envoi", "psql", "supabase db push"

_DEADLINE_S = 120
_VERSIONED = re.compile(r"(?P<version>\d+)_(?P<name>.+)\.sql")


@dataclass(frozen=True)
class Applied:
    """Ce qu'une voie a dit en appliquant une migration."""

    succeeded: bool
    said: str


@dataclass(frozen=True)
class HistoryEntry:
    """Une ligne de l'historique des migrations que tient Supabase."""

    version: str
    name: str


def by_message(database_url: str, migration: Script) -> Applied:
    """Envoie le fichier en un seul message, comme l'éditeur SQL de Supabase."""
    error = run(database_url, migration).error
    return Applied(error is None, str(error or ""))


def by_psql(database_url: str, migration: Script) -> Applied:
    """Joue le fichier par psql, qui s'arrête à la première erreur."""
    psql = parts.postgres_client("psql")
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    return _played([psql, *options, f"--file={migration.path.resolve()}", f"--dbname={database_url}"])


def by_push(database_url: str, migration: Script) -> Applied:
    """Pousse la migration par `supabase db push`, depuis un projet d'une seule migration."""
    cli = parts.supabase()
    assert cli is not None, "La ligne de commande de Supabase manque : lancez « make installer »."
    with tempfile.TemporaryDirectory(prefix="projet-supabase-") as folder:
        project = Path(folder)
        migrations = project / "supabase" / "migrations"
        migrations.mkdir(parents=True)
        shutil.copyfile(migration.path, migrations / pushed_name(migration))
        command: list[str | Path] = [
            cli,
            "db",
            "push",
            "--yes",
            "--agent=no",
            f"--workdir={project}",
            f"--remote={database_url}",
        ]
        # L'outil range ses réglages dans le dossier personnel : il n'en reçoit qu'un, jetable.
        return _played(command, {"HOME": folder, **SUPABASE_SETTINGS})


ROUTES: dict[str, Callable[[str, Script], Applied]] = {MESSAGE: by_message, PSQL: by_psql, PUSH: by_push}


def pushed_name(migration: Script) -> str:
    """Rend le nom sous lequel une migration est poussée ; sans version, l'outil l'ignorerait."""
    name = migration.path.name
    return name if _VERSIONED.fullmatch(name) else f"20251118_{migration.path.stem}.sql"


def expected_entry(migration: Script) -> HistoryEntry:
    """Rend la ligne que l'historique doit avoir retenue."""
    named = _VERSIONED.fullmatch(pushed_name(migration))
    assert named is not None
    return HistoryEntry(named["version"], named["name"])


def history(database_url: str) -> list[HistoryEntry]:
    """Rend l'historique des migrations de Supabase, vide s'il n'existe pas encore."""
    with psycopg.connect(database_url) as connection:
        exists = connection.execute(
            "select to_regclass('supabase_migrations.schema_migrations') is not null"
        ).fetchone()
        if exists != (True,):
            return []
        rows = connection.execute(
            "select version, name from supabase_migrations.schema_migrations order by version"
        ).fetchall()
    return [HistoryEntry(version, name) for version, name in rows]


def _played(command: list[str | Path], environment: dict[str, str] | None = None) -> Applied:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=clean_environment() | (environment or {}),
        timeout=_DEADLINE_S,
    )
    return Applied(done.returncode == 0, f"{done.stdout}\n{done.stderr}".strip())
