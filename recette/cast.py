"""La distribution : des personnes semées dans un monde, connectables, retrouvées par leur nom."""

import secrets
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from recette.api import signed_in_client
from recette.database.seed import Seeder
from recette.programmes import Assigned, Casting, OwnProgramme, Person, Programme, Template, coach_today
from recette.secrecy.known import KNOWN
from recette.target import Target
from recette.tls import authorities

if TYPE_CHECKING:
    import psycopg
    from supabase import Client

_API_DEADLINE_S = 30


class Cast:
    """Sème et retient les personnes, les modèles et les assignations d'un scénario.

    Chaque distribution a ses propres comptes : deux scénarios ne se voient jamais.
    """

    def __init__(self, target: Target, lent: "psycopg.Connection | None" = None) -> None:
        """Sème par la connexion prêtée ; sans elle, la distribution ouvre la sienne et la ferme."""
        self.target = target
        self._lent = lent
        self.today = coach_today()
        """Le jour du scénario, du début à la fin : minuit peut passer entre deux étapes."""
        own = secrets.token_hex(4)
        self._casting = Casting(f"{target.run_id}-{own}" if target.run_id else own)
        self._people: dict[str, Person] = {}
        self._namesakes: dict[str, Person] = {}
        self._templates: dict[str, Template] = {}
        self._assigned: dict[tuple[str, str], Assigned] = {}
        self._own: dict[str, OwnProgramme] = {}
        self._clients: dict[str, Client] = {}
        self._http = httpx.Client(timeout=_API_DEADLINE_S, verify=authorities())

    def close(self) -> None:
        """Ferme les connexions à l'API et à la base."""
        self._http.close()
        if "seeder" in self.__dict__:
            self.seeder.close()

    @cached_property
    def seeder(self) -> Seeder:
        password = secrets.token_urlsafe(12)
        KNOWN.remember("mot de passe d'une personne", password)
        return Seeder(self.target.database_url, password, self.target.run_id, self._lent)

    @property
    def password(self) -> str:
        """Le mot de passe de toutes ces personnes."""
        return self.seeder.password

    def coach(self, name: str) -> Person:
        """Sème un coach, ou rend celui que ce nom désigne déjà."""
        return self._people.get(name) or self._seed(self._casting.person(name, "coach"))

    def client(self, name: str, *, coach: Person | None = None, status: str | None = "active") -> Person:
        """Sème un client, ou rend celui que ce nom désigne déjà."""
        known = self._people.get(name)
        return known or self._seed(self._casting.person(name, "client", coach=coach, status=status))

    def namesake(self, name: str, coach: Person) -> None:
        """Sème un client du même nom qu'un autre ; ce nom continue de désigner le premier."""
        known = self.person(name)
        self._namesakes[name] = self._casting.person(known.full_name, "client", coach=coach)
        self.seeder.people(self._namesakes[name])

    def namesakes(self, name: str) -> tuple[Person, Person]:
        """Rend les deux personnes qui portent ce nom."""
        assert name in self._namesakes, f"Le scénario n'a présenté qu'une personne du nom de {name}."
        return self.person(name), self._namesakes[name]

    def person(self, name: str) -> Person:
        """Rend une personne du scénario ; une faute de frappe dans un nom se voit tout de suite."""
        assert name in self._people, f"Le scénario n'a pas présenté {name}."
        return self._people[name]

    def everyone(self) -> list[Person]:
        """Rend les personnes du scénario, dans l'ordre où il les a présentées."""
        return [*self._people.values()]

    def clients_of(self, coach: Person) -> list[Person]:
        """Rend les clients d'un coach, dans l'ordre où le scénario les a présentés."""
        return [person for person in self._people.values() if person.coach_id == coach.id]

    def coach_of(self, client: Person) -> Person:
        """Rend le coach d'un client."""
        return next(person for person in self._people.values() if person.id == client.coach_id)

    def change_coach(self, client: Person, coach: Person) -> None:
        """Fait passer un client chez un autre coach ; ce qu'il a déjà reçu le suit."""
        self.seeder.change_coach(client, coach)
        self._people[client.full_name] = replace(client, coach_id=coach.id)

    def template(self, coach: Person, programme: Programme) -> Template:
        """Sème un programme dans la bibliothèque d'un coach."""
        template = self.seeder.template(coach, programme)
        self.adopt(template)
        return template

    def adopt(self, template: Template) -> None:
        """Retient un modèle, fût-il né à l'écran."""
        self._templates[template.programme.name] = template

    def known_template(self, name: str) -> Template:
        """Rend un modèle du scénario."""
        assert name in self._templates, f"Le scénario n'a pas présenté le programme « {name} »."
        return self._templates[name]

    def programmes(self) -> list[str]:
        """Rend le nom de tous les programmes du scénario."""
        return [*self._templates, *self._own]

    def assignment(
        self,
        template: Template,
        client: Person,
        *,
        start: date | None = None,
        status: str = "active",
        week: int = 1,
        session: int = 1,
    ) -> Assigned:
        """Sème une assignation déjà faite."""
        assigned = self.seeder.assignment(
            template, client, start=start or self.today, status=status, week=week, session=session
        )
        self._assigned[template.programme.name, client.full_name] = assigned
        return assigned

    def performance(self, assigned: Assigned) -> None:
        """Sème une séance que le client a déjà faite de ce qui lui est assigné."""
        self.seeder.performance(assigned)

    def known_assignment(self, programme: str, client: str) -> Assigned:
        """Rend une assignation du scénario."""
        key = (programme, client)
        assert key in self._assigned, f"Le scénario n'a pas assigné « {programme} » à {client}."
        return self._assigned[key]

    def own_programme(self, client: Person, programme: Programme) -> None:
        """Sème un programme que le client a créé lui-même ; comme l'application, il y nomme son coach."""
        coach = self.coach_of(client) if client.coach_id else None
        instance = self.seeder.instance(client, programme, coach=coach)
        self._own[programme.name] = OwnProgramme(instance, client, programme)

    def known_own_programme(self, name: str) -> OwnProgramme:
        """Rend un programme créé par un client du scénario."""
        assert name in self._own, f"Le scénario n'a pas présenté le programme « {name} » d'un client."
        return self._own[name]

    def connected(self, person: Person) -> "Client":
        """Rend le client d'API de cette personne, connectée par son mot de passe."""
        if person.email not in self._clients:
            self._clients[person.email] = signed_in_client(
                self.target, self._http, person.email, self.seeder.password
            )
        return self._clients[person.email]

    def _seed(self, person: Person) -> Person:
        self.seeder.people(person)
        self._people[person.full_name] = person
        return person
