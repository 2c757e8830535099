"""Choisir à qui assigner, dans la fenêtre d'assignation."""

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.pages.coach import Library
from recette.pages.dialogs import AssignDialog
from steps.names import phrase

_NOBODY = ["personne"]


@when(phrase("{coach} ouvre l'assignation de « {programme} »"), target_fixture="dialog")
def opens_assignment(scene: Scene, coach: str, programme: str) -> AssignDialog:
    return Library(scene.window(scene.cast.person(coach))).open().start_assigning(programme)


@when(phrase("elle choisit {client} puis la décoche"))
def chooses_then_unchooses(dialog: AssignDialog, client: str) -> None:
    dialog.choose(client)
    dialog.unchoose(client)


@when(phrase("{coach} cherche « {text} » pour assigner « {programme} »"), target_fixture="dialog")
def searches(scene: Scene, coach: str, text: str, programme: str) -> AssignDialog:
    dialog = opens_assignment(scene, coach, programme)
    dialog.search(text)
    return dialog


@when(phrase("{coach} choisit {first}, cherche « {text} » et choisit aussi {second} pour « {programme} »"))
def chooses_across_a_search(
    scene: Scene, coach: str, first: str, text: str, second: str, programme: str
) -> None:
    dialog = opens_assignment(scene, coach, programme)
    dialog.choose(first)
    dialog.search(text)
    dialog.choose(second)
    dialog.confirm()


@when(phrase("{coach} choisit {client} puis renonce par {gesture} à assigner « {programme} »"))
def chooses_then_gives_up(scene: Scene, coach: str, client: str, gesture: str, programme: str) -> None:
    dialog = opens_assignment(scene, coach, programme)
    dialog.choose(client)
    dialog.give_up(gesture)


@when(phrase("{coach} cherche « {text} », choisit {client} puis renonce à assigner « {programme} »"))
def searches_then_gives_up(scene: Scene, coach: str, text: str, client: str, programme: str) -> None:
    dialog = searches(scene, coach, text, programme)
    dialog.choose(client)
    dialog.give_up("« Annuler »")


@then("elle ne peut pas valider")
def cannot_confirm(dialog: AssignDialog) -> None:
    dialog.cannot_confirm()


@then(phrase("elle peut valider dès qu'elle choisit {client}"))
def can_confirm_once_chosen(scene: Scene, dialog: AssignDialog, client: str) -> None:
    dialog.choose(client)
    dialog.confirm()
    assert scene.witness.assignments(client_id=scene.cast.person(client).id), (
        f"{client} n'a aucune assignation en base alors que la validation semblait acceptée."
    )


@then(phrase("la fenêtre ne propose que {clients:Noms}"))
def offers_only(dialog: AssignDialog, clients: list[str]) -> None:
    dialog.offers([] if clients == _NOBODY else clients)


@then(phrase("la fenêtre propose tous les clients de {coach}"))
def offers_everyone(scene: Scene, dialog: AssignDialog, coach: str) -> None:
    dialog.offers([client.full_name for client in scene.cast.clients_of(scene.cast.person(coach))])
