"""Le déroulement d'une recette : les étapes, les images et les relevés de chaque scénario ; qui, quand.

`deroulement.json` complète `verdict.json` : à eux deux, ils suffisent à écrire le procès-verbal.
"""

import getpass
import json
import os
from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from recette.evidence.known_findings import without_example
from recette.evidence.story import STORY, Story
from recette.evidence.suite import suite_fingerprint
from recette.evidence.verdict import Verdict
from recette.gherkin.left import NIGHT, left_out
from recette.plan import PLAN
from recette.secrecy.known import KNOWN

FILE_NAME = "deroulement.json"
_PARIS = ZoneInfo("Europe/Paris")


class StoryReporter:
    """Confie le récit de chaque scénario à son compte rendu, qui traverse les processus de xdist."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call" and (story := item.stash.get(STORY, None)):
            report.unfolding = _described(story, item.config.stash[PLAN].reports)  # type: ignore[attr-defined]
        return report


def _described(story: Story, reports: Path) -> dict[str, Any]:
    return {
        "etapes": story.steps,
        "faites": story.done,
        "images": [str(image.relative_to(reports)) for image in story.pictures],
        "releves": story.sightings,
        "aller_retour": story.round_trip,
        "dossier": story.folder and os.path.relpath(story.folder, reports),
    }


def _with_attachments(told: dict[str, Any], reports: Path) -> dict[str, Any]:
    """Nomme les fichiers que pytest-playwright a laissés : il les écrit après le compte rendu du scénario."""
    folder = told.pop("dossier")
    found = sorted((reports / folder).glob("*")) if folder else []
    return told | {"pieces": [os.path.relpath(path, reports) for path in found]}


def _person() -> str:
    """Rend qui joue la recette."""
    try:
        return os.environ.get("GITHUB_ACTOR") or getpass.getuser()
    except (KeyError, OSError):
        # Un conteneur peut tourner sous un numéro que rien ne nomme.
        return f"compte n° {os.getuid()}"


class Chronicler:
    """Réunit les récits de tous les processus, et les écrit avec l'heure et la personne."""

    def __init__(self) -> None:
        self._start = datetime.now(_PARIS)
        self._stories: dict[str, Any] = {}
        self.ended = ""
        self.left_out: list[dict[str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if told := getattr(report, "unfolding", None):
            self._stories[report.nodeid] = told

    @property
    def complete(self) -> bool:
        """Dit si rien ne manque à cette recette, que ce qui est réservé à la nuit."""
        return all(left["raison"] == NIGHT for left in self.left_out)

    def write(self, config: pytest.Config, verdict: Verdict) -> None:
        """Écrit le déroulement, sans aucun secret."""
        played = {without_example(scenario.id) for scenario in verdict.scenarios}
        reports = config.stash[PLAN].reports
        self.ended = datetime.now(_PARIS).isoformat(timespec="seconds")
        self.left_out = left_out(played)
        content = {
            "debut": self._start.isoformat(timespec="seconds"),
            "fin": self.ended,
            "par": _person(),
            "suite": suite_fingerprint(),
            "commande": " ".join(config.invocation_params.args),
            "non_joues": self.left_out,
            "scenarios": {name: _with_attachments(told, reports) for name, told in self._stories.items()},
        }
        write_unfolding(reports, KNOWN.cleaned(content))


def write_unfolding(folder: Path, content: dict[str, Any]) -> None:
    """Écrit le fichier du déroulement."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8")


CHRONICLER = pytest.StashKey[Chronicler]()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(StoryReporter())
    if not hasattr(config, "workerinput"):
        config.stash[CHRONICLER] = Chronicler()
        config.pluginmanager.register(config.stash[CHRONICLER])
