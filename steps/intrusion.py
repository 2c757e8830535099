"""Entrer sans y être invité : sans connexion, sous un faux jeton, sous le nom d'un autre."""

from dataclasses import dataclass

import pytest
from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.access.desk import Desk
from recette.access.estate import Estate, prepared
from recette.access.gate import Answer, Badge
from recette.access.intrusion import (
    ROLLBACK,
    Demand,
    demand_assignment,
    demand_erasure,
    demand_rollback,
    demands,
    every_table,
    glance,
    knocks,
)
from recette.access.tokens import NoSecretError, forged
from recette.access.words import ANONYMOUS, INTERDIT, JETON_REFUSE, LABELS, OUI, SERVICE
from recette.api import AssignmentAnswer
from recette.database.connection import connect
from recette.database.rollback import roll_back
from recette.database.tables import NEW_TABLES, OLD_TABLES, ContentTables, instance_tables
from recette.evidence.access import record_cells
from recette.evidence.recorder import OutOfReach
from steps.names import phrase


@dataclass(frozen=True)
class Forgery:
    """Les demandes faites sous un faux jeton, et le dossier qu'elles visaient."""

    estate: Estate
    demands: list[Demand]


@when(
    phrase("un faux jeton de {coach}, {state}, sert à agir sur ce qu'elle a préparé pour {client}"),
    target_fixture="forgery",
)
def a_forged_token_is_used(
    request: pytest.FixtureRequest, scene: Scene, desk: Desk, coach: str, state: str, client: str
) -> Forgery:
    try:
        token = forged(state, desk.token(coach), scene.target)
    except NoSecretError:
        raise OutOfReach("une cible externe garde le secret qui signerait ce faux jeton") from None
    estate = prepared(scene.cast.person(coach), scene.cast.person(client))
    desk.settle([estate])
    badge = Badge(scene.target.anon_key, token)
    made = demands(desk, badge, estate)
    record_cells(
        request.node,
        "jetons",
        [
            {"jeton": state, "demande": demand.what, "attendu": JETON_REFUSE, "vu": demand.seen}
            for demand in made
        ],
    )
    return Forgery(estate, made)


@then("l'API ne le reconnaît pour aucune demande, et rien ne bouge")
def forgery_is_refused(forgery: Forgery) -> None:
    wrong = [str(demand) for demand in forgery.demands if demand.seen != JETON_REFUSE]
    assert not wrong, f"« {JETON_REFUSE} » était attendu pour tout :\n  - " + "\n  - ".join(wrong)


@then(phrase("avec le vrai jeton de {coach}, chaque demande aboutit"))
def true_token_works(desk: Desk, forgery: Forgery, coach: str) -> None:
    wrong = [str(demand) for demand in demands(desk, desk.badge(coach), forgery.estate) if demand.seen != OUI]
    assert not wrong, f"Le vrai jeton de {coach} devait tout obtenir :\n  - " + "\n  - ".join(wrong)


@when(
    phrase("{intruder} demande l'assignation de « {programme} » à {client} au nom de {coach}"),
    target_fixture="answer",
)
def asks_in_the_name_of(
    scene: Scene, desk: Desk, intruder: str, programme: str, client: str, coach: str
) -> AssignmentAnswer:
    request = {
        "p_template_id": str(scene.cast.known_template(programme).id),
        "p_client_id": str(scene.cast.person(client).id),
        "p_coach_id": str(scene.cast.person(coach).id),
        "p_start_date": scene.cast.today.isoformat(),
    }
    return demand_assignment(desk, desk.badge(intruder), request)[0]


@when(phrase("{intruders:Noms} demandent à l'API d'effacer le compte de {person}"), target_fixture="answers")
def ask_to_erase(scene: Scene, desk: Desk, intruders: list[str], person: str) -> dict[str, Answer]:
    target = scene.cast.person(person)
    return {who: demand_erasure(desk, desk.badge(who), target) for who in intruders}


@then(phrase("le compte de {person} est toujours là"))
def account_is_still_there(scene: Scene, answers: dict[str, Answer], person: str) -> None:
    told = ", ".join(f"{who} : {answer}" for who, answer in answers.items())
    assert scene.witness.has_account(scene.cast.person(person).id), (
        f"Le compte de {person} est effacé ({told})."
    )


@then(phrase("le service, lui, efface le compte de {person}"))
def service_erases(desk: Desk, scene: Scene, person: str) -> None:
    target = scene.cast.person(person)
    answer = demand_erasure(desk, desk.badge(SERVICE), target)
    if answer.unknown:
        # Une base sans cette fonction ne laisse effacer personne : son absence est l'affaire de M16.
        return
    assert not scene.witness.has_account(target.id), (
        f"Le service n'efface pas le compte de {person} : {answer}"
    )


@when("un anonyme frappe à chaque table de Virtus", target_fixture="answers")
def anonymous_knocks(desk: Desk) -> dict[str, dict[str, Answer]]:
    badge = desk.badge(ANONYMOUS)
    return {table: knocks(desk, badge, table, column) for table, column in every_table(desk).items()}


@then("aucune ne s'ouvre, ni pour lire ni pour écrire")
def no_table_opens(answers: dict[str, dict[str, Answer]]) -> None:
    assert set(LABELS) <= answers.keys(), (
        f"Il manque des tables de Virtus : {sorted(set(LABELS) - answers.keys())}"
    )
    opened = [
        f"{operation} dans {table} ({answer})"
        for table, by_operation in answers.items()
        for operation, answer in by_operation.items()
        if answer.refusal != INTERDIT
    ]
    assert not opened, "Sans connexion, l'API n'interdit pas :\n  - " + "\n  - ".join(opened)


@then("le service, lui, lit toutes celles des programmes")
def service_reads_all(desk: Desk, answers: dict[str, dict[str, Answer]]) -> None:
    badge = desk.badge(SERVICE)
    # Une table ajoutée, fermée même au service, ne cache rien : le contrôle porte sur celles de Virtus.
    closed = [
        f"{table} ({answer})"
        for table in answers
        if table in LABELS and not (answer := glance(desk, badge, table)).accepted
    ]
    assert not closed, "Le service ne lit pas tout :\n  - " + "\n  - ".join(closed)


@when(phrase("{people:Noms} demandent le retour arrière à l'API"), target_fixture="answers")
def ask_for_rollback(desk: Desk, people: list[str]) -> dict[str, Answer]:
    return {who: demand_rollback(desk, desk.badge(who)) for who in people}


@then("l'API l'interdit à chacun")
def rollback_is_forbidden(answers: dict[str, Answer]) -> None:
    # Lancée par un autre que le propriétaire, la fonction échouerait aussi, mais sur les tables.
    wrong = [
        f"{who} ({answer})"
        for who, answer in answers.items()
        if answer.refusal != INTERDIT or ROLLBACK not in str(answer)
    ]
    assert not wrong, "La fonction de retour arrière n'est pas fermée à :\n  - " + "\n  - ".join(wrong)


@then("les tables gardent leurs nouveaux noms")
def tables_keep_their_names(scene: Scene) -> None:
    seen = _names_in_use(scene)
    assert seen == NEW_TABLES, f"Le retour arrière a été fait : {seen}."


@then("le propriétaire de la base, lui, y parvient")
def owner_can(scene: Scene) -> None:
    roll_back(scene.target.database_url)
    seen = _names_in_use(scene)
    assert seen == OLD_TABLES, f"Le propriétaire n'a pas pu revenir en arrière : {seen}."


def _names_in_use(scene: Scene) -> ContentTables:
    with connect(scene.target.database_url) as connection:
        return instance_tables(connection)
