"""Un fichier SQL : lu tel qu'il est ou refusé en une phrase, et son erreur située."""

from pathlib import Path

import pytest

from recette.database.script import Script, run
from recette.errors import RecetteError

LOCATED = {
    "accents avant l'erreur": ("-- Été, où l'on répète « ça »\nselect 'é' ;\n  selekt 1;\n", 3, "selekt 1;"),
    "hors du plan de base": ("select '💪🏽';\nselekt 1;", 2, "selekt 1;"),
    "fins de ligne Windows": ("select 1;\r\n\r\nselekt 2;\r\n", 3, "selekt 2;"),
    "première ligne": ("selekt 1", 1, "selekt 1"),
    "inachevé": ("select 1;\nselect (\n\n", 2, "select ("),
    "RAISE hors d'un bloc": ("begin;\nselect 1;\nRAISE NOTICE 'fini';\ncommit;\n", 3, "RAISE NOTICE 'fini';"),
}

UNREADABLE = {
    "Latin-1": ("-- été".encode("latin-1"), r"n'est pas en UTF-8 \(octet 4\). Enregistrez-le en UTF-8."),
    "UTF-16 avec marque": ("select 1".encode("utf-16"), "n'est pas du texte en UTF-8"),
    "UTF-16 sans marque": ("select 1".encode("utf-16-le"), r"n'est pas du texte en UTF-8 \(octet 2 nul\)"),
}


@pytest.mark.parametrize(("text", "line", "excerpt"), LOCATED.values(), ids=LOCATED)
def test_a_syntax_error_is_located(scratch: str, tmp_path: Path, text: str, line: int, excerpt: str) -> None:
    """La ligne et l'extrait sont ceux que la personne voit dans son éditeur."""
    error = run(scratch, written(tmp_path, text.encode())).error
    assert error is not None
    assert (error.sqlstate, error.line, error.excerpt) == ("42601", line, excerpt)
    assert f"SQLSTATE 42601, ligne {line} : « {excerpt} »" in str(error)


def test_an_error_without_position_is_told_too(scratch: str, tmp_path: Path) -> None:
    """Une exception levée dans un bloc n'a pas de ligne dans le fichier."""
    script = written(tmp_path, b"do $$ begin raise exception 'La table manque'; end $$")
    assert str(run(scratch, script).error) == "La table manque (SQLSTATE P0001)"


def test_nothing_runs_before_the_whole_is_understood(scratch: str, tmp_path: Path) -> None:
    """Le serveur analyse tout le message : une faute à la fin n'exécute pas le début."""
    run(scratch, written(tmp_path, b"create table essai (id int);\nselekt 1;"))
    missing = run(scratch, written(tmp_path, b"select * from essai")).error
    assert missing is not None
    assert missing.sqlstate == "42P01"


def test_what_a_script_says_is_kept(scratch: str, tmp_path: Path) -> None:
    """Les avis du serveur et la durée accompagnent une réussite."""
    outcome = run(scratch, written(tmp_path, "do $$ begin raise notice 'Réussi'; end $$".encode()))
    assert (outcome.error, outcome.notices) == (None, ["Réussi"])
    assert outcome.duration_ms > 0


def test_a_bom_is_accepted(scratch: str, tmp_path: Path) -> None:
    """La marque d'un éditeur Windows n'est pas envoyée au serveur."""
    script = written(tmp_path, "select 1;\nselekt 2;".encode("utf-8-sig"))
    error = run(scratch, script).error
    assert error is not None
    assert (error.line, error.excerpt) == (2, "selekt 2;")


@pytest.mark.parametrize(("content", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_another_encoding_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """Un fichier mal encodé n'est jamais appliqué à moitié."""
    with pytest.raises(RecetteError, match=message):
        written(tmp_path, content)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """La phrase nomme le fichier et dit quoi vérifier."""
    with pytest.raises(RecetteError, match=r"absent.sql » est illisible : il n'existe pas. Vérifiez"):
        Script.read(tmp_path / "absent.sql")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """Un dossier n'est pas un fichier SQL."""
    with pytest.raises(RecetteError, match="est illisible : c'est un dossier"):
        Script.read(tmp_path)


def test_a_forbidden_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sans droit de lecture : root lisant tout, le refus du système est imité."""

    def forbidden(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(RecetteError, match=r"interdit.sql » est illisible : sa lecture est interdite"):
        Script.read(tmp_path / "interdit.sql")


def test_the_imprint_is_that_of_what_was_read(tmp_path: Path) -> None:
    """Le fichier changé après sa lecture ne change pas l'empreinte du procès-verbal."""
    script = written(tmp_path, b"select 1;")
    (tmp_path / "script.sql").write_bytes(b"select 2;")
    assert script.sha256 == "354b7196c9ba5fb4b21cf615bb6ec4cd5c07503c34229feef033fc081a8c03f4"


def written(folder: Path, content: bytes) -> Script:
    path = folder / "script.sql"
    path.write_bytes(content)
    return Script.read(path)


def test_a_value_of_a_row_is_not_repeated(scratch: str, tmp_path: Path) -> None:
    """Le message garde la cause ; la valeur refusée peut nommer une vraie personne."""
    script = written(tmp_path, b"select first_name::int from clients")
    assert str(run(scratch, script).error) == (
        "invalid input syntax for type integer: « … » (SQLSTATE 22P02)"
    )
