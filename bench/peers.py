"""Les concurrents, et comment chacun joue les scénarios d'écran un nombre de tours donné."""

import hashlib
import itertools
import json
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.measures import Cost, measured
from recette.application.tools import search_path
from recette.cache import cache_dir
from recette.errors import RecetteError
from recette.install import npm_parts
from recette.parts import ROOT

RULES = "A1 or A2 or A6 or V1 or V2 or V9"
FEATURES = (
    "features/assignation/assigner_programme.feature",
    "features/assignation/assigner_a_plusieurs_clients.feature",
    "features/assignation/choisir_clients.feature",
    "features/visibilite/voir_programme_en_cours.feature",
    "features/visibilite/retrouver_programme_d_avant_migration.feature",
)
"""Les fonctionnalités que chaque concurrent sait jouer, pour les scénarios de ces règles."""
SUITE, BARE, STATE, FORM, NAIVE = "recette", "nu", "bdd_session", "bdd_formulaire", "naif"
LABELS = {
    SUITE: "la recette",
    BARE: "script nu",
    STATE: "playwright-bdd, session posée",
    FORM: "playwright-bdd, formulaire",
    NAIVE: "pytest-bdd naïf",
}
_LONGEST_COMPLAINT = 400
_PEER = ROOT / "bench" / "playwright_bdd"


@dataclass(frozen=True)
class Played:
    """Un scénario joué une fois."""

    scenario: str
    round: int
    seconds: float
    """De son début au début du suivant : ce que le cadre fait entre deux scénarios est compris."""


@dataclass(frozen=True)
class Race:
    """Un concurrent qui a joué tous ses tours."""

    cost: Cost
    played: Sequence[Played]


class Peers:
    """Les concurrents devant une même pile."""

    def __init__(self, common: Path, folder: Path) -> None:
        self._common = common
        self._folder = folder
        self._numbers = itertools.count(1)
        self.competitors: dict[str, Callable[[int], Race]] = {
            SUITE: self._suite,
            BARE: self._bare,
            STATE: lambda rounds: self._playwright_bdd(rounds, "session"),
            FORM: lambda rounds: self._playwright_bdd(rounds, "formulaire"),
            NAIVE: self._naive,
        }

    def _suite(self, rounds: int) -> Race:
        spans = self._new_file()
        reports = spans.with_suffix("")
        cost = measured(
            [*suite_command(*FEATURES), "-m", RULES, f"--rapports={reports}", *repeated(rounds, spans)],
            cwd=ROOT,
        )
        return Race(cost, from_spans(read(spans)))

    def _bare(self, rounds: int) -> Race:
        written = self._new_file()
        cost = measured([sys.executable, "-m", "bench.bare", self._common, written, str(rounds)], cwd=ROOT)
        return Race(cost, [Played(key(p["titre"]), p["tour"], p["duree_s"]) for p in read(written)])

    def _naive(self, rounds: int) -> Race:
        spans = self._new_file()
        home = ROOT / "bench" / "naive"
        alone: list[str | Path] = [
            "-c",
            home / "pytest.ini",
            f"--rootdir={home}",
            f"--confcutdir={home}",
            home,
        ]
        command: list[str | Path] = [*suite_command(), *alone, "-m", RULES]
        cost = measured([*command, f"--tours={rounds}", f"--chronologie={spans}"], cwd=ROOT)
        return Race(cost, from_spans(read(spans)))

    def _playwright_bdd(self, rounds: int, entrance: str) -> Race:
        home = self._folder / f"playwright-bdd-{rounds}"
        environment = {"BANC_CIBLE": str(self._common), "BANC_CONNEXION": entrance}
        if not home.exists():
            shutil.copytree(_PEER, home)
            (home / "node_modules").symlink_to(installed_peer() / "node_modules")
            # Un dossier par tour : répéter par --repeat-each relancerait un navigateur à chaque tour.
            for number, feature in itertools.product(range(rounds), FEATURES):
                place = home / "features" / f"tour{number}"
                place.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / feature, place)
            measured([node(), "node_modules/.bin/bddgen"], cwd=home, environment=environment)
        written = self._new_file()
        try:
            cost = measured(
                [node(), "node_modules/.bin/playwright", "test", "--reporter=json"],
                cwd=home,
                environment=environment | {"PLAYWRIGHT_JSON_OUTPUT_NAME": str(written)},
            )
        except RecetteError:
            # Le compte rendu, s'il existe, dit pourquoi ; la sortie, non.
            if written.exists():
                from_playwright(read(written))
            raise
        return Race(cost, from_playwright(read(written)))

    def _new_file(self) -> Path:
        return self._folder / f"joue-{next(self._numbers)}.json"


