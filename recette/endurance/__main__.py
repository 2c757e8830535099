"""L'épreuve : la recette jouée N fois dans un ordre au hasard, sous charge, à minuit et loin de Paris.

0 aucune instabilité ; 1 au moins une ; 2 l'épreuve n'a pas pu se faire, ou fut interrompue.
Reprise, elle ne rejoue pas les graines que cette révision a déjà jouées.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Lock

from recette.application.revision import revision
from recette.endurance.journal import Journal, Played
from recette.endurance.load import one_busy_core
from recette.endurance.ordeal import Ordeal
from recette.endurance.report import progress, table, write
from recette.errors import RecetteError
from recette.interruption import heed_requests_to_stop
from recette.mutation.trial import Laboratory
from recette.parts import ROOT
from recette.plan import DEFAULT_REPORTS
from recette.stack.run_directory import run_directory

COULD_NOT_RUN = 2
_FIRST_SEED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Joue l'épreuve demandée."""
    asked = _parsed(arguments)
    heed_requests_to_stop()
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
            ordeals = [
                Ordeal(laboratory.prepare([]), tested, asked.scenarios, asked.rapports / "epreuve")
                for _ in range(asked.ensemble)
            ]
            endure([ordeal.play for ordeal in ordeals], load.check, laboratory.stop, seeds, runs, journal)
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
    plays: Sequence[Callable[[int], Played]],
    check_load: Callable[[], None],
    stop: Callable[[], None],
    seeds: range,
    runs: list[Played],
    journal: Journal,
) -> None:
    """Joue les graines qui ne l'ont pas été, et ajoute chaque recette finie à `runs` et au journal.

    Chaque élément de `plays` joue une recette à la fois ; `stop` arrête celles qui courent.
    """
    known = {played.seed for played in runs}
    left = iter([seed for seed in seeds if seed not in known])
    lock = Lock()

    def play_on(play: Callable[[int], Played]) -> None:
        while (seed := _next(left, lock)) is not None:
            played = play(seed)
            with lock:
                check_load()
                runs.append(played)
                journal.add(played)
                _say(progress(played, len(runs), len(seeds)))

    with ThreadPoolExecutor(len(plays)) as pool:
        try:
            for lane in as_completed([pool.submit(play_on, play) for play in plays]):
                lane.result()
        except BaseException:
            stop()
            raise


def _next(left: Iterator[int], lock: Lock) -> int | None:
    with lock:
        return next(left, None)


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
        "--ensemble",
        type=_at_least_one,
        default=1,
        metavar="N",
        help="recettes jouées à la fois, devant le même cœur occupé (1)",
    )
    parser.add_argument(
        "--rapports",
        type=Path,
        default=DEFAULT_REPORTS,
        metavar="DOSSIER",
        help="où vont les preuves (rapports/ par défaut)",
    )
    return parser.parse_args(arguments)


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas un nombre de recettes")
    return int(text)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
