"""L'épreuve : la recette jouée N fois dans un ordre au hasard, sous charge, à minuit et loin de Paris.

0 aucune instabilité ; 1 au moins une ; 2 l'épreuve n'a pas pu se faire, ou fut interrompue.
Reprise, elle ne rejoue pas les graines que cette révision a déjà jouées.
"""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from recette.application.revision import revision
from recette.endurance.journal import Journal, Played
from recette.endurance.load import one_busy_core
from recette.endurance.ordeal import Ordeal
from recette.endurance.report import progress, table, write
from recette.errors import RecetteError
from recette.mutation.trial import Laboratory
from recette.parts import ROOT
from recette.plan import DEFAULT_REPORTS
from recette.stack.run_directory import run_directory

COULD_NOT_RUN = 2
_FIRST_SEED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Joue l'épreuve demandée."""
    asked = _parsed(arguments)
    # Un ordonnanceur arrête par SIGTERM : l'épreuve doit ranger comme sur Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    tested = revision(ROOT)
    journal = Journal(asked.rapports / "epreuve" / "journal.jsonl")
    seeds = range(asked.graine, asked.graine + asked.fois)
    runs = [played for played in journal.of(tested, asked.scenarios) if played.seed in seeds]
    if runs:
        _say(f"Reprise : {len(runs)} recette(s) de la révision {tested} déjà jouée(s).")
    code = 0
    try:
        with run_directory() as folder, one_busy_core(folder) as load:
            _say(f"Épreuve de la révision {tested}, le cœur {load.core} occupé.")
            laboratory = Laboratory(folder)
            bench = laboratory.prepare([])
            ordeal = Ordeal(bench, tested, asked.scenarios, asked.rapports / "epreuve")
            endure(ordeal.play, load.check, seeds, runs, journal)
    except RecetteError as error:
        sys.stderr.write(f"L'ÉPREUVE N'A PAS PU SE FAIRE : {error}\n")
        code = COULD_NOT_RUN
    except KeyboardInterrupt:
        sys.stderr.write("\nÉpreuve interrompue : tout est rangé, la même commande la reprend.\n")
        code = COULD_NOT_RUN
    write(asked.rapports / "epreuve.json", tested, runs, asked.fois)
    for line in table(runs, asked.fois):
        _say(line)
    return code or int(any(played.instabilities for played in runs))


def endure(
    play: Callable[[int], Played],
    check_load: Callable[[], None],
    seeds: range,
    runs: list[Played],
    journal: Journal,
) -> None:
    """Joue les graines qui ne l'ont pas été, et ajoute chaque recette finie à `runs` et au journal."""
    known = {played.seed for played in runs}
    for seed in seeds:
        if seed in known:
            continue
        played = play(seed)
        check_load()
        runs.append(played)
        journal.add(runs[-1])
        _say(progress(runs[-1], len(runs), len(seeds)))


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m recette.endurance", description=__doc__)
    parser.add_argument("scenarios", nargs="*", default=["features/"], help="ces scénarios seulement")
    parser.add_argument("--fois", type=int, default=100, metavar="N", help="nombre de recettes (100)")
    parser.add_argument(
        "--graine",
        type=int,
        default=_FIRST_SEED,
        metavar="G",
        help="première graine ; les autres suivent",
    )
    parser.add_argument(
        "--rapports",
        type=Path,
        default=DEFAULT_REPORTS,
        metavar="DOSSIER",
        help="où vont les preuves (rapports/ par défaut)",
    )
    return parser.parse_args(arguments)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
