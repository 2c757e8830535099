"""L'heure que la recette croit : arrêtée, puis en marche, et toujours en retard sur la vraie."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from playwright.sync_api import Browser, Page

from recette.browser import running_late
from recette.clock import Clock, system_zone
from recette.errors import RecetteError
from tests.runs import Runner

BEFORE_MIDNIGHT = time(23, 59, 50)
DEADLINE_S = 30
LAG = timedelta(hours=5)


@pytest.fixture
def window(chromium: Browser) -> Iterator[Page]:
    """Une fenêtre en retard, à l'ouest."""
    with chromium.new_context(timezone_id="GMT-23:00") as context:
        context.add_init_script(running_late(LAG))
        page = context.new_page()
        page.goto("about:blank")
        yield page


def test_without_request_the_time_is_the_true_one() -> None:
    """Personne n'a rien demandé : Paris est à son heure."""
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert not Clock().lag


@pytest.mark.parametrize("asked", [BEFORE_MIDNIGHT, time(0, 0), time(12, 30)], ids=str)
def test_a_stopped_clock_stays_at_the_time_asked(asked: time) -> None:
    """Tant que la pile démarre, le temps ne passe pas ; il est toujours dans le passé, d'un jour au plus."""
    clock = Clock()
    clock.stop_at(asked)
    assert clock.now().time().replace(microsecond=0) == asked
    assert timedelta(0) <= clock.lag <= timedelta(hours=25)


def test_midnight_passes_once_the_clock_is_started() -> None:
    """Mise en marche une microseconde avant minuit, elle est au lendemain l'instant d'après."""
    clock = Clock()
    clock.stop_at(time.max)
    eve = clock.now().date()
    clock.start()
    assert clock.now().date() == eve + timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "hours"), [("GMT-23:00", -23), ("GMT+14:00", 14), ("GMT-03:30", -3.5), ("UTC", 0)]
)
def test_the_system_is_in_the_zone_asked(zone: str, hours: float) -> None:
    """POSIX compte à l'envers : un processus lancé sous ce TZ dit de combien il s'écarte vraiment."""
    code = "from datetime import datetime; print(datetime.now().astimezone().utcoffset().total_seconds())"
    said = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"TZ": system_zone(zone)},
        capture_output=True,
        text=True,
        timeout=DEADLINE_S,
        check=True,
    )
    assert float(said.stdout) == hours * 3600


def test_a_window_is_late_whatever_asks_the_time(window: Page) -> None:
    """Un instant donné reste le sien ; « maintenant », sous ses trois formes, est en retard."""
    true, *late = window.evaluate(
        "[performance.timeOrigin + performance.now(), Date.now(), +new Date(), Date.parse(Date())]"
    )
    assert [round((true - seen) / 1000) for seen in late] == pytest.approx([LAG.total_seconds()] * 3, abs=2)
    assert window.evaluate("new Date(0).toISOString()") == "1970-01-01T00:00:00.000Z"
    assert window.evaluate("new Date() instanceof Date && new Date(0).getHours()") == 1


@pytest.mark.parametrize("zone", ["Mars/Olympus", "GMT-24:00", "GMT+3", "../etc", ""])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    """Le navigateur la refuserait plus tard, en anglais."""
    with pytest.raises(RecetteError, match="n'existe pas"):
        system_zone(zone)


@pytest.mark.parametrize(
    ("option", "sentence"),
    [("--horloge=25:00", "« 25:00 » n'est pas une heure."), ("--fuseau=Nulle/Part", "« Nulle/Part »")],
)
def test_a_bad_request_runs_nothing(runner: Runner, option: str, sentence: str) -> None:
    """Une phrase, et le code de ce qui n'a pas pu tourner."""
    run = runner.play("features/assignation/reassigner.feature", option)
    assert run.code == 2
    assert sentence in run.output
