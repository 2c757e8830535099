"""Les changements inoffensifs : tous posés ensemble, pour une seule recette entière qui doit rester verte."""

from collections.abc import Sequence
from dataclasses import dataclass

from recette.errors import RecetteError
from recette.mutation.defect import Defect
from recette.mutation.trial import Laboratory, Trial


@dataclass(frozen=True)
class Alarm:
    """Une fausse alarme : le changement qui l'a donnée, et ce qui fut crié."""

    name: str
    sentence: str
    reason: str


def alarms(laboratory: Laboratory, changes: Sequence[Defect], options: Sequence[str]) -> list[Alarm]:
    """Joue la recette sur tous les changements réunis et nomme chaque coupable d'une fausse alarme."""
    trial = _play(laboratory, changes, *options)
    if not (said := _said(trial)):
        return []
    cries = [found["id"] for found in trial.failures]
    return _culprits(laboratory, changes, cries, said)


def _culprits(laboratory: Laboratory, changes: Sequence[Defect], cries: list[str], said: str) -> list[Alarm]:
    """Coupe le lot en deux jusqu'à ne tenir que les coupables, sur les seuls scénarios qui ont crié."""
    if len(changes) == 1:
        return [Alarm(changes[0].name, changes[0].sentence, said)]
    found = []
    middle = len(changes) // 2
    for half in (changes[:middle], changes[middle:]):
        try:
            trial = _play(laboratory, half, scenarios=cries)
        except RecetteError as error:
            found += _culprits(laboratory, half, cries, str(error))
            continue
        if heard := _said(trial):
            found += _culprits(laboratory, half, cries, heard)
    return found or [_unexplained(laboratory, changes, cries, said)]


def _unexplained(laboratory: Laboratory, changes: Sequence[Defect], cries: list[str], said: str) -> Alarm:
    """Distingue des changements qui ne crient que réunis d'un cri qui ne se répète pas."""
    if again := _said(_play(laboratory, changes, scenarios=cries)):
        return Alarm("ensemble", "Des changements qui ne crient que réunis", again)
    return Alarm(
        "instable", "Un cri qui ne se répète pas : instabilité de la suite, ou machine trop chargée", said
    )


def _play(
    laboratory: Laboratory, changes: Sequence[Defect], *options: str, scenarios: list[str] | None = None
) -> Trial:
    bench = laboratory.prepare(changes)
    try:
        # Un constat se voit avant tout scénario : n'importe lequel le fait naître.
        return bench.play(*options, scenarios=scenarios or ["features"])
    finally:
        bench.close()


def _said(trial: Trial) -> str:
    cries = [f"{found['regle']} « {found['titre']} » : {found['motif']}" for found in trial.failures]
    return " ; ".join([*trial.findings, *cries])
