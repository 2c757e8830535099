"""La matrice des accès, réunie de tous les scénarios : dans le terminal et dans le verdict."""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator

import pytest

from recette.access.words import ANONYMOUS, IDENTITIES, OPERATIONS, OUI, SERVICE, TABLES
from recette.evidence.recorder import EVIDENCE

_CHECKED = pytest.StashKey[dict[str, list[dict[str, str]]]]()
_ABBREVIATED = {ANONYMOUS: "anonyme", SERVICE: "service"}
_COLUMN_WIDTH = 9
_LABEL_WIDTH = max(map(len, TABLES)) + 2


def record_cells(item: pytest.Item, kind: str, cells: Iterable[dict[str, str]]) -> None:
    """Verse à la matrice les cases qu'un scénario a vérifiées (« cellules » ou « jetons »)."""
    item.stash.setdefault(_CHECKED, {}).setdefault(kind, []).extend(cells)


class CellReporter:
    """Confie les cases au compte rendu du scénario, qui traverse les processus de xdist."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if call.when == "call":
            report.access = item.stash.get(_CHECKED, {})  # type: ignore[attr-defined]
        return report


class MatrixCollector:
    """Réunit les cases de tous les scénarios et montre la matrice."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._cells: list[dict[str, str]] = []
        self._tokens: list[dict[str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        checked: dict[str, list[dict[str, str]]] = getattr(report, "access", {})
        self._cells = joined_cells([*self._cells, *checked.get("cellules", [])])
        self._tokens += checked.get("jetons", [])

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self) -> Generator[None, None, None]:
        if self._cells or self._tokens:
            self._config.stash[EVIDENCE].session["matrice"] = {
                "cellules": self._cells,
                "jetons": self._tokens,
            }
        return (yield)

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not (self._cells or self._tokens):
            return
        terminalreporter.section("Matrice des accès")
        for owner in sorted({cell["chez"] for cell in self._cells}, key=IDENTITIES.index):
            cells = [cell for cell in self._cells if cell["chez"] == owner]
            for line in _drawn(owner, cells):
                terminalreporter.write_line(line)
        for line in _counted(self._cells, self._tokens):
            terminalreporter.write_line(line)


def joined_cells(cells: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Réunit les cases ; une case vérifiée deux fois n'en fait qu'une, et l'écart l'emporte."""
    # Le service sert de contrôle à plusieurs scénarios.
    joined: dict[tuple[str, ...], dict[str, str]] = {}
    for cell in cells:
        key = (cell["chez"], cell["identite"], cell["table"], cell["operation"])
        if key not in joined or _right(joined[key]):
            joined[key] = cell
    return list(joined.values())


def _drawn(owner: str, cells: list[dict[str, str]]) -> list[str]:
    people = sorted({cell["identite"] for cell in cells}, key=IDENTITIES.index)
    headings = [_ABBREVIATED.get(name, name.split()[0]) for name in people]
    lines = [f"Chez {owner}".ljust(_LABEL_WIDTH) + "".join(text.rjust(_COLUMN_WIDTH) for text in headings)]
    for table in TABLES:
        row = [cell for cell in cells if cell["table"] == table]
        if row:
            shown = (_letters([cell for cell in row if cell["identite"] == name]) for name in people)
            lines.append(table.ljust(_LABEL_WIDTH) + "".join(text.rjust(_COLUMN_WIDTH) for text in shown))
    return lines


def _letters(cells: list[dict[str, str]]) -> str:
    by_operation = {cell["operation"]: cell for cell in cells}
    return "".join(_letter(operation, by_operation.get(operation)) for operation in OPERATIONS)


def _letter(operation: str, cell: dict[str, str] | None) -> str:
    if cell is None:
        return " "
    if not _right(cell):
        return "!"
    return operation[0].upper() if cell["vu"] == OUI else "·"


def _counted(cells: list[dict[str, str]], tokens: list[dict[str, str]]) -> Iterator[str]:
    if cells:
        owners = Counter(cell["chez"] for cell in cells)
        shares = ", ".join(f"{count} chez {owner}" for owner, count in sorted(owners.items()))
        yield "L lire, A ajouter, M modifier, S supprimer ; · refusé ; ! écart"
        yield f"Matrice des accès : {len(cells)} cellules vérifiées ({shares}), {_gaps(cells)}"
    if tokens:
        kinds = len({token["jeton"] for token in tokens})
        yield f"Faux jetons : {len(tokens)} demandes vérifiées, sous {kinds} jetons, {_gaps(tokens)}"


def _gaps(checked: list[dict[str, str]]) -> str:
    return f"{sum(not _right(cell) for cell in checked)} écart(s)"


def _right(cell: dict[str, str]) -> bool:
    return cell["vu"] == cell["attendu"]


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(CellReporter())
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(MatrixCollector(config))
