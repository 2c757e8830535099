"""Ce qu'une recette n'a pas joué."""

from collections.abc import Set

from recette.gherkin.collection import FEATURES, NIGHTLY
from recette.gherkin.lint import scenarios
from recette.gherkin.rules import rules
from recette.parts import ROOT

NIGHT, UNSELECTED = "réservé à la nuit (make nocturne)", "hors de la sélection"


def left_out(played: Set[str]) -> list[dict[str, str]]:
    """Rend les scénarios de la suite que cette recette n'a pas joués, et pourquoi.

    `played` nomme ceux qu'elle a joués : « fichier::titre ».
    """
    left = []
    for path in sorted(FEATURES.rglob("*.feature")):
        file = str(path.relative_to(ROOT))
        for found in scenarios(path):
            identifier = f"{file}::{found['name']}"
            if identifier in played:
                continue
            tags = {tag["name"].removeprefix("@") for tag in found["tags"]}
            nightly = NIGHTLY in tags
            left.append(
                {
                    "id": identifier,
                    "titre": found["name"],
                    "regle": next(iter(sorted(tags & rules().keys())), ""),
                    "raison": NIGHT if nightly else UNSELECTED,
                }
            )
    return left
