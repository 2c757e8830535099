"""La matrice des accès : qui lit, ajoute, modifie, supprime quoi, à travers l'API."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.access.desk import Desk, Trial
from recette.access.estate import Estate, created, prepared
from recette.access.expectation import Cell, judged, without_success
from recette.access.words import AJOUTER, LABELS
from recette.evidence.access import record_cells
from steps.names import phrase


@dataclass(frozen=True)
class Attempts:
    """Les essais d'une étape : une opération, chez quelqu'un."""

    trials: list[Trial]
    operation: str = ""
    owner: str = ""

    def at(self, client: str) -> list[Trial]:
        """Rend les essais faits chez quelqu'un, sans son nom dans l'en-tête."""
        ending = f" chez {client}"
        return [
            replace(trial, column=trial.column.removesuffix(ending))
            for trial in self.trials
            if trial.column.endswith(ending)
        ]


@when(
    phrase("{people:Noms} tentent de {operation} ce que {coach} a préparé pour {client}"),
    target_fixture="attempts",
)
def attempt_on_prepared(
    scene: Scene, desk: Desk, people: list[str], operation: str, coach: str, client: str
) -> Attempts:
    owners = scene.cast.person(coach), scene.cast.person(client)
    return _attempt(desk, people, operation, lambda: prepared(*owners), client)


@when(
    phrase("{people:Noms} tentent d'ajouter à ce que {coach} a préparé pour {client}"),
    target_fixture="attempts",
)
def attempt_to_add_to_prepared(
    scene: Scene, desk: Desk, people: list[str], coach: str, client: str
) -> Attempts:
    return attempt_on_prepared(scene, desk, people, AJOUTER, coach, client)


@when(
    phrase("{people:Noms} tentent de {operation} ce que {client} s'est créé"),
    target_fixture="attempts",
)
def attempt_on_created(scene: Scene, desk: Desk, people: list[str], operation: str, client: str) -> Attempts:
    return _attempt(desk, people, operation, lambda: created(scene.cast.person(client)), client)


@when(
    phrase("{people:Noms} tentent d'ajouter à ce que {client} s'est créé"),
    target_fixture="attempts",
)
def attempt_to_add_to_created(scene: Scene, desk: Desk, people: list[str], client: str) -> Attempts:
    return attempt_on_created(scene, desk, people, AJOUTER, client)


@then("l'API leur répond, ligne à ligne :")
def api_answers_each(request: pytest.FixtureRequest, datatable: list[list[str]], attempts: Attempts) -> None:
    cells = judged(datatable, attempts.trials)
    record_cells(
        request.node,
        "cellules",
        [
            {
                "chez": attempts.owner,
                "identite": cell.trial.column,
                "table": cell.trial.what,
                "operation": attempts.operation,
                "attendu": cell.expected,
                "vu": cell.trial.seen,
            }
            for cell in cells
        ],
    )
    assert_as_agreed(cells)


@then("l'API lui répond, ligne à ligne :")
def api_answers(datatable: list[list[str]], attempts: Attempts) -> None:
    assert_as_agreed(judged(datatable, attempts.trials))


@then("chaque demande aboutit pour qui de droit")
def each_request_can_succeed(attempts: Attempts) -> None:
    missing = without_success(attempts.trials)
    assert not missing, f"Personne n'a réussi, ces refus ne prouvent rien : {', '.join(missing)}."


def _attempt(
    desk: Desk, people: list[str], operation: str, describe: Callable[[], Estate], owner: str
) -> Attempts:
    # Un dossier par case : l'ordre des essais ne change rien, et rien n'est à remettre en place.
    model = describe()
    cells = [(who, table, describe()) for who in people for table in model.rows]
    desk.settle([estate for _, _, estate in cells])
    badges = {who: desk.badge(who) for who in people}
    trials = [
        Trial(LABELS[table], who, *desk.attempt(badges[who], operation, table, estate))
        for who, table, estate in cells
    ]
    return Attempts(trials, operation, owner)


def assert_as_agreed(cells: list[Cell]) -> None:
    gaps = [str(cell) for cell in cells if not cell.right]
    assert not gaps, (
        f"{len(gaps)} accès sur {len(cells)} ne sont pas ceux du tableau :\n  - " + "\n  - ".join(gaps)
    )
