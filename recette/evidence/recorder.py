"""L'extension pytest qui enregistre les scénarios, rend le verdict et fixe le code de sortie."""

import time
from collections.abc import Generator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import pytest
from _pytest.outcomes import Skipped

from recette.errors import RecetteError
from recette.evidence import console
from recette.evidence.coverage import write_coverage
from recette.evidence.known_findings import KNOWN_FINDINGS
from recette.evidence.plots import draw_locks
from recette.evidence.preparation import PREPARATION
from recette.evidence.secrets import sweep_evidence
from recette.evidence.story import STORY, readable_reason
from recette.evidence.verdict import GRAVITY, Reservation, ScenarioResult, Verdict, decide
from recette.gherkin.collection import FeatureFile, expected_scenarios
from recette.gherkin.rules import rules
from recette.interruption import REQUESTED
from recette.plan import PLAN
from recette.programmes import coach_today
from recette.secrecy.known import KNOWN
from recette.secrecy.sweep import Sweep
from recette.usage import COULD_NOT_RUN

_EXIT_CODES = {"recevable": 0, "incomplet": 0, "non_recevable": 1}


class Blocked(Skipped):
    """Le scénario a besoin d'une migration que la base a refusée : ce n'est pas un second constat."""


class OutOfReach(Skipped):
    """Le scénario demande ce qu'une cible externe n'offre pas : c'est une réserve, pas un échec."""


@dataclass
class SessionEvidence:
    """Ce que la répétition du déploiement apprend au verdict."""

    target: dict[str, Any] = field(default_factory=dict)
    session: dict[str, Any] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)


EVIDENCE = pytest.StashKey[SessionEvidence]()
VERDICT = pytest.StashKey[Verdict]()


class ScenarioReporter:
    """Ajoute au compte rendu de chaque scénario ce que le verdict en dira."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._stories = config.option.tbstyle == "auto"

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if not isinstance(item.parent, FeatureFile):
            return report
        tags = sorted(mark.name for mark in item.iter_markers() if mark.name != "parametrize")
        described = {
            "titre": _title(item),
            "regle": next(tag for tag in tags if tag in rules()),
            "etiquettes": tags,
            "mesures": dict(item.user_properties),
            "preparation_s": item.config.stash[PREPARATION].take(),
            "issue": "reussi" if report.passed else "ignore" if report.skipped else "echoue",
        }
        if call.excinfo is not None:
            described |= self._explain(item, call.excinfo.value, report)
        report.scenario = described  # type: ignore[attr-defined]
        return report

    def _explain(self, item: pytest.Item, error: BaseException, report: pytest.TestReport) -> dict[str, str]:
        if isinstance(error, RecetteError):
            report.longrepr = error.problem
            item.session.shouldstop = "la recette ne peut pas continuer"
            return {"erreur": str(error), "motif": "la recette s'est arrêtée avant la fin", "issue": "ignore"}
        if item.session.shouldstop == REQUESTED:
            # Un arrêt du terminal ou d'un ordonnanceur coupe aussi le navigateur : ce n'est pas un défaut.
            return {"motif": "interrompu avant la fin", "issue": "ignore"}
        if isinstance(error, Blocked):
            return {"motif": str(error.msg), "issue": "bloque"}
        if isinstance(error, Skipped):
            return {"motif": str(error.msg)}
        reason = readable_reason(error)
        if known := self._config.stash[KNOWN_FINDINGS].about(item.nodeid):
            objection = known.comment(reason, coach_today())
            if objection is None:
                # Pour pytest, un échec attendu : ni -x ni le code de sortie ne s'en émeuvent.
                report.outcome, report.wasxfail = "skipped", known.ticket
                terms = {"ticket": known.ticket, "expire": known.expire.isoformat()}
                return {"motif": reason, "issue": "reserve", **terms}
            reason = f"{reason}\n{objection}"
        story = item.stash.get(STORY, None)
        if story and self._stories:
            report.longrepr = story.told(reason)
        return {"motif": reason}


def _title(item: pytest.Item) -> str:
    """Rend le titre du scénario, les valeurs de sa ligne d'exemples à leur place."""
    title = item.name.partition("[")[0]
    callspec = getattr(item, "callspec", None)
    examples = callspec.params.get("_pytest_bdd_example", {}) if callspec else {}
    for name, value in examples.items():
        title = title.replace(f"<{name}>", value)
    return title


