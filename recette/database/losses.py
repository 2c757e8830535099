"""Ôter à une base migrée un objet que le code nomme."""

import psycopg

_ASSIGN = "public.assign_program_to_client_atomic"
LOSSES = {
    "la colonne client_created_programs.objective": (
        "alter table public.client_created_programs rename column objective to but",
    ),
    "la colonne performance_logs.total_tonnage": (
        "alter table public.performance_logs drop column total_tonnage",
    ),
    "la relation program_assignments → client_created_programs": (
        "alter table public.program_assignments drop constraint program_assignments_client_program_id_fkey",
    ),
    "la table exercises": ("alter table public.exercises rename to exercices",),
    f"la fonction {_ASSIGN.removeprefix('public.')}": (f"drop function {_ASSIGN}",),
    f"l'argument {_ASSIGN.removeprefix('public.')}(p_start_date)": (
        f"drop function {_ASSIGN}",
        f"create function {_ASSIGN}(p_template_id uuid, p_client_id uuid, p_coach_id uuid) returns json"
        " language sql as $$ select null::json $$",
    ),
}
"""Ce que l'on sait ôter, et comment."""


def lose(database_url: str, loss: str) -> None:
    """Ôte un objet à la base."""
    with psycopg.connect(database_url) as connection:
        for statement in LOSSES[loss]:
            connection.execute(statement.encode())
