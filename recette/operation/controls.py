"""Les requêtes de contrôle du guide de correction, et ce qu'elles doivent rendre.

Chaque contrôle de `sql/controles/` a son pendant « .attendu.sql » : la même réponse, par un autre chemin.
"""

from typing import Any

import psycopg

from recette import parts

FOLDER = parts.ROOT / "sql" / "controles"


def ask(database_url: str, name: str) -> list[tuple[Any, ...]]:
    """Joue un contrôle sans en garder de trace ; lève psycopg.Error quand la base ne peut pas y répondre."""
    with psycopg.connect(database_url) as connection:
        answer = connection.execute((FOLDER / f"{name}.sql").read_bytes()).fetchall()
        connection.rollback()
    return answer


def expected(database_url: str, name: str) -> list[tuple[Any, ...]]:
    """Rend ce qu'un contrôle devrait répondre de cette base."""
    return ask(database_url, f"{name}.attendu")


def outcome(database_url: str, name: str) -> str:
    """Rend la réponse d'un contrôle en un texte, ou l'erreur par laquelle la base y répond."""
    try:
        return "\n".join(" | ".join(map(str, row)) for row in ask(database_url, name))
    except psycopg.Error as error:
        return f"erreur {error.sqlstate} : {error.diag.message_primary}"
