"""L'extension pytest qui écrit le procès-verbal, une fois le verdict rendu."""

from collections.abc import Generator

import pytest

from recette.evidence.history import append_run
from recette.evidence.recorder import VERDICT, condemn
from recette.evidence.report.minutes import Minutes, write_minutes
from recette.evidence.report.source import read_verdict
from recette.evidence.unfolding import CHRONICLER
from recette.plan import PLAN

_SHOWN_SEAL = 12


class Clerk:
    """Écrit le déroulement et le procès-verbal, puis dit où ils sont."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._minutes: Minutes | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        result = yield
        if verdict := self._config.stash.get(VERDICT, None):
            reports = self._config.stash[PLAN].reports
            chronicler = self._config.stash[CHRONICLER]
            chronicler.write(self._config, verdict)
            content = read_verdict(reports)
            if chronicler.complete:
                append_run(reports, chronicler.ended, content)
            self._minutes = write_minutes(reports)
            if self._minutes.leaks.found:
                condemn(session, self._minutes.leaks)
                # Il disait l'ancien verdict. Celui qui trahirait encore ne reste pas davantage.
                self._minutes = write_minutes(reports)
        return result

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._minutes is None:
            return
        if self._minutes.problem:
            terminalreporter.write_line(self._minutes.problem, yellow=True)
        terminalreporter.write_line(f"Sceau des preuves : {self._minutes.seal[:_SHOWN_SEAL]}")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Clerk(config))
