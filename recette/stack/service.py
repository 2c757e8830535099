"""Un processus de la pile : démarré, attendu, surveillé, toujours arrêté."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from recette.errors import RecetteError

_STOP_DEADLINE_S = 10.0


def clean_environment() -> dict[str, str]:
    """Rend l'environnement sans ce qui détournerait une connexion ou une recette (PG*, proxys, xdist)."""
    diverted = ("PG", "SUPABASE_", "VITE_", "PYTEST_XDIST_")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(diverted) and not name.lower().endswith("_proxy")
    }


class Service:
    """Gestionnaire de contexte d'un processus.

    Le noyau envoie `stop_signal` au processus si la recette meurt sans l'arrêter (Linux, `setpriv`).
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        environment: dict[str, str] | None = None,
        user: str | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        inherited_fds: Sequence[int] = (),
    ) -> None:
        self.name = name
        self.log = log
        self._command = [*guardian(stop_signal, user), *map(str, command)]
        self._environment = clean_environment() | (environment or {})
        self._stop_signal = stop_signal
        self._inherited_fds = inherited_fds
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, f"{self.name} n'est pas démarré"
        return self._process

    def __enter__(self) -> Self:
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self._environment,
                cwd="/",
                pass_fds=self._inherited_fds,
                # Ctrl-C va au groupe du terminal : c'est la recette, et elle seule, qui arrête ses pièces.
                start_new_session=True,
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is not None:
            return
        self.process.send_signal(self._stop_signal)
        try:
            self.process.wait(_STOP_DEADLINE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def wait_until(self, ready: Callable[[], bool], *, deadline_s: float) -> None:
        """Attend que `ready` réponde vrai.

        Lève RecetteError quand le processus meurt avant, ou quand `deadline_s` secondes ont passé.
        """
        limit = time.monotonic() + deadline_s
        while not ready():
            try:
                self.process.wait(0.01)
            except subprocess.TimeoutExpired:
                if time.monotonic() < limit:
                    continue
                raise RecetteError(
                    f"{self.name} ne répond pas après {deadline_s:.0f} s.", self._log_excerpt()
                ) from None
            self.check_alive()

    def check_alive(self) -> None:
        """Lève RecetteError quand le processus s'est arrêté sans qu'on le lui demande."""
        code = self.process.poll()
        if code is not None:
            how = f"tué par {signal.Signals(-code).name}" if code < 0 else f"code {code}"
            raise RecetteError(f"{self.name} s'est arrêté tout seul ({how}).", self._log_excerpt())

    def _log_excerpt(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines() if self.log.exists() else []
        if not lines:
            return "Son journal est vide ; relancez la recette."
        return "Fin de son journal :\n    " + "\n    ".join(lines[-5:])


def as_user(user: str | None) -> list[str]:
    """Rend le début de commande qui fait tourner un programme sous un autre compte."""
    return ["setpriv", *_identity(user), "--"] if user else []


def guardian(stop_signal: signal.Signals, user: str | None) -> list[str]:
    """Rend le début de commande qui lie un programme à la vie de la recette, et à un compte."""
    if shutil.which("setpriv") is None:
        if user:
            raise RecetteError(
                "PostgreSQL refuse de tourner sous root, et la commande setpriv manque.",
                "Installez util-linux ou lancez la recette sous un compte ordinaire.",
            )
        return []
    return ["setpriv", *_identity(user), "--pdeathsig", stop_signal.name.removeprefix("SIG"), "--"]


def _identity(user: str | None) -> list[str]:
    if user is None:
        return []
    return [f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--init-groups"]
