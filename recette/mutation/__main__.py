"""La preuve que la suite sait échouer : `python -m recette.mutation [nom…]`.

0 chaque défaut est pris et rien d'inoffensif n'alarme ; 1 un survivant, une fausse alarme ou un défaut qui ne
s'applique plus ; 2 la campagne n'a pas pu se faire.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager

from recette.errors import RecetteError
from recette.evidence.report.source import MUTANTS
from recette.interruption import heed_requests_to_stop
from recette.mutation.census import never_failed
from recette.mutation.defect import Defect, load
from recette.mutation.emptiness import blind_scenarios
from recette.mutation.harmless import alarms
from recette.mutation.judgement import Judgement, judge, rotate
from recette.mutation.report import Campaign, progress, table
from recette.mutation.rotation import can_rotate
from recette.mutation.toothless import falsify
from recette.mutation.trial import Laboratory, Trial, in_parallel, workers
from recette.plan import DEFAULT_REPORTS
from recette.stack.run_directory import run_directory

COULD_NOT_RUN = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Joue la campagne demandée."""
    asked = _parsed(arguments)
    heed_requests_to_stop()
    try:
        defects = [] if asked.alors else _selected(load(), asked)
        with run_directory() as folder:
            laboratory = Laboratory(folder)
            try:
                campaign = _falsified(laboratory) if asked.alors else _campaign(laboratory, defects)
            except BaseException:
                laboratory.stop()
                raise
    except RecetteError as error:
        sys.stderr.write(f"LA CAMPAGNE N'A PAS PU SE FAIRE : {error}\n")
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        sys.stderr.write("\nCampagne interrompue : tout est rangé.\n")
        return COULD_NOT_RUN
    campaign.write(DEFAULT_REPORTS / _record(asked))
    for line in ["", *table(campaign)]:
        _say(line)
    return 1 if campaign.failed else 0


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m recette.mutation", description=__doc__)
    parser.add_argument("noms", nargs="*", metavar="nom", help="ces défauts seulement (nom du fichier)")
    parser.add_argument("--inoffensifs", action="store_true", help="les changements inoffensifs seulement")
    parser.add_argument("--vide", action="store_true", help="l'application vide et la base muette seulement")
    parser.add_argument("--alors", action="store_true", help="ment à chaque « Alors », qui doit le voir")
    parser.add_argument("--rapide", action="store_true", help="le choix que joue l'intégration continue")
    return parser.parse_args(arguments)


def _record(asked: argparse.Namespace) -> str:
    """Rend le fichier de cette campagne : chacune garde le sien, le procès-verbal lit celui des défauts."""
    if asked.alors:
        return "alors.json"
    return "vide.json" if asked.vide else MUTANTS


def _selected(catalogue: list[Defect], asked: argparse.Namespace) -> list[Defect]:
    known = {defect.name for defect in catalogue}
    if unknown := [name for name in asked.noms if name not in known]:
        raise RecetteError(
            f"Le catalogue n'a pas « {unknown[0]} ».", "Les noms sont ceux des fichiers de mutants/."
        )
    chosen = [defect for defect in catalogue if not asked.noms or defect.name in asked.noms]
    if asked.inoffensifs:
        chosen = [defect for defect in chosen if defect.harmless]
    if not asked.noms:
        # Un vide fait attendre chaque scénario jusqu'à son délai : la nuit, ou par son nom.
        chosen = [defect for defect in chosen if defect.emptiness == asked.vide]
    if asked.rapide:
        chosen = [defect for defect in chosen if defect.quick]
    if not chosen:
        raise RecetteError("Aucun défaut ne répond à cette demande.", "Retirez une option.")
    return chosen


def _campaign(laboratory: Laboratory, defects: list[Defect]) -> Campaign:
    campaign = Campaign()
    harmful = [defect for defect in defects if defect.rule]
    harmless = [defect for defect in defects if defect.harmless]
    if harmful:
        with _timed(campaign, "témoin sans défaut"):
            healthy = _healthy(laboratory, harmful)
        with _timed(campaign, "défauts"):
            _judge_all(campaign, laboratory, harmful, healthy)
        campaign.silent_outcomes = never_failed(campaign.judgements)
    if harmless:
        campaign.harmless = [change.name for change in harmless]
        with _timed(campaign, "inoffensifs"):
            campaign.alarms = alarms(laboratory, harmless, in_parallel())
    for defect in (found for found in defects if found.emptiness):
        with _timed(campaign, defect.name):
            campaign.blind[defect.name] = blind_scenarios(laboratory, defect, in_parallel())
    return campaign


def _falsified(laboratory: Laboratory) -> Campaign:
    campaign = Campaign()
    with _timed(campaign, "« Alors » falsifiés"):
        campaign.falsified = falsify(laboratory, in_parallel())
    return campaign


def _healthy(laboratory: Laboratory, defects: list[Defect]) -> Trial:
    """Joue sans défaut les règles attendues : un scénario déjà rouge prendrait n'importe quoi."""
    bench = laboratory.prepare([])
    rules = sorted({defect.rule for defect in defects})
    try:
        trial = bench.play(*in_parallel(), "-m", " or ".join(rules))
    finally:
        bench.close()
    if trial.code:
        cries = [f"{found['titre']} : {found['motif']}" for found in trial.failures] + trial.findings
        raise RecetteError(f"Sans aucun défaut, la recette échoue déjà : {cries[0]}", "Réparez-la d'abord.")
    _say(f"Témoin : {len(trial.verdict['scenarios'])} scénarios verts sans défaut ({trial.seconds:.0f} s)")
    return trial


def _judge_all(campaign: Campaign, laboratory: Laboratory, defects: list[Defect], healthy: Trial) -> None:
    rotating = [defect for defect in defects if can_rotate(defect)]
    places = workers()
    with ThreadPoolExecutor(places) as pool:
        try:
            shares = [share for rank in range(places) if (share := rotating[rank::places])]
            turns = [pool.submit(rotate, laboratory, share) for share in shares]
            for turn in as_completed(turns):
                _learn(campaign, turn.result(), len(defects))
            judged = {found.name for found in campaign.judgements}
            alone = [defect for defect in defects if defect.name not in judged]
            waiting = [pool.submit(judge, laboratory, defect, healthy) for defect in alone]
            for future in as_completed(waiting):
                _learn(campaign, [future.result()], len(defects))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            laboratory.stop()
            raise
    campaign.judgements.sort(key=lambda found: (found.layer, found.name))


def _learn(campaign: Campaign, judgements: list[Judgement], count: int) -> None:
    for found in judgements:
        campaign.judgements.append(found)
        _say(f"[{len(campaign.judgements)}/{count}] {progress(found)}")


@contextmanager
def _timed(campaign: Campaign, name: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    campaign.seconds[name] = round(time.monotonic() - start, 1)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
