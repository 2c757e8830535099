"""Ce que Gherkin laisse passer en silence, et qui ferait réussir un scénario qui ne prouve rien."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

from recette.gherkin.rules import rules

_KEYWORD_IN_DESCRIPTION = re.compile(
    r"^\s*(contexte|règle|scénario|plan du|exemples"
    r"|étant donnée?s?|soit|quand|lorsque?|alors|donc|et|mais)\b",
    re.IGNORECASE,
)
_UNUSABLE_IN_ID = ("::", "[", "]")


def problems(path: Path) -> list[str]:
    """Rend les défauts d'un fichier .feature, en français, avec leur ligne."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ["le texte n'est pas en UTF-8 : enregistrez-le en UTF-8"]
    if text.startswith("\ufeff"):
        return ["le texte commence par une marque d'ordre des octets : enregistrez-le en UTF-8 sans BOM"]
    if not unicodedata.is_normalized("NFC", text):
        return ["le texte est en Unicode décomposé (NFD) : enregistrez-le en NFC"]
    try:
        feature = Parser().parse(text).get("feature")
    except CompositeParserException as error:
        return [f"le fichier ne s'analyse pas : {detail}" for detail in error.errors]
    if feature is None:
        return ["le fichier ne contient aucune fonctionnalité"]
    return [*_file_problems(feature), *_scenario_problems(feature)]


def scenarios(path: Path) -> list[dict[str, Any]]:
    """Rend les scénarios d'un fichier tels que Gherkin les décrit, étiquettes héritées comprises."""
    feature = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
    return [
        {**scenario, "tags": [*scenario["tags"], *inherited]} for scenario, inherited in _scenarios(feature)
    ]


def _scenarios(feature: Any) -> Iterator[tuple[Any, list[Any]]]:
    # Un scénario porte aussi les étiquettes de sa règle Gherkin et de sa fonctionnalité.
    for child in feature["children"]:
        if "scenario" in child:
            yield child["scenario"], feature["tags"]
        elif "rule" in child:
            for nested in child["rule"]["children"]:
                if "scenario" in nested:
                    yield nested["scenario"], [*feature["tags"], *child["rule"]["tags"]]


def _file_problems(feature: Any) -> Iterator[str]:
    titles = Counter(scenario["name"] for scenario, _ in _scenarios(feature))
    for title, count in titles.items():
        if count > 1:
            yield f"{count} scénarios s'appellent « {title} » : un seul serait joué"
    if not titles:
        yield "le fichier ne contient aucun scénario"
    rules_of_gherkin = [child["rule"] for child in feature["children"] if "rule" in child]
    for node in (feature, *rules_of_gherkin):
        yield from _description_problems(node)
        for child in node["children"]:
            yield from _description_problems(child.get("background", {}))


def _scenario_problems(feature: Any) -> Iterator[str]:
    for scenario, inherited in _scenarios(feature):
        where = f"ligne {scenario['location']['line']}"
        title = scenario["name"]
        if not title:
            yield f"{where} : le scénario n'a pas de titre"
        if not scenario["steps"]:
            yield f"{where} : le scénario « {title} » n'a aucune étape, il réussirait toujours"
        if scenario["keyword"].startswith("Plan") and not any(
            examples["tableBody"] for examples in scenario["examples"]
        ):
            yield f"{where} : le plan « {title} » n'a aucune ligne d'exemples"
        if any(mark in title for mark in _UNUSABLE_IN_ID):
            yield f"{where} : le titre « {title} » contient un signe réservé aux identifiants de pytest"
        yield from _description_problems(scenario)
        own = [*scenario["tags"], *(tag for examples in scenario["examples"] for tag in examples["tags"])]
        tags = {tag["name"].removeprefix("@") for tag in (*own, *inherited)}
        proved = sorted(tags & rules().keys())
        if len(proved) != 1:
            yield f"{where} : le scénario « {title} » doit porter une règle et une seule, il porte {proved}"


def _description_problems(node: Any) -> Iterator[str]:
    for offset, line in enumerate((node.get("description") or "").splitlines()):
        if _KEYWORD_IN_DESCRIPTION.match(line):
            yield (
                f"vers la ligne {node['location']['line'] + offset + 1} : « {line.strip()} » serait lu comme "
                "une description ; un mot-clé commence par une majuscule"
            )
