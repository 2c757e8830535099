"""Une application vide, une base muette : un scénario d'usage le voit, ou dit pourquoi il ne le peut."""

from collections.abc import Sequence

from recette.gherkin.rules import rules
from recette.mutation.defect import Defect
from recette.mutation.trial import Laboratory, Trial

_ON_SCREEN = "AV"
"""Assigner et voir : ce qui se prouve à l'écran."""
_IN_USE = "AVIC"
"""Tout ce que vivent les personnes : une base muette les touche aussi par l'API."""


def blind_scenarios(laboratory: Laboratory, emptiness: Defect, options: Sequence[str]) -> list[str]:
    """Rend les scénarios qui réussissent devant un vide sans raison, et les raisons qui ne servent plus."""
    families = _IN_USE if emptiness.sql else _ON_SCREEN
    asked = " or ".join(tag for tag in rules() if tag[0] in families)
    bench = laboratory.prepare([emptiness])
    try:
        trial = bench.play(*options, "-m", asked)
    finally:
        bench.close()
    passed = _passed(trial) if emptiness.sql else trial.passed_screens
    stale = [f"« {title} » est admis, mais n'y réussit plus" for title in emptiness.admitted.keys() - passed]
    return sorted({*passed} - emptiness.admitted.keys()) + sorted(stale)


def _passed(trial: Trial) -> list[str]:
    return [found["titre"] for found in trial.verdict["scenarios"] if found["issue"] == "reussi"]