def suite_command(*paths: str) -> list[str]:
    """Rend la commande qui joue la recette sur ces chemins."""
    return [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *paths]


def repeated(rounds: int, spans: Path) -> list[str]:
    """Rend les options qui rejouent chaque scénario et gardent la chronologie."""
    return ["-p", "bench.repeated", f"--tours={rounds}", f"--chronologie={spans}"]


def from_spans(spans: Sequence[dict[str, Any]]) -> list[Played]:
    """Lit la chronologie de `bench.repeated`."""
    ends = [following["debut"] for following in spans[1:]] + [spans[-1]["fin"]]
    return [
        Played(key(span["titre"]), span["tour"], end - span["debut"])
        for span, end in zip(spans, ends, strict=True)
    ]


def from_playwright(report: dict[str, Any]) -> list[Played]:
    """Lit le compte rendu JSON de Playwright ; lève RecetteError si un scénario y a échoué."""
    found = sorted(_results(report["suites"]), key=lambda result: result[2])
    if failed := [f"{title} ({said})" for title, _, _, _, said in found if said]:
        raise RecetteError(f"playwright-bdd échoue : {' ; '.join(failed)}.", "Corrigez bench/playwright_bdd.")
    ends = [start for _, _, start, _, _ in found[1:]] + [found[-1][2] + found[-1][3]]
    return [
        Played(key(title), number, end - start)
        for (title, number, start, _, _), end in zip(found, ends, strict=True)
    ]


def _results(suites: Sequence[dict[str, Any]]) -> list[tuple[str, int, float, float, str]]:
    found = []
    for suite in suites:
        found += _results(suite.get("suites", []))
        for spec in suite.get("specs", []):
            [result] = spec["tests"][0]["results"]
            number = re.search(r"tour(\d+)", spec["file"])
            start = datetime.fromisoformat(result["startTime"].replace("Z", "+00:00")).timestamp()
            duration = result["duration"] / 1000
            found.append(
                (spec["title"], int(number[1]) if number else 0, start, duration, _complaint(result))
            )
    return found


def _complaint(result: dict[str, Any]) -> str:
    """Rend ce que dit un scénario échoué, vide s'il a réussi."""
    if result["status"] == "passed":
        return ""
    said = " ".join(error.get("message", "") for error in result.get("errors", []))
    return " ".join(re.sub(r"\x1b\[\d+m", "", said).split())[:_LONGEST_COMPLAINT] or str(result["status"])


def key(title: str) -> str:
    """Rend de quoi reconnaître un scénario, que son titre soit devenu ou non un nom de fonction."""
    return re.sub(r"[\W_]", "", title.lower().removeprefix("test_"))


def read(path: Path) -> Any:
    """Lit un fichier JSON."""
    return json.loads(path.read_text(encoding="utf-8"))


def node() -> str:
    """Rend Node, que la recette s'est installé au besoin."""
    if found := shutil.which("node", path=search_path()):
        return found
    raise RecetteError("Node est introuvable.", "Lancez « make installer ».")


def installed_peer() -> Path:
    """Rend le dossier où playwright-bdd est installé d'après son verrou, dans le cache."""
    digest = hashlib.sha256((_PEER / "package-lock.json").read_bytes()).hexdigest()[:12]
    prefix = cache_dir() / "banc" / digest
    if prefix.is_dir():
        return prefix
    # Le navigateur est celui de la recette : Playwright n'en télécharge pas un autre.
    with npm_parts(prefix, _PEER / "package.json", _PEER / "package-lock.json", ROOT / ".npmrc"):
        pass
    return prefix
