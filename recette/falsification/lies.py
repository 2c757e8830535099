"""Les façons de mentir à un « Alors » : chacune falsifie ce qu'il observe, jamais ce qu'il attend.

De la plus profonde à la plus proche : l'écran vidé, une autre base, le témoin, l'observation qu'une étape lui
a laissée, la bibliothèque qu'il interroge. Les mots de la phrase ne changent qu'en dernier : l'écran montre
alors ce que la phrase tient pour absent.
"""

import dis
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from types import CodeType, FunctionType
from typing import Any

from recette.falsification.exceptions import ABSENCES, ACTIONS, OWN
from recette.falsification.screen import allowing_everything, blank, having_shown
from recette.falsification.values import Liar, falsified, lying, nth, rebuilt

_VARIANTS = 60
_WITNESS_CALLS = 6
_ANSWERS = 12
_NOT_OBSERVED = {
    *("scene", "request", "clone", "plan", "desk", "shell", "project", "after_model", "tmp_path"),
    *("breakable_stack", "outage", "sabotage", "unmigrated_world", "database_url", "migration", "journal"),
}
"""Ce par quoi une étape observe, et non ce qu'elle a observé."""


@dataclass(frozen=True)
class Call:
    """L'appel d'un « Alors », tel que le scénario le fait."""

    function: FunctionType
    arguments: dict[str, Any]
    words: frozenset[str]
    """Les arguments que la phrase donne."""
    scene: Any
    other_databases: Callable[[], Iterator[str]]

    @property
    def name(self) -> str:
        return f"{self.function.__module__}.{self.function.__name__}"


@dataclass(frozen=True)
class Lie:
    """Un mensonge : une phrase qui le dit, et ce qu'il change."""

    sentence: str
    changed: dict[str, Any] = field(default_factory=dict)
    during: Callable[[], AbstractContextManager[object]] = nullcontext


def lies(call: Call) -> Iterator[Lie]:
    """Rend de quoi tromper cet « Alors », une façon après l'autre."""
    if call.name in OWN:
        yield Lie(OWN[call.name].sentence, OWN[call.name].change(call.arguments))
        return
    if call.name in ABSENCES:
        yield from _indulgent_screen(call)
        yield from _other_words(call)
        return
    if any(name in ACTIONS for _, name in _reached(call.function)):
        yield from _idle_actions(call)
        return
    yield from _blank_screen(call)
    yield from _other_bases(call)
    yield from _lying_witness(call)
    yield from _other_observations(call)
    yield from _lying_library(call)
    yield from _other_words(call)


def _blank_screen(call: Call) -> Iterator[Lie]:
    pages = any(_module(space[name]).startswith("recette.pages") for space, name in _reached(call.function))
    if call.scene is not None and (pages or call.scene.windows):
        yield Lie("l'écran ne montre plus rien", during=lambda: blank(call.scene))


def _indulgent_screen(call: Call) -> Iterator[Lie]:
    said = [str(value) for name, value in call.arguments.items() if name in call.words]
    lines = [*said, "Aucun programme pour le moment", *_titles(call)]
    yield Lie(
        "l'écran a montré un instant ce qu'il devait taire",
        during=lambda: having_shown(call.scene.windows.values(), lines),
    )
    yield Lie(
        "l'écran laisse faire ce qu'il devait empêcher",
        during=lambda: allowing_everything(call.scene.windows.values()),
    )


def _titles(call: Call) -> list[str]:
    address = call.arguments.get("address")
    return [address.title.replace("\\", "")] if address else []


def _other_bases(call: Call) -> Iterator[Lie]:
    if "database_url" not in str(call.function.__code__.co_names + call.function.__code__.co_varnames):
        return
    for url in call.other_databases():
        elsewhere = partial(_moved, url)
        changed = {
            name: other
            for name, value in call.arguments.items()
            if name not in call.words and (other := rebuilt(value, elsewhere)) is not value
        }
        if "scene" in call.arguments:
            changed["scene"] = _Scenery(call.scene, target=rebuilt(call.scene.target, elsewhere))
        yield Lie("une autre base que celle du scénario", changed)


