"""Ctrl-C pendant une campagne : la recette en cours range, et il ne reste rien."""

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

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="les processus restants se lisent dans /proc")


@pytest.fixture
def runner() -> Iterator[Runner]:
    """Un dossier au nom court : une prise Unix d'une recette de la campagne doit y tenir."""
    folder = Path(tempfile.mkdtemp(prefix="i-"))
    folder.chmod(0o711)
    yield Runner(folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize("request_", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "ordonnanceur"])
def test_an_interrupted_campaign_leaves_nothing(runner: Runner, request_: signal.Signals) -> None:
    """Ni processus, ni grappe, ni copie de la livraison."""
    process = subprocess.Popen(
        [sys.executable, "-m", "recette.mutation", "ecran-compte-faux"],
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
    assert "Campagne interrompue" in said
    assert runner.leftovers() == []


def _wait_for_a_server(runner: Runner) -> None:
    limit = time.monotonic() + DEADLINE_S
    while not any("postgres" in command.split("\0", 1)[0] for _, command in runner._processes()):
        assert time.monotonic() < limit, "La campagne n'a jamais démarré de serveur."
