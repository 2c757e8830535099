"""L'application de référence : ses modules réunis en un fichier, comme ceux de Virtus le sont par Vite.

Servis un à un, ils coûtaient à chaque fenêtre soixante demandes, le tiers du temps d'un écran.
"""

import functools
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from recette import parts
from recette.application import REFERENCE_SOURCE, Application
from recette.application.files import fingerprint
from recette.application.store import kept
from recette.errors import RecetteError

_DEADLINE_S = 60
_ENTRY = Path("src", "app.js")
_AS_IS = ("index.html", "styles.css")


@functools.cache
def reference_app() -> Application:
    """Rend l'application de référence, construite ; lève RecetteError quand son code ne se lit pas."""
    key = "\0".join((fingerprint(REFERENCE_SOURCE), parts.node_prefix().name, "réunie"))
    served = kept(f"reference-{hashlib.sha256(key.encode()).hexdigest()[:16]}", _bundle)
    return Application("référence", served, source=REFERENCE_SOURCE, calls_outside=False)


def _bundle(draft: Path) -> None:
    draft.mkdir()
    for name in _AS_IS:
        shutil.copy(REFERENCE_SOURCE / name, draft)
    options = ("--bundle", "--minify", "--charset=utf8", "--format=esm", "--log-level=error", "--color=false")
    done = subprocess.run(
        [parts.esbuild(), _ENTRY, *options, f"--outfile={draft / _ENTRY.name}"],
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
