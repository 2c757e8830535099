"""Parler à l'API comme le ferait l'application, sous le jeton d'une vraie personne."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx

from recette.secrecy.known import KNOWN
from recette.target import Target

if TYPE_CHECKING:
    from supabase import Client

ASSIGN = "assign_program_to_client_atomic"
"""La fonction par laquelle Virtus assigne un programme."""


def anonymous_client(target: Target, http: httpx.Client) -> "Client":
    """Ouvre un client Supabase que personne n'a encore connecté, sur un client HTTP partagé."""
    # supabase-py met près d'une seconde à s'importer : une recette sans API ne la paie pas.
    from supabase import Client, ClientOptions

    options = ClientOptions(auto_refresh_token=False, persist_session=False, httpx_client=http)
    return Client(target.url, target.anon_key, options)


def signed_in_client(target: Target, http: httpx.Client, email: str, password: str) -> "Client":
    """Ouvre un client Supabase et y connecte une personne par son mot de passe."""
    client = anonymous_client(target, http)
    session = client.auth.sign_in_with_password({"email": email, "password": password}).session
    if session:
        KNOWN.remember("jeton d'accès", session.access_token)
        KNOWN.remember("jeton de renouvellement", session.refresh_token)
    return client


@dataclass(frozen=True)
class AssignmentAnswer:
    """La réponse de l'API à une demande d'assignation."""

    accepted: bool
    reason: str


def request_assignment(
    client: "Client", *, template_id: UUID, client_id: UUID, coach_id: UUID, start: date
) -> AssignmentAnswer:
    """Demande une assignation comme le fait l'application.

    Un refus peut être une erreur HTTP (fonction ou droit absent) ou une réponse 200 qui dit non.
    """
    from postgrest.exceptions import APIError

    request = {
        "p_template_id": str(template_id),
        "p_client_id": str(client_id),
        "p_coach_id": str(coach_id),
        "p_start_date": start.isoformat(),
    }
    try:
        answer: Any = client.rpc(ASSIGN, request).execute().data
    except APIError as refused:
        return AssignmentAnswer(False, refused.message or str(refused))
    if answer.get("success"):
        return AssignmentAnswer(True, str(answer.get("message")))
    return AssignmentAnswer(False, str(answer.get("error")))


def browser_session(client: "Client") -> dict[str, Any]:
    """Rend la session d'un client connecté, telle que supabase-js la garde dans le navigateur."""
    session = client.auth.get_session()
    assert session is not None, "Ce client n'est pas connecté."
    content: dict[str, Any] = session.model_dump(mode="json")
    return content
