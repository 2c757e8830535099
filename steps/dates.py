"""L'heure qu'il est chez une personne, et la date que l'assignation en retient."""

from datetime import datetime
from zoneinfo import ZoneInfo

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from steps.names import phrase

_DAY = "%d/%m/%Y"


@when(phrase("il est ensuite {time} à Paris le {day} chez {coach}"))
@given(phrase("il est {time} à Paris le {day} chez {coach}"))
def clock_is_pinned(scene: Scene, time: str, day: str, coach: str) -> None:
    moment = datetime.strptime(f"{day} {time}", f"{_DAY} %H:%M").replace(tzinfo=ZoneInfo("Europe/Paris"))
    scene.pin_clock(scene.cast.person(coach), moment)


@then(phrase("l'assignation de « {programme} » à {client} commence le {day}"))
def starts_on(scene: Scene, programme: str, client: str, day: str) -> None:
    template = scene.cast.known_template(programme)
    found = scene.witness.assignments(client_id=scene.cast.person(client).id, template_id=template.id)
    assert len(found) == 1, (
        f"Une assignation de « {programme} » à {client} attendue, {len(found)} trouvée(s) en base."
    )
    seen = found[0].start_date.strftime(_DAY)
    assert seen == day, f"L'assignation devait commencer le {day} ; elle commence le {seen}."
