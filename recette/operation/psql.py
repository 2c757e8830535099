"""psql, tel que l'équipe le tape."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from recette import parts
from recette.stack.service import clean_environment

_DEADLINE_S = 120


@dataclass(frozen=True)
class Played:
    """Ce qu'une commande a rendu : son code de sortie, ses données, ce qu'elle a dit à côté."""

    code: int
    output: str
    said: str

    @property
    def complaint(self) -> str:
        """La première phrase d'erreur, ou la dernière ligne dite."""
        lines = [line.strip() for line in (self.said + "\n" + self.output).splitlines() if line.strip()]
        wrong = [line for line in lines if re.search(r"\berror\b|^Unknown|^failed", line, re.IGNORECASE)]
        return (wrong or lines[-1:] or ["rien"])[0]


def play(database_url: str, script: Path) -> Played:
    """Joue un fichier SQL par psql, qui s'arrête et sort en erreur à la première instruction refusée."""
    program = str(parts.postgres_client("psql"))
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={script}"]
    done = subprocess.run(
        [program, *options, database_url],
        capture_output=True,
        text=True,
        env=clean_environment() | {"LC_ALL": "C.UTF-8"},
        timeout=_DEADLINE_S,
    )
    return Played(done.returncode, done.stdout, done.stderr)
