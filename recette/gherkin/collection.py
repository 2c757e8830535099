"""La collecte directe des fichiers .feature par pytest.

pytest-bdd veut un module Python qui nomme chaque fichier ; ici le fichier est lui-même le module, et le
titre d'un scénario son identifiant : `pytest "features/….feature::Titre du scénario"`.
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pytest_bdd import scenario
from pytest_bdd.feature import get_feature

from recette.gherkin.lint import problems, scenarios
from recette.gherkin.rules import rules
from recette.parts import ROOT

FEATURES = ROOT / "features"
NIGHTLY = "nocturne"


class FeatureFile(pytest.Module):
    """Un fichier .feature collecté comme un module dont chaque scénario est un test."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(self.path.stem)
        folder = str(self.path.parent)
        for title in get_feature(folder, self.path.name).scenarios:
            bound = scenario(self.path.name, title, features_base_dir=folder)
            setattr(module, title, bound(_nothing_more))
        return module

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Rend les scénarios du fichier ; un défaut silencieux de Gherkin interdit la collecte."""
        if found := problems(self.path):
            listed = "\n".join(f"  - {problem}" for problem in found)
            raise self.CollectError(f"{self.path.name} ne peut pas être joué :\n{listed}")
        for title, function in vars(self.obj).items():
            if not title.startswith("__"):
                yield from self._genfunctions(title, function)


def suite() -> Iterator[tuple[str, str, str]]:
    """Rend chaque scénario de la suite, ceux de la nuit compris : (fichier, titre, règle)."""
    for path in sorted(FEATURES.rglob("*.feature")):
        for found in scenarios(path):
            tags = {tag["name"].removeprefix("@") for tag in found["tags"]}
            for rule in tags & rules().keys():
                yield str(path.relative_to(ROOT)), found["name"], rule


def expected_scenarios() -> set[tuple[str, str]]:
    """Rend tous les scénarios que joue une recette complète : (fichier, titre)."""
    return {
        (str(path.relative_to(ROOT)), scenario["name"])
        for path in FEATURES.rglob("*.feature")
        for scenario in scenarios(path)
        if f"@{NIGHTLY}" not in {tag["name"] for tag in scenario["tags"]}
    }


def _nothing_more() -> None:
    """Le corps d'un scénario est dans ses étapes."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    if file_path.suffix != ".feature":
        return None
    return FeatureFile.from_parent(parent, path=file_path)


def pytest_configure(config: pytest.Config) -> None:
    for rule in rules().values():
        config.addinivalue_line("markers", f"{rule.tag}: {rule.expected}")
    config.addinivalue_line("markers", f"{NIGHTLY}: volume et endurance, joués par « make nocturne »")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if NIGHTLY in config.option.markexpr:
        return
    nightly = [item for item in items if item.get_closest_marker(NIGHTLY)]
    if nightly:
        items[:] = [item for item in items if item not in nightly]
        config.hook.pytest_deselected(items=nightly)
