"""L'application de référence réunie : un fichier, les valeurs fictives, un code fautif qui se dit."""

from pathlib import Path

import pytest

from recette.application import reference
from recette.application.reference import bundled
from recette.errors import RecetteError
from recette.stack.web import PLACEHOLDER_ANON_KEY, PLACEHOLDER_URL


def test_one_file_holds_the_whole_application(tmp_path: Path) -> None:
    """La page ne demande que sa feuille de style et son code, où les valeurs fictives se remplacent."""
    served = bundled(tmp_path)
    assert {path.name for path in served.rglob("*")} == {"index.html", "styles.css", "app.js"}
    code = (served / "app.js").read_text(encoding="utf-8")
    assert PLACEHOLDER_URL in code
    assert PLACEHOLDER_ANON_KEY in code


def test_one_run_bundles_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Les mondes d'une recette servent les mêmes fichiers."""
    served = bundled(tmp_path)
    monkeypatch.setattr(reference, "bundle", lambda _: pytest.fail("Le même code est réuni à nouveau."))
    assert bundled(tmp_path) == served


def test_a_faulty_code_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """La phrase situe la faute."""
    source = tmp_path / "reference_app"
    (source / "src").mkdir(parents=True)
    for name in ("index.html", "styles.css"):
        (source / name).touch()
    (source / "src" / "app.js").write_text("const = 1;\n", encoding="utf-8")
    monkeypatch.setattr(reference, "REFERENCE_SOURCE", source)
    with pytest.raises(RecetteError, match=r"ne se construit pas : [\s\S]*src/app\.js:1:6"):
        bundled(tmp_path)
