"""Extension pytest d'une recette à défaut : retient les étapes que le défaut a fait échouer.

Une étape « Alors » qu'aucun défaut ne fait jamais échouer ne prouve peut-être rien.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recette.mutation.trial import STEPS_FILE

_FAILED = pytest.StashKey[list[dict[str, str]]]()


def pytest_bdd_step_error(
    request: pytest.FixtureRequest, step: Any, step_func: Callable[..., Any], exception: Exception
) -> None:
    # Un trébuchement (KeyError, témoin absent) n'est pas une vérification qui a vu quelque chose.
    if isinstance(exception, AssertionError):
        request.config.stash[_FAILED].append(
            {
                "genre": step.type,
                "fonction": f"{step_func.__module__}.{step_func.__name__}",
                "phrase": step.name,
            }
        )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FAILED] = []


def pytest_sessionfinish(session: pytest.Session) -> None:
    failed = session.config.stash[_FAILED]
    folder = Path(session.config.getoption("--rapports"))
    file = folder / f"{os.environ.get('PYTEST_XDIST_WORKER', '')}{STEPS_FILE}"
    file.write_text(json.dumps(failed, ensure_ascii=False), encoding="utf-8")
