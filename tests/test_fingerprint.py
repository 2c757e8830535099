"""L'empreinte du catalogue d'une vraie base : ce qui se perd se voit, ce qui s'ajoute se dit."""

import re

import psycopg
import pytest

from recette.database.fingerprint import Difference, Fingerprint, compare, findings, take_fingerprint
from recette.stack.postgres import SUPERUSER

POLICY = "client_programs_select_by_client on client_programs"
ASSIGN = "assign_program_to_client_atomic(uuid, uuid, uuid, date)"

LOST_OR_CHANGED = {
    "table perdue": ("drop table notifications", r"lignes de notifications ont disparu avec la table"),
    "colonne perdue": ("alter table sessions drop column notes", r"colonne public.sessions.notes perdu"),
    "type changé": (
        "alter table sessions alter column session_order type bigint",
        r"colonne public.sessions.session_order changé : « integer .* est devenu « bigint",
    ),
    "défaut changé": (
        "alter table client_programs alter column week_count set default 2",
        r"client_programs.week_count changé : .*default 1 » est devenu .*default 2 »",
    ),
    "défaut perdu": (
        "alter table client_programs alter column id drop default",
        r"client_programs.id changé : .*gen_random_uuid",
    ),
    "obligation levée": (
        "alter table client_programs alter column client_id drop not null",
        r"client_programs.client_id changé : « uuid not null » est devenu « uuid »",
    ),
    "clé étrangère perdue": (
        "alter table client_sessions drop constraint client_sessions_program_id_fkey",
        r"contrainte public.client_sessions.client_sessions_program_id_fkey perdu : FOREIGN KEY",
    ),
    "clé étrangère non validée": (
        "alter table client_sessions drop constraint client_sessions_program_id_fkey,"
        " add constraint client_sessions_program_id_fkey foreign key (program_id)"
        " references client_programs on delete cascade not valid",
        r"client_sessions_program_id_fkey changé : .*NOT VALID",
    ),
    "index perdu": (
        "drop index client_sessions_client_id_idx",
        r"index .*client_sessions_client_id_idx perdu",
    ),
    "déclencheur perdu": (
        "drop trigger client_programs_flag_change on client_programs",
        r"déclencheur public.client_programs.client_programs_flag_change perdu",
    ),
    "déclencheur endormi": (
        "alter table client_programs disable trigger client_programs_flag_change",
        r"client_programs_flag_change changé : .* O » est devenu .* D »",
    ),
    "politique perdue": (f"drop policy {POLICY}", r"politique .*client_programs_select_by_client perdu"),
    "politique élargie": (f"alter policy {POLICY} using (true)", r"changé : .* est devenu .*using \(true\)"),
    "privilège perdu": (
        "revoke insert on client_sessions from authenticated",
        r"privilège public.client_sessions.authenticated INSERT perdu",
    ),
    "RLS inactive": (
        "alter table client_sessions disable row level security",
        r"table public.client_sessions changé : .*RLS active » est devenu .*RLS inactive »",
    ),
    "propriétaire changé": (
        f"alter table client_sessions owner to {SUPERUSER}",
        rf"client_sessions changé : .*propriétaire postgres .*propriétaire {SUPERUSER}",
    ),
    "corps d'une fonction changé": (
        "create or replace function private.flag_program_change() returns trigger language plpgsql"
        " set search_path = '' as $$ begin return new; end $$",
        r"fonction private.flag_program_change\(\) changé",
    ),
    "fonction perdue": (
        f"drop function {ASSIGN}",
        r"^fonction public.assign_program_.* perdu : returns",
    ),
    "fonction refusée": (
        f"revoke execute on function {ASSIGN} from authenticated",
        r"privilège de fonction .*authenticated EXECUTE perdu$",
    ),
    "publication quittée": (
        "alter publication supabase_realtime drop table client_programs",
        r"publication supabase_realtime.public.client_programs perdu",
    ),
}

