"""Ctrl-C pendant une campagne ou une épreuve : la recette en cours range, et il ne reste rien."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from recette.parts import ROOT
from tests.runs import DEADLINE_S, Runner

REASSIGNING = "features/assignation/reassigner.feature"
HEARING = "import signal; print(signal.getsignal(signal.SIGINT) is not signal.SIG_IGN)"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="les processus restants se lisent dans /proc")


@pytest.fixture
def runner() -> Iterator[Runner]:
    """Un dossier au nom court : une prise Unix d'une recette de la campagne doit y tenir."""
    folder = Path(tempfile.mkdtemp(prefix="i-"))
    folder.chmod(0o711)
    yield Runner(folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize("request_", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "ordonnanceur"])
@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("recette.mutation", "ecran-compte-faux"), "Campagne interrompue : tout est rangé"),
        (("recette.endurance", REASSIGNING, "--rapports={reports}"), "0 recette(s) jouée(s) sur 100"),
    ],
    ids=["campagne", "épreuve"],
)
def test_once_interrupted_nothing_is_left(
    runner: Runner, command: tuple[str, ...], sentence: str, request_: signal.Signals
) -> None:
    """Ni processus, ni grappe, ni copie de la livraison ; ce qui fut joué est dit."""
    process = subprocess.Popen(
        [sys.executable, "-m", *(word.format(reports=runner.reports) for word in command)],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(runner.temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        _wait_for_a_server(runner)
        process.send_signal(request_)
        said, _ = process.communicate(timeout=DEADLINE_S)
    assert process.returncode == 2, said
    assert sentence in said
    assert runner.leftovers() == []


def test_in_the_background_what_it_starts_still_hears_a_stop() -> None:
    """Un script qui lance par `&` fait ignorer SIGINT : la recette, sourde, ne rangerait rien."""
    heeding = f"""
import subprocess, sys
from recette.interruption import heed_requests_to_stop
heed_requests_to_stop()
subprocess.run([sys.executable, "-c", {HEARING!r}])
"""
    shell = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh"]
    deaf, heard = (
        subprocess.run(
            [*shell, sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True
        ).stdout
        for script in (HEARING, heeding)
    )
    assert (deaf, heard) == ("False\n", "True\n")


def _wait_for_a_server(runner: Runner) -> None:
    limit = time.monotonic() + DEADLINE_S
    while not any("postgres" in command.split("\0", 1)[0] for _, command in runner._processes()):
        assert time.monotonic() < limit, "La campagne n'a jamais démarré de serveur."
