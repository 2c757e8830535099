"""La migration et son retour arrière, interrompus partout où ils peuvent l'être."""

from collections.abc import Callable
from contextlib import closing

from pytest_bdd import then, when

from fixtures.scene import Scene
from recette.database.prepared import BASELINE
from recette.database.script import Script
from recette.laboratory.cuts import CutReport, prepare
from recette.laboratory.gestures import GESTURES, Gesture
from steps.names import phrase

Clones = Callable[[Gesture], Callable[[str], str]]


@when(
    phrase("{operation} s'interrompt entre ses instructions et à {count:d} endroits au milieu : {how}"),
    target_fixture="cut_report",
)
def is_cut(migration: Script, breakable_clone: Clones, operation: str, count: int, how: str) -> CutReport:
    with closing(prepare(breakable_clone(GESTURES[how]), BASELINE, operation, migration)) as bench:
        return bench.cut_at([*bench.sample(count), *bench.boundaries()], GESTURES[how])


@when(
    phrase("{operation} s'interrompt entre toutes ses instructions et partout au milieu : {how}"),
    target_fixture="cut_report",
)
def is_cut_everywhere(migration: Script, breakable_clone: Clones, operation: str, how: str) -> CutReport:
    with closing(prepare(breakable_clone(GESTURES[how]), BASELINE, operation, migration)) as bench:
        return bench.cut_at([*bench.middles(), *bench.boundaries()], GESTURES[how])


@then("chaque interruption laisse la base comme avant")
def every_cut_leaves_it_intact(scene: Scene, cut_report: CutReport) -> None:
    scene.report_measure("coupures_entre_instructions", cut_report.between)
    scene.report_measure("coupures_au_milieu", cut_report.within)
    assert cut_report.half is None, (
        f"La base est restée à moitié changée, {cut_report.half}. Tout doit tenir dans une transaction."
    )
    assert cut_report.intact, "Aucune interruption n'est venue avant la fin : ce scénario ne prouverait rien."
