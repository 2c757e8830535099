"""Extension pytest : des défauts posés tour à tour dans une même recette, chacun le temps de ses scénarios.

L'écran se sert d'un dossier et l'assignation est une fonction : on les change sans rien redémarrer. Les
autres défauts changent ce que la recette lit en premier, son plan : pytest défait tout ce qui en dépend.
Chacun a alors ses bases et sa pile, mais la grappe, le navigateur et l'interpréteur restent.

Un défaut que la rotation ne voit pas prendre est rejugé seul : elle ne fait que gagner du temps.
"""

import json
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.outcomes import Skipped

from recette.application.reference import bundle, bundled
from recette.database.script import Script, run
from recette.gherkin.rules import rules
from recette.mutation.defect import Defect
from recette.mutation.trial import ROTATION_FILE
from recette.parts import ROOT
from recette.plan import PLAN, Plan

_PLACED = "defect_in_place"
_PLANNED = "plan"
_APP = "reference_app/"
_FUNCTIONS = "sql/baseline/20_functions.sql"
_FUNCTION = "CREATE FUNCTION public.assign_program_to_client_atomic"
_DEFECTS = pytest.StashKey[dict[str, Defect]]()
_CAUGHT = pytest.StashKey[dict[str, dict[str, Any]]]()
_PLACED_IN = pytest.StashKey[dict[str, str]]()
_HEALTHY = pytest.StashKey[Plan]()
_CHANGED = pytest.StashKey[ExitStack]()


class AlreadyCaught(Skipped):
    """Un autre scénario a déjà vu ce défaut."""


def can_rotate(defect: Defect) -> bool:
    """Dit si un défaut peut être jugé dans la recette d'autres défauts ; un équivalent se juge seul."""
    on_screen = any(path.startswith(_APP) for path in _paths(defect))
    return not defect.equivalent and (_keeps_the_stack(defect) or not on_screen)


def _keeps_the_stack(defect: Defect) -> bool:
    """Dit si un défaut se pose et s'ôte sans rien redémarrer."""
    on_screen = defect.layer == "ecran" and all(path.startswith(_APP) for path in _paths(defect))
    assigning = (
        defect.layer == "rpc"
        and _paths(defect) == {_FUNCTIONS}
        and all(replacement.searched in _assignment() for replacement in defect.replacements)
    )
    return not defect.sql and (on_screen or assigning)


@cache
def _assignment() -> str:
    """Rend la seule fonction qui se recrée après la migration : les autres sont liées aux anciens noms."""
    return (ROOT / _FUNCTIONS).read_text(encoding="utf-8").partition(_FUNCTION)[2]


def _paths(defect: Defect) -> set[str]:
    return {replacement.path for replacement in defect.replacements}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--defauts", metavar="FICHIER", help="les défauts de la rotation, en JSON")


def pytest_configure(config: pytest.Config) -> None:
    described = json.loads(Path(config.getoption("--defauts")).read_text(encoding="utf-8"))
    defects = [Defect.restored(content) for content in described]
    config.stash[_DEFECTS] = {defect.name: defect for defect in defects}
    config.stash[_CAUGHT] = {}
    config.stash[_CHANGED] = ExitStack()
    config.pluginmanager.register(_Listener(config))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    tags = {mark.name for mark in metafunc.definition.iter_markers()} & rules().keys()
    defects = [defect for defect in metafunc.config.stash[_DEFECTS].values() if defect.rule in tags]
    if defects:
        metafunc.parametrize(
            (_PLACED, _PLANNED),
            [
                pytest.param(defect.name, "" if _keeps_the_stack(defect) else defect.name, id=defect.name)
                for defect in defects
            ],
            indirect=True,
            # Tant que le défaut ne change pas, ce qui dépend du plan sert d'un scénario à l'autre.
            scope="session",
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    others = [item for item in items if _defect_of(item) is None]
    # Chaque plan se défait et se refait : il ne se joue qu'en une fois.
    items[:] = sorted((item for item in items if item not in others), key=_plan_of)
    config.stash[_PLACED_IN] = {item.nodeid: _defect_of(item) or "" for item in items}
    config.hook.pytest_deselected(items=others)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """Pose le défaut d'un plan avant qu'il soit lu."""
    if fixturedef.argname == _PLANNED:
        _plan_with(request.config, request.param)
    return (yield)


def _plan_with(config: pytest.Config, name: str) -> None:
    stash = config.stash
    healthy = stash.setdefault(_HEALTHY, stash[PLAN])
    stash[_CHANGED].close()
    if not name:
        stash[PLAN] = healthy
        return
    defect = stash[_DEFECTS][name]
    stash[_CHANGED].enter_context(_changed_files(defect))
    changed = Plan.prepare(reports=healthy.reports)
    after = [Script(Path(f"{name}.sql"), defect.sql, sha256="")] if defect.sql else []
    stash[PLAN] = replace(changed, after=tuple(after))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Un défaut déjà pris n'a plus rien à prouver."""
    if _defect_of(item) in item.config.stash[_CAUGHT]:
        raise AlreadyCaught("ce défaut est déjà pris")


@pytest.fixture(scope="session", autouse=True)
def defect_in_place(request: pytest.FixtureRequest, plan: Plan) -> Iterator[None]:
    """Pose un défaut qui ne redémarre rien, puis l'ôte."""
    defect = request.config.stash[_DEFECTS][request.param]
    if not _keeps_the_stack(defect):
        yield
        return
    if defect.layer == "ecran":
        served = bundled(request.getfixturevalue("run_folder"))
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
    session.config.stash[_CHANGED].close()
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


def _plan_of(item: pytest.Item) -> str:
    plan: str = item.callspec.params[_PLANNED]  # type: ignore[attr-defined]
    return plan


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
