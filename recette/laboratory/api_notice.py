"""Ce qui prévient l'API d'un changement de schéma, et comment le faire taire."""

import re
from dataclasses import replace

import psycopg

from recette.database.script import Script

_NOTICE = re.compile(
    r"""^[ \t]*
    (?:NOTIFY\s+"?pgrst\b | (?:SELECT|PERFORM)\s+(?:pg_catalog\.)?pg_notify\s*\(\s*'pgrst')
    [^;]*;[ \t]*\n?""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)


def drop_event_triggers(superuser_url: str) -> None:
    """Retire d'une base les déclencheurs d'événement par lesquels Supabase prévient l'API."""
    with psycopg.connect(superuser_url) as connection:
        for (statement,) in connection.execute(
            "select format('drop event trigger %I', evtname) from pg_event_trigger where evtname ~ '^pgrst_'"
        ).fetchall():
            connection.execute(statement)


def without_notice(migration: Script) -> Script:
    """Rend la migration privée des NOTIFY qui préviennent l'API."""
    return replace(migration, text=_NOTICE.sub("", migration.text))


def reload_api(database_url: str) -> None:
    """Prévient l'API, comme le ferait la personne qui a lu le diagnostic."""
    with psycopg.connect(database_url) as connection:
        connection.execute("notify pgrst, 'reload schema'")
