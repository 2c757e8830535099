"""Les étapes : une définition par phrase, une phrase par définition, et de quoi échouer."""

import ast
import inspect
from functools import cache
from pathlib import Path

from pytest_bdd import parsers
from pytest_bdd.feature import get_feature
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from recette.gherkin.collection import FEATURES
from recette.parts import ROOT

OPENING = {"open", "reload"}
"""Aller à un écran ne prouve pas ce qu'il devait montrer."""


def test_every_sentence_has_one_definition() -> None:
    """pytest-bdd prendrait sans rien dire l'une des définitions qui reconnaissent la même phrase."""
    wrong = [
        f"« {step.name} » : {[context.parser.name for context in found] or 'aucune définition'}"
        for step in sentences()
        if len(found := definitions(step)) != 1
    ]
    assert not wrong, "\n".join(wrong)


def test_every_definition_is_used() -> None:
    """Une étape que nul scénario n'emploie se retire."""
    used = {id(context) for step in sentences() for context in definitions(step)}
    unused = [f"« {context.parser.name} »" for context in registered() if id(context) not in used]
    assert not unused, "\n".join(unused)


def test_every_captured_word_is_used() -> None:
    """pytest-bdd oublie en silence un mot capturé que la fonction ne demande pas."""
    wrong = [
        f"« {context.parser.name} » capture {sorted(ignored)} sans s'en servir"
        for context in registered()
        if isinstance(context.parser, parsers.parse)
        if (ignored := captured(context.parser) - inspect.signature(context.step_func).parameters.keys())
    ]
    assert not wrong, "\n".join(wrong)


def test_every_outcome_can_fail() -> None:
    """Un « Alors » vérifie quelque chose, lui-même ou par l'écran à qui il le demande."""
    wrong = [
        f"« {context.parser.name} » ne vérifie rien"
        for context in registered()
        if context.type == "then" and not verifies(context.step_func.__name__)
    ]
    assert not wrong, "\n".join(wrong)


@cache
def sentences() -> list[Step]:
    """Rend chaque phrase des scénarios, exemples remplacés."""
    found: dict[tuple[str, str], Step] = {}
    for path in sorted(FEATURES.rglob("*.feature")):
        for scenario in get_feature(str(path.parent), path.name).scenarios.values():
            rows = [row for examples in scenario.examples for row in examples.as_contexts()]
            for row in rows or [{}]:
                found |= {(step.type, step.name): step for step in scenario.render(row).steps}
    return list(found.values())


def registered() -> list[StepFunctionContext]:
    """Rend les définitions de la suite, celles que pytest-bdd emploie vraiment."""
    return [
        context
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith("steps.")
    ]


def definitions(step: Step) -> list[StepFunctionContext]:
    return [
        context
        for context in registered()
        if context.type in (None, step.type) and context.parser.is_matching(step.name)
    ]


def captured(parser: parsers.parse) -> set[str]:
    return set(parser.parser.named_fields)


@cache
def functions() -> dict[str, list[ast.FunctionDef]]:
    """Rend les fonctions des étapes et des pages, par nom."""
    found: dict[str, list[ast.FunctionDef]] = {}
    for path in [*(ROOT / "steps").glob("*.py"), *(ROOT / "recette" / "pages").glob("*.py")]:
        for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, []).append(node)
    return found


def verifies(name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Dit si une fonction mène à une assertion ou à une attente de l'écran."""
    if name == "expect":
        return True
    if name in seen | OPENING:
        return False
    nodes = [node for function in functions().get(name, []) for node in ast.walk(function)]
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and verifies(called(node), seen | {name}))
        for node in nodes
    )


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
