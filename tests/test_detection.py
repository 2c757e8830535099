"""Un défaut appliqué après la migration fait rougir le scénario qui le guette, avec son motif."""

import sys
from pathlib import Path

import pytest

from recette.parts import ROOT
from tests.runs import Runner

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="les processus restants se lisent dans /proc")

BETWEEN_CLIENTS = ("features/confidentialite/isoler_les_clients.feature",)
ASSIGNING = ("features/assignation/assigner_programme.feature::Assigner un programme à un client",)


def without_exercises() -> str:
    """Rend la fonction d'assignation, privée de la copie des exercices."""
    functions = (ROOT / "sql" / "baseline" / "20_functions.sql").read_text(encoding="utf-8")
    _, found, body = functions.partition("CREATE FUNCTION public.assign_program_to_client_atomic")
    before, copy, after = body.partition("    INSERT INTO client_created_session_exercises")
    assert found
    assert copy
    return found.replace("CREATE", "CREATE OR REPLACE") + before + after[after.index("    RETURN json") :]


DEFECTS = {
    "RLS inactive": (
        BETWEEN_CLIENTS,
        "alter table client_created_programs disable row level security",
        "C2",
        "au lieu de {'client_created_programs': 1, ",
        "RLS active » est devenu « r propriétaire postgres RLS inactive »",
    ),
    "politique perdue": (
        BETWEEN_CLIENTS,
        "drop policy client_created_programs_select_by_client on client_created_programs",
        "C2",
        "Léa Martin obtient {'client_created_programs': 0, ",
        "politique public.client_created_programs.client_created_programs_select_by_client perdu",
    ),
    "exercices oubliés": (
        ASSIGNING,
        without_exercises(),
        "A1",
        "12 exercices attendu(e)s, 0 trouvé(e)s",
        "fonction public.assign_program_to_client_atomic",
    ),
}


@pytest.mark.parametrize(
    ("scenario", "defect", "rule", "reason", "finding"), DEFECTS.values(), ids=DEFECTS.keys()
)
def test_a_defect_turns_its_scenario_red(
    runner: Runner,
    tmp_path: Path,
    scenario: tuple[str, ...],
    defect: str,
    rule: str,
    reason: str,
    finding: str,
) -> None:
    """Le scénario prévu échoue pour la bonne raison, et l'empreinte le dit aussi."""
    file = tmp_path / "defaut.sql"
    file.write_text(defect, encoding="utf-8")
    run = runner.play(*scenario, f"--sql-apres={file}")
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    assert reason in run.reason(rule)
    assert any(finding in said for said in run.verdict["empreinte"]["constats"]), run.verdict["constats"]
