"""L'extension pytest qui écrit le procès-verbal, une fois le verdict rendu."""

from collections.abc import Generator

import pytest

from recette.evidence.recorder import VERDICT
from recette.evidence.unfolding import CHRONICLER


class Clerk:
    """Écrit le déroulement et le procès-verbal."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self) -> Generator[None, object, object]:
        result = yield
        if verdict := self._config.stash.get(VERDICT, None):
            self._config.stash[CHRONICLER].write(self._config, verdict)
        return result


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Clerk(config))
