"""Un checkout que l'on ne peut pas construire : une phrase, quoi faire, et rien qui reste."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recette.application.built import check_built
from recette.application.checkout import checked_out
from recette.errors import RecetteError
from recette.stack.run_directory import run_directory
from recette.stack.web import PLACEHOLDER_ANON_KEY, PLACEHOLDER_URL
from tests.checkouts import NPM, PRODUCTION, put_tool, write_checkout

FAILING_INSTALL = '#!/bin/sh\nmkdir node_modules\necho "npm error code EUSAGE" >&2\nexit 1\n'
FAILING_BUILD = """#!/bin/sh
[ "$1" = ci ] && exit 0
echo "./src/main.ts:3:1: ERROR: Unexpected end of file" >&2
exit 2
"""


def _absent(folder: Path) -> None:
    (folder.parent / "virtus").rename(folder.parent / "ailleurs")


def _a_file(folder: Path) -> None:
    _absent(folder)
    folder.touch()


def _no_package(folder: Path) -> None:
    (folder / "package.json").unlink()


def _broken_package(folder: Path) -> None:
    (folder / "package.json").write_text("{")


def _no_script(folder: Path) -> None:
    write_checkout(folder, scripts={"dev": "vite"})


def _link_out(folder: Path) -> None:
    (folder / "src/secrets.ts").symlink_to("../../secrets.ts")


def _tool(script: str) -> Callable[[Path], None]:
    return lambda folder: put_tool(folder.parent / "bin", "npm", script)


CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "absent": (_absent, r"virtus » n'existe pas\. Corrigez --virtus"),
    "fichier": (_a_file, r"virtus » n'est pas un dossier\. Corrigez --virtus"),
    "sans package.json": (_no_package, r"n'est pas un checkout de Virtus : il n'a pas de package\.json"),
    "package.json abîmé": (_broken_package, r"package\.json » est illisible .* Corrigez-le"),
    "sans script": (_no_script, r"n'a pas de script « build » .* Ajoutez-le"),
    "lien qui sort": (_link_out, r"Le lien « src/secrets\.ts » sort du checkout .* Remplacez-le"),
    "installation": (
        _tool(FAILING_INSTALL),
        r"L'installation des dépendances .* échoue \(code 1\)\. Vérifiez .*\n    npm error code EUSAGE",
    ),
    "construction": (
        _tool(FAILING_BUILD),
        r"La construction de Virtus échoue \(code 2\)\. Corrigez .*\n    \./src/main\.ts:3:1: ERROR",
    ),
    "autre projet": (
        _tool(NPM + f'[ -d dist ] && echo "{PRODUCTION}" > dist/autre.js\ntrue\n'),
        r"nomme un autre Supabase : « abcdefghijklmnopqrst\.supabase\.co », dans dist/autre\.js",
    ),
    "sans page": (_tool(NPM + "rm -f dist/index.html\n"), r"n'a pas produit dist/index\.html"),
}


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Un dossier temporaire vide, au nom assez court pour une recette."""
    with run_directory() as room:
        monkeypatch.setattr(tempfile, "tempdir", str(room / "t"))
        (room / "t").mkdir()
        yield room / "t"


@pytest.mark.parametrize(("spoil", "sentence"), CASES.values(), ids=CASES)
def test_it_is_said_and_nothing_stays(
    tmp_path: Path,
    temporary: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None],
    sentence: str,
) -> None:
    """Ni construction gardée, ni copie, ni processus."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_journal", str(tmp_path / "journal"))
    put_tool(tmp_path / "bin", "npm", NPM)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    folder = write_checkout(tmp_path / "virtus", lock="package-lock.json")
    spoil(folder)
    with pytest.raises(RecetteError, match=rf"(?s){sentence}"):
        checked_out(folder, lambda sentence: None)
    assert list(temporary.iterdir()) == []
    assert [path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()] in ([], ["verrou"])


@pytest.mark.parametrize("variable", ["VITE_SUPABASE_URL", "VITE_SUPABASE_ANON_KEY"])
def test_an_application_that_cannot_be_plugged_is_refused(tmp_path: Path, variable: str) -> None:
    """Sans l'adresse ou la clé d'attente, elle irait ailleurs que devant la recette."""
    values = {"VITE_SUPABASE_URL": PLACEHOLDER_URL, "VITE_SUPABASE_ANON_KEY": PLACEHOLDER_ANON_KEY}
    (tmp_path / "index.html").write_text(" ".join(values.values()))
    check_built(tmp_path)
    (tmp_path / "index.html").write_text(
        " ".join(value for name, value in values.items() if name != variable)
    )
    with pytest.raises(RecetteError, match=f"ne lit pas {variable} .* import.meta.env.{variable}"):
        check_built(tmp_path)


def test_the_map_of_a_script_is_not_the_script(tmp_path: Path) -> None:
    """Un commentaire du code, que le navigateur n'exécute pas, peut nommer la production."""
    (tmp_path / "index.html").write_text(f"{PLACEHOLDER_URL} {PLACEHOLDER_ANON_KEY}")
    (tmp_path / "index.js.map").write_text(PRODUCTION)
    check_built(tmp_path)
