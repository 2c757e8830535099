"""La courbe des verrous : ce qui fut mesuré, et rien d'autre."""

from pathlib import Path
from xml.etree import ElementTree

from recette.evidence.plots import draw_locks
from recette.evidence.verdict import ScenarioResult


def _measured(**measures: float) -> ScenarioResult:
    return ScenarioResult("id", "titre", "M15", ["M15"], "reussi", 1.0, None, measures)


def test_plot_shows_each_measure(tmp_path: Path) -> None:
    """Chaque volume et chaque mesure se lisent dans le SVG."""
    scenarios = [
        _measured(lignes=100_050, migration_ms=41, verrou_ms=33),
        _measured(lignes=10_050, migration_ms=17, verrou_ms=15),
        _measured(demandes=12),
    ]
    path = draw_locks(tmp_path / "verrou.svg", scenarios)
    assert path
    said = {element.text for element in ElementTree.parse(path).iter() if element.text}
    assert {"10\u202f050", "100\u202f050", "41", "33", "17", "15", "budget du verrou"} <= said
    assert "12" not in said


def test_same_measures_same_drawing(tmp_path: Path) -> None:
    """Deux dessins des mêmes mesures sont identiques, pour que leurs empreintes se comparent."""
    scenarios = [_measured(lignes=10_050, migration_ms=17, verrou_ms=15)]
    drawings = [draw_locks(tmp_path / name, scenarios) for name in ("un.svg", "deux.svg")]
    first, second = (path.read_bytes() for path in drawings if path)
    assert first == second


def test_without_measure_no_stale_plot(tmp_path: Path) -> None:
    """Sans mesure, la courbe d'une recette précédente ne reste pas."""
    stale = tmp_path / "verrou.svg"
    stale.write_text("<svg/>", encoding="utf-8")
    assert draw_locks(stale, [_measured(demandes=12)]) is None
    assert not stale.exists()
