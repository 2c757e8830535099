"""Les programmes de forme rare et les textes difficiles."""

import time

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from recette.pages.client import ClientHome
from recette.pages.coach import Library
from recette.programmes import Template
from recette.shapes import SHAPES, TEXTS, bearing
from steps.assignment import assert_faithful_copy, assigns
from steps.names import phrase
from steps.supervision import is_notified


@given(phrase("un programme « {programme} » {shape} dans la bibliothèque de {coach}"))
def a_shaped_template(scene: Scene, programme: str, shape: str, coach: str) -> None:
    scene.cast.template(scene.cast.person(coach), SHAPES[shape](programme))


@given(
    phrase("un programme dont tous les textes portent {text} dans la bibliothèque de {coach}"),
    target_fixture="template",
)
def a_template_bearing(scene: Scene, text: str, coach: str) -> Template:
    return scene.cast.template(scene.cast.person(coach), bearing(TEXTS[text]))


@when(phrase("{coach} l'assigne à {client}"))
def assigns_it(scene: Scene, template: Template, coach: str, client: str) -> None:
    assigns(scene, coach, template.programme.name, [client])


@when(phrase("{coach} assigne « {programme} » à {client}, montre en main"), target_fixture="elapsed_s")
def assigns_against_the_clock(scene: Scene, coach: str, programme: str, client: str) -> float:
    dialog = Library(scene.window(scene.cast.person(coach))).open().start_assigning(programme)
    dialog.choose(client)
    start = time.perf_counter()
    dialog.confirm()
    return time.perf_counter() - start


@then(phrase("l'assignation a pris moins de {limit:d} secondes"))
def took_less_than(scene: Scene, elapsed_s: float, limit: int) -> None:
    scene.report_measure("assignation_s", elapsed_s)
    assert elapsed_s < limit, f"L'assignation a pris {elapsed_s:.2f} s, {limit} s au plus étaient attendues."


@then(phrase("{client} le voit en cours sous son nom exact"))
def sees_exact_name(scene: Scene, template: Template, client: str) -> None:
    home = ClientHome(scene.window(scene.cast.person(client))).open()
    home.shows_current(template.programme.name, week="1/2", session="1/2")


@then(phrase("{client} en est prévenue par une notification qui le nomme en entier"))
def is_told_the_whole_name(scene: Scene, template: Template, client: str) -> None:
    is_notified(scene, client, template.programme.name)


@then(phrase("{client} en a une copie fidèle"))
def has_a_faithful_copy(scene: Scene, template: Template, client: str) -> None:
    assert_faithful_copy(scene, client, template.programme.name)
