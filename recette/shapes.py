"""Les programmes de forme rare, et les textes qui abîment les applications."""

from collections.abc import Callable
from dataclasses import replace

from recette.programmes import PlannedExercise, PlannedSession, Programme, ordinary, sized

_NOTHING = PlannedExercise(
    "Squat arrière",
    sets=None,
    reps=None,
    load=None,
    tempo=None,
    rest_time=None,
    intensification=None,
    notes=None,
)


def _without_session(name: str) -> Programme:
    return Programme(name, weeks=3)


def _with_an_empty_session(name: str) -> Programme:
    usual = sized(name, weeks=1, sessions_per_week=1, exercises_per_session=2)
    empty = PlannedSession("Repos actif", week=1, order=2)
    return replace(usual, sessions=(*usual.sessions, empty))


def _with_session_notes(name: str) -> Programme:
    usual = sized(name, weeks=1, sessions_per_week=2, exercises_per_session=2)
    sessions = tuple(replace(session, notes=f"Échauffement n° {session.order}") for session in usual.sessions)
    return replace(usual, sessions=sessions)


def _without_values(name: str) -> Programme:
    session = PlannedSession("Séance libre", week=1, order=1, exercises=(_NOTHING,) * 2)
    return Programme(name, objective=None, sessions=(session,))


def _with_repeated_exercises(name: str) -> Programme:
    line = PlannedExercise("Tractions pronation")
    heavier = replace(line, load="70 kg")
    session = PlannedSession("Circuit", week=1, order=1, exercises=(line, line, heavier, line))
    twin = replace(session, order=2)
    return Programme(name, sessions=(session, twin))


def _with_one_different_week(name: str) -> Programme:
    # La première et la dernière se ressemblent : dire les trois identiques cacherait celle du milieu.
    usual = PlannedSession("Séance légère", week=1, order=1, exercises=(PlannedExercise("Squat arrière"),))
    heavier = PlannedSession(
        "Séance lourde", week=2, order=2, exercises=(PlannedExercise("Soulevé de terre", load="110 kg"),)
    )
    return Programme(name, weeks=3, sessions=(usual, heavier, replace(usual, week=3, order=3)))


def _freely_written(name: str) -> Programme:
    # Rien n'est corrigé en route : ni espaces, ni majuscules, ni virgule, ni vide pris pour une absence.
    first = PlannedExercise(
        "Squat arrière", sets=4, reps="AMRAP", load="22,5 kg", tempo=" 3-1 ", rest_time="1'30", notes=""
    )
    second = replace(first, reps="8–10 ", load="", notes="Dos droit\n\n  puis souffler")
    sessions = (
        PlannedSession("  Jambes  ", week=1, order=1, exercises=(first, second)),
        PlannedSession("jambes", week=1, order=2, notes="", exercises=(second, first)),
    )
    return Programme(name, objective=" Reprendre, en DOUCEUR ", sessions=sessions)


SHAPES: dict[str, Callable[[str], Programme]] = {
    "sans séance": _without_session,
    "à la séance sans exercice": _with_an_empty_session,
    "aux séances annotées": _with_session_notes,
    "aux valeurs absentes": _without_values,
    "aux textes écrits librement": _freely_written,
    "dont seule une semaine diffère": _with_one_different_week,
    "aux exercices répétés": _with_repeated_exercises,
    "à la séance unique": lambda name: sized(name, weeks=1, sessions_per_week=1, exercises_per_session=2),
    "de 52 semaines": lambda name: sized(name, weeks=52, sessions_per_week=3, exercises_per_session=4),
    "d'une séance par semaine pendant un an": lambda name: sized(
        name, weeks=52, sessions_per_week=1, exercises_per_session=2
    ),
    "de 12 semaines, 5 séances et 8 exercices": lambda name: sized(
        name, weeks=12, sessions_per_week=5, exercises_per_session=8
    ),
    "de 400 exercices": lambda name: sized(name, weeks=1, sessions_per_week=5, exercises_per_session=80),
}
"""Les formes de programme que les scénarios nomment."""

TEXTS = {
    "des accents": "Élan d'été à Noël, où çà ? Œuvre naïve",
    "des apostrophes": "L'heure d'l'effort ' et l’autre",
    "des guillemets": 'Bloc "lourd" et « léger »',
    "des émojis": "Force 💪🏽 et repos 🧘‍♀️",
    "deux cents caractères": ("Endurance de fond, " * 11)[:199] + ".",
    "des balises HTML": "<b>Gras</b> <img src=x onerror=alert(1)> &amp; <script>alert(2)</script>",
}
"""Les textes que Virtus doit afficher et copier tels quels."""


def bearing(text: str) -> Programme:
    """Rend un programme dont le nom, l'objectif, les séances et les notes portent un texte."""
    usual = ordinary(text)
    sessions = tuple(
        replace(
            session,
            name=f"{text} {session.order}",
            exercises=tuple(replace(line, notes=text) for line in session.exercises),
        )
        for session in usual.sessions
    )
    return replace(usual, objective=text, sessions=sessions)
