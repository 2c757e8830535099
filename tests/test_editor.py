"""L'éditeur : l'extension recommandée trouve chaque étape, donc la complète et y mène."""

import ast
import json
import re
from collections.abc import Iterator

from recette.parts import ROOT

SETTINGS = ROOT / ".vscode" / "settings.json"
STEPS = sorted((ROOT / "steps").glob("*.py"))
# Ce que l'extension met autour du réglage, avant et après lui, pour lire une ligne.
BEFORE, BETWEEN, TEXT = r"^((?:[^'\"/]*?[^\w])|.{0})", r"[^/'\"`\w]*?", r"((?:(?=(?:\\)*)\\.|.)*?)"


def test_every_step_is_found_by_the_extension() -> None:
    """Elle ne lit qu'une ligne, ou deux mises bout à bout : une phrase plus étalée lui échapperait."""
    lost = sorted({*defined()} - {*found()})
    assert not lost, "L'éditeur ne trouverait pas :\n  - " + "\n  - ".join(lost)


def test_a_sentence_spread_over_three_lines_would_be_lost() -> None:
    """La raison des phrases courtes : le contrôle n'est pas décoratif."""
    assert [*read(["@when(", '    phrase("elle part")', ")"])] == ["elle part"]
    assert [*read(["@when(", "    phrase(", '        "elle part"', "    )", ")"])] == []


def settings() -> dict[str, str]:
    """Rend les réglages, commentaires ôtés."""
    text = SETTINGS.read_text(encoding="utf-8")
    content: dict[str, str] = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    return content


def found() -> Iterator[str]:
    for path in STEPS:
        yield from read(path.read_text(encoding="utf-8").splitlines())


def read(lines: list[str]) -> Iterator[str]:
    """Lit les étapes comme l'extension : la ligne seule, sinon avec la suivante."""
    asked = settings()
    quote = asked["cucumberautocomplete.stepRegExSymbol"]
    part = asked["cucumberautocomplete.gherkinDefinitionPart"]
    pattern = re.compile(f"{BEFORE}{part}{BETWEEN}({quote}){TEXT}{quote}", re.IGNORECASE | re.ASCII)
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        seen = pattern.search(line)
        if seen is None and pattern.search(following) is None:
            seen = pattern.search(line + following)
        if seen:
            yield seen.group(4)


def defined() -> Iterator[str]:
    """Rend le texte de chaque étape, tel que Python le lit."""
    for path in STEPS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield from filter(None, map(_sentence, node.decorator_list))


def _sentence(decorator: ast.expr) -> str | None:
    match decorator:
        case ast.Call(func=ast.Name(id="given" | "when" | "then"), args=[first, *_]):
            text = first.args[0] if isinstance(first, ast.Call) else first
            return str(ast.literal_eval(text))
        case _:
            return None
