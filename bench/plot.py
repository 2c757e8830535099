"""Les quatre courbes du banc en une image : rapports/banc.svg."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bench.record import RECORD
from recette.evidence.plots import STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PLOT = RECORD.with_suffix(".svg")
_OURS, _OTHERS, _SECOND = "#b3541e", "#5b6b8c", "#7a9e7e"
_SUITE = "recette"


def draw(record: Mapping[str, Any]) -> None:
    """Dessine ce qui est mesuré ; une partie absente laisse sa case vide."""
    # Chargé ici : surveiller ne dessine rien.
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(11, 7.5), layout="constrained")
        (pairs, whole), (library, volume) = figure.subplots(2, 2)
        panels = (
            (pairs, "pairs", _draw_pairs),
            (whole, "session", _draw_whole),
            (library, "croissance", _draw_library),
            (volume, "croissance", _draw_volume),
        )
        for axes, part, draw_part in panels:
            if part in record:
                draw_part(axes, record[part])
            else:
                axes.set_axis_off()
        figure.savefig(PLOT, format="svg", metadata={"Date": None})


def _draw_pairs(axes: "Axes", pairs: Mapping[str, Any]) -> None:
    found = pairs["concurrents"]
    seconds = [own["passe_s"] for own in found.values()]
    colors = [_OURS if name == _SUITE else _OTHERS for name in found]
    bars = axes.barh([own["nom"] for own in found.values()], seconds, color=colors)
    axes.bar_label(
        bars, [f" {_french(own['passe_s'])} s · × {_french(own['rapport_au_nu'])}" for own in found.values()]
    )
    axes.margins(x=0.4)
    axes.invert_yaxis()
    axes.set_title(f"{pairs['scenarios']} scénarios d'écran, rapport au script nu")
    axes.set_xlabel("secondes")


def _draw_whole(axes: "Axes", session: Mapping[str, Any]) -> None:
    runs = {"sans xdist": session["genres"]["recette_s"]}
    runs |= {f"-n {name}": run["duree_s"] for name, run in session["entiere"].items()}
    bars = axes.bar(list(runs), list(runs.values()), color=_OURS)
    axes.bar_label(bars, [f"{seconds:.0f} s" for seconds in runs.values()])
    axes.set_title("La recette entière")
    axes.set_ylabel("secondes")


def _draw_library(axes: "Axes", growth: Mapping[str, Any]) -> None:
    sizes = [library["programmes"] for library in growth["bibliotheque"]]
    for name, label, color in (
        ("bibliotheque_s", "bibliothèque prête", _OURS),
        ("choix_s", "choix des clients prêt", _OTHERS),
    ):
        values = [library[name] for library in growth["bibliotheque"]]
        axes.plot(sizes, values, color=color, marker="o", label=label)
    axes.set_xscale("log")
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.minorticks_off()
    axes.set_ylim(bottom=0)
    axes.set_xlabel("programmes de la coach")
    axes.set_ylabel("secondes")
    axes.set_title(f"La bibliothèque d'une coach de {growth['bibliotheque'][0]['clients']} clients")
    axes.legend(frameon=False)


def _draw_volume(axes: "Axes", growth: Mapping[str, Any]) -> None:
    rows = [volume["lignes"] for volume in growth["volume"]]
    for name, label, color in (
        ("migration_ms", "migration entière (ms)", _OTHERS),
        ("verrou_ms", "tables retenues (ms)", _OURS),
    ):
        axes.plot(rows, [volume[name] for volume in growth["volume"]], color=color, marker="o", label=label)
    seconds = axes.twinx()
    seconds.plot(
        rows,
        [volume["empreinte_s"] for volume in growth["volume"]],
        color=_SECOND,
        marker="s",
        linestyle="--",
    )
    seconds.set_ylabel("empreinte (secondes, tirets)")
    axes.set_xscale("log")
    axes.margins(y=0.2)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("lignes dans les tables des clients")
    axes.set_ylabel("millisecondes")
    axes.set_title("La migration, selon le volume")
    axes.legend(frameon=False, loc="center left")


def _french(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
