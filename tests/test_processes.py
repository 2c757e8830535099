"""Combien de processus la recette se donne."""

import os

import pytest

from recette.processes import pytest_xdist_auto_num_workers


@pytest.mark.parametrize(("cores", "processes"), [(1, 2), (2, 3), (4, 4), (16, 4)])
def test_one_more_than_cores_up_to_four(monkeypatch: pytest.MonkeyPatch, cores: int, processes: int) -> None:
    """Les cœurs comptés sont ceux que ce processus peut employer."""
    monkeypatch.delenv("PYTEST_XDIST_AUTO_NUM_WORKERS", raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert pytest_xdist_auto_num_workers() == processes


def test_what_the_environment_asks_prevails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alors xdist décide seul."""
    monkeypatch.setenv("PYTEST_XDIST_AUTO_NUM_WORKERS", "7")
    assert pytest_xdist_auto_num_workers() is None
