"""Dire d'un défaut s'il fut pris, par quoi, et si c'était par la règle prévue."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import Any, Literal

from recette.errors import RecetteError
from recette.gherkin.collection import FEATURES
from recette.gherkin.lint import scenarios
from recette.mutation.defect import Defect
from recette.mutation.trial import Bench, Laboratory, Trial
from recette.parts import ROOT

Outcome = Literal["pris", "pris_ailleurs", "survivant", "equivalent", "inapplicable"]
_BY_A_FINDING = ("migration", "retour", "validation")
"""Les couches où un constat de la répétition, vu avant tout scénario, est une prise."""


@dataclass(frozen=True)
class Judgement:
    """Ce qu'un défaut est devenu."""

    name: str
    sentence: str
    layer: str
    expected: str
    outcome: Outcome
    caught_by: str
    """La règle, ou « constat »."""
    scenario: str
    reason: str
    seconds: float
    failed_steps: list[dict[str, str]] = field(default_factory=list)

    def described(self) -> dict[str, Any]:
        """Rend le jugement tel que mutants.json le garde."""
        return asdict(self)


def judge(laboratory: Laboratory, defect: Defect, healthy: Trial) -> Judgement:
    """Joue la règle prévue, puis tout le reste si elle n'a rien vu."""
    try:
        bench = laboratory.prepare([defect])
    except RecetteError as error:
        return _judgement(defect, "inapplicable", reason=str(error))
    try:
        return _judge(bench, defect, healthy)
    except RecetteError as error:
        return _judgement(defect, "inapplicable", reason=str(error))
    finally:
        bench.close()


def rotate(laboratory: Laboratory, defects: Sequence[Defect]) -> list[Judgement]:
    """Pose des défauts tour à tour devant une même pile, et rend ceux que leur règle a pris."""
    bench = laboratory.prepare_rotation(defects)
    files = sorted({file for defect in defects for file in _files(defect.rule)})
    try:
        trial = bench.play(scenarios=files)
    except RecetteError:
        # Une pile qui tombe ne juge personne : chacun le sera sur la sienne.
        return []
    finally:
        bench.close()
    return [_rotated(defect, trial) for defect in defects if defect.name in trial.rotation]


def _rotated(defect: Defect, trial: Trial) -> Judgement:
    caught = trial.rotation[defect.name]
    steps = [step for step in trial.failed_steps if step["scenario"] == caught["id"]]
    alone = replace(trial, seconds=caught["duree_s"], failed_steps=steps)
    return _caught(defect, "pris", caught, alone)


def _judge(bench: Bench, defect: Defect, healthy: Trial) -> Judgement:
    first = bench.play("-x", "-m", defect.rule, scenarios=_files(defect.rule))
    if defect.sql and not defect.replacements and first.differences == healthy.differences:
        return _judgement(defect, "inapplicable", reason="Son SQL ne change rien à la base.", trial=first)
    if defect.equivalent:
        # Il reste joué : le jour où un scénario le voit, la raison donnée est fausse.
        outcome: Outcome = "survivant" if first.failures else "equivalent"
        return _judgement(defect, outcome, reason=defect.equivalent, trial=first)
    if expected := [found for found in first.failures if found["regle"] == defect.rule]:
        return _caught(defect, "pris", expected[0], first)
    if first.findings and defect.layer in _BY_A_FINDING and _blocked(first):
        return _judgement(defect, "pris", caught_by="constat", reason=first.findings[0], trial=first)
    rest = bench.play("-x", "-m", f"not {defect.rule}")
    if rest.failures:
        return _caught(defect, "pris_ailleurs", rest.failures[0], rest)
    if rest.findings:
        return _judgement(defect, "pris_ailleurs", caught_by="constat", reason=rest.findings[0], trial=rest)
    return _judgement(defect, "survivant", reason="Tout est vert.", trial=rest)


@cache
def _files(rule: str) -> list[str]:
    """Rend les fichiers qui prouvent une règle : lire les autres coûterait plus que de jouer ceux-ci."""
    return [
        str(path.relative_to(ROOT))
        for path in sorted(FEATURES.rglob("*.feature"))
        if any(f"@{rule}" in {tag["name"] for tag in scenario["tags"]} for scenario in scenarios(path))
    ]


def _blocked(trial: Trial) -> bool:
    """Dit si la base a refusé la migration : le constat est alors tout ce que la règle peut rendre."""
    return any(found["issue"] == "bloque" for found in trial.verdict["scenarios"])


def _caught(defect: Defect, outcome: Outcome, scenario: dict[str, Any], trial: Trial) -> Judgement:
    return _judgement(
        defect,
        outcome,
        caught_by=scenario["regle"],
        scenario=scenario["titre"],
        reason=scenario["motif"] or "",
        trial=trial,
    )


def _judgement(
    defect: Defect,
    outcome: Outcome,
    *,
    caught_by: str = "",
    scenario: str = "",
    reason: str = "",
    trial: Trial | None = None,
) -> Judgement:
    return Judgement(
        name=defect.name,
        sentence=defect.sentence,
        layer=defect.layer,
        expected=defect.rule,
        outcome=outcome,
        caught_by=caught_by,
        scenario=scenario,
        reason=reason,
        seconds=round(trial.seconds, 1) if trial else 0,
        failed_steps=trial.failed_steps if trial else [],
    )
