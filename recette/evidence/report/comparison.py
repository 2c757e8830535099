"""Comparer deux recettes : ce qui va mieux, ce qui va plus mal, ce qui est apparu."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recette.evidence.verdict import GRAVITY

_WORDS = {
    "reussi": "réussi",
    "echoue": "échoué",
    "reserve": "en réserve",
    "ignore": "ignoré",
    "bloque": "bloqué",
}


@dataclass
class Comparison:
    """Ce qui sépare deux recettes, chaque écart en une ligne."""

    verdicts: tuple[str, str]
    better: list[str] = field(default_factory=list)
    worse: list[str] = field(default_factory=list)
    appeared: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def told(self) -> Iterator[str]:
        """Raconte la comparaison."""
        before, after = self.verdicts
        yield f"Verdict : {before}" + (f", devenu {after}" if before != after else ", comme avant")
        for label, lines in (
            ("Va plus mal", self.worse),
            ("Va mieux", self.better),
            ("Est apparu", self.appeared),
            ("N'est plus joué", self.gone),
        ):
            yield f"{label} : {len(lines) or 'rien'}"
            yield from (f"  {line}" for line in lines)


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Compare deux verdicts, scénario par scénario et constat par constat."""
    told = Comparison((_verdict(before), _verdict(after)))
    former, latter = _by_id(before["scenarios"]), _by_id(after["scenarios"])
    for name in former.keys() | latter.keys():
        if name not in latter:
            told.gone.append(_named(former[name]))
        elif name not in former:
            told.appeared.append(f"{_named(latter[name])} : {_WORDS[latter[name]['issue']]}")
        else:
            _sort_issue(told, former[name], latter[name])
    told.worse += [
        f"Constat : {finding}" for finding in after["constats"] if finding not in before["constats"]
    ]
    told.better += [
        f"Constat levé : {finding}" for finding in before["constats"] if finding not in after["constats"]
    ]
    for lines in (told.worse, told.better, told.appeared, told.gone):
        lines.sort()
    return told


def _sort_issue(told: Comparison, former: Mapping[str, Any], latter: Mapping[str, Any]) -> None:
    was, is_now = (GRAVITY.index(scenario["issue"]) for scenario in (former, latter))
    line = f"{_named(latter)} : {_WORDS[former['issue']]}, devenu {_WORDS[latter['issue']]}"
    if is_now > was:
        told.worse.append(line)
    elif is_now < was:
        told.better.append(line)


def _by_id(scenarios: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {scenario["id"]: scenario for scenario in scenarios}


def _named(scenario: Mapping[str, Any]) -> str:
    return f"{scenario['regle']} — {scenario['titre']}"


def _verdict(content: Mapping[str, Any]) -> str:
    return str(content["verdict"]).replace("_", " ")
