"""Autorise la recette à écrire dans un projet d'essai, une fois pour toutes.

`python -m recette.guard autoriser --env-fichier FICHIER` montre ce qu'elle y trouve et demande le nom du
projet, tapé à la main ; elle y pose alors sa marque. Rien de ce qui sent la production n'est autorisé.
"""

import argparse
import sys
from pathlib import Path

from recette.database.connection import connect
from recette.errors import RecetteError
from recette.external import prepare
from recette.guard.check import examine, project_name
from recette.guard.marker import mark
from recette.guard.refusal import RefusedTarget
from recette.usage import COULD_NOT_RUN


def main() -> int:
    """Rend 0 quand la marque est posée, 2 sinon."""
    parser = argparse.ArgumentParser(prog="python -m recette.guard", description=__doc__.splitlines()[0])
    parser.add_argument("commande", choices=["autoriser"])
    parser.add_argument("--env-fichier", metavar="FICHIER", type=Path, required=True)
    try:
        _authorise(parser.parse_args().env_fichier)
    except RecetteError as error:
        print(error, file=sys.stderr)
        return COULD_NOT_RUN
    return 0


def _authorise(file: Path) -> None:
    if not sys.stdin.isatty():
        raise RefusedTarget(
            "une autorisation se tape à la main, dans un terminal.", "Aucun script ne la donne à votre place."
        )
    target = prepare(file).target
    seen = examine(target)
    project = project_name(target, seen)
    print(f"Cible : {target.url}")
    for line in seen.lines():
        print(f"  {line}")
    print("La recette y sèmera des comptes et des programmes, et les effacera.")
    if input(f"Tapez le nom du projet pour l'autoriser ({project}) : ").strip() != project:
        raise RefusedTarget("ce n'est pas le nom du projet.", "Relancez la commande si c'était une faute.")
    with connect(target.database_url) as connection:
        mark(connection, project)
    print("La marque est posée.")


if __name__ == "__main__":
    sys.exit(main())
