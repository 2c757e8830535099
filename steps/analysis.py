"""L'examen d'un fichier de migration avant de l'appliquer."""

from collections.abc import Callable
from pathlib import Path

from pytest_bdd import then, when

from recette.database.fingerprint import take_fingerprint
from recette.database.prepared import BASELINE
from recette.database.script import Script
from recette.laboratory import flawed
from recette.laboratory.inspection import inspect
from recette.laboratory.linter import risks
from recette.laboratory.parse import Fault, analyse
from recette.laboratory.trial import differences
from steps.names import phrase


@when("le fichier de la migration est examiné", target_fixture="remarks")
def migration_is_inspected(database_url: str, migration: Script) -> list[str]:
    return inspect(database_url, migration.path)


@when(phrase("un fichier abîmé par {damage} est examiné"), target_fixture="remarks")
def damaged_file_is_inspected(database_url: str, tmp_path: Path, damage: str) -> list[str]:
    return inspect(database_url, flawed.write_encoded(tmp_path, damage))


@when(phrase("le dossier de migrations qui contient {crowd} est examiné"), target_fixture="remarks")
def folder_is_inspected(database_url: str, tmp_path: Path, crowd: str) -> list[str]:
    return inspect(database_url, flawed.fill(tmp_path, crowd))


@when(phrase("un fichier qui contient {flaw} est analysé"), target_fixture="faults")
def flawed_file_is_analysed(database_url: str, flaw: str) -> list[Fault]:
    return analyse(database_url, flawed.UNPARSED[flaw])


@when("squawk contrôle la migration", target_fixture="remarks")
def migration_is_linted(migration: Script) -> list[str]:
    return risks(migration.path)


@when(phrase("squawk contrôle une migration qui {risk}"), target_fixture="remarks")
def risky_file_is_linted(tmp_path: Path, risk: str) -> list[str]:
    return risks(flawed.write_risky(tmp_path, risk))


@then("rien n'a été exécuté")
def nothing_was_run(database_url: str, clone: Callable[[str], str]) -> None:
    changes = differences(take_fingerprint(clone(BASELINE)), take_fingerprint(database_url))
    assert not changes, "L'analyse ne devait rien exécuter ; ont changé :\n  - " + "\n  - ".join(changes)


@then("l'examen n'y trouve aucun défaut")
def nothing_is_remarked(remarks: list[str]) -> None:
    assert not remarks, "Le fichier de la migration est à corriger :\n  - " + "\n  - ".join(remarks)


@then("squawk n'y voit aucun risque")
def no_risk(remarks: list[str]) -> None:
    assert not remarks, (
        "squawk voit des risques ; corrigez-les, ou motivez une dispense dans .squawk.toml :\n  - "
        + "\n  - ".join(remarks)
    )


@then(phrase("squawk signale « {rule} »"))
def risk_is_told(remarks: list[str], rule: str) -> None:
    assert any(rule in remark for remark in remarks), f"squawk devait signaler {rule} ; il dit : {remarks}"


@then(phrase("l'examen dit « {text} »"))
def remark_is_made(remarks: list[str], text: str) -> None:
    assert any(text in remark for remark in remarks), f"L'examen devait dire « {text} » ; il dit : {remarks}"


@then(phrase("l'examen signale la ligne {line:d} et dit « {text} »"))
def line_is_told(remarks: list[str], line: int, text: str) -> None:
    located = [remark for remark in remarks if text in remark and f"igne {line} " in remark]
    assert located, f"L'examen devait dire « {text} », ligne {line} ; il dit : {remarks}"


@then(phrase("l'analyse signale la ligne {line:d}, colonne {column:d}, et conseille : {advice}"))
def fault_is_located(faults: list[Fault], line: int, column: int, advice: str) -> None:
    assert len(faults) == 1, (
        f"Une faute attendue, ligne {line} ; trouvées : {[str(fault) for fault in faults]}"
    )
    fault = faults[0]
    assert (fault.line, fault.column) == (line, column), (
        f"Faute mal située, attendue {line}:{column} : {fault}"
    )
    assert advice in fault.hint, f"Le conseil devait dire « {advice} » ; il dit : {fault}"
