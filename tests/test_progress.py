"""L'avancement : pour qui regarde, et pour lui seul."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from recette.evidence.progress import Estimate
from recette.parts import ROOT

QUICK = ["features/migration/renommer_les_tables.feature", "-k", "trois and nouveaux"]
TITLE = "Les trois nouveaux noms existent, plus les anciens"
DEADLINE_S = 120


def test_known_durations_tell_what_is_left() -> None:
    """Les durées d'hier valent aujourd'hui, partagées entre les processus ; un nouveau est un moyen."""
    estimate = Estimate({"a": 4, "b": 2, "c": 6}, processes=2)
    estimate.expects(["a", "b", "c", "nouveau"])
    assert estimate.remaining_s(0) == 8
    estimate.played("a")
    assert estimate.remaining_s(3) == 6


def test_without_history_the_pace_tells_what_is_left() -> None:
    """La première fois, rien à dire avant la fin d'un scénario, puis en proportion."""
    estimate = Estimate({}, processes=2)
    estimate.expects(["a", "b", "c"])
    assert estimate.remaining_s(3) is None
    estimate.played("a")
    assert estimate.remaining_s(3) == 6


@pytest.mark.skipif(sys.platform != "linux", reason="un terminal s'imite ici par /dev/pts")
@pytest.mark.parametrize(
    ("options", "environment", "watched"),
    [([], {}, True), (["-q"], {}, False), ([], {"CI": "1"}, False)],
    ids=["terminal", "-q", "intégration continue"],
)
def test_only_who_watches_sees_it(
    tmp_path: Path, options: list[str], environment: dict[str, str], watched: bool
) -> None:
    """Dans un terminal, le titre ; avec -q ou dans l'intégration continue, les lettres d'avant."""
    said = in_a_terminal([*QUICK, *options, f"--rapports={tmp_path}"], environment)
    assert (TITLE in said) == watched
    assert ("✓" in said) == (not watched)


def in_a_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    watching, shown = pty.openpty()
    quiet = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=shown, stderr=shown, env=quiet | environment) as process:
        os.close(shown)
        said = b""
        while chunk := _read(watching):
            said += chunk
        process.wait(DEADLINE_S)
    os.close(watching)
    return said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        # Linux signale ainsi que plus personne n'écrit dans ce terminal.
        return b""
