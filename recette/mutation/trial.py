"""Une recette jouée sur une copie privée de la livraison, où un défaut est posé."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from recette.errors import RecetteError
from recette.mutation.defect import Defect
from recette.parts import ROOT
from recette.stack.service import clean_environment

_NOT_DELIVERED = shutil.ignore_patterns(
    *(".git", ".venv", "node_modules", "rapports", "mutants", "tests"),
    *(".mypy_cache", ".pytest_cache", ".ruff_cache"),
)
_DEADLINE_S = 900
_MOST_WORKERS = 4
_TIDYING_S = 30
OUTCOMES_FILE = "mutation.json"
ROTATION_FILE = "rotation.json"


@dataclass(frozen=True)
class Trial:
    """Ce qu'une recette a conclu."""

    code: int
    seconds: float
    output: str
    verdict: dict[str, Any]
    failed_steps: list[dict[str, str]] = field(default_factory=list)
    passed_screens: list[str] = field(default_factory=list)
    """Les scénarios qui ont ouvert une fenêtre et réussi."""
    rotation: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Ce qui a pris chaque défaut d'une rotation."""

    @property
    def failures(self) -> list[dict[str, Any]]:
        """Rend les scénarios échoués."""
        return [found for found in self.verdict.get("scenarios", []) if found["issue"] == "echoue"]

    @property
    def findings(self) -> list[str]:
        """Rend les constats, que nul scénario ne porte."""
        return list(self.verdict.get("constats", []))

    @property
    def differences(self) -> list[str]:
        """Rend tout ce que l'empreinte a vu bouger, informations comprises."""
        seen = self.verdict.get("empreinte", {})
        return sorted(seen.get("constats", []) + seen.get("informations", []))


