"""Le service d'authentification vu par supabase-py, qui doit le prendre pour GoTrue."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import bcrypt
import httpx
import jwt
import psycopg
import pytest
from supabase import Client, ClientOptions
from supabase_auth.errors import AuthApiError, AuthWeakPasswordError

from recette.api import anonymous_client
from recette.target import Target

PASSWORD = "un-mot-de-passe"


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    """La connexion que tous les clients partagent : supabase-py ne ferme pas les siennes."""
    with httpx.Client() as shared:
        yield shared


@pytest.fixture
def client(stack: Target, http: httpx.Client) -> Client:
    """Un navigateur où personne n'est connecté."""
    return anonymous_client(stack, http)


@pytest.fixture
def admin(stack: Target, http: httpx.Client) -> Client:
    """Le client qui porte la clé de service."""
    return Client(stack.url, stack.service_role_key, ClientOptions(httpx_client=http))


@pytest.fixture
def email(admin: Client) -> str:
    """L'adresse d'une personne inscrite et confirmée."""
    address = fresh_email()
    admin.auth.admin.create_user({"email": address, "password": PASSWORD, "email_confirm": True})
    return address


@pytest.fixture
def witness(stack: Target) -> Iterator[psycopg.Connection]:
    """Une connexion indépendante du service."""
    with psycopg.connect(stack.database_url, autocommit=True) as connection:
        yield connection


def fresh_email() -> str:
    return f"{uuid4().hex}@recette.test"


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    session = client.auth.sign_in_with_password({"email": email, "password": password}).session
    assert session is not None
    return session


def refused(action: Callable[[], object]) -> tuple[int, str | None, str]:
    """Rend le code HTTP, le code d'erreur et le message du refus que l'action doit essuyer."""
    with pytest.raises(AuthApiError) as refusal:
        action()
    return refusal.value.status, refusal.value.code, refusal.value.message


# Entrer


def test_a_session_carries_the_claims_of_gotrue(stack: Target, client: Client, email: str) -> None:
    """Un jeton d'accès dit qui, dans quelle session, pour une heure."""
    session = sign_in(client, email.upper())
    claims = jwt.decode(session.access_token, stack.jwt_secret, ["HS256"], audience="authenticated")
    assert claims["sub"] == session.user.id
    assert claims["email"] == email
    assert claims["role"] == "authenticated"
    assert claims["iss"] == f"{stack.url}/auth/v1"
    assert claims["exp"] - claims["iat"] == session.expires_in == 3600
    assert claims["exp"] == session.expires_at
    assert claims["aal"] == "aal1"
    assert claims["amr"][0]["method"] == "password"
    assert claims["app_metadata"] == {"provider": "email", "providers": ["email"]}
    assert claims["is_anonymous"] is False
    assert claims["session_id"]


@pytest.mark.parametrize("known", [True, False], ids=["connue", "inconnue"])
def test_wrong_credentials_do_not_tell_who_exists(client: Client, email: str, known: bool) -> None:
    """Mauvais mot de passe et adresse inconnue reçoivent le même refus."""
    address = email if known else fresh_email()
    expected = (400, "invalid_credentials", "Invalid login credentials")
    assert refused(lambda: sign_in(client, address, "un-autre-mot-de-passe")) == expected


def test_any_bcrypt_cost_is_accepted(client: Client, email: str, witness: psycopg.Connection) -> None:
    """Une empreinte venue d'ailleurs, d'un autre coût, ouvre la session."""
    hashed = bcrypt.hashpw(b"venu d'ailleurs", bcrypt.gensalt(4)).decode()
    witness.execute("UPDATE auth.users SET encrypted_password = %s WHERE email = %s", (hashed, email))
    assert sign_in(client, email, "venu d'ailleurs").user.email == email


def test_an_unconfirmed_person_waits(client: Client, admin: Client) -> None:
    """Créée sans confirmation, une personne n'entre pas encore."""
    address = fresh_email()
    admin.auth.admin.create_user({"email": address, "password": PASSWORD})
    assert refused(lambda: sign_in(client, address)) == (400, "email_not_confirmed", "Email not confirmed")


