"""Un planificateur : il lance la surveillance, garde sa ligne et son code de sortie."""

import subprocess
import sys

from recette import parts
from recette.operation.psql import Played
from recette.stack.service import clean_environment

_DEADLINE_S = 60


def run_watch(database_url: str) -> Played:
    """Lance `python -m recette.operation` comme le ferait cron : hors de tout terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "recette.operation"],
        cwd=parts.ROOT,
        env=clean_environment() | {"VIRTUS_DB_URL": database_url},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_DEADLINE_S,
    )
    return Played(done.returncode, done.stdout, done.stderr)
