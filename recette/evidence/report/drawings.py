"""Les dessins du procès-verbal : la durée des scénarios, la tendance des dernières recettes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recette.evidence.plots import STYLE
from recette.evidence.report.source import Reports
from recette.gherkin.rules import families

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DURATIONS, TREND = "durees.svg", "tendance.svg"
_LONGEST = 25
_ENOUGH = 10
"""En deçà, une table suffit, et dessiner coûterait plus que jouer."""
_LAST_RUNS = 30
_LONGEST_TITLE = 62
_BAR, _BAD, _LINE = "#3f6296", "#b3261e", "#3f6296"


def draw_all(reports: Reports) -> None:
    """Dessine ce qui peut l'être, et efface ce qu'une autre recette aurait laissé."""
    for name in (DURATIONS, TREND):
        (reports.folder / name).unlink(missing_ok=True)
    if len(reports.scenarios) >= _ENOUGH:
        _draw(reports.folder / DURATIONS, (7.5, 8.6), _durations, reports.scenarios)
    if len(reports.history) > 1:
        _draw(reports.folder / TREND, (7.5, 3.2), _trend, reports.history[-_LAST_RUNS:])


def _draw(path: Path, size: tuple[float, float], plot: Any, data: Sequence[Mapping[str, Any]]) -> None:
    # Chargé ici : la plupart des recettes partielles ne dessinent rien.
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=size, layout="constrained")
        plot(figure, data)
        figure.savefig(path, format="svg", metadata={"Date": None})


def _durations(figure: Any, scenarios: Sequence[Mapping[str, Any]]) -> None:
    longest, totals = figure.subplots(2, 1, height_ratios=(_LONGEST, 7))
    kept = sorted(scenarios, key=lambda scenario: scenario["duree_s"])[-_LONGEST:]
    _bars(
        longest,
        [f"{_shortened(scenario['titre'])}  {scenario['regle']}" for scenario in kept],
        [scenario["duree_s"] for scenario in kept],
        [_BAD if scenario["issue"] == "echoue" else _BAR for scenario in kept],
    )
    longest.set_title(f"Les {len(kept)} scénarios les plus longs, en secondes")
    by_family = {
        title: sum(item["duree_s"] for item in scenarios if item["regle"].startswith(letter))
        for letter, title in families().items()
    }
    shown = {title: seconds for title, seconds in reversed(by_family.items()) if seconds}
    _bars(totals, [*shown], [*shown.values()], [_BAR] * len(shown))
    totals.set_title("Total par famille de règles, en secondes")


def _bars(axes: "Axes", labels: list[str], seconds: list[float], colors: list[str]) -> None:
    bars = axes.barh(range(len(labels)), seconds, color=colors, height=0.72)
    axes.set_yticks(range(len(labels)), labels, fontsize=7)
    axes.bar_label(bars, fmt="{:.1f}", padding=3, fontsize=7)
    axes.tick_params(axis="x", labelsize=7)
    axes.margins(x=0.09, y=0.01)


def _trend(figure: Any, runs: Sequence[Mapping[str, Any]]) -> None:
    axes: Axes = figure.subplots()
    ranks = range(len(runs))
    axes.plot(ranks, [run["totaux"]["duree_s"] for run in runs], color=_LINE, marker="o", label="durée (s)")
    failed = [(rank, run) for rank, run in zip(ranks, runs, strict=True) if run["totaux"]["echoue"]]
    for rank, run in failed:
        place = (rank, run["totaux"]["duree_s"])
        axes.plot(*place, color=_BAD, marker="X", markersize=10)
        axes.annotate(
            f"{run['totaux']['echoue']} échec(s)", place, (0, 9), textcoords="offset points", ha="center"
        )
    axes.set_xticks(ranks, [f"{datetime.fromisoformat(run['fin']):%d/%m}" for run in runs], fontsize=7)
    axes.set_ylim(0, max(run["totaux"]["duree_s"] for run in runs) * 1.25)
    axes.set_title("Durée des dernières recettes complètes, en secondes (croix : avec échec)")


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"
