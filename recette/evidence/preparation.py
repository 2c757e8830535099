"""L'extension pytest qui sépare, dans la durée d'un scénario, ce que la session préparait alors.

La pile, la répétition et le navigateur se préparent à la première demande : sans cela, le scénario qui les
demande passerait pour lent, et ce n'est pas toujours le même.
"""

import time
from collections.abc import Generator
from typing import Any

import pytest


class Preparation:
    """Le temps passé à préparer ce que toute la session partage."""

    def __init__(self) -> None:
        self._depth = 0
        self._spent = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        if fixturedef.scope != "session":
            return (yield)
        start = time.perf_counter()
        self._depth += 1
        try:
            return (yield)
        finally:
            self._depth -= 1
            # Une fixture en prépare d'autres : seule la plus haute compte leur temps.
            if self._depth == 0:
                self._spent += time.perf_counter() - start

    def take(self) -> float:
        """Rend le temps passé depuis la dernière demande."""
        spent, self._spent = self._spent, 0.0
        return spent


PREPARATION = pytest.StashKey[Preparation]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[PREPARATION] = Preparation()
    config.pluginmanager.register(config.stash[PREPARATION])