def test_a_banned_person_stays_out(client: Client, email: str, witness: psycopg.Connection) -> None:
    """Un bannissement ferme l'entrée et le renouvellement."""
    sign_in(client, email)
    witness.execute("UPDATE auth.users SET banned_until = 'tomorrow' WHERE email = %s", (email,))
    assert refused(lambda: sign_in(client, email))[1] == "user_banned"
    assert refused(client.auth.refresh_session)[1] == "user_banned"


# S'inscrire


def test_signing_up_opens_a_session(client: Client, witness: psycopg.Connection) -> None:
    """L'inscription confirme aussitôt et écrit ce que GoTrue écrit."""
    address = fresh_email()
    answer = client.auth.sign_up(
        {"email": address, "password": PASSWORD, "options": {"data": {"first_name": "Léa"}}}
    )
    assert answer.session is not None
    assert answer.user is not None
    assert answer.user.user_metadata["first_name"] == "Léa"
    row = witness.execute(
        """SELECT u.aud, u.role, u.email_confirmed_at IS NOT NULL, u.last_sign_in_at IS NOT NULL,
                  u.encrypted_password LIKE '$2b$10$%%', i.provider, i.provider_id, i.email
           FROM auth.users u JOIN auth.identities i ON i.user_id = u.id WHERE u.id = %s""",
        (answer.user.id,),
    ).fetchone()
    assert row == ("authenticated", "authenticated", True, True, True, "email", answer.user.id, address)


def test_an_address_signs_up_once(client: Client, email: str) -> None:
    """Une adresse déjà prise, casse comprise, est refusée."""
    again = {"email": email.upper(), "password": PASSWORD}
    assert refused(lambda: client.auth.sign_up(again)) == (  # type: ignore[arg-type]
        422,
        "user_already_exists",
        "User already registered",
    )


def test_a_weak_password_is_refused(client: Client) -> None:
    """Cinq caractères ne suffisent pas, et la raison est dite."""
    with pytest.raises(AuthWeakPasswordError) as refusal:
        client.auth.sign_up({"email": fresh_email(), "password": "court"})
    assert refusal.value.reasons == ["length"]
    assert refusal.value.message == "Password should be at least 6 characters."


# Rester


def test_refreshing_rotates_the_token(client: Client, email: str) -> None:
    """Un renouvellement rend un autre jeton, dans la même session."""
    first = sign_in(client, email)
    second = client.auth.refresh_session().session
    assert second is not None
    assert second.refresh_token != first.refresh_token
    assert session_of(second.access_token) == session_of(first.access_token)


def test_the_parent_of_the_active_token_gives_it_back(client: Client, email: str) -> None:
    """Le client qui n'a pas reçu la réponse la redemande, et reçoit le même jeton."""
    first = sign_in(client, email)
    second = client.auth.refresh_session(first.refresh_token).session
    again = client.auth.refresh_session(first.refresh_token).session
    assert second is not None
    assert again is not None
    assert again.refresh_token == second.refresh_token


def test_a_stolen_token_closes_its_family(client: Client, email: str, witness: psycopg.Connection) -> None:
    """Le réemploi tardif d'un jeton est refusé, et révoque tous ceux de sa session."""
    first = sign_in(client, email)
    client.auth.refresh_session()
    third = client.auth.refresh_session().session
    assert third is not None
    witness.execute(
        "UPDATE auth.refresh_tokens SET updated_at = now() - interval '11 s' WHERE token = %s",
        (first.refresh_token,),
    )
    expected = (400, "refresh_token_already_used", "Invalid Refresh Token: Already Used")
    assert refused(lambda: client.auth.refresh_session(first.refresh_token)) == expected
    assert refused(lambda: client.auth.refresh_session(third.refresh_token)) == expected


def test_reuse_is_forgiven_for_ten_seconds(client: Client, email: str) -> None:
    """Deux onglets qui renouvellent presque en même temps restent connectés."""
    first = sign_in(client, email)
    client.auth.refresh_session()
    client.auth.refresh_session()
    assert client.auth.refresh_session(first.refresh_token).session is not None


