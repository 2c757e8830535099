"""Une charge : un cœur tenu occupé, et un seul.

La suite garde les autres : on éprouve sa patience, on ne l'étouffe pas.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recette.errors import RecetteError
from recette.stack.service import Service

_BUSY = "import os, sys\nos.sched_setaffinity(0, {int(sys.argv[1])})\nwhile True: pass"
_DEADLINE_S = 10


class Load:
    """Ce qui occupe un cœur."""

    def __init__(self, service: Service, core: int) -> None:
        self._service = service
        self.core = core

    def check(self) -> None:
        """Lève RecetteError si le cœur n'est plus occupé : l'épreuve ne vaudrait plus ce qu'elle dit."""
        self._service.check_alive()

    @property
    def pid(self) -> int:
        """Le numéro du processus."""
        return self._service.process.pid

    def in_place(self) -> bool:
        """Dit si la charge tient son cœur, et lui seul."""
        return os.sched_getaffinity(self.pid) == {self.core}


@contextmanager
def one_busy_core(folder: Path) -> Iterator[Load]:
    """Occupe un cœur ; le noyau arrête la charge si l'épreuve meurt.

    Lève RecetteError quand la machine n'en a qu'un.
    """
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise RecetteError(
            "Cette machine n'offre qu'un cœur : la charge l'occuperait tout entier.",
            "Jouez l'épreuve sur deux cœurs au moins.",
        )
    command = [sys.executable, "-c", _BUSY, str(cores[-1])]
    with Service("Le processus de charge", command, log=folder / "charge.log") as service:
        load = Load(service, cores[-1])
        service.wait_until(load.in_place, deadline_s=_DEADLINE_S)
        yield load
