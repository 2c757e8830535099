"""Faire échouer la base à une étape de l'assignation."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from psycopg import sql

from recette.database.tables import NEW_TABLES

SABOTAGE = "panne provoquée par la recette"
"""Ce que dit la base quand elle échoue."""

STAGES = {
    "le programme": NEW_TABLES.programs,
    "les séances": NEW_TABLES.sessions,
    "les exercices": NEW_TABLES.exercises,
    "l'assignation": "program_assignments",
}
"""Les écritures dont se compose une assignation."""


@contextmanager
def failing_at(database_url: str, stage: str) -> Iterator[None]:
    """Fait échouer une étape le temps du bloc, une fois toutes ses lignes écrites.

    Comme le ferait une contrainte : une assignation qui passerait outre ce qu'elle refuse se voit aussi.
    """
    table = sql.Identifier("public", STAGES[stage])
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL(
                "create function public.recette_panne() returns trigger language plpgsql as "
                "$$ begin raise exception {} using errcode = 'check_violation'; end $$"
            ).format(sql.Literal(SABOTAGE))
        )
        connection.execute(
            sql.SQL(
                "create trigger recette_panne after insert on {} "
                "for each statement execute function public.recette_panne()"
            ).format(table)
        )
        try:
            yield
        finally:
            connection.execute("drop function public.recette_panne() cascade")


def rows_left(database_url: str, client_id: UUID) -> dict[str, int]:
    """Compte, étape par étape, les lignes qu'un client a dans la base."""
    with psycopg.connect(database_url) as connection:
        return {
            stage: connection.execute(
                sql.SQL("select count(*) from {} where client_id = %s").format(sql.Identifier(table)),
                [client_id],
            ).fetchall()[0][0]
            for stage, table in STAGES.items()
        }
