"""Qui voit quoi, à travers l'API."""

from dataclasses import dataclass
from typing import Any

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.access.desk import Desk
from recette.access.estate import Estate, prepared
from recette.access.links import leaked, links, reached
from recette.access.words import LABELS
from steps.names import phrase

_CLIENT_TABLES = (
    *("client_created_programs", "client_created_sessions", "client_created_session_exercises"),
    "program_assignments",
)


@dataclass(frozen=True)
class Journeys:
    """Un dossier, et ce que chacun atteint en suivant les liens de l'API."""

    estate: Estate
    found: dict[str, dict[str, set[str]]]


@dataclass(frozen=True)
class Profiles:
    """Les fiches que l'API montre à une personne."""

    reader: str
    ids: set[str]


@when(phrase("{people:Noms} demandent tous leurs programmes à l'API"), target_fixture="answers")
def ask_everything(scene: Scene, people: list[str]) -> dict[str, dict[str, list[Any]]]:
    return {name: {table: _read(scene, name, table) for table in _CLIENT_TABLES} for name in people}


@then(phrase("{client} obtient sa copie de « {programme} », ses séances, ses exercices et son assignation"))
def obtains_own(scene: Scene, answers: dict[str, dict[str, list[Any]]], client: str, programme: str) -> None:
    content = scene.cast.known_template(programme).programme
    expected = dict(
        zip(
            _CLIENT_TABLES,
            (1, len(content.sessions), sum(len(session.exercises) for session in content.sessions), 1),
            strict=True,
        )
    )
    seen = {table: len(rows) for table, rows in answers[client].items()}
    assert seen == expected, f"{client} obtient {seen}, au lieu de {expected}."


@then(phrase("{client} obtient « {finished} », terminé, et « {own} »"))
def obtains_both(answers: dict[str, dict[str, list[Any]]], client: str, finished: str, own: str) -> None:
    programmes, assignments = (answers[client][table] for table in (_CLIENT_TABLES[0], _CLIENT_TABLES[-1]))
    seen = sorted(row["name"] for row in programmes), [row["status"] for row in assignments]
    expected = sorted((finished, own)), ["completed"]
    assert seen == expected, f"{client} devait obtenir {expected} ; l'API lui montre {seen}."


@when(phrase("{person} demande toutes les fiches à l'API"), target_fixture="profiles")
def ask_every_profile(scene: Scene, person: str) -> Profiles:
    return Profiles(person, {row["id"] for row in _read(scene, person, "clients")})


@then(phrase("elle n'obtient que celles de {people:Noms}"))
@then(phrase("elle n'obtient que celle de {people:Noms}"))
def obtains_only_profiles(scene: Scene, profiles: Profiles, people: list[str]) -> None:
    own_coach = scene.cast.person(profiles.reader).coach_id
    # Celle de son propre coach n'est ni due, ni interdite : des versions de Virtus la montrent, d'autres non.
    others = [person for person in scene.cast.everyone() if person.id != own_coach]
    seen = sorted(person.full_name for person in others if str(person.id) in profiles.ids)
    assert seen == sorted(people), (
        f"{profiles.reader} devait obtenir les fiches de {', '.join(sorted(people))} ; "
        f"l'API lui montre celles de {', '.join(seen) or 'personne'}."
    )


@then(phrase("{client} n'obtient rien"))
def obtains_nothing(answers: dict[str, dict[str, list[Any]]], client: str) -> None:
    leaked = {table: len(rows) for table, rows in answers[client].items() if rows}
    assert not leaked, f"{client} lit ce qui n'est pas à lui : {leaked}"


@when(
    phrase("{people:Noms} suivent tous les liens de l'API vers ce que {coach} a préparé pour {client}"),
    target_fixture="journeys",
)
def follow_every_link(scene: Scene, desk: Desk, people: list[str], coach: str, client: str) -> Journeys:
    estate = prepared(scene.cast.person(coach), scene.cast.person(client))
    desk.settle([estate])
    followed = links(desk)
    return Journeys(estate, {who: reached(desk, who, followed) for who in people})


@then(phrase("{people:Noms} n'en atteint rien"))
@then(phrase("{people:Noms} n'en atteignent rien"))
def reach_nothing(journeys: Journeys, people: list[str]) -> None:
    leaks = [
        f"{who} : {', '.join(tables)}"
        for who in people
        if (tables := leaked(journeys.found[who], journeys.estate))
    ]
    assert not leaks, "Par un lien de l'API, on atteint ce qui est à autrui :\n  - " + "\n  - ".join(leaks)


@then(phrase("{coach} en atteint chaque ligne"))
def reaches_everything(journeys: Journeys, coach: str) -> None:
    seen = leaked(journeys.found[coach], journeys.estate)
    missing = [LABELS[table] for table in journeys.estate.rows if LABELS[table] not in seen]
    assert not missing, f"{coach} n'atteint pas ce qui est à elle : {', '.join(missing)}."


def _read(scene: Scene, name: str, table: str) -> list[Any]:
    connected: Any = scene.cast.connected(scene.cast.person(name))
    rows: list[Any] = connected.table(table).select("*").execute().data
    return rows
