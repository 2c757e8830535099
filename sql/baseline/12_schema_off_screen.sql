-- Ce que le code de Virtus nomme sans qu'aucun écran de l'assignation s'en serve (contrat §3 et §4.2 ; les archives
-- d'exercices et les réglages, d'après son code public).
--
-- Fermées à tous (31_policies_startup.sql) : l'application y renonce sans le dire, et la recette n'y sème rien.

CREATE TABLE public.profiles (
    id uuid PRIMARY KEY REFERENCES public.clients ON DELETE CASCADE,
    coach_notes text,
    medical_info text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE public.client_coach_relationships (
    client_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    coach_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (client_id, coach_id)
);

CREATE INDEX client_coach_relationships_coach_id_idx ON public.client_coach_relationships (coach_id);

-- Un exercice archivé n'existe plus : rien ne le retient.
CREATE TABLE public.exercise_archives (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    exercise_id uuid NOT NULL,
    exercise_name text NOT NULL,
    exercise_data jsonb NOT NULL,
    archived_by uuid REFERENCES public.clients ON DELETE SET NULL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    marked_for_deletion_at timestamptz
);

CREATE INDEX exercise_archives_archived_by_idx ON public.exercise_archives (archived_by);

CREATE TABLE public.app_settings (
    key text PRIMARY KEY,
    value jsonb,
    updated_at timestamptz NOT NULL DEFAULT now()
);
