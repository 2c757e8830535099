"""Les trois tables d'un programme (programme, séances, exercices), côté modèle et côté client."""

from typing import NamedTuple

import psycopg


class ContentTables(NamedTuple):
    """Un programme tient en trois tables ; modèles et copies y ont les mêmes colonnes de contenu."""

    programs: str
    sessions: str
    exercises: str


TEMPLATE_TABLES = ContentTables("programs", "sessions", "session_exercises")
OLD_TABLES = ContentTables("client_programs", "client_sessions", "client_session_exercises")
NEW_TABLES = ContentTables(
    "client_created_programs", "client_created_sessions", "client_created_session_exercises"
)
RENAMES = dict(zip(OLD_TABLES, NEW_TABLES, strict=True))
"""Les trois tables du correctif : ancien nom, nouveau nom."""
ORIGINALS = {new: old for old, new in RENAMES.items()}
"""Le chemin inverse, celui du retour arrière."""


def instance_tables(connection: psycopg.Connection) -> ContentTables:
    """Rend les noms que portent aujourd'hui ces tables dans une base, fût-elle à moitié renommée."""
    present = _names(connection)
    return ContentTables(*(old if old in present else new for old, new in RENAMES.items()))


def table_names(database_url: str) -> set[str]:
    """Rend les noms de toutes les tables de Virtus dans une base."""
    with psycopg.connect(database_url) as connection:
        return _names(connection)


def missing_tables(database_url: str) -> list[str]:
    """Rend les nouvelles tables que la base n'a pas."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        return [
            name
            for name in NEW_TABLES
            if connection.execute("select to_regclass(%s)", [f"public.{name}"]).fetchone() == (None,)
        ]


def _names(connection: psycopg.Connection) -> set[str]:
    rows = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    return {name for (name,) in rows}
