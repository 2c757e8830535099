"""L'atelier où une application est construite : une copie, un environnement propre, des délais."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from recette.application.tools import search_path
from recette.errors import RecetteError
from recette.stack.service import clean_environment, guardian
from recette.stack.web import PLACEHOLDER_ANON_KEY, PLACEHOLDER_URL

_CITED_LINES = 12
# NODE_ENV=production priverait npm de Vite, qui est un outil de développement.
_DIVERTING = ("VIRTUS_", "NODE_ENV", "GIT_")


class Workshop:
    """La copie d'une application, et ce qu'on y lance."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder = folder
        self._log = log

    def run(self, command: Sequence[str], *, what: str, remedy: str, deadline_s: int) -> None:
        """Lance une commande jusqu'à sa fin ; lève RecetteError quand elle échoue ou dure trop."""
        with self._log.open("wb") as output:
            process = subprocess.Popen(
                [*guardian(signal.SIGTERM, None), *command],
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            try:
                code = process.wait(deadline_s)
            except subprocess.TimeoutExpired:
                raise RecetteError(
                    f"{what} dure plus de {deadline_s} s.", f"{remedy}{self._said()}"
                ) from None
            finally:
                _end_group(process)
        if code:
            raise RecetteError(f"{what} échoue (code {code}).", f"{remedy}{self._said()}")

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in clean_environment().items() if not name.startswith(_DIVERTING)}
        registry = {
            name: value for name, value in os.environ.items() if name.lower().startswith("npm_config_")
        }
        return {
            **kept,
            **registry,
            "PATH": search_path(),
            "TMPDIR": str(self.folder.parent),
            "NO_COLOR": "1",
            "VITE_SUPABASE_URL": PLACEHOLDER_URL,
            "VITE_SUPABASE_ANON_KEY": PLACEHOLDER_ANON_KEY,
        }

    def _said(self) -> str:
        said = self._log.read_text(errors="replace").replace(str(self.folder), ".").splitlines()
        lines = [line.rstrip() for line in said if line.strip()][-_CITED_LINES:]
        return " Fin de ce qui a été dit :\n    " + "\n    ".join(lines) if lines else ""


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    # npm lance node, qui lance Vite : le groupe entier s'arrête, même si npm est déjà parti.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
