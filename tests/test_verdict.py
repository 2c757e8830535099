"""Le verdict : ce qui l'emporte, et ce qu'on en écrit."""

import json
from pathlib import Path

import pytest

from recette.evidence.verdict import Decision, Issue, ScenarioResult, Verdict, decide

FINDING = ["La base refuse la migration."]

DECISIONS: dict[str, tuple[list[Issue], list[str], bool, Decision]] = {
    "tout réussi": (["reussi", "reussi"], [], True, "recevable"),
    "sélection partielle": (["reussi"], [], False, "incomplet"),
    "ignoré : réserve": (["reussi", "ignore"], [], True, "recevable"),
    "constat connu : réserve": (["reussi", "reserve"], [], True, "recevable"),
    "constat connu et échec": (["reserve", "echoue"], [], True, "non_recevable"),
    "échec": (["reussi", "echoue"], [], True, "non_recevable"),
    "échec d'une sélection": (["echoue"], [], False, "non_recevable"),
    "échec et blocage": (["bloque", "echoue"], [], True, "non_recevable"),
    "constat sans échec": (["reussi"], FINDING, True, "non_recevable"),
    "constat sans scénario": ([], FINDING, False, "non_recevable"),
    "blocage sans constat": (["reussi", "bloque"], [], True, "incomplet"),
    "rien de joué": ([], [], False, "incomplet"),
}


@pytest.mark.parametrize(
    ("issues", "findings", "complete", "decision"), DECISIONS.values(), ids=DECISIONS.keys()
)
def test_the_gravest_wins(
    issues: list[Issue], findings: list[str], complete: bool, decision: Decision
) -> None:
    """Un constat ou un échec l'emporte ; ce qui n'a pas été joué empêche de conclure."""
    assert decide([scenario(issue) for issue in issues], findings, complete=complete) == decision


def test_the_file_says_everything(tmp_path: Path) -> None:
    """Le fichier suit le format annoncé, en clair et en français."""
    path = tmp_path / "verdict.json"
    played = [scenario("reussi"), scenario("bloque"), scenario("reussi")]
    migration = {"migration": {"fichier": "m.sql", "etat": "refusee"}}
    Verdict("non_recevable", {"postgres": "17"}, migration, played, FINDING, 12.345).write(path)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["verdict"] == "non_recevable"
    assert content["cible"] == {"postgres": "17"}
    assert content["migration"] == migration["migration"]
    assert content["constats"] == FINDING
    assert content["totaux"] == {
        "reussi": 2,
        "echoue": 0,
        "reserve": 0,
        "ignore": 0,
        "bloque": 1,
        "duree_s": 12.35,
    }
    assert content["scenarios"][1]["issue"] == "bloque"
    assert content["scenarios"][0]["mesures"] == {"copie_s": 0.4}
    assert "« Léa »" in path.read_text(encoding="utf-8")


def scenario(issue: Issue) -> ScenarioResult:
    return ScenarioResult(
        id="features/a.feature::Titre",
        titre="Assigner à « Léa »",
        regle="A1",
        etiquettes=["A1"],
        issue=issue,
        duree_s=0.5,
        motif=None,
        mesures={"copie_s": 0.4},
    )
