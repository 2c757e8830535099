"""Ce qu'une observation aurait pu être d'autre : des valeurs fausses, tirées de la vraie."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from recette.target import Target

FALSE_TEXT = "observation falsifiée"
_FAR = 1_000_003
_DEPTH = 4
_WAYS = 12
"""Autant de façons de fausser d'un coup tous les éléments d'une liste."""
_CENTURY = timedelta(days=36_525)


def falsified(value: Any, depth: int = _DEPTH) -> Iterator[Any]:
    """Rend des observations du même genre que celle-ci, et fausses."""
    match value:
        case Target():
            # Le lieu observé, non l'observation ; fausse, elle apprendrait au veilleur de faux secrets.
            return
        case None:
            yield FALSE_TEXT
        case bool():
            yield not value
        case int() | float():
            yield from (value + _FAR, value - _FAR, *({0, 1} - {value}))
        case str():
            yield from (FALSE_TEXT, "")
        case UUID():
            yield uuid4()
        case date():
            yield value - _CENTURY
        case list() | tuple() | set() | frozenset():
            yield from _collections(value, depth)
        case dict():
            yield from _dictionaries(value, depth)
        case _ if is_dataclass(value) and not isinstance(value, type):
            yield from _records(value, depth)
        case _:
            yield from (Liar(value, rank) for rank in range(2))


def rebuilt(value: Any, change: Callable[[str], str], depth: int = _DEPTH) -> Any:
    """Rend la même valeur, ses textes changés, jusque dans les champs des objets."""
    if isinstance(value, str):
        return change(value)
    if depth and is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for field in fields(value):
            held = getattr(value, field.name)
            if (changed := rebuilt(held, change, depth - 1)) is not held and changed != held:
                changes[field.name] = changed
        if changes:
            return replace(value, **changes)
    return value


class Liar:
    """Rend de travers tout ce qu'un objet répond ; `rank` choisit parmi les façons de mentir."""

    def __init__(self, truth: Any, rank: int) -> None:
        self._truth = truth
        self._rank = rank

    def __getattr__(self, name: str) -> Any:
        answer = getattr(self._truth, name)
        return lying(answer, self._rank) if callable(answer) else nth(answer, self._rank)

    def __str__(self) -> str:
        return FALSE_TEXT


def lying(function: Callable[..., Any], rank: int) -> Callable[..., Any]:
    """Rend la même fonction, dont la réponse est fausse."""

    def lies(*args: Any, **kwargs: Any) -> Any:
        return nth(function(*args, **kwargs), rank)

    return lies


def nth(value: Any, rank: int) -> Any:
    """Rend la n-ième façon de fausser une valeur ; la valeur elle-même quand il n'y en a pas tant."""
    for position, false in enumerate(falsified(value)):
        if position == rank:
            return false
    return value


def _collections(value: Any, depth: int) -> Iterator[Any]:
    kind = type(value)
    if hasattr(value, "_fields"):
        for position, held in enumerate(value):
            for false in falsified(held, depth - 1):
                yield kind(*value[:position], false, *value[position + 1 :])
        return
    if not value:
        yield kind([FALSE_TEXT])
        return
    yield kind([])
    if isinstance(value, (list, tuple)):
        yield kind([*value, *value])
    else:
        yield kind([*value, FALSE_TEXT])
    if not depth:
        return
    # Un tuple tient des choses de nature différente : chacune se fausse seule.
    if isinstance(value, tuple):
        for position, false in _in_turn(dict(enumerate(value)), depth):
            yield (*value[:position], false, *value[position + 1 :])
        return
    items = list(value)
    for false in falsified(items[0], depth - 1):
        with suppress(TypeError):
            yield kind([false, *items[1:]])
    for rank in range(_WAYS):
        with suppress(TypeError):
            yield kind([nth(item, rank) for item in items])


def _dictionaries(value: dict[Any, Any], depth: int) -> Iterator[Any]:
    yield {} if value else {FALSE_TEXT: FALSE_TEXT}
    if not depth:
        return
    for rank in range(_WAYS):
        yield {key: nth(held, rank) for key, held in value.items()}


def _records(value: Any, depth: int) -> Iterator[Any]:
    if not depth:
        return
    held = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
    # Une étape qui lit deux champs se contente souvent de l'un : les voici faux ensemble, puis chacun seul.
    with suppress(Exception):
        yield replace(value, **{name: nth(content, 0) for name, content in held.items()})
    for name, false in _in_turn(held, depth):
        with suppress(Exception):
            yield replace(value, **{name: false})


def _in_turn(held: dict[Any, Any], depth: int) -> Iterator[tuple[Any, Any]]:
    """Fausse chaque partie à tour de rôle : une partie bavarde ne doit pas cacher les autres."""
    turns = deque((name, falsified(content, depth - 1)) for name, content in held.items())
    while turns:
        name, variants = turns.popleft()
        with suppress(StopIteration):
            yield name, next(variants)
            turns.append((name, variants))
