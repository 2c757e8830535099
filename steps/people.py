"""Qui est là : coachs, clients et leurs programmes."""

from datetime import timedelta

from pytest_bdd import given

from fixtures.scene import Scene
from recette.programmes import ordinary
from steps.names import phrase

_STATUSES = {"active": "active", "en pause": "paused", "terminée": "completed", "annulée": "cancelled"}


@given(phrase("la coach {coach} et ses clients {clients:Noms}"))
@given(phrase("la coach {coach} et sa cliente {clients:Noms}"))
@given(phrase("le coach {coach} et sa cliente {clients:Noms}"))
def a_coach_with_clients(scene: Scene, coach: str, clients: list[str]) -> None:
    owner = scene.cast.coach(coach)
    for client in clients:
        scene.cast.client(client, coach=owner)


@given(phrase("la coach {coach} et {count:d} clients"))
def a_coach_with_many_clients(scene: Scene, coach: str, count: int) -> None:
    owner = scene.cast.coach(coach)
    for number in range(1, count + 1):
        scene.cast.client(f"Client n°{number}", coach=owner)


@given(phrase("{client} est prospect chez {coach}"))
def a_prospect(scene: Scene, client: str, coach: str) -> None:
    scene.cast.client(client, coach=scene.cast.person(coach), status="prospect")


@given(phrase("{client} est archivé chez {coach}"))
def an_archived_client(scene: Scene, client: str, coach: str) -> None:
    scene.cast.client(client, coach=scene.cast.person(coach), status="archived")


@given(phrase("{client} est sans statut chez {coach}"))
def a_client_without_status(scene: Scene, client: str, coach: str) -> None:
    scene.cast.client(client, coach=scene.cast.person(coach), status=None)


@given(phrase("une autre {client:Nom} est cliente de {coach}"))
def a_namesake(scene: Scene, client: str, coach: str) -> None:
    scene.cast.namesake(client, scene.cast.person(coach))


@given(phrase("{client} s'entraîne sans coach"))
def a_practitioner(scene: Scene, client: str) -> None:
    scene.cast.client(client)


@given(phrase("{client} est désormais cliente de {coach}"))
def changes_coach(scene: Scene, client: str, coach: str) -> None:
    scene.cast.change_coach(scene.cast.person(client), scene.cast.person(coach))


@given(phrase("le programme « {programme} » dans la bibliothèque de {coach}"))
def a_template(scene: Scene, programme: str, coach: str) -> None:
    scene.cast.template(scene.cast.person(coach), ordinary(programme))


@given(phrase("« {programme} » déjà assigné à {clients:Noms}"))
def already_assigned(scene: Scene, programme: str, clients: list[str]) -> None:
    template = scene.cast.known_template(programme)
    for client in clients:
        scene.cast.assignment(template, scene.cast.person(client))


@given(
    phrase("« {programme} » assigné à {client} il y a {days:d} jours, semaine {week:d}, séance {session:d}")
)
def assigned_some_days_ago(
    scene: Scene, programme: str, client: str, days: int, week: int, session: int
) -> None:
    scene.cast.assignment(
        scene.cast.known_template(programme),
        scene.cast.person(client),
        start=scene.cast.today - timedelta(days=days),
        week=week,
        session=session,
    )


@given(phrase("une assignation {status} de « {programme} » à {client}"))
def an_assignment_with_status(scene: Scene, status: str, programme: str, client: str) -> None:
    scene.cast.assignment(
        scene.cast.known_template(programme), scene.cast.person(client), status=_STATUSES[status]
    )
