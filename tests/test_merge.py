"""Réunir les parties d'une recette : un verdict, des refus clairs, rien de compté deux fois."""

import json
from pathlib import Path
from typing import Any

import pytest

from recette.errors import RecetteError
from recette.evidence.merge import merge
from recette.evidence.report.integrity import broken_seals, write_seals
from recette.evidence.report.source import read_reports
from recette.gherkin.collection import FEATURES, NIGHTLY
from recette.gherkin.lint import scenarios
from recette.gherkin.rules import rules
from recette.parts import ROOT
from tests.reports import scenario, verdict, written
from tests.test_minutes import command

LOST = "La table client_programs : 11 lignes avant, 10 après."
CELL = {"chez": "Léa Martin", "identite": "service_role", "table": "les modèles", "operation": "lire"}


@pytest.fixture
def halves(tmp_path: Path) -> list[Path]:
    """Une recette entière qui a réussi, en deux parties."""
    everything = whole_suite()
    return [
        part(tmp_path / name, verdict(*everything[start::2], decision="incomplet"))
        for start, name in enumerate(("a", "b"))
    ]


def whole_suite() -> list[dict[str, Any]]:
    """Rend tous les scénarios d'une recette de jour, réussis."""
    return [
        scenario(found["name"], rule, id=f"{path.relative_to(ROOT)}::{found['name']}")
        for path in sorted(FEATURES.rglob("*.feature"))
        for found in scenarios(path)
        if NIGHTLY not in (tags := {tag["name"].removeprefix("@") for tag in found["tags"]})
        for rule in tags & rules().keys()
    ]


def part(folder: Path, content: dict[str, Any], **unfolding: Any) -> Path:
    """Écrit une partie, images et matrice comprises, et la scelle."""
    content = content | {
        "interrompue": content.get("interrompue", False),
        "sauvegarde": {"fichier": "avant.dump", "sha256": "0" * 64, "gardee": True},
        "secrets": {"fichiers": 3, "archives": 0, "secrets_cherches": 5, "trouves": []},
        "matrice": {"cellules": [CELL | {"attendu": "oui", "vu": "oui"}], "jetons": []},
    }
    written(folder, content, **{"suite": "abc"} | unfolding)
    story = json.loads((folder / "deroulement.json").read_text(encoding="utf-8"))
    for told in story["scenarios"].values():
        told["images"] = ["captures/ecran.jpg"]
    (folder / "deroulement.json").write_text(json.dumps(story), encoding="utf-8")
    (folder / "avant.dump").write_bytes(b"sauvegarde")
    (folder / "captures").mkdir(exist_ok=True)
    (folder / "captures" / "ecran.jpg").write_bytes(folder.name.encode())
    write_seals(folder)
    return folder


def changed(folder: Path, *path: str, value: Any) -> Path:
    """Change ce que dit le verdict d'une partie, et la scelle de nouveau."""
    file = folder / "verdict.json"
    content = place = json.loads(file.read_text(encoding="utf-8"))
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    file.write_text(json.dumps(content), encoding="utf-8")
    write_seals(folder)
    return folder


def test_two_halves_make_one_run(halves: list[Path], tmp_path: Path) -> None:
    """Recevable seulement réunies ; chaque preuve garde sa place, et rien n'est compté deux fois."""
    merged = merge(halves, tmp_path / "tout")
    assert (merged.verdict.decision, merged.missing, merged.interrupted) == ("recevable", [], [])
    assert merged.verdict.totals()["reussi"] == len(whole_suite())
    told = read_reports(tmp_path / "tout")
    assert {image for story in told.unfolding["scenarios"].values() for image in story["images"]} == {
        "partie-1/captures/ecran.jpg",
        "partie-2/captures/ecran.jpg",
    }
    assert (tmp_path / "tout" / "partie-2" / "captures" / "ecran.jpg").read_bytes() == b"b"
    assert (tmp_path / "tout" / told.verdict["sauvegarde"]["fichier"]).exists()
    assert told.verdict["secrets"]["fichiers"] == 6
    assert len(told.verdict["matrice"]["cellules"]) == 1
    assert len(told.history) == 1, "Une recette réunie et entière entre dans l'histoire."


