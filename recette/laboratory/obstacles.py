"""Ce qui doit arrêter une migration, ou ne pas l'arrêter."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
from psycopg import sql

ELSEWHERE = "archives"
"""Un schéma de Virtus que l'API ne sert pas."""
PATIENCE_S = 15
"""Temps au bout duquel une migration qui attend aurait déjà fait attendre tout le monde, en secondes."""


def remove_table(database_url: str, table: str) -> None:
    """Ôte une table de public sans la perdre : elle garde son nom, dans un autre schéma."""
    with psycopg.connect(database_url) as connection:
        _create_elsewhere(connection)
        connection.execute(
            sql.SQL("alter table public.{} set schema {}").format(
                sql.Identifier(table), sql.Identifier(ELSEWHERE)
            )
        )


def add_table(database_url: str, table: str) -> None:
    """Ajoute à public une table de ce nom."""
    with psycopg.connect(database_url) as connection:
        connection.execute(sql.SQL("create table public.{} (id uuid)").format(sql.Identifier(table)))


def add_namesakes(database_url: str, tables: list[str]) -> None:
    """Ajoute à un autre schéma des tables de ces noms."""
    with psycopg.connect(database_url) as connection:
        _create_elsewhere(connection)
        for table in tables:
            connection.execute(sql.SQL("create table {} (id uuid)").format(sql.Identifier(ELSEWHERE, table)))


@contextmanager
def occupied(database_url: str, table: str) -> Iterator[None]:
    """Laisse, le temps du bloc, une transaction ouverte qui a lu une table.

    Le serveur la ferme de lui-même à bout de patience : une migration qui attendrait sans limite s'applique
    alors, et cela se voit.
    """
    options = f"-c idle_in_transaction_session_timeout={PATIENCE_S}s"
    with closing(psycopg.connect(database_url, options=options)) as connection:
        connection.execute(sql.SQL("select from public.{} limit 1").format(sql.Identifier(table)))
        yield


def _create_elsewhere(connection: psycopg.Connection) -> None:
    connection.execute(sql.SQL("create schema if not exists {}").format(sql.Identifier(ELSEWHERE)))