class Laboratory:
    """Pose des défauts et joue des recettes ; sait arrêter celles qui tournent encore."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = Lock()
        self._stopped = False
        self._count = 0

    def prepare(self, defects: Iterable[Defect]) -> "Bench":
        """Copie la livraison et y pose des défauts ; lève RecetteError quand l'un ne s'applique plus."""
        with self._lock:
            self._count += 1
            place = self._folder / str(self._count)
        root = place / "r"
        # Les fichiers compilés gardent leur date, donc restent valables dans la copie.
        shutil.copytree(ROOT, root, ignore=_NOT_DELIVERED, copy_function=shutil.copy2)
        scripts = []
        for defect in defects:
            for replacement in defect.replacements:
                replacement.apply(root)
            if defect.sql:
                script = place / f"{defect.name}.sql"
                script.write_text(defect.sql, encoding="utf-8")
                scripts.append(script)
        return Bench(self, place, [f"--sql-apres={script}" for script in scripts])

    def prepare_rotation(self, defects: Iterable[Defect]) -> "Bench":
        """Copie la livraison, saine, pour des défauts qui y passeront tour à tour."""
        bench = self.prepare([])
        file = bench.place / "rotation.json"
        file.write_text(json.dumps([defect.described() for defect in defects]), encoding="utf-8")
        bench.options += ["-p", "recette.mutation.rotation", f"--defauts={file}"]
        return bench

    def run(self, command: list[str], root: Path, temporary: Path) -> tuple[int, str]:
        """Joue une commande et rend son code et ce qu'elle dit."""
        with self._lock:
            if self._stopped:
                raise KeyboardInterrupt
            # Un groupe à elle : c'est ici, et non le terminal, qui lui demande de s'arrêter.
            process = subprocess.Popen(
                command,
                cwd=root,
                env=clean_environment() | {"TMPDIR": str(temporary)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            self._running.add(process)
        try:
            output, _ = process.communicate(timeout=_DEADLINE_S)
        except subprocess.TimeoutExpired:
            _end(process)
            return -1, f"La recette n'a pas fini en {_DEADLINE_S} s."
        except BaseException:
            _end(process)
            raise
        finally:
            with self._lock:
                self._running.discard(process)
        if self._stopped:
            # Une recette qu'on arrête échoue de l'être : elle n'a rien conclu.
            raise KeyboardInterrupt
        return process.returncode, output

    def stop(self) -> None:
        """Arrête les recettes en cours : chacune range, puis sort."""
        with self._lock:
            self._stopped = True
            running = list(self._running)
        # Toutes rangent en même temps : l'une après l'autre, l'arrêt prendrait autant de fois le sien.
        for process in running:
            _ask_to_tidy(process)
        for process in running:
            # Son fil lit encore ce qu'elle dit : ici, on n'attend que sa fin.
            _see_out(process, process.wait)


class Bench:
    """Une copie de la livraison, défauts posés, où l'on joue une ou plusieurs recettes."""

    def __init__(self, laboratory: Laboratory, place: Path, options: list[str]) -> None:
        self._laboratory = laboratory
        self.place = place
        self.options = options

    @property
    def reports(self) -> Path:
        """Le dossier des preuves de la dernière recette jouée."""
        return self.place / "p"

    def play(self, *arguments: str, scenarios: Iterable[str] = ("features",)) -> Trial:
        """Joue une recette, entière ou réduite ; lève RecetteError quand elle n'a pas pu tourner."""
        reports, temporary = self.reports, self.place / "t"
        shutil.rmtree(reports, ignore_errors=True)
        temporary.mkdir(exist_ok=True)
        start = time.monotonic()
        code, output = self._laboratory.run(
            [
                *(sys.executable, "-m", "pytest", "-p", "no:cacheprovider"),
                # Personne ne signe la recette d'un défaut volontaire.
                *("-p", "no:recette.evidence.clerk"),
                *("-p", "recette.mutation.outcomes", "-W", "ignore::pytest.PytestAssertRewriteWarning"),
                *(*scenarios, f"--rapports={reports}", *self.options, *arguments),
            ],
            self.place / "r",
            temporary,
        )
        seconds = time.monotonic() - start
        if code not in (0, 1):
            raise RecetteError(f"La recette n'a pas pu tourner : {_complaint(output)}", "Corrigez le défaut.")
        rotation = reports / ROTATION_FILE
        seen = [
            json.loads(path.read_text(encoding="utf-8")) for path in sorted(reports.glob(f"*{OUTCOMES_FILE}"))
        ]
        verdict = json.loads((reports / "verdict.json").read_text(encoding="utf-8"))
        return Trial(
            code,
            seconds,
            output,
            verdict,
            [step for part in seen for step in part["etapes"]],
            [screen for part in seen for screen in part["ecrans"]],
            json.loads(rotation.read_text(encoding="utf-8")) if rotation.exists() else {},
        )

    def close(self) -> None:
        """Efface la copie."""
        shutil.rmtree(self.place, ignore_errors=True)


def in_parallel() -> list[str]:
    """Rend les options qui partagent une recette entre les cœurs, comme `make recette`."""
    return ["-n", str(workers()), "--dist", "worksteal"]


def workers() -> int:
    """Rend le nombre de recettes, ou de leurs processus, qui se jouent à la fois."""
    return min(len(os.sched_getaffinity(0)), _MOST_WORKERS)


def _end(process: "subprocess.Popen[str]") -> None:
    """Demande à une recette de ranger, lit ce qu'elle dit encore, puis tue ce qui en reste."""
    _ask_to_tidy(process)
    _see_out(process, process.communicate)


def _ask_to_tidy(process: "subprocess.Popen[str]") -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)


def _see_out(process: "subprocess.Popen[str]", wait: Callable[..., Any]) -> None:
    """Laisse à une recette le temps de ranger, puis tue ce qui en reste."""
    with suppress(subprocess.TimeoutExpired):
        wait(timeout=_TIDYING_S)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _complaint(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for position, line in enumerate(lines):
        if "n'a pas pu tourner" in line:
            return " ".join(lines[position + 1 : position + 3])
    return " ".join(lines[-3:])
