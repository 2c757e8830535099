"""L'application de référence construite : un fichier, les valeurs fictives, un code fautif qui se dit."""

from pathlib import Path

import pytest

from recette import parts
from recette.application import reference
from recette.application.reference import reference_app
from recette.errors import RecetteError
from recette.stack.web import PLACEHOLDER_ANON_KEY, PLACEHOLDER_URL


def test_one_file_holds_the_whole_application() -> None:
    """La page ne demande que sa feuille de style et son code, où les valeurs fictives se remplacent."""
    served = reference_app().served
    assert {path.name for path in served.rglob("*")} == {"index.html", "styles.css", "app.js"}
    code = (served / "app.js").read_text(encoding="utf-8")
    assert PLACEHOLDER_URL in code
    assert PLACEHOLDER_ANON_KEY in code


def test_it_is_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Le même code n'est pas construit deux fois, même d'une recette à l'autre."""
    served = reference_app().served
    monkeypatch.setattr(reference, "_bundle", lambda _: pytest.fail("Le même code est construit à nouveau."))
    assert reference_app.__wrapped__().served == served


def test_a_faulty_code_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """La phrase situe la faute, et rien n'est gardé."""
    source = tmp_path / "reference_app"
    (source / "src").mkdir(parents=True)
    for name in ("index.html", "styles.css"):
        (source / name).touch()
    (source / "src" / "app.js").write_text("const = 1;\n", encoding="utf-8")
    monkeypatch.setattr(reference, "REFERENCE_SOURCE", source)
    modules, program = parts.node_modules(), parts.esbuild()
    monkeypatch.setattr(parts, "node_modules", lambda: modules)
    monkeypatch.setattr(parts, "esbuild", lambda: program)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(RecetteError, match=r"ne se construit pas : [\s\S]*src/app\.js:1:6"):
        reference_app.__wrapped__()
    assert not list((tmp_path / "cache").rglob("app.js"))
