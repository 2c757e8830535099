"""Les règles de la maison, que la relecture laisserait passer."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from recette.parts import ROOT

NOT_OURS = {".git", ".venv", "node_modules", "rapports", "__pycache__"}
NOT_OURS |= {".mypy_cache", ".pytest_cache", ".ruff_cache"}
IMAGE = ".png"
CODE = ("bench", "features", "fixtures", "recette", "reference_app", "sql", "steps", "tests")

FORBIDDEN_IMPORTS = [
    ("steps", {"psycopg", "httpx", "playwright", "supabase"}),
    ("recette", {"steps", "fixtures", "conftest"}),
    ("recette/database", {"playwright"}),
    ("recette/pages", {"psycopg", "httpx", "recette.database"}),
    ("recette/stack", {"playwright", "recette.database", "recette.pages"}),
    ("fixtures", {"steps"}),
]
BLIND_WAIT = re.compile(r"\bsleep\(|wait_for_timeout|pytest\.skip|mark\.skip|mark\.xfail|setTimeout")
SQL = re.compile(
    r"\s*(select|insert into|update|delete from|alter|drop|create|grant|revoke)\s", re.IGNORECASE
)
LOCATOR = re.compile(r"get_by_\w+|locator|query_selector|goto|evaluate")
HOST = re.compile(r"\bhttps?://([\w.-]+)")
KNOWN_HOST = re.compile(r"127\.0\.0\.1|localhost|postgrest|www\.w3\.org|.+\.(invalid|test)")
"""Cette machine, la prise de PostgREST, l'espace de noms de SVG, et les domaines qui n'existent pas."""
DECOYS = {
    "tests/virtus_like/index.html",
    "tests/virtus_like/src/App.tsx",
    "tests/virtus_like/package-lock.json",
}
DECOYS |= {"tests/checkouts.py", "tests/test_outside.py"}
"""Ce que le vrai Virtus demande au-dehors, et une fausse production, pour prouver que rien n'en sort."""

WORKPLACE = re.compile("/wo" + r"rk/|npm" + r"js\.|pypi" + r"\.org|python" + "hosted")
"""Un dossier d'atelier ou un registre de paquets, écrits ici en deux morceaux."""


@pytest.mark.parametrize(
    ("folder", "forbidden"), FORBIDDEN_IMPORTS, ids=[folder for folder, _ in FORBIDDEN_IMPORTS]
)
def test_nobody_imports_upwards(folder: str, forbidden: set[str]) -> None:
    """Étape, page, base et pile ne connaissent que ce qui est sous elles."""
    wrong = [
        f"{path} importe {name}"
        for path in map(shown, our_files(folder, ".py"))
        for name in imports(ROOT / path)
        if any(f"{name}.".startswith(f"{banned}.") for banned in forbidden)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("folder", ["features", "fixtures", "recette", "steps"])
def test_nobody_waits_blindly_nor_skips(folder: str) -> None:
    """Ni pause, ni scénario ignoré ou excusé : une attente a un objet et un délai."""
    wrong = set(occurrences(BLIND_WAIT, our_files(folder)))
    assert not wrong, "\n".join(sorted(wrong))


def test_steps_hold_neither_sql_nor_locators() -> None:
    """Une étape parle de personnes : les pages connaissent l'écran, et database connaît le SQL."""
    wrong = []
    for path in our_files("steps", ".py"):
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
                wrong.append(f"{shown(path)}, ligne {node.lineno} : {node.value.strip()[:60]}")
            if isinstance(node, ast.Attribute) and LOCATOR.fullmatch(node.attr):
                wrong.append(f"{shown(path)}, ligne {node.lineno} : {node.attr}")
    assert not wrong, "\n".join(wrong)


def test_every_step_module_is_loaded(pytestconfig: pytest.Config) -> None:
    """Un module d'étapes absent de conftest.py ne servirait à personne."""
    modules = {f"steps.{path.stem}" for path in our_files("steps", ".py")} - {"steps.names"}
    assert not [name for name in sorted(modules) if not pytestconfig.pluginmanager.has_plugin(name)]


def test_texts_are_composed() -> None:
    """Un texte décomposé (NFD), venu d'un copier-coller, ne se compare plus à ce que l'écran montre."""
    wrong = [shown(path) for path in our_files() if not unicodedata.is_normalized("NFC", text_of(path))]
    assert not wrong, "\n".join(wrong)


def test_no_file_tells_where_it_was_written() -> None:
    """Ni dossier d'une machine, ni registre de paquets."""
    assert not (wrong := occurrences(WORKPLACE, our_files())), "\n".join(wrong)


def test_no_host_is_written_in_the_code() -> None:
    """La suite ne connaît que cette machine : toute autre cible lui est donnée."""
    wrong = [
        f"{shown(path)} : {host}"
        for folder in CODE
        for path in our_files(folder)
        if shown(path) not in DECOYS
        for host in HOST.findall(text_of(path))
        if not KNOWN_HOST.fullmatch(host)
    ]
    assert not wrong, "\n".join(wrong)


def our_files(folder: str = ".", suffix: str = "") -> list[Path]:
    """Rend les textes du dépôt sous un dossier, sans ce qui s'installe ou se produit."""
    return [
        path
        for path in sorted((ROOT / folder).rglob(f"*{suffix}"))
        if path.is_file() and path.suffix != IMAGE and not NOT_OURS & set(path.relative_to(ROOT).parts)
    ]


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def occurrences(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [f"{shown(path)} : {found}" for path in files for found in pattern.findall(text_of(path))]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
