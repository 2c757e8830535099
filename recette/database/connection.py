"""Ouvrir une connexion qui dure, directe ou à travers un pooler, et savoir si elle sert encore."""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

TRANSACTION_POOLER_PORT = "6543"
"""Port où Supabase sert son pooler en mode transaction : rien n'y survit d'une transaction à l'autre."""


def is_pooled(database_url: str) -> bool:
    """Dit si l'adresse passe par un pooler en mode transaction."""
    return conninfo_to_dict(database_url).get("port") == TRANSACTION_POOLER_PORT


def connect(database_url: str, **options: Any) -> psycopg.Connection:
    """Se connecte ; derrière un pooler, aucune requête n'est préparée : le serveur change à chaque fois."""
    if is_pooled(database_url):
        options["prepare_threshold"] = None
    return psycopg.connect(database_url, autocommit=True, **options)


def answers(connection: psycopg.Connection) -> bool:
    """Dit si une connexion ouverte sert encore : PostgreSQL a pu redémarrer, ou sa session être tuée."""
    try:
        connection.execute("select")
    except psycopg.OperationalError:
        return False
    return True


class Kept:
    """Une connexion gardée d'un usage à l'autre, ouverte au premier, rouverte si elle ne sert plus.

    Chaque session de PostgreSQL relit le catalogue à ses premières requêtes : 10 à 20 ms.
    """

    def __init__(self, open_one: Callable[[], psycopg.Connection]) -> None:
        self._open_one = open_one
        self._current: psycopg.Connection | None = None

    def current(self) -> psycopg.Connection:
        """Rend une connexion qui sert."""
        if self._current is None or not answers(self._current):
            self._current = self._open_one()
        return self._current

    def close(self) -> None:
        """Ferme la connexion, si elle a servi."""
        if self._current:
            self._current.close()
