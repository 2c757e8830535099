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


@when(phrase("{coach} choisit {client} puis renonce à assigner « {programme} »"))
def chooses_then_cancels(scene: Scene, coach: str, client: str, programme: str) -> None:
    dialog = opens_assignment(scene, coach, programme)
    dialog.choose(client)
    dialog.cancel()


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
