"""Une application vide, une base muette : tout scénario d'écran doit le voir."""

from collections.abc import Sequence

from recette.gherkin.rules import rules
from recette.mutation.defect import Defect
from recette.mutation.trial import Laboratory

_FAMILIES = "AV"
"""Assigner et voir : ce qui se prouve à l'écran."""


def blind_scenarios(laboratory: Laboratory, emptiness: Defect, options: Sequence[str]) -> list[str]:
    """Rend les scénarios d'écran qui réussissent devant un vide : ils ne prouvent rien."""
    asked = " or ".join(tag for tag in rules() if tag[0] in _FAMILIES)
    bench = laboratory.prepare([emptiness])
    try:
        return bench.play(*options, "-m", asked).passed_screens
    finally:
        bench.close()
