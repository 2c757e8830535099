"""Extension pytest : des défauts posés tour à tour devant une même pile, chacun le temps de ses scénarios.

L'écran se sert d'un dossier et l'assignation est une fonction : on les change sans rien redémarrer. Un défaut
que la rotation ne voit pas prendre est rejugé seul, sur sa propre pile : elle ne fait que gagner du temps.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from _pytest.outcomes import Skipped

from recette.application.reference import bundle
from recette.database.script import Script, run
from recette.gherkin.rules import rules
from recette.mutation.defect import Defect
from recette.mutation.trial import ROTATION_FILE
from recette.parts import ROOT

_PLACED = "defect_in_place"
_APP = "reference_app/"
_FUNCTIONS = "sql/baseline/20_functions.sql"
_FUNCTION = "CREATE FUNCTION public.assign_program_to_client_atomic"
_DEFECTS = pytest.StashKey[dict[str, Defect]]()
_CAUGHT = pytest.StashKey[dict[str, dict[str, Any]]]()
_PLACED_IN = pytest.StashKey[dict[str, str]]()


class AlreadyCaught(Skipped):
    """Un autre scénario a déjà vu ce défaut."""


def can_rotate(defect: Defect) -> bool:
    """Dit si un défaut se pose et s'ôte sans redémarrer la pile."""
    paths = {replacement.path for replacement in defect.replacements}
    on_screen = defect.layer == "ecran" and all(path.startswith(_APP) for path in paths)
    assigning = defect.layer == "rpc" and paths == {_FUNCTIONS}
    return not (defect.sql or defect.equivalent) and (on_screen or assigning)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--defauts", metavar="FICHIER", help="les défauts de la rotation, en JSON")


def pytest_configure(config: pytest.Config) -> None:
    described = json.loads(Path(config.getoption("--defauts")).read_text(encoding="utf-8"))
    defects = [Defect.restored(content) for content in described]
    config.stash[_DEFECTS] = {defect.name: defect for defect in defects}
    config.stash[_CAUGHT] = {}
    config.pluginmanager.register(_Listener(config))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    tags = {mark.name for mark in metafunc.definition.iter_markers()} & rules().keys()
    defects = metafunc.config.stash[_DEFECTS].values()
    if names := [defect.name for defect in defects if defect.rule in tags]:
        metafunc.parametrize(_PLACED, names, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    others = [item for item in items if _defect_of(item) is None]
    items[:] = [item for item in items if item not in others]
    config.stash[_PLACED_IN] = {item.nodeid: _defect_of(item) or "" for item in items}
    config.hook.pytest_deselected(items=others)


@pytest.fixture(autouse=True)
def defect_in_place(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pose le défaut du scénario, et l'ôte ; un défaut déjà pris n'a plus rien à prouver."""
    if request.param in request.config.stash[_CAUGHT]:
        raise AlreadyCaught("ce défaut est déjà pris")
    defect = request.config.stash[_DEFECTS][request.param]
    if defect.layer == "ecran":
        served: Path = request.getfixturevalue("run_folder") / "application"
        with _changed_files(defect):
            bundle(served)
        yield
        bundle(served)
        return
    database_url = request.getfixturevalue("after_world").target.database_url
    healthy = (ROOT / _FUNCTIONS).read_text(encoding="utf-8")
    with _changed_files(defect):
        _create(database_url, (ROOT / _FUNCTIONS).read_text(encoding="utf-8"))
    yield
    _create(database_url, healthy)


def pytest_sessionfinish(session: pytest.Session) -> None:
    file = Path(session.config.getoption("--rapports")) / ROTATION_FILE
    file.write_text(json.dumps(session.config.stash[_CAUGHT], ensure_ascii=False), encoding="utf-8")


class _Listener:
    """Retient ce qui a pris chaque défaut."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._seconds: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        described: dict[str, Any] | None = getattr(report, "scenario", None)
        if described is None:
            return
        name = self._config.stash[_PLACED_IN][report.nodeid]
        self._seconds[name] = self._seconds.get(name, 0) + report.duration
        # Ce qui échoue en posant le défaut ou en l'ôtant n'est pas une prise.
        if described["issue"] == "echoue" and report.when == "call":
            self._config.stash[_CAUGHT].setdefault(
                name,
                {
                    **{key: described[key] for key in ("regle", "titre", "motif")},
                    "id": report.nodeid,
                    "duree_s": self._seconds[name],
                },
            )


def _defect_of(item: pytest.Item) -> str | None:
    callspec = getattr(item, "callspec", None)
    return callspec.params.get(_PLACED) if callspec else None


@contextmanager
def _changed_files(defect: Defect) -> Iterator[None]:
    files = {ROOT / replacement.path for replacement in defect.replacements}
    healthy = {file: file.read_bytes() for file in files}
    try:
        for replacement in defect.replacements:
            replacement.apply(ROOT)
        yield
    finally:
        for file, content in healthy.items():
            file.write_bytes(content)


def _create(database_url: str, functions: str) -> None:
    _, found, body = functions.partition(_FUNCTION)
    text = f"{found.replace('CREATE', 'CREATE OR REPLACE')}{body}"
    outcome = run(database_url, Script(Path(_FUNCTIONS), text, sha256=""))
    assert outcome.error is None, f"L'assignation ne se recrée pas : {outcome.error}"
