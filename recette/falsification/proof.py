"""Ce qu'il faut pour croire qu'un « Alors » a vu le mensonge : lui, et une phrase."""

import re
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recette.parts import ROOT

_JUDGES = (ROOT / "steps", ROOT / "recette" / "pages")
_WORDS = 4
_MACHINE = re.compile(r"^(?:assert |Locator |Page |\W)")


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


def raised_by_a_step(error: BaseException) -> bool:
    """Dit si le reproche vient d'une étape ou d'un écran, et non de ce qui les aide."""
    files = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [file for file in files if file.is_relative_to(ROOT) and ".venv" not in file.parts]
    return bool(ours) and any(ours[-1].is_relative_to(judge) for judge in _JUDGES)


def said_in_french(reason: str) -> bool:
    """Dit si le motif est une phrase à lire, et non une valeur ou un mot de l'outil."""
    first = reason.splitlines()[0]
    return not _MACHINE.match(first) and len(re.findall(r"[^\W\d_]{2,}", first)) >= _WORDS
