"""Aller et revenir : ce que les lignes deviennent d'un bout à l'autre."""

from collections.abc import Callable

from pytest_bdd import then

from fixtures.scene import Scene
from recette.database.prepared import BASELINE
from recette.laboratory.round_trip import round_trip


@then("chaque table garde, au retour, le nombre et l'empreinte de ses lignes")
def rows_come_back(scene: Scene, database_url: str, clone: Callable[[str], str], after_model: str) -> None:
    trip = round_trip(clone(BASELINE), clone(after_model), database_url)
    scene.report_round_trip(trip.described())
    assert sum(rows.count for rows in trip.migrated) > 0, "La base est vide : ce scénario ne prouverait rien."
    assert not trip.changes(), (
        "Le retour arrière devait rendre chaque ligne telle que la migration la laissait ; ont changé :\n  - "
        + "\n  - ".join(trip.changes())
    )