def _moved(url: str, text: str) -> str:
    return url if text.startswith("postgresql://") else text


def _lying_witness(call: Call) -> Iterator[Lie]:
    if "scene" not in call.arguments:
        return
    for position in range(_WITNESS_CALLS):
        for rank in range(_ANSWERS):
            witness = _Witness(call.scene, position, rank)
            yield Lie("le témoin a vu autre chose en base", {"scene": _Scenery(call.scene, witness=witness)})
            if witness.asked <= position:
                return


def _other_observations(call: Call) -> Iterator[Lie]:
    for name in sorted(call.arguments.keys() - call.words - _NOT_OBSERVED):
        for false in islice(falsified(call.arguments[name]), _VARIANTS):
            yield Lie(f"l'observation « {name} » est une autre", {name: false})
    if "scene" in call.arguments and call.scene.windows:
        for rank in range(2):
            sentinel = Liar(call.scene.sentinel, rank)
            yield Lie("la sentinelle a vu autre chose", {"scene": _Scenery(call.scene, sentinel=sentinel)})


def _idle_actions(call: Call) -> Iterator[Lie]:
    for space, name in _reached(call.function):
        if name in ACTIONS:
            yield Lie(f"« {name} » ne fait rien", during=partial(_replaced, space, name, ACTIONS[name]))


def _lying_library(call: Call) -> Iterator[Lie]:
    for space, name in _reached(call.function):
        for rank in range(_ANSWERS):
            false = _false(space[name], rank)
            yield Lie(f"« {name} » a observé autre chose", during=partial(_replaced, space, name, false))


def _other_words(call: Call) -> Iterator[Lie]:
    names = [*call.scene.cast.programmes()] if call.scene is not None else []
    for word in sorted(call.words):
        value = call.arguments[word]
        others = [name for name in names if name != value] if isinstance(value, str) else []
        for false in (*others, *islice(falsified(value), 3)):
            yield Lie(f"l'écran ou la base dit autre chose que « {word} »", {word: false})


def _false(truth: Any, rank: int) -> Callable[..., Any]:
    if isinstance(truth, type):
        return lambda *args, **kwargs: Liar(truth(*args, **kwargs), rank)
    return lying(truth, rank)


@contextmanager
def _replaced(space: dict[str, Any], name: str, false: Any) -> Iterator[None]:
    truth = space[name]
    space[name] = false
    try:
        yield
    finally:
        space[name] = truth


def _reached(function: FunctionType, seen: set[str] | None = None) -> Iterator[tuple[dict[str, Any], str]]:
    """Rend ce qu'une étape emprunte à la bibliothèque, elle-même ou par les étapes qu'elle appelle."""
    seen = set() if seen is None else seen
    space = function.__globals__
    for name in sorted(_names(function.__code__)):
        found = space.get(name)
        origin = _module(found)
        if not callable(found) or (key := f"{space['__name__']}.{name}") in seen:
            continue
        seen.add(key)
        if origin.startswith("steps.") and isinstance(found, FunctionType):
            yield from _reached(found, seen)
        elif origin.startswith("recette."):
            yield space, name


def _module(found: Any) -> str:
    return getattr(found, "__module__", None) or ""


def _names(code: CodeType) -> set[str]:
    inner = [const for const in code.co_consts if isinstance(const, CodeType)]
    own = {found.argval for found in dis.get_instructions(code) if found.opname == "LOAD_GLOBAL"}
    return own.union(*map(_names, inner))


class _Scenery:
    """La scène du scénario, une de ses parties remplacée."""

    def __init__(self, scene: Any, **changed: Any) -> None:
        self._scene = scene
        self.__dict__.update(changed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._scene, name)


class _Witness:
    """Le témoin, dont une seule réponse est fausse."""

    def __init__(self, scene: Any, position: int, rank: int) -> None:
        self._scene = scene
        self._position = position
        self._rank = rank
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._scene.witness, name)

        def answers(*args: Any, **kwargs: Any) -> Any:
            answer = method(*args, **kwargs)
            self.asked += 1
            return nth(answer, self._rank) if self.asked == self._position + 1 else answer

        return answers
