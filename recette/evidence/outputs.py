"""Les sorties d'autres extensions, que la recette refuse quand elles n'écriraient rien."""

import pytest

from recette.usage import COULD_NOT_RUN


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    asked = getattr(config.option, "cucumber_json_path", None)
    if asked and getattr(config.option, "numprocesses", None):
        raise pytest.exit.Exception(
            "--cucumberjson n'écrit rien quand plusieurs processus jouent la recette : retirez -n, "
            "ou prenez --junitxml, qui les réunit.",
            returncode=COULD_NOT_RUN,
        )
