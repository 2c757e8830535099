"""Les pannes : de l'API, du réseau, de la base."""

import re
from contextlib import ExitStack

from pytest_bdd import given, then, when

from fixtures.faults import Outage
from fixtures.scene import Scene
from recette.api import AssignmentAnswer
from recette.database.sabotage import SABOTAGE, failing_at, rows_left
from recette.faults import AssignmentFailing
from recette.pages.login import Login
from recette.pages.shelves import Shelf
from recette.stack.embedded import EmbeddedSupabase
from steps.assignment import assigns
from steps.names import phrase
from steps.requests import same_request_is_accepted
from steps.sessions import shelf

_EXPIRED = re.compile("session a expiré")


@given("un Virtus que l'on peut mettre en panne")
def a_fragile_virtus(scene: Scene, fragile_stack: EmbeddedSupabase) -> None:
    scene.enter(fragile_stack.target)


@given(phrase("la base échoue en écrivant {stage}"))
def database_fails(scene: Scene, sabotage: ExitStack, stage: str) -> None:
    sabotage.enter_context(failing_at(scene.target.database_url, stage))


@when(phrase("{person} ouvre {screen} alors que {fault}"), target_fixture="consulted")
def opens_during(scene: Scene, outage: Outage, person: str, screen: str, fault: str) -> Shelf:
    consulted = shelf(scene, person, screen)
    begun = outage.begin(fault, scene.window(scene.cast.person(person)))
    scene.sentinel.announce(begun.incidents)
    with begun.striking():
        consulted.open()
    return consulted


@when(
    phrase("{coach} assigne « {programme} » à {clients:Noms} alors que l'API est en panne pour {client:Nom}")
)
def assigns_during(scene: Scene, coach: str, programme: str, clients: list[str], client: str) -> None:
    window = scene.window(scene.cast.person(coach))
    fault = AssignmentFailing(window, scene.cast.person(client).id)
    scene.sentinel.announce(fault.incidents)
    fault.begin()
    assigns(scene, coach, programme, clients)
    fault.end()


@then(phrase("{person} y lit que le chargement a échoué"))
def reads_failure(consulted: Shelf, person: str) -> None:
    consulted.shows_failure()


@then(phrase("{person} lit que sa session a expiré"))
def reads_expiry(scene: Scene, person: str) -> None:
    Login(scene.window(scene.cast.person(person))).says(_EXPIRED)


@then(phrase("l'écran montre « {programme} », et dit qu'il le charge tant qu'il ne l'a pas"))
def loads_then_shows(consulted: Shelf, programme: str) -> None:
    consulted.shows_after_loading(programme)


@then("à aucun moment l'écran ne prétend qu'il n'y a aucun programme")
def never_looked_empty(consulted: Shelf) -> None:
    consulted.never_looked_empty()


@then(phrase("{person} y retrouve « {programme} » en réessayant après la panne"))
def finds_again(consulted: Shelf, outage: Outage, person: str, programme: str) -> None:
    outage.end()
    consulted.retry()
    consulted.shows_programme(programme)


@then("l'API dit que la base a échoué")
def api_reports_the_failure(answer: AssignmentAnswer) -> None:
    assert not answer.accepted, "L'API annonce un succès alors que la base a échoué en cours de copie."
    assert SABOTAGE in answer.reason, f"L'API refuse pour une autre raison : {answer.reason}"


@then(phrase("il ne reste rien chez {client}, ni programme, ni séance, ni exercice, ni assignation"))
def nothing_is_left(scene: Scene, client: str) -> None:
    left = {k: n for k, n in rows_left(scene.target.database_url, scene.cast.person(client).id).items() if n}
    assert not left, f"L'assignation a échoué mais laisse à {client}, en nombre de lignes : {left}"


@then(phrase("une fois la base réparée, la même demande de {coach} donne « {programme} » à {client}"))
def succeeds_once_repaired(
    scene: Scene, sabotage: ExitStack, coach: str, programme: str, client: str
) -> None:
    sabotage.close()
    same_request_is_accepted(scene, coach, client, programme)
