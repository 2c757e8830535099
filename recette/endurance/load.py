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


@contextmanager
def one_busy_core(folder: Path) -> Iterator[int]:
    """Occupe un cœur, et rend son numéro ; le noyau arrête la charge si l'épreuve meurt."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise RecetteError(
            "Cette machine n'offre qu'un cœur : la charge l'occuperait tout entier.",
            "Jouez l'épreuve sur deux cœurs au moins.",
        )
    command = [sys.executable, __file__, str(cores[-1])]
    with Service("la charge", command, log=folder / "charge.log"):
        yield cores[-1]


def _burn(core: int) -> None:
    os.sched_setaffinity(0, {core})
    while True:
        pass


if __name__ == "__main__":
    _burn(int(sys.argv[1]))
