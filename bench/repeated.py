"""L'extension pytest du banc : rejouer chaque scénario, tour après tour, et en garder la chronologie.

`-p bench.repeated --tours 3 --chronologie FICHIER` ; le premier tour paie ce que la session prépare.
"""

import json
import re
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

_ROUND = "tour"
_SUFFIX = re.compile(r"tour\d+-|-?tour\d+(?=\])")
_KIND = pytest.StashKey[str]()
_SPANS = pytest.StashKey[list[dict[str, Any]]]()
# La fixture qui dit le genre d'un scénario : une fenêtre s'est ouverte, ou quelqu'un s'est présenté à l'API.
_KINDS = {"new_context": "écran", "scene": "API"}
_BASE = "base"
_END = pytest.StashKey[float]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("banc", "Banc d'essai")
    group.addoption("--tours", type=int, default=1, help="jouer chaque scénario autant de fois")
    group.addoption(
        "--chronologie", metavar="FICHIER", help="où écrire le début et la fin de chaque scénario"
    )


@pytest.fixture
def tour(request: pytest.FixtureRequest) -> int:
    """Le tour de ce scénario."""
    number: int = request.param
    return number


@pytest.fixture(autouse=True)
def whole(request: pytest.FixtureRequest) -> Iterator[None]:
    """Dit quand tout ce qui était au scénario est rangé : le dernier range ensuite la session."""
    yield
    request.node.stash[_END] = time.time()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    rounds = range(metafunc.config.option.tours)
    metafunc.fixturenames.append(_ROUND)
    metafunc.parametrize(_ROUND, rounds, indirect=True, ids=[f"tour{number}" for number in rounds])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_round_of)


def without_round(name: str) -> str:
    """Rend le nom d'un scénario, ou son identifiant, sans le tour où il fut joué."""
    return _SUFFIX.sub("", name).removesuffix("[]")


def _round_of(item: pytest.Item) -> int:
    number: int = item.callspec.params[_ROUND]  # type: ignore[attr-defined]
    return number


def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    if fixturedef.argname in _KINDS and isinstance(request.node, pytest.Item):
        known = request.node.stash.get(_KIND, _BASE)
        request.node.stash[_KIND] = "écran" if known == "écran" else _KINDS[fixturedef.argname]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    start = time.time()
    try:
        return (yield)
    finally:
        item.config.stash[_SPANS].append(
            {
                "titre": without_round(item.name),
                "tour": _round_of(item),
                "genre": item.stash.get(_KIND, _BASE),
                "debut": start,
                "fin": item.stash.get(_END, time.time()),
            }
        )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SPANS] = []


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.option.chronologie:
        path = Path(config.option.chronologie)
        path.write_text(json.dumps(config.stash[_SPANS], ensure_ascii=False), encoding="utf-8")
