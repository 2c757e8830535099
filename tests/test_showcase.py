"""Les images de l'accueil : faites de deux recettes, légères, et refusées quand il en manque une."""

from pathlib import Path

import pytest
from PIL import Image

from recette.errors import RecetteError
from recette.evidence.report.page import rendered
from recette.evidence.report.showcase import write_showcase
from recette.evidence.report.source import read_reports
from tests.reports import scenario, verdict, written

HEAVIEST = 200_000


def played(folder: Path, issue: str) -> Path:
    """Écrit les rapports d'une recette, son écran et son procès-verbal."""
    written(
        folder, verdict(scenario("Voir", "V1", issue, "Rien n'est en cours." if issue == "echoue" else None))
    )
    (folder / "pv-de-recette.html").write_text(rendered(read_reports(folder)), encoding="utf-8")
    (folder / "captures" / "regles").mkdir(parents=True)
    Image.effect_noise((1280, 800), 40).convert("RGB").save(folder / "captures" / "regles" / "V1.jpg")
    return folder


def test_three_light_pictures_are_made(tmp_path: Path) -> None:
    """Un écran et deux premières pages, au format A4 ; les deux pages ne disent pas la même chose."""
    passing, failing = played(tmp_path / "a", "reussi"), played(tmp_path / "b", "echoue")
    screen, first, second = write_showcase(passing, failing, tmp_path / "images")
    assert screen.stat().st_size > 0
    for page in (first, second):
        assert page.stat().st_size < HEAVIEST
        with Image.open(page) as image:
            assert image.height / image.width == pytest.approx(297 / 210, rel=0.03)
    assert first.read_bytes() != second.read_bytes()


def test_a_missing_run_is_said(tmp_path: Path) -> None:
    """Sans son écran, une recette ne fait pas l'accueil."""
    with pytest.raises(RecetteError, match=r"V1\.jpg » n'existe pas"):
        write_showcase(tmp_path, tmp_path, tmp_path / "images")
