"""Ouvrir une connexion qui dure, directe ou à travers un pooler, et savoir si elle sert encore."""

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
