"""Ce qui arrive à une base après sa sauvegarde, et les sauvegardes qui n'en sont pas."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg

from recette.database.backup import Backup, back_up
from recette.database.script import Script, run
from recette.database.seed import Seeder
from recette.database.tables import OLD_TABLES, RENAMES
from recette.programmes import Casting, ordinary

POOR_BACKUPS = {
    "du seul schéma": ("--schema-only",),
    "du seul schéma, en texte": ("--schema-only", "--format=plain"),
    "privée des lignes d'une table": (f"--exclude-table-data=public.{OLD_TABLES.sessions}",),
}
"""Les sauvegardes qui ne rendraient pas la base, et les options de pg_dump qui les font."""


def poor_backup(database_url: str, name: str, folder: Path) -> Backup:
    """Fait une sauvegarde qui n'en est pas une."""
    return back_up(database_url, folder / "mauvaise-sauvegarde", POOR_BACKUPS[name])


def _migrated_and_used(database_url: str, migration: Script) -> None:
    _migrate(database_url, migration)
    client = Casting("restauration").person("Léa Martin", "client")
    with closing(Seeder(database_url, "sans connexion")) as seeder:
        seeder.people(client)
        seeder.instance(client, ordinary("Écrit après la migration"))


def _migrated_and_broken(database_url: str, migration: Script) -> None:
    _migrate(database_url, migration)
    _execute(database_url, f"drop table {RENAMES[OLD_TABLES.sessions]} cascade")


def _half_renamed(database_url: str, _: Script) -> None:
    # Ce que laisse psql quand il s'arrête en chemin, faute d'une transaction autour du fichier.
    for old in OLD_TABLES[:2]:
        _execute(database_url, f"alter table {old} rename to {RENAMES[old]}")


def _migrate(database_url: str, migration: Script) -> None:
    outcome = run(database_url, migration)
    assert outcome.error is None, f"La migration ne s'applique pas : {outcome.error}"


def _execute(database_url: str, statement: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(statement.encode())


AFTERMATHS: dict[str, Callable[[str, Script], None]] = {
    "migrée, où l'on a travaillé depuis": _migrated_and_used,
    "renommée à moitié": _half_renamed,
    "migrée, puis privée d'une table": _migrated_and_broken,
}
"""Les états où une migration peut laisser la base."""