OPENED = {
    "politique pour authenticated": (
        "create policy ouverte on client_programs for select to authenticated using (true)",
        r"politique public.client_programs.ouverte ouvert à l'API",
    ),
    "politique pour tous": (
        "create policy ouverte on client_programs using (true)",
        r"politique public.client_programs.ouverte ouvert à l'API : permissive all to public",
    ),
    "privilège pour anon": (
        "grant select on client_programs to anon",
        r"privilège public.client_programs.anon SELECT ouvert à l'API",
    ),
    "privilège de colonne pour anon": (
        "grant select (name) on client_programs to anon",
        r"privilège de colonne public.client_programs.name.anon SELECT ouvert à l'API",
    ),
    "schéma ouvert à anon": (
        "grant usage on schema private to anon",
        r"privilège de schéma private.anon USAGE ouvert à l'API",
    ),
    "tables à venir ouvertes à anon": (
        "alter default privileges in schema public grant select on tables to anon",
        rf"privilège par défaut public.anon SELECT sur les tables de {SUPERUSER} ouvert à l'API",
    ),
    "vue du propriétaire ouverte": (
        "create view tout as select * from client_programs; grant select on tout to authenticated",
        r"privilège public.tout.authenticated SELECT ouvert à l'API",
    ),
    "fonction à droits d'auteur, ouverte à tous": (
        "create function tout() returns setof client_programs language sql security definer"
        " as 'select * from client_programs'",
        r"privilège de fonction public.tout\(\).public EXECUTE ouvert à l'API : security definer",
    ),
}

ADDED = {
    "colonne": ("alter table client_programs add column couleur text", "client_programs.couleur ajouté"),
    "index": ("create index nouvel_index on client_programs (name)", "client_programs.nouvel_index ajouté"),
    "déclencheur": (
        "create trigger nouveau before insert on client_programs"
        " for each row execute function private.set_updated_at()",
        "déclencheur public.client_programs.nouveau ajouté",
    ),
    "table": ("create table nouvelle (id uuid primary key)", "table public.nouvelle ajouté"),
    "commentaire": ("comment on table sessions is 'Les séances'", "commentaire public.sessions ajouté"),
    "commentaire changé": ("comment on table client_programs is 'Autre'", "client_programs changé"),
    "privilège de service_role": (
        "grant execute on function private.set_updated_at() to service_role",
        "set_updated_at().service_role EXECUTE ajouté",
    ),
    "fonction fermée": (
        "create function fermee() returns int language sql security definer as 'select 1';"
        " revoke all on function fermee() from public",
        "fonction public.fermee() ajouté",
    ),
    "contrainte renommée": (
        "alter table client_sessions rename constraint client_sessions_program_id_fkey to autre_nom",
        "client_sessions_program_id_fkey s'appelle maintenant autre_nom",
    ),
}


ACCUSING = LOST_OR_CHANGED | OPENED


@pytest.mark.parametrize(("change", "sentence"), ACCUSING.values(), ids=ACCUSING)
def test_what_is_lost_changed_or_opened_is_a_finding(
    baseline: Fingerprint, scratch: str, change: str, sentence: str
) -> None:
    """Chaque perte et chaque ouverture est un constat, et un seul parle de cet objet."""
    said = findings(differences(baseline, scratch, change))
    assert len([finding for finding in said if re.search(sentence, finding)]) == 1, said


@pytest.mark.parametrize(("change", "sentence"), ADDED.values(), ids=ADDED)
def test_what_is_only_added_is_information(
    baseline: Fingerprint, scratch: str, change: str, sentence: str
) -> None:
    """Ce qui n'est qu'ajouté ou renommé est dit sans accuser."""
    found = differences(baseline, scratch, change)
    assert findings(found) == []
    assert any(sentence in str(difference) for difference in found), list(map(str, found))


def test_nothing_done_is_nothing_seen(baseline: Fingerprint, scratch: str) -> None:
    """Deux relevés d'une base intacte sont égaux."""
    assert compare(baseline, take_fingerprint(scratch, like=baseline)) == []


def differences(baseline: Fingerprint, url: str, change: str) -> list[Difference]:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(change.encode())
    return compare(baseline, take_fingerprint(url, like=baseline))
