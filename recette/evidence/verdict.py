"""Le verdict d'une recette, et son fichier verdict.json."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from recette.secrecy.known import KNOWN

Issue = Literal["reussi", "echoue", "reserve", "ignore", "bloque"]
GRAVITY: tuple[Issue, ...] = ("reussi", "ignore", "reserve", "bloque", "echoue")
"""Les issues, de la plus légère à la plus grave : la plus grave l'emporte."""
Decision = Literal["recevable", "non_recevable", "incomplet"]


@dataclass(frozen=True)
class ScenarioResult:
    """Ce qu'un scénario a donné (une ligne d'exemples compte pour un scénario)."""

    id: str
    titre: str
    regle: str
    etiquettes: list[str]
    issue: Issue
    duree_s: float
    motif: str | None
    mesures: dict[str, float]
    preparation_s: float = 0.0
    """De cette durée, ce que la session préparait alors pour tous les scénarios qui suivent."""


@dataclass(frozen=True)
class Reservation:
    """Un échec connu de cette version de Virtus, qui n'empêche pas de recevoir la livraison."""

    id: str
    titre: str
    regle: str
    ticket: str
    expire: str
    motif: str


@dataclass(frozen=True)
class Verdict:
    """Tout ce qu'une recette conclut."""

    decision: Decision
    target: dict[str, Any]
    session: dict[str, Any]
    scenarios: list[ScenarioResult]
    findings: list[str]
    duration_s: float
    reservations: Sequence[Reservation] = ()
    interrupted: bool = False
    """La recette s'est arrêtée avant la fin : ce n'est pas la sélection de la personne qui l'a écourtée."""

    def totals(self) -> dict[str, float]:
        """Rend le nombre de scénarios par issue, et la durée de la recette en secondes."""
        counts = Counter(scenario.issue for scenario in self.scenarios)
        return {
            **{issue: counts[issue] for issue in get_args(Issue)},
            "duree_s": round(self.duration_s, 2),
        }

    def write(self, path: Path) -> None:
        """Écrit le verdict, sans aucun secret, au format décrit dans docs/architecture.md."""
        # Un secret peut n'être connu qu'après le compte rendu qui le dit : celui d'un autre processus.
        content = KNOWN.cleaned(self._described())
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def _described(self) -> dict[str, Any]:
        return {
            "verdict": self.decision,
            "interrompue": self.interrupted,
            "cible": self.target,
            **self.session,
            "constats": self.findings,
            "reserves": [asdict(reservation) for reservation in self.reservations],
            "scenarios": [asdict(scenario) for scenario in self.scenarios],
            "totaux": self.totals(),
        }


def decide(scenarios: list[ScenarioResult], findings: list[str], *, complete: bool) -> Decision:
    """Rend la décision : un constat ou un échec l'emporte, quoi qu'il n'ait pas été joué."""
    issues = {scenario.issue for scenario in scenarios}
    if findings or "echoue" in issues:
        return "non_recevable"
    # Un scénario bloqué ne prouve rien : sans constat ni échec, la recette n'est pas allée au bout.
    return "recevable" if complete and "bloque" not in issues else "incomplet"
