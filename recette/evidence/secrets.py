"""L'extension pytest qui tait les secrets : dans les comptes rendus, puis dans les preuves."""

import time
from collections.abc import Generator
from pathlib import Path

import pytest

from recette.plan import PLAN
from recette.secrecy.known import KNOWN
from recette.secrecy.sweep import Sweep, sweep

_START = pytest.StashKey[float]()
_CLOCK_GRAIN_S = 1.0
"""L'heure d'un fichier peut être arrondie, selon le disque."""
_OUTPUT_OPTIONS = ("xmlpath", "htmlpath", "cucumber_json_path", "allure_report_dir")


def sweep_evidence(config: pytest.Config) -> Sweep:
    """Relit les preuves de cette recette, et les fichiers que d'autres extensions ont écrits."""
    written = (getattr(config.option, option, None) for option in _OUTPUT_OPTIONS)
    asked = [Path(config.invocation_params.dir, path).resolve() for path in written if path]
    others = [file for path in asked for file in (path.rglob("*") if path.is_dir() else [path])]
    return sweep(config.stash[PLAN].reports, others, config.stash[_START] - _CLOCK_GRAIN_S, KNOWN)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Masque les secrets d'un échec : tout ce qui le raconte part de son compte rendu."""
    report = yield
    if isinstance(report.longrepr, tuple):
        path, line, reason = report.longrepr
        report.longrepr = path, line, KNOWN.masked_text(reason)
    elif report.longrepr is not None:
        told = str(report.longrepr)
        if (masked := KNOWN.masked_text(told)) != told:
            report.longrepr = masked
    report.sections = [(title, KNOWN.masked_text(text)) for title, text in report.sections]
    if described := getattr(report, "scenario", None):
        report.scenario = KNOWN.cleaned(described)  # type: ignore[attr-defined]
    return report


class SecretMessenger:
    """Dans un processus de xdist : confie ses secrets à celui qui relira les preuves, par leur tube."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        report.secrets = KNOWN.news()  # type: ignore[attr-defined]
        return report


class SecretReceiver:
    """Dans celui qui commande : apprend les secrets des autres."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # Retirés aussitôt : d'autres extensions écrivent les comptes rendus.
        KNOWN.learn(vars(report).pop("secrets", {}))


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_START] = time.time()
    worker = hasattr(config, "workerinput")
    config.pluginmanager.register(SecretMessenger() if worker else SecretReceiver())
