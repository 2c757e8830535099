"""Le procès-verbal, hors d'une recette.

`python -m recette.evidence pv [DOSSIER]` le récrit, `verifier [DOSSIER]` contrôle les empreintes,
`comparer A B` dit ce qui sépare deux recettes, `fusionner DOSSIER... --vers DOSSIER` réunit les parties d'une
recette, `accueil A B` refait les images du README. Code de sortie : 0 si tout va bien ; 1 si une empreinte ne
correspond plus, si quelque chose va plus mal, ou si la recette réunie n'est pas recevable ; 2 si la commande
n'a pas pu se faire, ou s'il manque une partie.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from recette.errors import RecetteError
from recette.evidence.merge import merge
from recette.evidence.report.comparison import compared
from recette.evidence.report.integrity import broken_seals, seals
from recette.evidence.report.minutes import write_minutes
from recette.evidence.report.showcase import write_showcase
from recette.evidence.report.source import read_verdict
from recette.parts import ROOT
from recette.plan import DEFAULT_REPORTS
from recette.usage import COULD_NOT_RUN

SHOWCASE = ROOT / "docs" / "images"
# Une partie perdue n'est pas une sélection voulue : incomplète, la recette réunie ne conclut pas.
_MERGED_CODES = {"recevable": 0, "non_recevable": 1, "incomplet": COULD_NOT_RUN}


def main() -> int:
    """Fait ce que demande la commande ; rend le code de sortie."""
    asked = _parser().parse_args()
    try:
        match asked.action:
            case "pv":
                return _rewrite(asked.dossier)
            case "verifier":
                return _verify(asked.dossier)
            case "accueil":
                for image in write_showcase(asked.favorable, asked.defavorable, asked.vers):
                    print(image)
                return 0
            case "fusionner":
                return _merge(asked.dossiers, asked.vers)
            case _:
                return _compare(asked.avant, asked.apres)
    except RecetteError as error:
        print(error, file=sys.stderr)
        return COULD_NOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m recette.evidence", description=__doc__.splitlines()[0])
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, described in (
        ("pv", "récrit le procès-verbal d'un dossier de rapports"),
        ("verifier", "dit si un fichier a changé, disparu ou été ajouté"),
    ):
        action = actions.add_parser(name, help=described, description=described)
        action.add_argument("dossier", metavar="DOSSIER", type=Path, nargs="?", default=DEFAULT_REPORTS)
    comparing = actions.add_parser("comparer", help="dit ce qui sépare deux recettes")
    comparing.add_argument("avant", metavar="A", type=Path, help="un dossier de rapports, ou un verdict.json")
    comparing.add_argument("apres", metavar="B", type=Path)
    merging = actions.add_parser("fusionner", help="réunit les parties d'une recette en un procès-verbal")
    merging.add_argument(
        "dossiers", metavar="DOSSIER", type=Path, nargs="+", help="les rapports d'une partie"
    )
    merging.add_argument(
        "--vers", metavar="DOSSIER", type=Path, required=True, help="où va la recette réunie"
    )
    showing = actions.add_parser("accueil", help="refait les images de l'accueil, d'après deux recettes")
    showing.add_argument(
        "favorable", metavar="FAVORABLE", type=Path, help="les rapports d'une recette recevable"
    )
    showing.add_argument("defavorable", metavar="DEFAVORABLE", type=Path)
    showing.add_argument("--vers", metavar="DOSSIER", type=Path, default=SHOWCASE)
    return parser


def _rewrite(folder: Path) -> int:
    minutes = write_minutes(folder)
    for sentence in minutes.leaks.findings():
        print(sentence)
    print(f"{minutes.html}\n{minutes.pdf or minutes.problem}\nSceau : {minutes.seal}")
    if minutes.leaks.found:
        return 1
    return 0 if minutes.pdf else COULD_NOT_RUN


def _merge(folders: Sequence[Path], destination: Path) -> int:
    merged = merge(folders, destination)
    for name in merged.interrupted:
        print(f"Interrompue avant la fin : {name}")
    for scenario in merged.missing:
        print(f"N'est joué dans aucune partie : {scenario['id']}")
    totals = merged.verdict.totals()
    print(
        f"{len(folders)} parties réunies : {len(merged.verdict.scenarios)} scénarios, "
        f"{totals['echoue']} échoués, verdict {merged.verdict.decision.replace('_', ' ')}."
    )
    written = _rewrite(destination)
    return written or _MERGED_CODES[merged.verdict.decision]


def _verify(folder: Path) -> int:
    broken = broken_seals(folder)
    for sentence in broken:
        print(sentence)
    print(
        "Les preuves ne sont plus celles de la recette."
        if broken
        else f"{len(seals(folder))} fichiers intacts."
    )
    return 1 if broken else 0


def _compare(before: Path, after: Path) -> int:
    told = compared(read_verdict(before), read_verdict(after))
    for line in told.told():
        print(line)
    return 1 if told.worse else 0


if __name__ == "__main__":
    sys.exit(main())
