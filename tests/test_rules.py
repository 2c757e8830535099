"""Chaque scénario prouve une règle du catalogue, et chaque règle a son scénario."""

from collections import Counter
from pathlib import Path

import pytest

from recette.gherkin.collection import FEATURES
from recette.gherkin.lint import problems, scenarios
from recette.gherkin.rules import rules

FILES = sorted(FEATURES.rglob("*.feature"))
PROVED_FAMILIES = "AVIC"

AWAITED = {
    "cible externe, preuves et catalogue de défauts": ("S1", "S2", "S3", "S4", "S5"),
}
"""Les règles que nul scénario ne prouve encore, par chantier. La liste ne peut que raccourcir."""


def test_the_catalogue_is_read_in_full() -> None:
    """Aucune ligne du catalogue n'échappe à sa lecture."""
    families = Counter(tag[0] for tag in rules())
    assert families == {"A": 20, "V": 11, "I": 10, "C": 9, "M": 19, "E": 4, "S": 5}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_feature_file_is_sound(path: Path) -> None:
    """Un scénario porte exactement une règle, et aucun défaut silencieux de Gherkin."""
    assert problems(path) == []


def test_every_rule_of_use_has_a_scenario() -> None:
    """Assigner, voir, modifier, cloisonner : toutes les règles sont prouvées."""
    proved = proved_rules()
    missing = [tag for tag in rules() if tag[0] in PROVED_FAMILIES and tag not in proved]
    assert not missing, f"Règles sans scénario : {', '.join(missing)}"


def test_awaited_rules_only_dwindle() -> None:
    """Une règle attendue qui reçoit son scénario quitte la liste ; aucune autre n'y entre en silence."""
    awaited = {tag for tags in AWAITED.values() for tag in tags}
    missing = {tag for tag in rules() if tag[0] not in PROVED_FAMILIES} - proved_rules()
    assert not missing - awaited, f"Règles sans scénario : {sorted(missing - awaited)}"
    assert not awaited - missing, f"Règles prouvées, à retirer de la liste : {sorted(awaited - missing)}"


def proved_rules() -> set[str]:
    tags = {tag["name"] for path in FILES for scenario in scenarios(path) for tag in scenario["tags"]}
    return {tag for tag in rules() if f"@{tag}" in tags}
