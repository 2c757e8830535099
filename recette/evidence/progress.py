"""L'avancement, pour qui regarde son terminal : le scénario joué, le temps écoulé, ce qu'il en reste.

Muet dans l'intégration continue, hors d'un terminal, et dès que -q ou -v demandent autre chose.
"""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from recette.plan import PLAN

_CLEAR = "\r\033[K"
_INDENT = "  "


class Estimate:
    """Ce qu'il reste : d'après les durées de la recette précédente, sinon en proportion."""

    def __init__(self, known: dict[str, float], processes: int) -> None:
        self._known = known
        self._processes = processes
        self._waiting: set[str] = set()
        self._total = 0

    def expects(self, identifiers: list[str]) -> None:
        """Apprend ce qui sera joué."""
        self._waiting |= set(identifiers)
        self._total = len(self._waiting)

    @property
    def done(self) -> int:
        """Le nombre de scénarios joués."""
        return self._total - len(self._waiting)

    @property
    def total(self) -> int:
        """Le nombre de scénarios à jouer."""
        return self._total

    def played(self, identifier: str) -> None:
        """Apprend qu'un scénario est joué."""
        self._waiting.discard(identifier)

    def remaining_s(self, elapsed_s: float) -> float | None:
        """Rend le temps qui reste, en secondes ; None tant que rien ne permet de le dire."""
        known = [self._known[name] for name in self._waiting if name in self._known]
        if self._waiting and 2 * len(known) >= len(self._waiting):
            # La moyenne des scénarios connus vaut pour les nouveaux.
            return sum(known) / len(known) * len(self._waiting) / self._processes
        return elapsed_s / self.done * len(self._waiting) if self.done else None


class ProgressLine:
    """Une ligne que chaque scénario récrit ; un échec s'y raconte aussitôt."""

    def __init__(self, config: pytest.Config, reporter: pytest.TerminalReporter) -> None:
        self._reporter = reporter
        self._start = time.monotonic()
        processes = max(1, len(getattr(config.option, "tx", None) or []))
        self._estimate = Estimate(_last_durations(config.stash[PLAN].reports), processes)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._estimate.expects([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Avec xdist, seul chaque processus connaît ses scénarios ; tous en ont la même liste."""
        if not self._estimate.total:
            self._estimate.expects(ids)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._draw(nodeid.partition("::")[2])

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        described = getattr(report, "scenario", None)
        if described is None:
            return None
        # La catégorie reste : le bilan de pytest en dépend. La lettre, elle, casserait la ligne.
        if report.when != "call" and described["issue"] == "reussi":
            return "", "", ""
        return _CATEGORIES[described["issue"]], "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        described = getattr(report, "scenario", None)
        if described is None:
            return
        if described["issue"] == "echoue":
            self._tell(report, described)
        if report.when == "teardown":
            self._estimate.played(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        self._reporter.write(_CLEAR)

    def _tell(self, report: pytest.TestReport, described: dict[str, str]) -> None:
        self._reporter.write(_CLEAR)
        self._reporter.write_line(f"✗ {described['regle']} — {described['titre']}", red=True, bold=True)
        for line in (described.get("motif") or "").splitlines():
            self._reporter.write_line(f"{_INDENT}{line}", red=True)
        for image in getattr(report, "unfolding", {}).get("images", []):
            self._reporter.write_line(f"{_INDENT}À regarder : {image}")
        self._reporter.write_line(f'{_INDENT}Rejouer : pytest "{report.nodeid}"')

    def _draw(self, title: str) -> None:
        elapsed = time.monotonic() - self._start
        remaining = self._estimate.remaining_s(elapsed)
        left = "" if remaining is None else f", reste {_told(remaining)}"
        head = f"[{self._estimate.done}/{self._estimate.total}] {_told(elapsed)}{left} · "
        room = max(0, shutil.get_terminal_size().columns - len(head) - 1)
        self._reporter.write(f"{_CLEAR}{head}{title[:room]}", flush=True)


_CATEGORIES = {
    "reussi": "passed",
    "echoue": "failed",
    "reserve": "xfailed",
    "bloque": "skipped",
    "ignore": "skipped",
}


def _last_durations(reports: Path) -> dict[str, float]:
    try:
        played = json.loads((reports / "verdict.json").read_text(encoding="utf-8"))["scenarios"]
        return {scenario["id"]: scenario["duree_s"] for scenario in played}
    except (OSError, ValueError, KeyError):
        # Première recette, ou verdict abîmé : on estimera en proportion.
        return {}


def _told(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02}" if minutes else f"{rest} s"


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not reporter.isatty or os.environ.get("CI"):
        return
    if config.option.verbose == 0 and not hasattr(config, "workerinput"):
        config.pluginmanager.register(ProgressLine(config, reporter))
