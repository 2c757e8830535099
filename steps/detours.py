"""Écrire chez autrui par un détour : en son propre nom, par remplacement, par don, sans condition."""

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from recette.access import detours
from recette.access.desk import Desk
from recette.access.estate import Estate, created, prepared
from recette.access.expectation import judged
from recette.access.words import INTERDIT, REFUS, RIEN
from recette.programmes import Person
from recette.target import Target
from steps.access import Attempts, assert_as_agreed
from steps.names import phrase

_RETURNING = {
    "sans revoir la ligne": "return=minimal",
    "en demandant à la revoir": "return=representation",
}


@given("une copie de Virtus que ce scénario peut abîmer")
def a_breakable_copy(scene: Scene, breakable_world: Target) -> None:
    scene.enter(breakable_world)


@when(
    phrase("{author} ajoute en son nom, {way}, chez {own} puis chez {other}"),
    target_fixture="attempts",
)
def adds_in_own_name(scene: Scene, desk: Desk, author: str, way: str, own: str, other: str) -> Attempts:
    writer = scene.cast.person(author)
    estates = _settled(scene, desk, author, own, other)
    return Attempts(
        detours.add_in_own_name(desk, writer, estates[own], _columns(estates), prefer=_RETURNING[way])
    )


@when(
    phrase("{author} ajoute des lignes à lui sous celles de {own} puis de {other}"),
    target_fixture="attempts",
)
def adds_under(scene: Scene, desk: Desk, author: str, own: str, other: str) -> Attempts:
    estates = _settled(scene, desk, author, own, other)
    return Attempts(detours.add_under(desk, scene.cast.person(author), estates[own], _columns(estates)))


@when(
    phrase("{author} remplace par ses lignes celles de {own} puis celles de {other}"),
    target_fixture="attempts",
)
def replaces_by_own(scene: Scene, desk: Desk, author: str, own: str, other: str) -> Attempts:
    estates = _settled(scene, desk, author, own, other)
    return Attempts(detours.replace_by_own(desk, scene.cast.person(author), estates[own], _columns(estates)))


@when(
    phrase("{author} laisse ses lignes à {own} puis les cède à {other}"),
    target_fixture="attempts",
)
def gives_away(scene: Scene, desk: Desk, author: str, own: str, other: str) -> Attempts:
    mine, columns = _own_and_targets(scene, desk, author, own, other)
    return Attempts(detours.give_away(desk, scene.cast.person(author), mine, columns))


@when(
    phrase("{author} laisse ses lignes chez {own} puis les rattache à celles de {other}"),
    target_fixture="attempts",
)
def attaches(scene: Scene, desk: Desk, author: str, own: str, other: str) -> Attempts:
    mine, columns = _own_and_targets(scene, desk, author, own, other)
    return Attempts(detours.attach(desk, scene.cast.person(author), mine, columns))


@when(
    phrase("{author} modifie puis supprime, sans condition, jusque chez {own} et chez {other}"),
    target_fixture="attempts",
)
def writes_without_condition(scene: Scene, desk: Desk, author: str, own: str, other: str) -> Attempts:
    # Un coach a écrit ces dossiers chez l'un et chez l'autre : les neuf tables y sont.
    estates = {name: _prepared_for(scene, scene.cast.person(name)) for name in (own, other)}
    desk.settle(list(estates.values()))
    writer = scene.cast.person(author)
    return Attempts(detours.write_without_condition(desk, writer, _columns(estates)))


@then(phrase("rien de ce qui est à {client} n'a bougé"))
def nothing_moved(attempts: Attempts, client: str) -> None:
    moved = [
        f"{trial.column} : {trial.what} ({trial.seen})"
        for trial in attempts.at(client)
        if trial.seen not in (RIEN, REFUS, INTERDIT)
    ]
    assert not moved, f"Ce qui est à {client} a bougé :\n  - " + "\n  - ".join(moved)


@then(phrase("chez {client}, l'API lui répond :"))
def api_answers_at(datatable: list[list[str]], attempts: Attempts, client: str) -> None:
    assert_as_agreed(judged(datatable, attempts.at(client)))


@when(
    phrase("{people:Noms} modifient, en demandant le compte, la copie de {client}"),
    target_fixture="counted",
)
def modify_and_count(
    scene: Scene, desk: Desk, people: list[str], client: str
) -> dict[str, tuple[int | None, int]]:
    estate = _prepared_for(scene, scene.cast.person(client))
    desk.settle([estate])
    return {who: detours.modify_and_count(desk, who, estate) for who in people}


@then(
    phrase("l'API annonce à {who} un succès sur {announced:d} ligne, et la base en voit changer {changed:d}")
)
def announces_and_changes(
    counted: dict[str, tuple[int | None, int]], who: str, announced: int, changed: int
) -> None:
    seen_announced, seen_changed = counted[who]
    assert (seen_announced, seen_changed) == (announced, changed), (
        f"{who} : {announced} ligne(s) annoncée(s) et {changed} changée(s) attendues ; "
        f"{seen_announced} annoncée(s) et {seen_changed} changée(s) vues."
    )


def _settled(scene: Scene, desk: Desk, author: str, own: str, other: str) -> dict[str, Estate]:
    writer, target = scene.cast.person(author), scene.cast.person(other)
    estates = {own: _own_estate(scene, writer, own), other: _prepared_for(scene, target)}
    desk.settle(list(estates.values()))
    return estates


def _own_and_targets(
    scene: Scene, desk: Desk, author: str, own: str, other: str
) -> tuple[dict[str, Estate], dict[str, Estate]]:
    """Rend, par colonne, un dossier de l'auteur et celui à qui ses lignes iraient."""
    kept = _settled(scene, desk, author, own, other)
    moved = _settled(scene, desk, author, own, other)
    columns = _columns(kept)
    return dict(zip(columns, (kept[own], moved[own]), strict=True)), columns


def _own_estate(scene: Scene, writer: Person, own: str) -> Estate:
    return created(writer) if writer.role == "client" else prepared(writer, scene.cast.person(own))


def _prepared_for(scene: Scene, client: Person) -> Estate:
    return prepared(scene.cast.coach_of(client), client)


def _columns(estates: dict[str, Estate]) -> dict[str, Estate]:
    return {f"chez {name}": estate for name, estate in estates.items()}
