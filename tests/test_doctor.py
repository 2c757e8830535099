"""Le diagnostic : ce qui manque est nommé, avec la façon de l'obtenir."""

import shutil
import socket
from pathlib import Path

import pytest

from recette import doctor, parts
from recette.doctor import Finding, examined, main
from recette.errors import RecetteError


def by_piece() -> dict[str, Finding]:
    return {found.piece: found for found in examined()}


def test_a_ready_machine_is_ready(capsys: pytest.CaptureFixture[str]) -> None:
    """Sur la machine qui joue ces essais, rien ne manque."""
    assert main() == 0, capsys.readouterr().out
    assert "Tout est là : make recette." in capsys.readouterr().out


def test_a_missing_piece_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """La phrase de la pièce manquante est celle de la recette, et le code est 1."""

    def missing() -> Path:
        raise RecetteError("PostgREST est introuvable.", "Lancez « make installer ».")

    monkeypatch.setitem(doctor._PIECES, "PostgREST", missing)
    assert main() == 1
    said = capsys.readouterr().out
    assert "✗ PostgREST" in said
    assert "→ Lancez « make installer »." in said
    assert "Il manque : PostgREST." in said


def test_a_program_that_does_not_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Un programme présent mais qui échoue n'est pas un programme."""
    monkeypatch.setitem(doctor._PIECES, "psql", lambda: Path("/bin/false"))
    assert by_piece()["psql"].seen == "/bin/false ne démarre pas"


def test_a_browser_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Le navigateur est lancé pour de bon : sa présence ne prouve rien."""
    monkeypatch.setenv("CHROMIUM_BIN", "/bin/false")
    found = by_piece()["Navigateur"]
    assert found.seen.startswith("ne démarre pas")
    assert "chromium-headless-shell" in (found.remedy or "")


def test_a_full_disk_a_small_memory_and_a_missing_package_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chaque manque a son remède."""
    monkeypatch.setattr(doctor, "_ROOM_MB", 2**40)
    monkeypatch.setattr(doctor, "_MEMORY_MB", 2**40)
    monkeypatch.setattr(doctor, "_installed", lambda name: name != "psycopg")
    found = by_piece()
    assert "TMPDIR" in (found["Dossier temporaire"].remedy or "")
    assert "XDG_CACHE_HOME" in (found["Dossier de cache"].remedy or "")
    assert "sans -n" in (found["Mémoire"].remedy or "")
    assert found["Paquets Python"].seen == "absents : psycopg"


def test_a_closed_loopback_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sans port sur cette machine, rien ne peut servir."""

    def closed(*_: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", closed)
    assert not doctor._port().present


def test_an_old_node_is_told_only_when_it_would_serve(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Les pièces npm déjà là, Node ne servirait qu'à --virtus."""
    monkeypatch.setattr(doctor, "_answer", lambda command: "v18.20.0")
    monkeypatch.setattr(shutil, "which", lambda name, path=None: f"/usr/bin/{name}")
    assert doctor._node().present
    monkeypatch.setattr(parts, "node_prefix", lambda: tmp_path / "absent")
    assert "Node 20" in (doctor._node().remedy or "")