def test_an_unknown_refresh_token_is_refused(client: Client) -> None:
    """Un jeton inventé ne renouvelle rien."""
    assert refused(lambda: client.auth.refresh_session("inconnu")) == (
        400,
        "refresh_token_not_found",
        "Invalid Refresh Token: Refresh Token Not Found",
    )


# Changer


def test_a_person_reads_and_changes_herself(client: Client, email: str) -> None:
    """Les métadonnées se complètent, et s'effacent quand on les vide."""
    sign_in(client, email)
    client.auth.update_user({"data": {"objective": "force", "level": 2}})
    client.auth.update_user({"data": {"level": None}})
    answer = client.auth.get_user()
    assert answer is not None
    assert answer.user.user_metadata == {"email_verified": True, "objective": "force"}
    assert [identity.provider for identity in answer.user.identities or []] == ["email"]


def test_a_new_password_closes_the_other_sessions(
    stack: Target, http: httpx.Client, client: Client, email: str
) -> None:
    """Qui change son mot de passe reste connecté ; ses autres appareils ne le sont plus."""
    other = anonymous_client(stack, http)
    sign_in(other, email)
    sign_in(client, email)
    client.auth.update_user({"password": "un-nouveau-mot-de-passe"})
    assert client.auth.get_user() is not None
    assert refused(other.auth.get_user)[1] == "session_not_found"
    assert refused(lambda: sign_in(client, email))[1] == "invalid_credentials"


def test_the_same_password_is_no_change(client: Client, email: str) -> None:
    """Un mot de passe identique est refusé."""
    sign_in(client, email)
    assert refused(lambda: client.auth.update_user({"password": PASSWORD}))[:2] == (422, "same_password")


# Administrer


def test_the_service_key_manages_people(admin: Client) -> None:
    """Créer, lire, lister, modifier, supprimer."""
    address, other = fresh_email(), fresh_email()
    person = admin.auth.admin.create_user(
        {"email": address, "password": PASSWORD, "email_confirm": True, "user_metadata": {"role": "coach"}}
    ).user
    assert person.email_confirmed_at is not None
    assert person.user_metadata["role"] == "coach"
    assert admin.auth.admin.list_users(page=1, per_page=1)[0].id == person.id
    admin.auth.admin.update_user_by_id(person.id, {"email": other, "app_metadata": {"plan": "pro"}})
    changed = admin.auth.admin.get_user_by_id(person.id).user
    assert (changed.email, changed.app_metadata["plan"]) == (other, "pro")
    admin.auth.admin.delete_user(person.id)
    assert refused(lambda: admin.auth.admin.get_user_by_id(person.id)) == (
        404,
        "user_not_found",
        "User not found",
    )


def test_an_address_is_created_once(admin: Client, email: str) -> None:
    """L'adresse d'une autre personne ne se crée ni ne se prend."""
    assert refused(lambda: admin.auth.admin.create_user({"email": email, "password": PASSWORD}))[:2] == (
        422,
        "email_exists",
    )
    other = admin.auth.admin.create_user({"email": fresh_email(), "password": PASSWORD}).user
    assert (
        refused(lambda: admin.auth.admin.update_user_by_id(other.id, {"email": email}))[1] == "email_exists"
    )


def test_deleting_a_person_takes_her_sessions(
    client: Client, admin: Client, email: str, witness: psycopg.Connection
) -> None:
    """Rien ne reste d'une personne supprimée."""
    user_id = sign_in(client, email).user.id
    admin.auth.admin.delete_user(user_id)
    left = witness.execute(
        """SELECT (SELECT count(*) FROM auth.sessions WHERE user_id = %(id)s),
                  (SELECT count(*) FROM auth.refresh_tokens WHERE user_id::text = %(id)s::text),
                  (SELECT count(*) FROM auth.identities WHERE user_id = %(id)s)""",
        {"id": UUID(user_id)},
    )
    assert left.fetchone() == (0, 0, 0)


def session_of(access_token: str) -> str:
    claims: dict[str, str] = jwt.decode(access_token, options={"verify_signature": False})
    return claims["session_id"]
