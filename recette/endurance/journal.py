"""Le journal de l'épreuve : une ligne par recette finie, pour reprendre où l'on s'est arrêté."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from recette.application.revision import MODIFIED


@dataclass(frozen=True)
class Instability:
    """Ce qu'une recette a vu rouge, qui ne devait pas l'être."""

    scenario: str
    """Son identifiant ; vide quand nul scénario ne le porte."""
    rule: str
    reason: str


@dataclass(frozen=True)
class Played:
    """Une recette de l'épreuve, jouée jusqu'au bout."""

    revision: str
    selection: list[str]
    seed: int
    began: str
    seconds: float
    scenarios: int
    instabilities: list[Instability]
    replay: str
    """La commande qui la rejoue, charge exceptée."""

    def described(self) -> dict[str, Any]:
        """Rend la recette en JSON."""
        return {
            "revision": self.revision,
            "selection": self.selection,
            "graine": self.seed,
            "debut": self.began,
            "duree_s": self.seconds,
            "scenarios": self.scenarios,
            "instabilites": [asdict(found) for found in self.instabilities],
            "rejouer": self.replay,
        }

    @classmethod
    def restored(cls, line: dict[str, Any]) -> "Played":
        """Rend la recette qu'une ligne du journal décrit."""
        return cls(
            revision=line["revision"],
            selection=line["selection"],
            seed=line["graine"],
            began=line["debut"],
            seconds=line["duree_s"],
            scenarios=line["scenarios"],
            instabilities=[Instability(**found) for found in line["instabilites"]],
            replay=line["rejouer"],
        )


class Journal:
    """Le fichier où chaque recette finie s'ajoute ; une recette interrompue n'y entre pas."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, played: Played) -> None:
        """Ajoute une recette finie."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(played.described(), ensure_ascii=False) + "\n")

    def of(self, revision: str, selection: list[str]) -> list[Played]:
        """Rend ce qui fut joué de cette révision et de cette sélection : nulle autre ne compte."""
        # Des modifications ont pu en suivre d'autres : rien ne dit que c'étaient les mêmes fichiers.
        if revision.endswith(MODIFIED) or not self._path.exists():
            return []
        lines = self._path.read_text(encoding="utf-8").splitlines()
        known = [Played.restored(json.loads(line)) for line in lines]
        return [played for played in known if (played.revision, played.selection) == (revision, selection)]
