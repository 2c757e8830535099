"""Mesurer un processus et toute sa descendance : temps écoulé, processeur, mémoire."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from recette.errors import RecetteError

_PROCESSES = Path("/proc")
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_MEMORY_PERIOD_S = 2.0
"""Relever la mémoire d'une vingtaine de processus coûte : assez rare pour ne pas se mesurer soi-même."""
_DEADLINE_S = 3600
# Les champs de /proc/PID/stat après le nom : père, puis processeur du processus et de ses enfants attendus.
_PARENT, _USED = 1, slice(11, 15)


@dataclass(frozen=True)
class Cost:
    """Ce qu'une commande a coûté."""

    started: float
    """L'instant de son lancement (`time.time`)."""
    seconds: float
    cpu_s: float
    """Le processeur de toute la descendance du banc, pile comprise, pendant ce temps."""
    memory_mb: Sequence[tuple[float, float]]
    """(instant, mémoire de la descendance de la commande, en Mio), si on l'a demandée."""


def measured(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    environment: Mapping[str, str] | None = None,
    accepted: Sequence[int] = (0,),
    watch_memory: bool = False,
) -> Cost:
    """Joue une commande et la mesure ; lève RecetteError quand elle échoue."""
    before, started, start = _cpu_of_descendants(), time.time(), time.perf_counter()
    with subprocess.Popen(
        list(map(str, command)),
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        watch = _MemoryWatch(process.pid)
        if watch_memory:
            watch.start()
        try:
            said, _ = process.communicate(timeout=_DEADLINE_S)
        except BaseException:
            process.terminate()
            raise
        finally:
            watch.ended.set()
    seconds = time.perf_counter() - start
    if process.returncode not in accepted:
        shown = "\n    ".join(said.strip().splitlines()[-12:])
        raise RecetteError(
            f"Une commande du banc a échoué (code {process.returncode}) : {' '.join(map(str, command[:6]))}…",
            f"Rien n'est mesuré d'un échec. Elle dit :\n    {shown}",
        )
    return Cost(started, seconds, _cpu_of_descendants() - before, watch.samples)


class _MemoryWatch(Thread):
    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.samples: list[tuple[float, float]] = []
        self.ended = Event()
        self._root = root

    def run(self) -> None:
        while not self.ended.wait(_MEMORY_PERIOD_S):
            self.samples.append((time.time(), memory_of(self._root)))


def memory_of(root: int) -> float:
    """Rend la mémoire d'un processus et de sa descendance, en Mio, ce qu'ils partagent compté une fois."""
    return sum(_proportional_kb(pid) for pid in [root, *_descendants(root)]) / 1024


def _proportional_kb(pid: int) -> int:
    try:
        lines = (_PROCESSES / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        # Fini entre-temps, ou à un autre compte.
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _cpu_of_descendants() -> float:
    stats = _stats()
    alive = [os.getpid(), *_descendants(os.getpid(), stats)]
    return sum(int(value) for pid in alive if pid in stats for value in stats[pid][_USED]) / _TICKS_PER_S


def _descendants(root: int, stats: Mapping[int, list[str]] | None = None) -> list[int]:
    children: dict[int, list[int]] = {}
    for pid, fields in (stats or _stats()).items():
        children.setdefault(int(fields[_PARENT]), []).append(pid)
    found, waiting = [], [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _stats() -> dict[int, list[str]]:
    if not _PROCESSES.is_dir():
        raise RecetteError("Le banc se joue sous Linux.", "Il lit processeur et mémoire dans /proc.")
    found = {}
    for entry in _PROCESSES.iterdir():
        if entry.name.isdigit():
            try:
                said = (entry / "stat").read_text()
            except OSError:
                continue
            found[int(entry.name)] = said.rpartition(")")[2].split()
    return found
