"""Les « Alors » de la suite, et ceux qu'aucun défaut n'a jamais fait échouer.

Une étape se juge en la faisant échouer : la lire dirait seulement qu'elle contient une vérification.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

from recette.mutation.judgement import Judgement
from recette.parts import ROOT

STEPS = ROOT / "steps"


def outcome_steps(folder: Path = STEPS) -> set[str]:
    """Rend le nom de chaque fonction qu'un « Alors » appelle."""
    return {
        f"steps.{path.stem}.{node.name}"
        for path in folder.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and any(map(_is_then, node.decorator_list))
    }


def never_failed(judgements: Iterable[Judgement]) -> list[str]:
    """Rend les « Alors » que nul défaut joué n'a fait échouer."""
    failed = {step["fonction"] for found in judgements for step in found.failed_steps}
    return sorted(outcome_steps() - failed)


def _is_then(decorator: ast.expr) -> bool:
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(function, ast.Name) and function.id == "then"
