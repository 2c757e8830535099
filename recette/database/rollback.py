"""Le retour arrière de la migration, lancé comme le ferait le propriétaire de la base."""

import psycopg

from recette.parts import ROOT

ROLLBACK_FILE = ROOT / "sql" / "rollback" / "rollback_rename_client_tables.sql"
ROLLBACK = "select public.rollback_rename_client_tables()"


def roll_back(database_url: str) -> None:
    """Rend leurs anciens noms aux tables des clients ; lève psycopg.Error quand la fonction refuse."""
    with psycopg.connect(database_url) as connection:
        connection.execute(ROLLBACK)
