"""Les « Alors » à qui l'on a menti, et ceux qui n'en ont rien vu."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from recette.falsification.proof import FOLDER, VAIN
from recette.mutation.census import outcome_steps
from recette.mutation.trial import Laboratory

_PLUGIN = "fixtures.falsification"


@dataclass(frozen=True)
class Falsified:
    """Ce que les mensonges ont appris des « Alors »."""

    proofs: list[dict[str, Any]] = field(default_factory=list)
    """Un par « Alors » : le mensonge, et ce qu'il en a dit."""
    toothless: dict[str, list[str]] = field(default_factory=dict)
    """Par « Alors » que rien n'a fait échouer, ce qui fut essayé."""


def falsify(laboratory: Laboratory, options: Sequence[str]) -> Falsified:
    """Joue toute la recette en mentant à chaque « Alors » avant de le laisser juger."""
    bench = laboratory.prepare([])
    try:
        bench.play(*options, "-p", _PLUGIN)
        written = [
            (path.name, json.loads(path.read_text(encoding="utf-8")))
            for path in sorted((bench.reports / FOLDER).glob("*.json"))
        ]
    finally:
        bench.close()
    proofs = [proof for name, proof in written if not name.endswith(VAIN)]
    vain = {proof["fonction"]: proof["sans_effet"] for name, proof in written if name.endswith(VAIN)}
    unproven = outcome_steps() - {proof["fonction"] for proof in proofs}
    return Falsified(
        proofs, {step: vain.get(step, ["aucun scénario ne l'a joué"]) for step in sorted(unproven)}
    )