def test_a_failure_of_one_part_fails_the_whole(halves: list[Path], tmp_path: Path) -> None:
    """Un même constat, vu par chaque partie, n'est dit qu'une fois."""
    for half in halves:
        changed(half, "constats", value=[LOST])
    verdict = merge(halves, tmp_path / "tout").verdict
    assert (verdict.decision, verdict.findings) == ("non_recevable", [LOST])


def test_a_lost_part_leaves_it_incomplete(halves: list[Path], tmp_path: Path) -> None:
    """Ce qui manque est nommé, et la commande rend 2 ; l'histoire n'en garde rien."""
    code, said = command("fusionner", halves[0], "--vers", tmp_path / "tout")
    assert code == 2
    assert said.count("N'est joué dans aucune partie : features/") == len(whole_suite()) // 2
    assert "verdict incomplet." in said
    assert broken_seals(tmp_path / "tout") == []
    assert not (tmp_path / "tout" / "historique.jsonl").exists()


def test_an_interrupted_part_leaves_it_incomplete(halves: list[Path], tmp_path: Path) -> None:
    """Les titres y sont tous, mais un plan peut n'avoir joué que ses premiers exemples."""
    merged = merge([halves[0], changed(halves[1], "interrompue", value=True)], tmp_path / "tout")
    assert (merged.verdict.decision, merged.interrupted) == ("incomplet", ["b"])


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("migration", "sha256"), "le SHA-256 de la migration"),
        (("cible", "revision"), "la révision de l'application"),
        (("cible", "postgrest"), "la version de PostgREST"),
    ],
)
def test_parts_of_two_deliveries_are_refused(
    halves: list[Path], tmp_path: Path, path: tuple[str, ...], said: str
) -> None:
    """Un procès-verbal ne parle que d'une livraison ; le dossier demandé n'est pas même ouvert."""
    changed(halves[1], *path, value="autre")
    with pytest.raises(RecetteError, match=f"{said} est « .* » dans « .*a », « autre » dans « .*b »"):
        merge(halves, tmp_path / "tout")
    assert not (tmp_path / "tout").exists()


def test_parts_of_two_suites_are_refused(halves: list[Path], tmp_path: Path) -> None:
    """Deux états de la suite n'ont pas joué les mêmes scénarios."""
    other = part(tmp_path / "c", verdict(*whole_suite()[1::2]), suite="def")
    with pytest.raises(RecetteError, match="la suite de recette est « abc »"):
        merge([halves[0], other], tmp_path / "tout")


def test_the_same_scenario_twice_is_refused(halves: list[Path], tmp_path: Path) -> None:
    """Deux issues du même scénario : laquelle croire ?"""
    code, said = command("fusionner", *halves, halves[0], "--vers", tmp_path / "tout")
    assert code == 2
    assert "est joué dans" in said


def test_touched_evidence_is_refused(halves: list[Path], tmp_path: Path) -> None:
    """Réunir ne blanchit pas des preuves qu'on a changées."""
    (halves[1] / "captures" / "ecran.jpg").write_bytes(b"autre")
    with pytest.raises(RecetteError, match=r"captures/ecran\.jpg a changé"):
        merge(halves, tmp_path / "tout")


def test_other_evidence_is_not_mixed_in(halves: list[Path], tmp_path: Path) -> None:
    """Un dossier déjà plein est refusé ; l'histoire des nuits passées y est la bienvenue."""
    (tmp_path / "tout").mkdir()
    (tmp_path / "tout" / "historique.jsonl").touch()
    merge(halves, tmp_path / "tout")
    with pytest.raises(RecetteError, match="n'est pas vide"):
        merge(halves, tmp_path / "tout")
