"""Un terminal où l'équipe tape ses commandes telles quelles : ses programmes, un projet jetable."""

import subprocess
from pathlib import Path

from recette import parts
from recette.operation.psql import Played
from recette.stack.service import clean_environment

_DEADLINE_S = 60
_CLIENTS = ("psql", "pg_dump", "pg_restore")
# « supabase » sans --remote vise la pile locale : celle de la personne reste ainsi hors d'atteinte.
_CONFIG = "[db]\nport = 1\n"
SUPABASE_SETTINGS = {
    "SUPABASE_TELEMETRY_DISABLED": "1",
    "SUPABASE_NO_UPDATE_NOTIFIER": "1",
    "DO_NOT_TRACK": "1",
    # La commande de Supabase (Bun) vit une demi-seconde : son compilateur optimisant n'y rend rien,
    # et prendrait le tiers du processeur.
    "BUN_JSC_useDFGJIT": "0",
}
"""L'environnement de la ligne de commande de Supabase, qui ne doit parler à personne."""


class Shell:
    """Joue une ligne de commande dans le projet, devant une base que désigne `$VIRTUS_DB_URL`."""

    def __init__(self, folder: Path, supabase: Path) -> None:
        self.project = folder / "projet"
        self._home = folder / "personnel"
        self._programs = folder / "programmes"
        for made in (self.project / "supabase" / "migrations", self._home, self._programs):
            made.mkdir(parents=True)
        (self.project / "supabase" / "config.toml").write_text(_CONFIG, encoding="utf-8")
        for name, program in {
            "supabase": supabase,
            **{n: parts.postgres_client(n) for n in _CLIENTS},
        }.items():
            (self._programs / name).symlink_to(program)

    def run(self, line: str, database_url: str) -> Played:
        """Joue une ligne ; l'adresse de la base, qui a un mot de passe, est tue dans ce qu'elle a dit."""
        environment = clean_environment()
        environment |= {
            "PATH": f"{self._programs}:{environment['PATH']}",
            "HOME": str(self._home),
            "LC_ALL": "C.UTF-8",
            "VIRTUS_DB_URL": database_url,
            **SUPABASE_SETTINGS,
            # La base d'essai n'a pas de certificat, et l'avertissement se mêlerait à la réponse.
            "PGSSLMODE": "disable",
        }
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=self.project,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_DEADLINE_S,
        )
        return Played(
            done.returncode, *(said.replace(database_url, "…") for said in (done.stdout, done.stderr))
        )
