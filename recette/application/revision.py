"""La révision d'une application : ce que le verdict dit avoir éprouvé."""

import subprocess
from pathlib import Path

from recette.application.files import fingerprint

_SHORT = 12
MODIFIED = "+modifications"
"""Ce qui suit la révision d'un dossier où des fichiers ont changé : elle ne le désigne plus tout à fait."""
_NOT_SECRETS = ":(exclude,glob)**/.env*"


def revision(folder: Path) -> str:
    """Rend la révision git d'un dossier, ou l'empreinte de ses fichiers hors de tout dépôt."""
    commit = _git(folder, "rev-parse", f"--short={_SHORT}", "HEAD")
    changes = _git(folder, "status", "--porcelain", "--", ".", _NOT_SECRETS) if commit else None
    if commit is None or changes is None:
        return fingerprint(folder)[:_SHORT]
    return f"{commit}{MODIFIED}" if changes else commit


def _git(folder: Path, *arguments: str) -> str | None:
    # Sans verrou facultatif, git n'écrit rien : « status » mettrait sinon son index à jour.
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
