"""Le déroulement : les étapes, une image par règle, les traces, ce qui n'a pas été joué."""

import json
from collections.abc import Iterator

import pytest

from recette.evidence.history import HISTORY
from recette.evidence.report.page import rendered
from recette.evidence.report.source import read_reports
from recette.evidence.unfolding import Chronicler
from recette.gherkin.left import NIGHT, UNSELECTED, left_out
from recette.stack.run_directory import run_directory
from tests.runs import Runner

ON_SCREEN = ("features/assignation/assigner_programme.feature", "-k", "Renoncer or valider")
SMALL_BYTES = 40_000


@pytest.fixture
def signed() -> Iterator[Runner]:
    """Des recettes qui écrivent leur procès-verbal."""
    with run_directory() as folder:
        yield Runner(folder, minutes=True)


def test_a_run_tells_how_it_went(signed: Runner) -> None:
    """Deux scénarios d'une règle, une image ; la trace demandée est jointe ; le reste est dit non joué."""
    run = signed.play(*ON_SCREEN, "--tracing=on")
    assert run.code == 0, run.output
    told = json.loads((signed.reports / "deroulement.json").read_text(encoding="utf-8"))
    stories = told["scenarios"].values()
    assert all(story["faites"] == len(story["etapes"]) > 2 for story in stories)
    assert [image for story in stories for image in story["images"]] == ["captures/regles/A7.jpg"]
    assert (signed.reports / "captures" / "regles" / "A7.jpg").stat().st_size <= SMALL_BYTES
    assert all(any(name.endswith("trace.zip") for name in story["pieces"]) for story in stories)
    assert {left["raison"] for left in told["non_joues"]} == {
        UNSELECTED,
        NIGHT,
    }
    assert not (signed.reports / HISTORY).exists(), "Une sélection n'entre pas dans l'histoire."
    page = rendered(read_reports(signed.reports))
    assert "trace.zip</a>" in page
    assert "data:image/jpeg" in page


def test_what_was_played_is_not_left_out() -> None:
    """Un scénario joué n'est plus parmi ceux qui restent."""
    everything = left_out(set())
    played = everything[0]["id"]
    assert [left["id"] for left in left_out({played})] == [left["id"] for left in everything[1:]]


def test_only_what_waits_for_the_night_may_be_missing() -> None:
    """Une recette entière laisse ses scénarios de nuit ; il n'en faut pas davantage pour ne plus l'être."""
    everything, chronicler = left_out(set()), Chronicler()
    chronicler.left_out = [left for left in everything if left["raison"] == NIGHT]
    assert chronicler.complete
    chronicler.left_out = everything
    assert not chronicler.complete
