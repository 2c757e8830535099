"""Demander une assignation à l'API, sans passer par l'écran."""

from uuid import UUID, uuid4

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.api import AssignmentAnswer, request_assignment
from recette.programmes import Person
from steps.assignment import assert_faithful_copy
from steps.names import phrase


@when(phrase("{coach} demande à l'API d'assigner « {programme} » à {client}"), target_fixture="answer")
def asks(scene: Scene, coach: str, programme: str, client: str) -> AssignmentAnswer:
    return _ask(scene, coach, scene.cast.known_template(programme).id, scene.cast.person(client))


@when(
    phrase("{coach} demande à l'API d'assigner à {client} un programme qui n'existe pas"),
    target_fixture="answer",
)
def asks_for_nothing(scene: Scene, coach: str, client: str) -> AssignmentAnswer:
    return _ask(scene, coach, uuid4(), scene.cast.person(client))


@then("l'API refuse l'assignation")
def api_refuses(answer: AssignmentAnswer) -> None:
    assert not answer.accepted, "L'API accepte une assignation qu'elle devait refuser."


@then("l'API accepte l'assignation")
def api_accepts(answer: AssignmentAnswer) -> None:
    assert answer.accepted, f"L'API refuse l'assignation : {answer.reason}"


@then(phrase("la même demande de {coach} pour {client} est acceptée avec « {programme} »"))
def same_request_is_accepted(scene: Scene, coach: str, client: str, programme: str) -> None:
    api_accepts(asks(scene, coach, programme, client))
    assert_faithful_copy(scene, client, programme)


def _ask(scene: Scene, coach: str, template_id: UUID, client: Person) -> AssignmentAnswer:
    owner = scene.cast.person(coach)
    return request_assignment(
        scene.cast.connected(owner),
        template_id=template_id,
        client_id=client.id,
        coach_id=owner.id,
        start=scene.cast.today,
    )
