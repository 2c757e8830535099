"""Une commande mal tapée : une phrase, et le code de sortie d'une recette qui n'a pas pu tourner."""

import sys
from collections.abc import Generator

import pytest

COULD_NOT_RUN = 2


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, int | None, int | None]:
    try:
        return (yield)
    except pytest.UsageError as error:
        sys.stderr.write(f"La commande ne désigne rien que l'on puisse jouer : {error}\n")
        return COULD_NOT_RUN
