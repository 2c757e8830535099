"""Les personnes et les programmes dont parlent les scénarios."""

import itertools
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from recette.clock import CLOCK

EXERCISES = (
    "Développé couché",
    "Squat arrière",
    "Soulevé de terre",
    "Tractions pronation",
    "Rowing à la barre",
    "Fentes marchées",
    "Gainage latéral",
    "Élévations latérales",
)
"""Exercices publics dont se servent les programmes des scénarios."""


@dataclass(frozen=True)
class Person:
    """Une personne de Virtus, avec de quoi se connecter."""

    id: UUID
    role: str
    first_name: str
    last_name: str
    email: str
    coach_id: UUID | None = None
    status: str | None = "active"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class PlannedExercise:
    """Une ligne de séance. Les colonnes texte sont celles que Virtus écrit (« 60 kg », « 90s »)."""

    exercise: str
    sets: int | None = 3
    reps: str | None = "10"
    load: str | None = "60 kg"
    tempo: str | None = "3010"
    rest_time: str | None = "90s"
    intensification: str | None = "[]"
    notes: str | None = None


@dataclass(frozen=True)
class PlannedSession:
    """Une séance : sa semaine (à partir de 1) et son rang dans le programme."""

    name: str
    week: int
    order: int
    exercises: tuple[PlannedExercise, ...] = ()
    notes: str | None = None


@dataclass(frozen=True)
class Programme:
    """Un programme tel qu'on le décrit, avant qu'il n'existe en base."""

    name: str
    objective: str | None = "Prise de force"
    weeks: int = 1
    sessions: tuple[PlannedSession, ...] = ()


@dataclass(frozen=True)
class Template:
    """Un programme dans la bibliothèque d'un coach."""

    id: UUID
    coach: Person
    programme: Programme


@dataclass(frozen=True)
class Assigned:
    """Un programme déjà assigné à un client : l'assignation et sa copie."""

    assignment_id: UUID
    instance_id: UUID
    template: Template
    client: Person
    start: date
    status: str = "active"
    week: int = 1
    session: int = 1


@dataclass(frozen=True)
class OwnProgramme:
    """Un programme que son client a créé."""

    instance_id: UUID
    client: Person
    programme: Programme


def coach_today() -> date:
    """Rend le jour qu'il est pour les coachs de Virtus, à Paris."""
    return CLOCK.now().date()


def ordinary(name: str) -> Programme:
    """Rend un programme de deux semaines dont aucune colonne ne ressemble à une autre."""
    return sized(name, weeks=2, sessions_per_week=2, exercises_per_session=3)


def sized(name: str, *, weeks: int, sessions_per_week: int, exercises_per_session: int) -> Programme:
    """Rend un programme de la taille demandée.

    Chaque ligne diffère des autres : une copie qui mélange, oublie ou répète se voit.
    """
    variety = itertools.count()
    sessions = []
    for week, rank in itertools.product(range(1, weeks + 1), range(1, sessions_per_week + 1)):
        lines = tuple(_varied_line(next(variety)) for _ in range(exercises_per_session))
        order = (week - 1) * sessions_per_week + rank
        sessions.append(PlannedSession(f"Séance {rank} de la semaine {week}", week, order, lines))
    return Programme(name, weeks=weeks, sessions=tuple(sessions))


def _varied_line(number: int) -> PlannedExercise:
    return PlannedExercise(
        exercise=EXERCISES[number % len(EXERCISES)],
        sets=2 + number % 4,
        reps=f"{6 + number % 7}-{8 + number % 7}",
        # Jamais croissante : un tri par charge se voit.
        load=f"{40 + number * 37 % 101} kg",
        tempo=f"3{number % 10}1{number % 3}",
        rest_time=f"{60 + 5 * (number % 12)}s",
        intensification='["Série dégressive"]' if number % 5 == 0 else "[]",
        notes=None if number % 3 else f"Garder le dos droit, série n° {number + 1}",
    )


@dataclass
class Casting:
    """Fabrique des personnes dont l'adresse électronique n'appartient qu'à une recette."""

    run_id: str
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def person(
        self, name: str, role: str, *, coach: Person | None = None, status: str | None = "active"
    ) -> Person:
        """Décrit une personne (« Léa Martin ») ; son prénom est le premier mot."""
        first_name, _, last_name = name.partition(" ")
        number = next(self._numbers)
        return Person(
            id=uuid4(),
            role=role,
            first_name=first_name,
            last_name=last_name,
            email=f"{role}.{number}.{self.run_id}@recette.invalid",
            coach_id=coach.id if coach else None,
            status=status,
        )
