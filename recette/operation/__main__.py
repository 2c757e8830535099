"""La surveillance, pour un planificateur : une ligne, un code de sortie.

0 tout va bien ; 1 une anomalie ; 2 la surveillance n'a pas pu se faire.
"""

import os
import sys

from recette.errors import RecetteError
from recette.operation.watch import watch


def main() -> int:
    """Surveille la base que désigne VIRTUS_DB_URL."""
    try:
        address = os.environ.get("VIRTUS_DB_URL")
        if not address:
            raise RecetteError(
                "La variable VIRTUS_DB_URL manque.",
                "Donnez-y l'adresse de la base (postgresql://rôle:motdepasse@hôte:5432/postgres).",
            )
        watched = watch(address)
    except RecetteError as error:
        sys.stderr.write(f"SURVEILLANCE IMPOSSIBLE : {error}\n")
        return 2
    sys.stdout.write(f"{watched}\n")
    return 1 if watched.alerts else 0


if __name__ == "__main__":
    sys.exit(main())
