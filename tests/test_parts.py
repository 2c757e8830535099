"""Une pièce qui manque se dit en une phrase, avec la façon de l'obtenir."""

from collections.abc import Callable
from pathlib import Path

import pytest

from recette import parts
from recette.errors import RecetteError
from recette.parts import POSTGRES_MAJOR


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Une machine où rien n'est installé ; rend le seul dossier de son PATH."""
    for variable in ("POSTGREST_BIN", "CHROMIUM_BIN"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "navigateurs"))
    monkeypatch.setattr(parts, "find_spec", lambda _: None)
    for cached in (parts.postgres_home, parts.postgres_client, parts.postgrest):
        # Ce que la machine offre est retenu d'un essai à l'autre : ici, on le redemande.
        monkeypatch.setattr(parts, cached.__name__, cached.__wrapped__)
    return tmp_path


MISSING: dict[str, tuple[Callable[[], object], str]] = {
    "pièces npm": (lambda: parts.node_modules(), r"Les pièces npm ne sont pas installées\. Lancez « make"),
    "PostgreSQL": (lambda: parts.postgres_home(), rf"PostgreSQL {POSTGRES_MAJOR} est introuvable\. Lancez"),
    "PostgREST": (lambda: parts.postgrest(), r"PostgREST est introuvable\. Lancez « make installer »"),
    "pg_dump": (lambda: parts.postgres_client("pg_dump"), r"pg_dump \(version 17 ou plus récente\)"),
    "Chromium": (
        lambda: parts.chromium(headed=False),
        "Aucun navigateur.*playwright install chromium.*install chromium-headless-shell.*CHROMIUM_BIN",
    ),
    "Chromium à l'écran": (lambda: parts.chromium(headed=True), "apt-get install chromium »"),
}


@pytest.mark.parametrize(("ask", "sentence"), MISSING.values(), ids=MISSING)
def test_a_missing_part_is_said(bare: Path, ask: Callable[[], object], sentence: str) -> None:
    """La phrase nomme la pièce et dit quoi faire."""
    with pytest.raises(RecetteError, match=sentence):
        ask()


@pytest.mark.parametrize("name", ["postgres", "pg_dump"])
def test_an_old_postgresql_does_not_serve(bare: Path, name: str) -> None:
    """Un programme d'une version antérieure est ignoré, celui de la bonne version est pris."""

    def ask() -> Path:
        return parts.postgres_home() if name == "postgres" else parts.postgres_client(name)

    program(bare / name, f"{name} (PostgreSQL) 15.8 (Debian 15.8-0)")
    with pytest.raises(RecetteError, match="est introuvable"):
        ask()
    program(bare / name, f"{name} (PostgreSQL) 17.2")
    assert str(ask()).startswith(str(bare.parent))


def test_a_mute_program_has_no_version(bare: Path) -> None:
    """Un programme qui ne répond pas, ou n'est pas de PostgreSQL, n'a pas de version."""
    assert parts.major_version(bare / "absent") is None
    assert parts.major_version(program(bare / "autre", "autre chose 17.2")) is None


@pytest.mark.parametrize("variable", ["POSTGREST_BIN", "CHROMIUM_BIN"])
@pytest.mark.parametrize("kind", ["absent", "dossier", "non exécutable"])
def test_a_variable_that_names_no_program_is_refused(
    bare: Path, monkeypatch: pytest.MonkeyPatch, variable: str, kind: str
) -> None:
    """La phrase nomme la variable : une faute de frappe ne se cherche pas."""
    path = bare / kind
    if kind == "dossier":
        path.mkdir()
    elif kind == "non exécutable":
        path.touch(mode=0o644)
    monkeypatch.setenv(variable, str(path))
    with pytest.raises(RecetteError, match=rf"{variable} désigne « .+ », .+\. Corrigez la variable"):
        parts.postgrest() if variable == "POSTGREST_BIN" else parts.chromium(headed=False)


@pytest.mark.parametrize("kind", ["absent", "muet"])
def test_a_driver_that_does_not_start_is_said(bare: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Absent ou sans sa bibliothèque : une phrase, avant le premier scénario."""
    driver = bare / kind
    if kind == "muet":
        driver.write_text('#!/bin/sh\necho "$0: libatomic.so.1 manque" >&2\nexit 127\n')
        driver.chmod(0o755)
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(driver))
    cause = r"\(libatomic\.so\.1 manque\)" if kind == "muet" else "No such file"
    with pytest.raises(RecetteError, match=rf"Le pilote de Playwright ne démarre pas .*{cause}.* libatomic1"):
        parts.playwright_driver()


def test_a_variable_that_names_a_program_wins(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le programme désigné passe avant tout autre."""
    chosen = program(bare / "le-mien", "peu importe")
    monkeypatch.setenv("POSTGREST_BIN", str(chosen))
    monkeypatch.setenv("CHROMIUM_BIN", str(chosen))
    assert (parts.postgrest(), parts.chromium(headed=False)) == (chosen, chosen)


def test_a_browser_is_found_on_the_machine(bare: Path) -> None:
    """Le navigateur sans écran d'abord ; celui de Playwright, complet, avant tout."""
    complete = program(bare / "chromium", "Chromium")
    assert parts.chromium(headed=True) == parts.chromium(headed=False) == complete
    headless = program(bare / "chromium-headless-shell", "Chromium")
    assert parts.chromium(headed=False) == headless
    downloaded = bare / "navigateurs" / "chromium_headless_shell-1234"
    downloaded.mkdir(parents=True)
    assert parts.chromium(headed=False) == headless, "Un téléchargement inachevé n'est pas un navigateur."
    (downloaded / "INSTALLATION_COMPLETE").touch()
    assert parts.chromium(headed=False) is None


def program(path: Path, answer: str) -> Path:
    path.write_text(f"#!/bin/sh\necho '{answer}'\n")
    path.chmod(0o755)
    return path
