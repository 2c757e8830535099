"""Mentir à un « Alors » : ce qui compte pour une preuve, et ce qui n'en est pas une."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import FunctionType
from typing import Any
from uuid import uuid4

import pytest

from recette.api import AssignmentAnswer
from recette.falsification.exceptions import ABSENCES, ACTIONS, OWN
from recette.falsification.lies import Call
from recette.falsification.proof import FOLDER, prove, said_in_french
from recette.falsification.values import FALSE_TEXT, Liar, falsified, rebuilt
from recette.mutation.census import STEPS, outcome_steps
from recette.mutation.report import Campaign, table
from recette.mutation.toothless import Falsified
from recette.target import Target
from steps.controls import control_names
from steps.requests import api_refuses
from tests.runs import Runner

ONE_SCENARIO = "features/assignation/compter_assignations.feature"


@dataclass(frozen=True)
class Observation:
    """Ce qu'une étape pourrait recevoir."""

    url: str
    rows: list[str]


VALUES: dict[str, Any] = {
    "rien": None,
    "vrai": True,
    "zéro": 0,
    "durée": 1.5,
    "texte": "Force d'hiver",
    "texte vide": "",
    "identifiant": uuid4(),
    "jour": date(2025, 11, 18),
    "liste": ["a", "b"],
    "liste vide": [],
    "ensemble": {"a"},
    "couple": ("a", 1),
    "dictionnaire": {"a": 1},
    "dictionnaire vide": {},
    "objet": Observation("postgresql://a", ["b"]),
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_every_observation_has_a_false_one(value: Any) -> None:
    """Quoi qu'une étape ait observé, il y a de quoi lui mentir."""
    found = list(falsified(value))
    assert found
    assert any(false != value for false in found)


def test_each_field_is_falsified_in_turn() -> None:
    """Un champ aux mille variantes ne cache pas le suivant."""
    first = [*islice(falsified(Observation("a", ["b"])), 3)]
    assert first[0] == Observation(FALSE_TEXT, [])
    assert [(false.url != "a", false.rows != ["b"]) for false in first[1:]] == [(True, False), (False, True)]


def test_a_place_is_not_an_observation() -> None:
    """Une cible fausse ferait chercher de faux secrets dans les preuves."""
    target = Target("http://127.0.0.1", "clé", "clé", "postgresql://a", "secret")
    assert list(falsified(target)) == []


def test_another_base_is_reached_through_the_objects() -> None:
    """L'adresse d'une base se change jusque dans les champs."""
    moved = rebuilt(Observation("postgresql://a", ["b"]), lambda text: text.replace("//a", "//b"))
    assert moved == Observation("postgresql://b", ["b"])


def test_a_liar_lies_about_its_methods() -> None:
    """Un objet se falsifie par ce qu'il répond."""
    assert Liar("abc", 0).upper() == FALSE_TEXT


def test_a_step_that_judges_is_believed() -> None:
    """Une étape de la suite qui voit le mensonge et le dit est prouvée."""
    proof = prove(call(api_refuses, answer=AssignmentAnswer(False, "déjà assigné")))
    assert proof.reason == "L'API accepte une assignation qu'elle devait refuser."


def test_a_step_that_checks_nothing_is_toothless() -> None:
    """Une étape qui regarde sans juger n'a rien à opposer à un mensonge."""

    def looks(answer: AssignmentAnswer) -> None:
        str(answer)

    proof = prove(call(looks, answer=AssignmentAnswer(False, "")))
    assert not proof.holds
    assert set(proof.attempts) == {"l'observation « answer » est une autre : rien vu"}


def test_a_stumble_proves_nothing() -> None:
    """Trébucher sur une valeur inattendue n'est pas l'avoir jugée."""
    proof = prove(call(control_names, control="une réponse sans contrôle", tables=["clients"]))
    assert not proof.holds
    assert any("trébuche, ValueError" in attempt for attempt in proof.attempts)


def test_a_complaint_from_elsewhere_proves_nothing() -> None:
    """Ce que reproche une aide, et non l'étape, ne dit rien de l'étape."""

    def helped(answer: AssignmentAnswer) -> None:
        assert not answer.accepted, "Reproché loin des étapes."

    assert not prove(call(helped, answer=AssignmentAnswer(False, ""))).holds


SAID = {
    "« cache ancien » attendu, « à jour » rendu": True,
    "Lignes orphelines :\n  - a": True,
    "{'client_programs'}": False,
    "assert 1 == 2": False,
    "Locator expected to be visible": False,
    "set()": False,
}


@pytest.mark.parametrize(("reason", "readable"), SAID.items(), ids=SAID.keys())
def test_a_failure_is_a_sentence(reason: str, readable: bool) -> None:
    """Une valeur nue ou les mots d'un outil ne disent pas ce qui était attendu."""
    assert said_in_french(reason) is readable


def test_exceptions_name_steps_that_exist() -> None:
    """Une étape renommée ne laisse pas derrière elle une exception sans objet."""
    assert outcome_steps() >= ABSENCES | OWN.keys()
    texts = [path.read_text(encoding="utf-8") for path in STEPS.glob("*.py")]
    assert [name for name in ACTIONS if not any(f"{name}(" in text for text in texts)] == []


def test_a_toothless_step_fails_the_campaign() -> None:
    """La campagne nomme l'étape, et ce qui fut essayé en dernier."""
    campaign = Campaign(falsified=Falsified([], {"steps.a.b": ["le témoin : rien vu"]}))
    assert campaign.failed
    assert "    steps.a.b : le témoin : rien vu" in list(table(campaign))


def test_a_scenario_survives_the_lies(runner: Runner) -> None:
    """L'appel honnête réussit après le mensonge : l'écran et la base sont ce qu'ils étaient."""
    ignored = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
    run = runner.play(ONE_SCENARIO, "-p", "fixtures.falsification", *ignored)
    assert {scenario["issue"] for scenario in run.verdict["scenarios"]} == {"reussi"}, run.output
    proofs = [
        json.loads(path.read_text(encoding="utf-8")) for path in (runner.reports / FOLDER).glob("*.json")
    ]
    told = {proof["fonction"]: (proof["mensonge"], proof["motif"]) for proof in proofs}
    assert told["steps.library.library_counts"] == (
        "l'écran ne montre plus rien",
        "L'écran ne montre pas la bibliothèque à l'adresse /app/musculation/bibliotheque.",
    )


def call(function: Any, **arguments: Any) -> Call:
    assert isinstance(function, FunctionType)
    return Call(function, arguments, frozenset(), None, lambda: iter(()))
