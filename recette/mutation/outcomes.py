"""Extension pytest d'une recette à défaut : ce que le verdict ne dit pas et que la campagne veut savoir.

Quelles étapes ont échoué : un « Alors » qu'aucun défaut ne fait jamais échouer ne prouve peut-être rien.
Quels scénarios d'écran ont réussi : devant une application vide, aucun ne le doit.
"""

import json
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from recette.mutation.trial import OUTCOMES_FILE

_FAILED_STEPS = pytest.StashKey[list[dict[str, str]]]()
_PASSED_SCREENS = pytest.StashKey[list[str]]()
_ON_SCREEN = pytest.StashKey[bool]()
_WINDOWS = "new_context"
"""La fixture de pytest-playwright dont naît toute fenêtre."""


def pytest_bdd_step_error(
    request: pytest.FixtureRequest, step: Any, step_func: Callable[..., Any], exception: Exception
) -> None:
    # Un trébuchement (KeyError, témoin absent) n'est pas une vérification qui a vu quelque chose.
    if isinstance(exception, AssertionError):
        request.config.stash[_FAILED_STEPS].append(
            {
                "genre": step.type,
                "fonction": f"{step_func.__module__}.{step_func.__name__}",
                "phrase": step.name,
                "scenario": request.node.nodeid,
            }
        )


def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    if fixturedef.argname == _WINDOWS:
        request.node.stash[_ON_SCREEN] = True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.passed and item.stash.get(_ON_SCREEN, False):
        item.config.stash[_PASSED_SCREENS].append(item.nodeid)
    return report


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FAILED_STEPS] = []
    config.stash[_PASSED_SCREENS] = []


def pytest_sessionfinish(session: pytest.Session) -> None:
    content = {
        "etapes": session.config.stash[_FAILED_STEPS],
        "ecrans": session.config.stash[_PASSED_SCREENS],
    }
    folder = Path(session.config.getoption("--rapports"))
    file = folder / f"{os.environ.get('PYTEST_XDIST_WORKER', '')}{OUTCOMES_FILE}"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
