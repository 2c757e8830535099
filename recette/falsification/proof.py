"""Ce qu'il faut pour croire qu'un « Alors » a vu le mensonge : lui, et une phrase."""

import re
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from _pytest.outcomes import OutcomeException

from recette.evidence.story import readable_reason
from recette.falsification.lies import Call, Lie, lies
from recette.parts import ROOT

FOLDER = "alors"
"""Où va, dans les rapports, la preuve de chaque « Alors »."""
VAIN = ".vain.json"

_JUDGES = (ROOT / "steps", ROOT / "recette" / "pages")
_WORDS = 2
_MACHINE = re.compile(r"^(?:assert |Locator |Page |[^\w«])")


@dataclass(frozen=True)
class Proof:
    """Ce que l'on sait d'un « Alors » à qui l'on a menti."""

    step: str
    lie: str
    reason: str
    """Ce qu'il a dit ; vide quand rien n'est prouvé."""
    attempts: list[str] = field(default_factory=list)
    """Les mensonges qui n'ont rien donné."""

    @property
    def holds(self) -> bool:
        return bool(self.reason)

    def described(self) -> dict[str, Any]:
        """Rend la preuve en JSON."""
        return {
            "fonction": self.step,
            "mensonge": self.lie,
            "motif": self.reason,
            "sans_effet": [attempt[:300] for attempt in self.attempts],
        }


def prove(call: Call) -> Proof:
    """Ment à un « Alors », d'une façon puis d'une autre, jusqu'à ce qu'il s'en aperçoive."""
    attempts = []
    for lie in lies(call):
        said = _seen(call, lie)
        if said.startswith("!"):
            attempts.append(f"{lie.sentence} : {said[1:]}")
        else:
            return Proof(call.name, lie.sentence, said, attempts)
    return Proof(call.name, "", "", attempts)


def _seen(call: Call, lie: Lie) -> str:
    try:
        with lie.during():
            call.function(**call.arguments | lie.changed)
    except AssertionError as error:
        reason = readable_reason(error)
        if not raised_by_a_step(error):
            return f"!hors de l'étape, {reason}"
        return reason if said_in_french(reason) else f"!sans phrase, {reason}"
    except (Exception, OutcomeException) as error:
        return f"!trébuche, {type(error).__name__} : {error}"
    return "!rien vu"


def raised_by_a_step(error: BaseException) -> bool:
    """Dit si le reproche vient d'une étape ou d'un écran, et non de ce qui les aide."""
    files = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [file for file in files if file.is_relative_to(ROOT) and ".venv" not in file.parts]
    return bool(ours) and any(ours[-1].is_relative_to(judge) for judge in _JUDGES)


def said_in_french(reason: str) -> bool:
    """Dit si le motif est une phrase à lire, et non une valeur ou un mot de l'outil."""
    first = reason.splitlines()[0]
    return not _MACHINE.match(first) and len(re.findall(r"[^\W\d_]{2,}", first)) >= _WORDS
