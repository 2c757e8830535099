"""Plusieurs validations à la fois."""

import re
from contextlib import ExitStack

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.api import ASSIGN, AssignmentAnswer, request_assignment
from recette.concurrency import AssignmentRequests, all_at_once
from recette.database.hold import holding_assignments
from recette.pages.coach import Bell, Library
from recette.pages.dialogs import AssignDialog
from steps.names import phrase

_DUPLICATE = re.compile("duplicate key|déjà")
SUCCESS = "Programme assigné avec succès à 1 client(s)."
FAILURE = "Échec de l'assignement pour 1 client(s)."


@when(
    phrase("{coach} valide d'un double clic l'assignation de « {programme} » à {client}"),
    target_fixture="requests",
)
def confirms_twice(scene: Scene, coach: str, programme: str, client: str) -> AssignmentRequests:
    window = scene.window(scene.cast.person(coach))
    dialog = _chosen(Library(window).open(), programme, client)
    requests = AssignmentRequests(window)
    receiver = scene.cast.person(client).id
    with dialog.answered(), holding_assignments(scene.target.database_url, receiver) as hold:
        dialog.submit_twice()
        hold.wait_for(1)
    dialog.closes()
    return requests


@when(
    phrase("{coach} valide en même temps, dans deux onglets, l'assignation de « {programme} » à {client}"),
    target_fixture="tabs",
)
def confirms_in_two_tabs(scene: Scene, coach: str, programme: str, client: str) -> list[Bell]:
    # L'une des deux demandes doit être refusée : c'est le sujet du scénario.
    scene.sentinel.announce(f"rpc/{ASSIGN}")
    owner = scene.cast.person(coach)
    tabs = [scene.window(owner), scene.another_tab(owner)]
    # Un onglet qui s'ouvre annonce sa session aux autres, et Virtus y redessine tout : on ne choisit
    # qu'une fois tous ouverts, le dernier d'abord.
    for tab in tabs:
        Library(tab).open()
    dialogs = [_chosen(Library(tab).open(), programme, client) for tab in reversed(tabs)]
    _confirm_together(scene, dialogs, [client])
    return [Bell(tab) for tab in tabs]


@when(
    phrase("les coachs valident ensemble, {first} « {mine} » pour {client}, {second} « {its} » pour {other}")
)
def coaches_confirm_together(
    scene: Scene, first: str, mine: str, client: str, second: str, its: str, other: str
) -> None:
    dialogs = [
        _chosen(Library(scene.window(scene.cast.person(coach))).open(), programme, chosen)
        for coach, programme, chosen in ((first, mine, client), (second, its, other))
    ]
    _confirm_together(scene, dialogs, [client, other])


@when(
    phrase("vingt demandes de {coach} d'assigner « {programme} » à {client} arrivent ensemble à l'API"),
    target_fixture="answers",
)
def twenty_requests(scene: Scene, coach: str, programme: str, client: str) -> list[AssignmentAnswer]:
    owner, receiver = scene.cast.person(coach), scene.cast.person(client)
    connected = scene.cast.connected(owner)
    template = scene.cast.known_template(programme)

    def ask() -> AssignmentAnswer:
        return request_assignment(
            connected,
            template_id=template.id,
            client_id=receiver.id,
            coach_id=owner.id,
            start=scene.cast.today,
        )

    return all_at_once(ask, 20, holding_assignments(scene.target.database_url, receiver.id))


@then("une seule demande est partie")
def one_request_was_sent(requests: AssignmentRequests) -> None:
    assert requests.count == 1, f"Un double clic a fait partir {requests.count} demandes au lieu d'une."


@then("l'un des onglets annonce le succès, l'autre l'échec")
def one_tab_succeeds(tabs: list[Bell]) -> None:
    seen = [message for tab in tabs for message in tab.messages()]
    told = sorted(text for message in seen for text in (SUCCESS, FAILURE) if text in message)
    assert told == [SUCCESS, FAILURE], f"Un succès et un échec attendus dans les deux onglets, lus : {seen}"


@then(phrase("une seule est acceptée, et les {count:d} autres sont refusées clairement"))
def one_is_accepted(answers: list[AssignmentAnswer], count: int) -> None:
    accepted = [answer for answer in answers if answer.accepted]
    refused = [answer for answer in answers if not answer.accepted]
    assert (len(accepted), len(refused)) == (1, count), (
        f"1 demande acceptée et {count} refusées attendues ; {len(accepted)} acceptée(s), "
        f"{len(refused)} refusée(s)."
    )
    # Un interblocage ou un délai dépassé ne dirait pas à la coach ce qui s'est passé.
    unclear = {answer.reason for answer in refused if not _DUPLICATE.search(answer.reason)}
    assert not unclear, f"Des refus ne disent pas que l'assignation existe déjà : {unclear}"


def _chosen(library: Library, programme: str, client: str) -> AssignDialog:
    dialog = library.start_assigning(programme)
    dialog.choose(client)
    return dialog


def _confirm_together(scene: Scene, dialogs: list[AssignDialog], clients: list[str]) -> None:
    receivers = [scene.cast.person(client).id for client in clients]
    with ExitStack() as answers:
        for dialog in dialogs:
            answers.enter_context(dialog.answered())
        with holding_assignments(scene.target.database_url, *receivers) as hold:
            for dialog in dialogs:
                dialog.submit()
            hold.wait_for(len(dialogs))
    for dialog in dialogs:
        dialog.closes()
