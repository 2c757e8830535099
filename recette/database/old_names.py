"""Ce qui nomme encore une ancienne table : à la lecture du catalogue."""

import re

import psycopg

from recette.database.catalogue import CatalogueObject, read_catalogue
from recette.database.tables import OLD_TABLES

ROLLBACK = "rollback_rename_client_tables()"
"""Seule fonction à qui nommer les anciennes tables est permis : elle les rend."""

_NAME = re.compile(rf"\b(?:{'|'.join(OLD_TABLES)})\b")
# Une chaîne peut contenir « -- », un commentaire une apostrophe : le premier commencé l'emporte.
_STRING_OR_COMMENT = re.compile(r"('(?:[^']|'')*')|--[^\n]*|/\*.*?\*/", re.DOTALL)


def mentions(connection: psycopg.Connection) -> list[str]:
    """Rend une phrase par objet dont la définition nomme une ancienne table.

    Fonctions, vues, politiques, déclencheurs, contraintes et valeurs par défaut ; les commentaires, non.
    """
    return sorted(
        f"{item} nomme {', '.join(sorted(names))}"
        for item in read_catalogue(connection)
        if item.kind != "commentaire" and item.name != ROLLBACK and (names := _old_names(item))
    )


def _old_names(item: CatalogueObject) -> set[str]:
    # Le nom d'une contrainte ou d'un index ne gêne personne ; celui d'une table, si.
    text = f"{item.name} {item.definition}" if item.kind in ("table", "vue") else item.definition
    return set(_NAME.findall(_STRING_OR_COMMENT.sub(lambda found: found[1] or " ", text)))
