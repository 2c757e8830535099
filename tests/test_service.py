"""Un processus de la pile : attendu, surveillé, et toujours arrêté."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recette.errors import RecetteError
from recette.parts import ROOT
from recette.stack import service as service_module
from recette.stack.service import Service, clean_environment

FOREVER = "import signal; signal.pause()"
STUBBORN = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('prêt', flush=True); signal.pause()"
)
DEADLINE_S = 10

ORPHANAGE = """
import signal, sys
from pathlib import Path
from recette.stack.service import Service
command = [sys.executable, "-c", "import signal; print('prêt', flush=True); signal.pause()"]
with Service("Essai", command, log=Path(sys.argv[1])) as service:
    service.wait_until(lambda: "prêt" in service.log.read_text(), deadline_s=10)
    print(service.process.pid, flush=True)
    signal.pause()
"""


def python(folder: Path, code: str, stop_signal: signal.Signals = signal.SIGTERM) -> Service:
    command = [sys.executable, "-c", code]
    return Service("L'essai", command, log=folder / "essai.log", stop_signal=stop_signal)


def test_a_ready_service_is_not_waited_for(tmp_path: Path) -> None:
    """Prêt tout de suite, aucun délai n'est payé ; à la sortie, il n'est plus là."""
    with python(tmp_path, FOREVER) as service:
        service.wait_until(lambda: True, deadline_s=0)
        service.check_alive()
    assert service.process.returncode == -signal.SIGTERM


def test_an_early_death_shows_the_log(tmp_path: Path) -> None:
    """Mort avant d'être prêt : la fin du journal dit pourquoi, sans attendre le délai."""
    told = "print('\\n'.join(f'ligne {n}' for n in range(9)), flush=True)"
    dying = f"import sys; {told}; sys.exit('port déjà pris')"
    with (
        python(tmp_path, dying) as service,
        pytest.raises(RecetteError, match=r"L'essai s'est arrêté tout seul \(code 1\)") as refusal,
    ):
        service.wait_until(lambda: False, deadline_s=DEADLINE_S)
    assert "port déjà pris" in refusal.value.remedy
    assert "ligne 8" in refusal.value.remedy
    assert "ligne 1" not in refusal.value.remedy


def test_a_killed_service_is_named(tmp_path: Path) -> None:
    """Le signal qui l'a tué est nommé, et un journal vide est dit."""
    with python(tmp_path, FOREVER) as service:
        service.process.kill()
        service.process.wait(DEADLINE_S)
        with pytest.raises(RecetteError, match=r"tué par SIGKILL\). Son journal est vide"):
            service.check_alive()


def test_a_silent_service_meets_its_deadline(tmp_path: Path) -> None:
    """Jamais prêt : la recette renonce au délai annoncé."""
    with (
        python(tmp_path, FOREVER) as service,
        pytest.raises(RecetteError, match="L'essai ne répond pas après 0 s"),
    ):
        service.wait_until(lambda: False, deadline_s=0.2)
    assert service.process.returncode == -signal.SIGTERM


def test_a_failure_stops_it_too(tmp_path: Path) -> None:
    """Une erreur de la recette n'oublie pas le processus."""
    with pytest.raises(ZeroDivisionError), python(tmp_path, FOREVER) as service:
        _ = 1 / 0
    assert service.process.returncode == -signal.SIGTERM


def test_a_stubborn_service_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sourd au signal d'arrêt, il est tué au bout du délai."""
    monkeypatch.setattr(service_module, "_STOP_DEADLINE_S", 0.2)
    with python(tmp_path, STUBBORN) as service:
        service.wait_until(lambda: "prêt" in service.log.read_text(), deadline_s=DEADLINE_S)
    assert service.process.returncode == -signal.SIGKILL


def test_it_stops_by_the_signal_it_was_given(tmp_path: Path) -> None:
    """Chaque pièce a le sien : PostgreSQL s'arrête sans point de reprise."""
    with python(tmp_path, FOREVER, stop_signal=signal.SIGUSR1) as service:
        pass
    assert service.process.returncode == -signal.SIGUSR1


@pytest.mark.skipif(sys.platform != "linux", reason="le signal à la mort du parent est propre à Linux")
def test_a_killed_run_leaves_no_child(tmp_path: Path) -> None:
    """La recette tuée net ne range rien : le noyau arrête ses processus."""
    command = [sys.executable, "-c", ORPHANAGE, str(tmp_path / "essai.log")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        child = int(run.stdout.readline())
        watched = os.pidfd_open(child)
        run.kill()
    try:
        ended, _, _ = select.select([watched], [], [], DEADLINE_S)
        assert ended, f"Le processus {child} survit à la recette."
    finally:
        os.close(watched)


def test_ctrl_c_does_not_reach_it(tmp_path: Path) -> None:
    """Le terminal interrompt son groupe de processus : une pièce a le sien."""
    with python(tmp_path, FOREVER) as service:
        assert os.getpgid(service.process.pid) != os.getpgid(0)


@pytest.mark.parametrize("name", ["PGHOST", "PGPASSWORD", "SUPABASE_URL", "VITE_SUPABASE_URL", "https_proxy"])
def test_nothing_diverts_a_connection(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Ce qui enverrait la recette vers une autre base ou un mandataire est retiré."""
    monkeypatch.setenv(name, "ailleurs")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert name not in clean_environment()
    assert clean_environment()["LANG"] == "fr_FR.UTF-8"
