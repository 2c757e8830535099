"""La coach suit ce que ses clients font de leurs programmes."""

from datetime import timedelta

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from recette.api_instance import Flags, RemoteInstance
from recette.pages.coach import Clients
from recette.pages.profile import ClientProfile
from steps.names import phrase

_UNSEEN = Flags(modified_by_client=True, viewed_by_coach=False)
_SEEN = Flags(modified_by_client=True, viewed_by_coach=True)


@given(phrase("{client} a modifié sa copie de « {programme} »"))
def has_changed(scene: Scene, client: str, programme: str) -> None:
    client_changes(scene, client, "un exercice", programme)


@given(phrase("{coach} a marqué la copie de « {programme} » de {client} comme vue"))
@when(phrase("{coach} marque la copie de « {programme} » de {client} comme vue"))
def marks_seen(scene: Scene, coach: str, programme: str, client: str) -> None:
    _instance(scene, coach, programme, client).mark_seen()


@when(phrase("{client} modifie {what} de sa copie de « {programme} »"))
def client_changes(scene: Scene, client: str, what: str, programme: str) -> None:
    _instance(scene, client, programme, client).change(what)


@when(phrase("{coach} modifie {what} de la copie de « {programme} » de {client}"))
def coach_changes(scene: Scene, coach: str, what: str, programme: str, client: str) -> None:
    _instance(scene, coach, programme, client).change(what)


@when(phrase("{coach} ouvre la fiche de {client:Nom}"), target_fixture="profile")
def opens_profile(scene: Scene, coach: str, client: str) -> ClientProfile:
    return ClientProfile(scene.window(scene.cast.person(coach)), scene.cast.person(client).id).open()


@when(phrase("{coach} recharge la fiche de {client}"), target_fixture="profile")
def reloads_profile(scene: Scene, coach: str, client: str) -> ClientProfile:
    return opens_profile(scene, coach, client).reload()


@when(phrase("{coach} choisit {client} dans la liste de ses clients"), target_fixture="profile")
def chooses_from_list(scene: Scene, coach: str, client: str) -> ClientProfile:
    window, person = scene.window(scene.cast.person(coach)), scene.cast.person(client)
    Clients(window).open().choose(person.first_name)
    return ClientProfile(window, person.id)


@then(phrase("elle y lit « {programme} », commencé il y a {days:d} jours, semaine {week}, « {status} »"))
def reads_summary(
    scene: Scene, profile: ClientProfile, programme: str, days: int, week: str, status: str
) -> None:
    seen = profile.assigned_programme(programme)
    start = (scene.cast.today - timedelta(days=days)).strftime("%d/%m/%Y")
    assert (seen.start, seen.week, seen.status) == (start, week, status), (
        f"Fiche : début {start}, semaine {week}, statut {status} attendus ; "
        f"début {seen.start}, semaine {seen.week}, statut {seen.status} lus."
    )


@then(phrase("elle n'y trouve pas « {programme} »"))
def does_not_read(profile: ClientProfile, programme: str) -> None:
    profile.hides_programme(programme)


@then(phrase("la fiche de {client} montre toujours « {programme} » à {coach}"))
def profile_still_shows(scene: Scene, client: str, programme: str, coach: str) -> None:
    opens_profile(scene, coach, client).shows_programme(programme)


@then(phrase("la copie de « {programme} » est signalée à {coach} comme modifiée et non vue"))
def is_flagged(scene: Scene, programme: str, coach: str) -> None:
    _assert_flags(scene, programme, coach, _UNSEEN)


@then(phrase("la copie de « {programme} » reste vue de {coach}"))
def stays_seen(scene: Scene, programme: str, coach: str) -> None:
    _assert_flags(scene, programme, coach, _SEEN)


@then(phrase("la copie de « {programme} » n'est pas signalée comme modifiée par {client}"))
def is_not_flagged(scene: Scene, programme: str, client: str) -> None:
    flags = _instance(scene, client, programme, client).flags()
    assert not flags.modified_by_client, f"La modification de la coach est prise pour celle de {client}."


@then(phrase("{client} reçoit une notification qui nomme {coach:Nom} et « {programme} »"))
def is_notified_by(scene: Scene, client: str, coach: str, programme: str) -> None:
    _assert_told(scene, client, (coach, programme))


@then(phrase("{client} reçoit une notification qui nomme « {programme} »"))
def is_notified(scene: Scene, client: str, programme: str) -> None:
    _assert_told(scene, client, (programme,))


@then(phrase("{client} reçoit deux notifications qui nomment « {programme} »"))
def is_notified_twice(scene: Scene, client: str, programme: str) -> None:
    _assert_told(scene, client, (programme,), times=2)


@then(phrase("{client} ne reçoit aucune notification"))
def is_not_notified(scene: Scene, client: str) -> None:
    received = scene.witness.notifications(scene.cast.person(client).id)
    assert not received, f"{client} ne devait rien recevoir ; la base a : {received}"


def _assert_told(scene: Scene, client: str, names: tuple[str, ...], *, times: int = 1) -> None:
    received = scene.witness.awaited_notifications(scene.cast.person(client).id, times)
    assert len(received) == times, (
        f"{client} devait recevoir {times} notification(s), la base en a {len(received)}."
    )
    for notification in received:
        missing = [name for name in names if name not in notification]
        assert not missing, f"La notification « {notification} » ne nomme pas {' ni '.join(missing)}."


def _assert_flags(scene: Scene, programme: str, coach: str, expected: Flags) -> None:
    [client] = scene.cast.clients_of(scene.cast.person(coach))
    seen = _instance(scene, coach, programme, client.full_name).flags()
    assert seen == expected, f"Copie de « {programme} » vue par {coach} : {expected} attendu, {seen} trouvé."


def _instance(scene: Scene, reader: str, programme: str, client: str) -> RemoteInstance:
    connected = scene.cast.connected(scene.cast.person(reader))
    return RemoteInstance(connected, scene.cast.known_assignment(programme, client).instance_id)
