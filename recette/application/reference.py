"""L'application de référence : ses modules réunis en un fichier, comme ceux de Virtus le sont par Vite.

Servis un à un, ils coûtaient à chaque fenêtre soixante demandes, le tiers du temps d'un écran.
"""

import os
import shutil
import subprocess
from pathlib import Path

from recette import parts
from recette.application import REFERENCE_SOURCE
from recette.errors import RecetteError

_FOLDER = "application"
_DEADLINE_S = 60
_ENTRY = Path("src", "app.js")
_AS_IS = ("index.html", "styles.css")
_OPTIONS = ("--bundle", "--minify", "--charset=utf8", "--format=esm", "--log-level=error", "--color=false")


def bundled(run_folder: Path) -> Path:
    """Rend l'application de référence réunie dans le dossier de travail, une fois par recette."""
    folder = run_folder / _FOLDER
    if not folder.exists():
        folder.mkdir()
        bundle(folder)
    return folder


def bundle(folder: Path) -> None:
    """Réunit l'application dans un dossier ; lève RecetteError quand son code ne se lit pas."""
    for name in _AS_IS:
        shutil.copy(REFERENCE_SOURCE / name, folder)
    done = subprocess.run(
        [parts.esbuild(), _ENTRY, *_OPTIONS, f"--outfile={folder / _ENTRY.name}"],
        cwd=REFERENCE_SOURCE,
        env={"NODE_PATH": str(parts.node_modules()), "PATH": os.defpath},
        capture_output=True,
        text=True,
        timeout=_DEADLINE_S,
    )
    if done.returncode != 0:
        raise RecetteError(
            f"L'application de référence ne se construit pas : {done.stderr.strip()}", "Corrigez son code."
        )
