"""Ce que le code d'une application nomme existe-t-il dans la base ? `python -m recette.contract`.

Rend 0 quand rien ne manque, 1 quand quelque chose manque, 2 quand la question n'a pas pu être posée.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import NoReturn

from recette.contract.catalogue import read_catalogue
from recette.contract.check import check
from recette.contract.report import as_json, as_text
from recette.contract.source import read_source
from recette.errors import RecetteError

USAGE = "python -m recette.contract SOURCE --dsn ADRESSE [--json]"


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise RecetteError(f"La commande est mal écrite ({message}).", f"Usage : {USAGE}")


def main(arguments: list[str]) -> int:
    """Confronte un code source à une base et dit ce qui manque."""
    parser = _Arguments(usage=USAGE, description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path, help="le dossier du code de l'application")
    parser.add_argument("--dsn", required=True, help="l'adresse de la base, lue sans rien y écrire")
    parser.add_argument("--json", action="store_true", help="un document JSON au lieu du texte")
    try:
        options = parser.parse_args(arguments)
        contract = check(read_source(options.source), read_catalogue(options.dsn))
    except RecetteError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(as_json(contract), ensure_ascii=False, indent=2))
    else:
        print(as_text(contract))
    return 1 if contract.lacks else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
