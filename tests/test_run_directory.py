"""Le dossier de travail : effacé à la sortie, balayé après une mort, refusé sans place."""

import fcntl
import os
import shutil
import tempfile
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from recette.errors import RecetteError
from recette.stack import run_directory as places
from recette.stack.run_directory import run_directory, sweep_dead_runs

DiskUsage = namedtuple("DiskUsage", "total used free")


@pytest.fixture(autouse=True)
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Un dossier temporaire où aucune autre recette ne vit."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(places, "MEMORY", Path(folder, "aucune-memoire"))
        yield Path(folder)


def test_it_does_not_outlive_the_run(temporary: Path) -> None:
    """Traversable par le compte de PostgreSQL, effacé à la sortie."""
    with run_directory() as folder:
        assert folder.parent == temporary
        assert folder.stat().st_mode & 0o777 == 0o711
        assert (folder / "verrou").exists(), "Sans verrou, une recette morte ne serait jamais balayée."
        (folder / "grappe").mkdir()
    assert list(temporary.iterdir()) == []


def test_a_failure_erases_it_too(temporary: Path) -> None:
    """Une erreur de la recette n'oublie pas son dossier."""
    with pytest.raises(KeyboardInterrupt), run_directory():
        raise KeyboardInterrupt
    assert list(temporary.iterdir()) == []


def test_a_dead_run_is_swept(temporary: Path) -> None:
    """Le verrou que plus personne ne tient dit que la recette est morte."""
    dead = temporary / "virtus-recette-morte"
    (dead / "grappe").mkdir(parents=True)
    (dead / "verrou").touch()
    with run_directory():
        assert not dead.exists()


def test_a_living_run_is_left_alone(temporary: Path) -> None:
    """Deux recettes à la fois ne se touchent pas."""
    with run_directory() as other:
        assert sweep_dead_runs() == []
        with run_directory():
            assert other.is_dir()
        assert other.is_dir()


@pytest.mark.parametrize("name", ["virtus-recette-sans-verrou", "autre-chose"])
def test_what_is_not_a_run_is_left_alone(temporary: Path, name: str) -> None:
    """Un dossier sans verrou (une recette qui naît) ou d'un autre nom n'est jamais effacé."""
    kept = temporary / name
    kept.mkdir()
    if name == "autre-chose":
        (kept / "verrou").touch()
    assert sweep_dead_runs() == []
    assert kept.is_dir()


def test_a_run_is_locked_from_its_birth(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Une autre recette qui balaie pendant la naissance de celle-ci ne l'efface pas."""
    lock = fcntl.flock

    def swept_meanwhile(held: object, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        assert sweep_dead_runs() == []
        lock(held, operation)  # type: ignore[arg-type]

    monkeypatch.setattr(fcntl, "flock", swept_meanwhile)
    with run_directory() as folder:
        assert folder.is_dir()


def test_without_room_nothing_starts(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """La phrase dit ce qui reste, ce qu'il faut, et où aller."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: DiskUsage(10**9, 10**9, 5 * 2**20))
    expected = r"n'a plus que 5 Mo libres, la base de la recette en demande 400. .*TMPDIR"
    with pytest.raises(RecetteError, match=expected), run_directory():
        pytest.fail("La recette a démarré sans place.")
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", ["léa", "x" * 60])
def test_a_place_where_postgrest_cannot_listen_is_refused(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Un nom accentué ou trop long est dit, plutôt qu'une panne de PostgREST."""
    (temporary / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / name))
    expected = "PostgREST ne saurait pas y écouter. Donnez-en un autre par TMPDIR"
    with pytest.raises(RecetteError, match=expected), run_directory():
        pytest.fail("La recette a démarré là.")
    assert list((temporary / name).iterdir()) == []


@pytest.mark.parametrize(
    ("free_gb", "asked", "expected"),
    [(8, False, "memoire"), (2, False, ""), (8, True, "")],
    ids=["en mémoire", "trop peu de mémoire", "TMPDIR demandé"],
)
def test_the_cluster_lives_in_memory_when_there_is_enough(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, free_gb: int, asked: bool, expected: str
) -> None:
    """La mémoire quand elle est large ; le dossier temporaire sinon, ou s'il est demandé."""
    memory = temporary / "memoire"
    memory.mkdir()
    monkeypatch.setattr(places, "MEMORY", memory)
    monkeypatch.setattr(places, "_available_memory", lambda: 8 * 1024**3)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: DiskUsage(10**11, 0, free_gb * 1024**3))
    if not asked:
        monkeypatch.delenv("TMPDIR")
    with run_directory() as folder:
        assert folder.parent == temporary / expected


def test_a_closed_memory_is_not_used(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Un conteneur peut réserver /dev/shm à root : la grappe se tient alors dans le dossier temporaire."""
    memory = temporary / "memoire"
    memory.mkdir()
    monkeypatch.setattr(places, "MEMORY", memory)
    monkeypatch.delenv("TMPDIR")
    monkeypatch.setattr(places, "MEMORY_NEEDED", 0)
    monkeypatch.setattr(os, "access", lambda path, mode: path != memory)
    with run_directory() as folder:
        assert folder.parent == temporary


def test_a_run_that_died_in_memory_is_swept(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """La suivante balaie les deux endroits, où qu'elle se tienne elle-même."""
    monkeypatch.setattr(places, "MEMORY", temporary / "memoire")
    dead = temporary / "memoire" / "virtus-recette-morte"
    dead.mkdir(parents=True)
    (dead / "verrou").touch()
    assert sweep_dead_runs() == [dead]