class Recorder:
    """Réunit les comptes rendus (de tous les processus de xdist) et rend le verdict."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._start = time.monotonic()
        self._results: dict[str, ScenarioResult] = {}
        self._reservations: dict[str, Reservation] = {}
        self._played: set[tuple[str, str]] = set()
        self._error: str | None = None
        self._interrupted = False
        self._deselected = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        described: dict[str, Any] | None = getattr(report, "scenario", None)
        if described is None:
            return
        self._error = self._error or described.get("erreur")
        path, _, title = report.nodeid.partition("::")
        self._played.add((path, title.partition("[")[0]))
        if described["issue"] == "reserve":
            facts = {name: described[name] for name in ("titre", "regle", "ticket", "expire", "motif")}
            self._reservations[report.nodeid] = Reservation(id=report.nodeid, **facts)
        known = self._results.get(report.nodeid)
        self._results[report.nodeid] = ScenarioResult(
            id=report.nodeid,
            titre=described["titre"],
            regle=described["regle"],
            etiquettes=described["etiquettes"],
            issue=max(known.issue if known else "reussi", described["issue"], key=GRAVITY.index),
            duree_s=round((known.duree_s if known else 0) + report.duration, 3),
            preparation_s=round((known.preparation_s if known else 0) + described["preparation_s"], 3),
            mesures=described["mesures"],
            motif=(known and known.motif) or described.get("motif"),
        )

    def pytest_keyboard_interrupt(self) -> None:
        self._interrupted = True

    def pytest_deselected(self) -> None:
        self._deselected = True

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Reçoit d'un processus de xdist ce que sa répétition a observé."""
        observed = getattr(node, "workeroutput", {}).get("recette")
        if observed and observed["session"]:
            known = self._config.stash[EVIDENCE].findings
            merged = list(dict.fromkeys([*known, *observed["findings"]]))
            self._config.stash[EVIDENCE] = SessionEvidence(**observed | {"findings": merged})

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> Generator[None, None, None]:
        """Conclut une fois tout rangé : ce qu'une cible externe garde de la recette compte au verdict."""
        try:
            return (yield)
        finally:
            self._finish(session, exitstatus)

    def _finish(self, session: pytest.Session, exitstatus: int) -> None:
        # Après les autres extensions : ce qu'elles écrivent (--junitxml) est relu avant le verdict.
        self._sweep()
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self._deselected:
            self._error = "Aucun scénario ne correspond à la sélection. Vérifiez -k, -m et les chemins."
        if self._results or self._config.stash[EVIDENCE].findings:
            verdict = self._config.stash[VERDICT] = self._conclude()
            reports = self._config.stash[PLAN].reports
            verdict.write(reports / "verdict.json")
            write_coverage(reports / "couverture.md", verdict.scenarios)
            draw_locks(reports / "verrou.svg", verdict.scenarios)
            if exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
                session.exitstatus = _EXIT_CODES[verdict.decision]
        if self._error or self._interrupted:
            session.exitstatus = COULD_NOT_RUN

    def _sweep(self) -> None:
        evidence, swept = self._config.stash[EVIDENCE], sweep_evidence(self._config)
        told = KNOWN.cleaned(asdict(evidence))
        told["session"]["secrets"] = swept.described()
        told["findings"] += swept.findings()
        self._config.stash[EVIDENCE] = SessionEvidence(**told)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._error:
            console.announce_error(terminalreporter, self._error)
        if verdict := self._config.stash.get(VERDICT, None):
            console.summarize(terminalreporter, verdict, self._config.stash[PLAN].reports)

    def _conclude(self) -> Verdict:
        evidence = self._config.stash[EVIDENCE]
        # Une autre phase du même scénario a pu échouer pour de bon.
        kept = [found for name, found in self._reservations.items() if self._results[name].issue == "reserve"]
        results = sorted(self._results.values(), key=lambda result: result.id)
        known = self._config.stash[KNOWN_FINDINGS].to_remove((result.id, result.issue) for result in results)
        findings = [*evidence.findings, *known]
        interrupted = bool(self._interrupted or self._error)
        complete = not interrupted and expected_scenarios() <= self._played
        return Verdict(
            decide(results, findings, complete=complete),
            evidence.target,
            evidence.session,
            results,
            findings,
            time.monotonic() - self._start,
            sorted(kept, key=lambda found: found.id),
            interrupted,
        )


def condemn(session: pytest.Session, leaks: Sweep) -> None:
    """Ajoute au verdict rendu le secret que ses propres documents allaient laisser sortir."""
    stash = session.config.stash
    verdict, swept = stash[VERDICT], stash[EVIDENCE].session["secrets"]
    swept["trouves"] = [*swept["trouves"], *leaks.found]
    findings = [*verdict.findings, *leaks.findings()]
    decision = decide(verdict.scenarios, findings, complete=False)
    stash[VERDICT] = replace(verdict, findings=findings, decision=decision)
    stash[VERDICT].write(stash[PLAN].reports / "verdict.json")
    if session.exitstatus != COULD_NOT_RUN:
        session.exitstatus = _EXIT_CODES[decision]


class WorkerMessenger:
    """Dans un processus de xdist : envoie à celui qui commande ce que la répétition a observé."""

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        try:
            return (yield)
        finally:
            session.config.workeroutput["recette"] = asdict(session.config.stash[EVIDENCE])  # type: ignore[attr-defined]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[EVIDENCE] = SessionEvidence()
    config.pluginmanager.register(ScenarioReporter(config))
    config.pluginmanager.register(
        WorkerMessenger() if hasattr(config, "workerinput") else Recorder(config), "recette-verdict"
    )
