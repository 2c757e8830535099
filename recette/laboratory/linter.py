"""squawk, le contrôleur de migrations, avec les dispenses raisonnées de .squawk.toml."""

import json
import subprocess
import sys
from pathlib import Path

from recette.errors import RecetteError
from recette.parts import ROOT
from recette.stack.service import clean_environment

CONFIGURATION = ROOT / ".squawk.toml"

_DEADLINE_S = 30


def risks(migration: Path) -> list[str]:
    """Rend une phrase par risque que squawk voit dans une migration.

    Lève RecetteError quand squawk manque ou ne répond pas.
    """
    program = Path(sys.executable).parent / "squawk"
    command: list[str | Path] = [program, "--config", CONFIGURATION, "--reporter", "json", migration]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, env=clean_environment(), timeout=_DEADLINE_S
        )
        found = json.loads(answer.stdout)
    except FileNotFoundError:
        raise RecetteError("squawk est introuvable.", "Lancez « make installer ».") from None
    except json.JSONDecodeError:
        raise RecetteError("squawk ne rend pas son rapport.", f"Il dit : {answer.stderr.strip()}") from None
    return [
        f"ligne {risk['line'] + 1}, {risk['rule_name']} : {risk['message']} {risk['help'] or ''}".strip()
        for risk in found
    ]
