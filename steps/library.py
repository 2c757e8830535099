"""Ce que le coach voit dans sa bibliothèque et sur la fiche d'un client."""

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.pages.coach import Library
from steps.names import phrase


@when(phrase("{coach} consulte sa bibliothèque"))
def consults_library(scene: Scene, coach: str) -> None:
    Library(scene.window(scene.cast.person(coach))).open()


@then(phrase("la bibliothèque de {coach} annonce « {programme} » assigné à {count:d} client(s)"))
def library_counts(scene: Scene, coach: str, programme: str, count: int) -> None:
    Library(scene.window(scene.cast.person(coach))).open().shows_counter(programme, count)


@then(phrase("la bibliothèque de {coach} n'annonce aucune assignation de « {programme} »"))
def library_counts_nothing(scene: Scene, coach: str, programme: str) -> None:
    library_counts(scene, coach, programme, 0)
