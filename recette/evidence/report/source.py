"""Ce dont le procès-verbal est fait : les fichiers d'un dossier de rapports, et rien d'autre."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recette.errors import RecetteError
from recette.evidence.history import read_history
from recette.evidence.unfolding import FILE_NAME as UNFOLDING

VERDICT = "verdict.json"
MUTANTS = "mutants.json"


@dataclass(frozen=True)
class Reports:
    """Les preuves d'une recette, lues une fois."""

    folder: Path
    verdict: Mapping[str, Any]
    unfolding: Mapping[str, Any]
    mutants: Mapping[str, Any] | None
    history: Sequence[Mapping[str, Any]]

    @property
    def scenarios(self) -> Sequence[Mapping[str, Any]]:
        """Les scénarios joués."""
        found: Sequence[Mapping[str, Any]] = self.verdict["scenarios"]
        return found

    def story(self, identifier: str) -> Mapping[str, Any]:
        """Rend le récit d'un scénario : ses étapes, ses images, ce que le témoin a relevé."""
        told: Mapping[str, Any] = self.unfolding.get("scenarios", {}).get(identifier, {})
        return told

    @property
    def round_trip(self) -> Sequence[Mapping[str, Any]]:
        """Les lignes de chaque table avant la migration, après, et au retour, s'il fut joué."""
        stories = self.unfolding.get("scenarios", {}).values()
        return next((told for story in stories if (told := story.get("aller_retour"))), [])


def read_reports(folder: Path) -> Reports:
    """Lit un dossier de rapports ; lève RecetteError s'il n'y a pas de verdict lisible."""
    verdict = read_verdict(folder)
    unfolding, mutants = (
        json.loads(path.read_text(encoding="utf-8")) if (path := folder / name).exists() else None
        for name in (UNFOLDING, MUTANTS)
    )
    return Reports(folder, verdict, unfolding or {}, mutants, read_history(folder))


def read_verdict(place: Path) -> Mapping[str, Any]:
    """Lit le verdict d'un dossier, ou le fichier lui-même."""
    path = place / VERDICT if place.is_dir() else place
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict) or not {"verdict", "scenarios", "totaux"} <= content.keys():
        raise RecetteError(
            f"« {path} » n'est pas le verdict d'une recette.",
            "Donnez le dossier de --rapports d'une recette terminée.",
        )
    return content
