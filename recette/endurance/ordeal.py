"""Une recette de l'épreuve : au hasard, sous charge, à minuit moins dix secondes, loin de Paris."""

import shlex
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from recette.clock import PARIS
from recette.endurance.journal import Instability, Played
from recette.errors import RecetteError
from recette.mutation.trial import Trial, in_parallel

BEFORE_MIDNIGHT = "23:59:50"
_SOUND = ("reussi", "reserve")


class Bench(Protocol):
    """Là où se joue une recette."""

    @property
    def reports(self) -> Path: ...

    def play(self, *arguments: str, scenarios: Iterable[str]) -> Trial: ...


def far_zone(moment: datetime) -> str:
    """Rend le fuseau à vingt-quatre heures de Paris : la même heure y sonne, un jour plus tôt.

    Minuit y passe donc au même instant, et qui lirait le jour local se tromperait toujours.
    """
    offset = moment.astimezone(ZoneInfo(PARIS)).utcoffset()
    assert offset is not None
    minutes = (timedelta(days=1) - offset) // timedelta(minutes=1)
    return f"GMT-{minutes // 60:02}:{minutes % 60:02}"


class Ordeal:
    """L'épreuve d'une révision : mêmes scénarios, mêmes conditions, une graine à chaque fois."""

    def __init__(self, bench: Bench, revision: str, selection: list[str], evidence: Path) -> None:
        self._bench = bench
        self._revision = revision
        self._selection = selection
        self._evidence = evidence

    def play(self, seed: int) -> Played:
        """Joue la recette de cette graine ; si elle est instable, en garde les preuves."""
        began = datetime.now(ZoneInfo(PARIS))
        options = [
            *in_parallel(),
            *("--random-order-bucket=global", f"--random-order-seed={seed}"),
            *("--horloge", BEFORE_MIDNIGHT, "--fuseau", far_zone(began)),
        ]
        scenarios: Sequence[object] = ()
        try:
            trial = self._bench.play(*options, scenarios=self._selection)
        except RecetteError as error:
            # Une pièce qui tombe une fois sur cent est aussi une instabilité.
            instabilities = [Instability("", "", error.problem)]
        else:
            scenarios, instabilities = trial.verdict["scenarios"], list(_instabilities(trial))
            if trial.code and not instabilities:
                # Un processus de xdist qui tombe emporte le compte rendu de son scénario.
                instabilities = [
                    Instability("", "", f"La recette a échoué sans dire où (code {trial.code}).")
                ]
        if instabilities and self._bench.reports.exists():
            shutil.copytree(self._bench.reports, self._evidence / f"graine-{seed}", dirs_exist_ok=True)
        return Played(
            revision=self._revision,
            selection=self._selection,
            seed=seed,
            began=began.isoformat(timespec="seconds"),
            seconds=round((datetime.now(ZoneInfo(PARIS)) - began).total_seconds(), 1),
            scenarios=len(scenarios),
            instabilities=instabilities,
            replay=shlex.join([".venv/bin/python", "-m", "pytest", *self._selection, *options]),
        )


def _instabilities(trial: Trial) -> Iterator[Instability]:
    for found in trial.verdict["scenarios"]:
        if found["issue"] not in _SOUND:
            yield Instability(found["id"], found["regle"], found["motif"] or found["issue"])
    for finding in trial.findings:
        yield Instability("", "", finding)
