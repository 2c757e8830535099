"""Ce que la ligne de commande demande est vérifié avant que quoi que ce soit ne démarre."""

from pathlib import Path

import pytest

from recette.errors import RecetteError
from recette.plan import DEFAULT_MIGRATION, DEFAULT_REPORTS, DEFAULT_VALIDATION, Plan


def test_without_options_the_repository_decides(tmp_path: Path) -> None:
    """La migration et la validation du dépôt, rien après."""
    plan = Plan.prepare(reports=tmp_path)
    assert (plan.migration.path, plan.validation.path) == (DEFAULT_MIGRATION, DEFAULT_VALIDATION)
    assert plan.after == ()
    assert DEFAULT_REPORTS.name == "rapports"


def test_each_option_is_kept(tmp_path: Path) -> None:
    """Chaque fichier donné remplace celui du dépôt, et l'ordre de --sql-apres est gardé."""
    files = [tmp_path / f"{name}.sql" for name in ("migration", "validation", "un", "deux")]
    for file in files:
        file.write_text(f"-- {file.stem}", encoding="utf-8")
    migration, validation, *after = files
    plan = Plan.prepare(migration=migration, validation=validation, after=after, reports=tmp_path)
    assert [plan.migration.text, plan.validation.text] == ["-- migration", "-- validation"]
    assert [script.text for script in plan.after] == ["-- un", "-- deux"]


def test_the_backups_of_a_past_run_are_forgotten(tmp_path: Path) -> None:
    """Celle que l'on éprouve reste, comme tout ce qui n'est pas une sauvegarde de la recette."""
    kept = [tmp_path / name for name in ("sauvegarde-avant-migration-gw0.dump", "mienne.dump")]
    stale = [tmp_path / f"sauvegarde-avant-migration{worker}.dump" for worker in ("", "-gw1")]
    for file in (*kept, *stale):
        file.write_bytes(b"PGDMP")
    Plan.prepare(starting_base=kept[0], reports=tmp_path).forget_past_backups()
    assert sorted(tmp_path.iterdir()) == sorted(kept)


@pytest.mark.parametrize("option", ["migration", "validation", "after"])
def test_a_missing_file_stops_everything(tmp_path: Path, option: str) -> None:
    """Un fichier absent se dit tout de suite, avant le dossier des preuves."""
    absent = tmp_path / "absent.sql"
    with pytest.raises(RecetteError, match=r"absent\.sql » est illisible"):
        Plan.prepare(**{option: [absent] if option == "after" else absent}, reports=tmp_path / "preuves")  # type: ignore[arg-type]
    assert not (tmp_path / "preuves").exists()


def test_the_folder_of_evidence_is_opened(tmp_path: Path) -> None:
    """Le dossier est créé, ses parents aussi, et rien n'y est laissé."""
    reports = Plan.prepare(reports=tmp_path / "a" / "b").reports
    assert reports == tmp_path / "a" / "b"
    assert list(reports.iterdir()) == []


@pytest.mark.parametrize("place", ["fichier", "fichier/dessous"])
def test_an_unwritable_folder_is_refused(tmp_path: Path, place: str) -> None:
    """Un fichier n'est pas un dossier, même pour root."""
    (tmp_path / "fichier").touch()
    with pytest.raises(RecetteError, match=r"ne peut pas être écrit .*Donnez-en un autre par --rapports"):
        Plan.prepare(reports=tmp_path / place)
