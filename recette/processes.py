"""Combien de processus se partagent la recette, à `-n auto`."""

import os

import pytest

_MOST = 4
"""Au-delà, chacun ayant sa pile, le navigateur et PostgreSQL se gênent."""
_ASKED = "PYTEST_XDIST_AUTO_NUM_WORKERS"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Un de plus que de cœurs : pendant que l'un attend un verrou ou un réseau lent, un autre travaille."""
    # Ce que l'environnement demande l'emporte : xdist le lit lui-même.
    return None if os.environ.get(_ASKED) else min(_cores() + 1, _MOST)


def _cores() -> int:
    # Un conteneur n'a pas tous les cœurs de sa machine.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
