"""Les requêtes vues : la langue des adresses de PostgREST."""

import json

from recette.contract.names import Reading, Selection
from recette.contract.requests import SeenRequest, read_requests

REST = "http://127.0.0.1:1/rest/v1/"


def test_a_read_names_its_table_columns_and_relations() -> None:
    """Filtres, tris et conditions, sur la table comme au bout d'une relation."""
    [query] = read(
        "GET",
        "a?select=x,b(y)&c=eq.1&b.d=is.null&order=e.desc,f&b.order=g&or=(h.eq.1,not.and(i.gt.2,j.lt.3))&limit=1",
    ).queries
    assert query.table == "a"
    selection = query.selection or Selection()
    assert [column.name for column in selection.columns] == ["x"]
    assert [(embed.target, embed.content.columns[0].name) for embed in selection.embeds] == [("b", "y")]
    seen = {(*column.path, column.name) for column in query.columns}
    assert seen == {("c",), ("b", "d"), ("e",), ("f",), ("b", "g"), ("h",), ("i",), ("j",)}


def test_a_write_names_the_columns_of_its_body() -> None:
    """Celles que la liste « columns » annonce, et celles de chaque ligne."""
    rows = [{"x": 1}, {"x": 2, "y": "Léa"}]
    [query] = read("POST", "a?columns=%22x%22%2C%22y%22&select=id", json.dumps(rows)).queries
    assert {column.name for column in query.columns} == {"x", "y"}


def test_a_call_names_its_function_and_arguments() -> None:
    """Par le corps d'un POST, ou par l'adresse d'un GET."""
    [posted] = read("POST", "rpc/f", '{"p": 1, "q": null}').calls
    assert (posted.function, [given.name for given in posted.arguments]) == ("f", ["p", "q"])
    [got] = read("GET", "rpc/f?p=1&x=eq.2").calls
    assert [given.name for given in got.arguments] == ["p"]
    assert [column.name for column in got.columns] == ["x"]


def test_no_value_is_kept() -> None:
    """Les valeurs sont les données de quelqu'un : rien n'en passe dans un rapport."""
    reading = read("POST", "a?name=eq.Dupont", '{"email": "lea@exemple.invalid"}')
    assert "Dupont" not in repr(reading)
    assert "lea@" not in repr(reading)


def test_only_the_api_is_read() -> None:
    """Ni l'authentification ni les fichiers de l'application."""
    others = [
        SeenRequest("GET", "http://127.0.0.1:1/src/app.js"),
        SeenRequest("POST", "http://127.0.0.1:1/auth/v1/token"),
    ]
    assert read_requests(others) == Reading()


def read(method: str, resource: str, body: str | None = None) -> Reading:
    return read_requests([SeenRequest(method, REST + resource, body)])
