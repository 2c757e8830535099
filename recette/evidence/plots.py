"""Les courbes qu'on regarde plutôt qu'une table : ce que la migration retient, selon le volume."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recette.evidence.verdict import ScenarioResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOCK_BUDGET_MS = 100
"""Ce que la migration peut retenir les tables, en millisecondes (règle M15)."""

# Chaque mesure : son nom en légende, sa couleur, sa marque, et l'écart de sa valeur en points.
_SERIES = {
    "migration_ms": ("migration entière (médiane)", "#5b6b8c", "o", 7),
    "verrou_ms": ("tables retenues", "#b3541e", "s", -15),
}
STYLE: dict[Any, Any] = {
    # Le texte reste du texte : il se lit, se cherche et se copie dans le SVG.
    "svg.fonttype": "none",
    # Sans sel, deux dessins des mêmes mesures différeraient par leurs identifiants.
    "svg.hashsalt": "recette",
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def draw_locks(path: Path, scenarios: Sequence[ScenarioResult]) -> Path | None:
    """Dessine en SVG le verrou et la durée mesurés par la règle M15 ; rend None s'il n'y a rien à dessiner.

    La courbe d'une recette précédente, au même endroit, est alors effacée : elle ne dirait rien de celle-ci.
    """
    measured = sorted(
        (
            scenario.mesures
            for scenario in scenarios
            if _SERIES.keys() | {"lignes"} <= scenario.mesures.keys()
        ),
        key=lambda measures: measures["lignes"],
    )
    if not measured:
        path.unlink(missing_ok=True)
        return None
    # Chargé ici : la plupart des recettes partielles ne dessinent rien.
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(7.5, 4.2), layout="constrained")
        _plot(figure.subplots(), measured)
        figure.savefig(path, format="svg", metadata={"Date": None})
    return path


def _plot(axes: "Axes", measured: Sequence[dict[str, float]]) -> None:
    rows = [measures["lignes"] for measures in measured]
    for name, (label, color, marker, offset) in _SERIES.items():
        values = [measures[name] for measures in measured]
        axes.plot(rows, values, color=color, marker=marker, label=label)
        for position, value in zip(rows, values, strict=True):
            axes.annotate(
                f"{value:.0f}",
                (position, value),
                (0, offset),
                textcoords="offset points",
                ha="center",
                color=color,
            )
    axes.axhline(LOCK_BUDGET_MS, color="#8c1c13", linestyle="--", linewidth=1, label="budget du verrou")
    axes.set_xscale("log")
    axes.set_xticks(rows, [f"{int(count):,}".replace(",", "\u202f") for count in rows])
    axes.minorticks_off()
    axes.set_ylim(0, max(LOCK_BUDGET_MS, *(measures["migration_ms"] for measures in measured)) * 1.2)
    axes.set_xlabel("lignes dans les tables des clients")
    axes.set_ylabel("millisecondes")
    axes.set_title("Durée de la migration et verrou, selon le volume")
    axes.legend(frameon=False)
