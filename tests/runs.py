"""Jouer la recette dans un processus à part, et constater ce qu'elle laisse."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recette.parts import ROOT

DEADLINE_S = 120
VANISHING_S = 10


@dataclass(frozen=True)
class Run:
    """Une recette terminée."""

    code: int
    output: str
    verdict: dict[str, Any]
    """Vide quand aucun verdict n'a été rendu."""

    def issues(self) -> dict[str, str]:
        """Rend l'issue de chaque règle jouée (la sélection n'y met qu'un scénario)."""
        return {scenario["regle"]: scenario["issue"] for scenario in self.verdict["scenarios"]}

    def reason(self, rule: str) -> str:
        """Rend le motif de l'échec d'une règle."""
        [scenario] = [found for found in self.verdict["scenarios"] if found["regle"] == rule]
        return str(scenario["motif"])


class Runner:
    """Lance des recettes dont tout ce qui est temporaire va sous un dossier à elles."""

    def __init__(self, folder: Path, root: Path = ROOT, *, minutes: bool = False) -> None:
        """Range ses rapports sous `folder` ; le procès-verbal n'est écrit que si l'essai en parle."""
        self._minutes = minutes
        self.temporary = folder / "tmp"
        self.reports = folder / "rapports"
        self._root = root
        self.temporary.mkdir()

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        """Lance une recette et rend la main."""
        base = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--rapports={self.reports}"]
        if not self._minutes:
            base += ["-p", "no:recette.evidence.clerk"]
        return subprocess.Popen(
            [*base, *arguments],
            cwd=self._root,
            env=_environment() | {"TMPDIR": str(self.temporary)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
        )

    def play(self, *arguments: str, **environment: str) -> Run:
        """Joue une recette jusqu'au bout."""
        return self.finish(self.start(*arguments, **environment))

    def finish(self, process: "subprocess.Popen[bytes]", said: str = "") -> Run:
        """Attend la fin d'une recette ; `said` est ce qui en a déjà été lu."""
        with process:
            output, _ = process.communicate(timeout=DEADLINE_S)
        file = self.reports / "verdict.json"
        verdict = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        return Run(process.returncode, said + output.decode(), verdict)

    def wait_for(self, process: "subprocess.Popen[bytes]", text: str) -> str:
        """Lit ce que dit une recette jusqu'à ce texte."""
        assert process.stdout is not None
        said, limit = b"", time.monotonic() + DEADLINE_S
        while text not in said.decode(errors="ignore"):
            ready, _, _ = select.select([process.stdout], [], [], max(0, limit - time.monotonic()))
            chunk = process.stdout.read(4096) if ready else b""
            assert chunk, f"La recette n'a jamais dit « {text} » :\n{said.decode(errors='replace')}"
            said += chunk
        return said.decode(errors="replace")

    def kill(self, word: str) -> None:
        """Tue le processus de cette recette dont la commande contient ce mot."""
        [pid] = [pid for pid, command in self._processes() if word in command.split("\0", 1)[0]]
        os.kill(pid, signal.SIGKILL)

    def leftovers(self) -> list[str]:
        """Rend ce qui reste de ces recettes : processus encore en vie après un délai, fichiers."""
        limit = time.monotonic() + VANISHING_S
        alive = [
            f"processus {pid} : {command.replace(chr(0), ' ')}"
            for pid, command in self._processes()
            if not _ends(pid, limit)
        ]
        return alive + [str(path.relative_to(self.temporary)) for path in self.temporary.iterdir()]

    def _processes(self) -> Iterator[tuple[int, str]]:
        """Rend les processus de ces recettes : le dossier est dans leur environnement ou leur commande."""
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
                environment = (entry / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if str(self.temporary) in command + environment:
                yield int(entry.name), command


def _ends(pid: int, limit: float) -> bool:
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], max(0, limit - time.monotonic()))[0])
    finally:
        os.close(watched)


def _environment() -> dict[str, str]:
    # La recette essayée n'est pas un processus de celle qui l'essaie.
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
