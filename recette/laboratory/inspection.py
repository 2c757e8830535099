"""L'examen d'un fichier de migration, avant de l'appliquer."""

from pathlib import Path

from recette.laboratory.encoding import damages
from recette.laboratory.neighbours import misplaced
from recette.laboratory.parse import analyse


def inspect(database_url: str, migration: Path) -> list[str]:
    """Rend une phrase par défaut du fichier : encodage, voisins, ce qu'en dit le serveur sans l'exécuter.

    Un texte mal encodé n'est pas soumis au serveur, qui en lirait un autre.
    """
    content = migration.read_bytes()
    found = [*damages(content), *misplaced(migration.parent)]
    if damages(content):
        return found
    return [*found, *map(str, analyse(database_url, content.decode()))]
