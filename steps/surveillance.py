"""La surveillance d'après déploiement, lancée par un planificateur."""

from collections.abc import Callable
from urllib.parse import urlsplit

from pytest_bdd import given, then, when

from recette.database.fingerprint import Fingerprint, compare, take_fingerprint
from recette.laboratory.scheduler import run_watch
from recette.operation.psql import Played
from recette.operation.watch import Watched, watch
from recette.stack.postgres import Cluster
from steps.names import phrase

_SECRET = "mot-de-passe-a-taire"


@given("des scellés posés sur cette base", target_fixture="seals")
def seals_are_set(database_url: str) -> Fingerprint:
    return take_fingerprint(database_url)


@given("aucune adresse de base", target_fixture="database_url")
def no_address() -> str:
    return ""


@given("une adresse qui n'en est pas une", target_fixture="database_url")
def not_an_address() -> str:
    return f"serveur-de-virtus:{_SECRET}"


@given("une base qui ne répond pas", target_fixture="database_url")
def a_silent_database() -> str:
    # Le port 1 est réservé : personne n'y écoute.
    return f"postgresql://postgres:{_SECRET}@127.0.0.1:1/postgres"


@given("un rôle soumis à la RLS", target_fixture="database_url")
def a_blind_role(cluster: Cluster, clone: Callable[[str], str], after_model: str) -> str:
    return cluster.dsn(urlsplit(clone(after_model)).path.lstrip("/"), "authenticator")


@when("le planificateur lance la surveillance", target_fixture="watched")
def scheduler_runs_it(database_url: str) -> Played:
    return run_watch(database_url)


@when("la surveillance lui pose ses questions", target_fixture="findings")
def surveillance_asks(database_url: str) -> Watched:
    return watch(database_url)


@then(phrase("elle signale « {anomaly} »"))
def anomaly_is_told(findings: Watched, anomaly: str) -> None:
    assert any(anomaly in alert for alert in findings.alerts), (
        f"Anomalie attendue : « {anomaly} », anomalies dites : {findings.alerts or 'aucune'}"
    )


@then(phrase("la surveillance sort avec le code {code:d} et une ligne : « {sentence} »"))
def one_line_and_a_code(watched: Played, code: int, sentence: str) -> None:
    said = (watched.output + watched.said).splitlines()
    assert watched.code == code, f"Code {code} attendu, code {watched.code} rendu ; lu : {said}"
    assert len(said) == 1, f"Un planificateur attend une ligne, il en lit {len(said)} : {said}"
    assert sentence in said[0], f"Ligne attendue : « {sentence} », lue : « {said[0]} »"


@then("la ligne ne dit aucun mot de passe")
def no_secret_is_told(watched: Played, database_url: str) -> None:
    secret = urlsplit(database_url).password or _SECRET
    assert secret not in watched.output + watched.said, "La surveillance écrit le mot de passe de la base."


@then("les scellés sont intacts")
def seals_hold(database_url: str, seals: Fingerprint) -> None:
    left = compare(seals, take_fingerprint(database_url, like=seals))
    assert not left, "La surveillance a laissé des traces :\n  - " + "\n  - ".join(map(str, left))
