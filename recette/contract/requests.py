"""Les requêtes qu'une application envoie vraiment à l'API."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from recette.contract.grammar import (
    GrammarError,
    parse_column,
    parse_logic,
    parse_names,
    parse_order,
    parse_select,
)
from recette.contract.names import Call, Column, Place, Query, Reading, Unread

REST_PATH = "/rest/v1/"
_LOGIC = {"or", "and", "not.or", "not.and"}
_PAGING = {"limit", "offset"}
_CONDITION = re.compile(r"(not\.)?[a-z]+(\([\w]+\))?\..*", re.DOTALL)


@dataclass(frozen=True)
class SeenRequest:
    """Une requête vue dans le navigateur."""

    method: str
    url: str
    body: str | None = None


def read_requests(requests: Iterable[SeenRequest]) -> Reading:
    """Rend ce que nomment des requêtes, comme on le lirait dans le code."""
    reading = Reading()
    for request in requests:
        path = urlsplit(request.url).path
        if REST_PATH in path:
            _read_request(request, unquote(path.split(REST_PATH, 1)[1]), reading)
    return reading


def _read_request(request: SeenRequest, resource: str, reading: Reading) -> None:
    # Les valeurs d'une requête sont des données de personnes : l'endroit ne dit que le chemin.
    place = Place(f"{request.method} {REST_PATH}{resource}")
    keys = _body_keys(request.body)
    target: Query | Call
    if resource.startswith("rpc/"):
        target = Call(resource.removeprefix("rpc/"), place, [Column(key, place) for key in keys])
        reading.calls.append(target)
    else:
        target = Query(resource, place, columns=[Column(key, place) for key in keys])
        reading.queries.append(target)
    for key, value in parse_qsl(urlsplit(request.url).query, keep_blank_values=True):
        try:
            _read_parameter(target, key, value, place)
        except GrammarError as error:
            reading.unread.add(Unread(place, str(error)))


def _read_parameter(target: Query | Call, key: str, value: str, place: Place) -> None:
    *path, last = key.split(".") if key not in _LOGIC else [key]
    if path[-1:] == ["not"] and last in _LOGIC:
        path.pop()
    if key == "select":
        target.selection = parse_select(value, lambda _: place)
    elif key in ("columns", "on_conflict"):
        target.columns += parse_names(value, place)
    elif last in _PAGING:
        return
    elif last == "order":
        target.columns += parse_order(value, place, tuple(path))
    elif last in _LOGIC:
        target.columns += parse_logic(value.removeprefix("(").removesuffix(")"), place, tuple(path))
    elif isinstance(target, Call) and not _CONDITION.fullmatch(value):
        target.arguments.append(Column(key, place))
    else:
        target.columns.append(parse_column(key, place))


def _body_keys(body: str | None) -> list[str]:
    try:
        content = json.loads(body) if body else None
    except ValueError:
        return []
    rows = content if isinstance(content, list) else [content]
    return list(dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row))
