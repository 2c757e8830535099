-- Autres tables que l'application lit à son démarrage.

CREATE TABLE public.notifications (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    -- Sans auteur connu, l'INSERT … RETURNING d'une notification destinée à autrui serait refusé à celui qui l'écrit.
    sender_id uuid DEFAULT auth.uid() REFERENCES public.clients ON DELETE SET NULL,
    from_name text,
    title text NOT NULL DEFAULT '',
    message text,
    type text,
    link text,
    read boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX notifications_user_id_idx ON public.notifications (user_id);
CREATE INDEX notifications_sender_id_idx ON public.notifications (sender_id);

CREATE TABLE public.messages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    sender_id uuid NOT NULL DEFAULT auth.uid() REFERENCES public.clients ON DELETE CASCADE,
    recipient_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    subject text,
    content text,
    is_voice boolean NOT NULL DEFAULT false,
    voice_url text,
    read boolean NOT NULL DEFAULT false,
    seen_by_sender boolean NOT NULL DEFAULT true,
    seen_by_recipient boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX messages_sender_id_idx ON public.messages (sender_id);
CREATE INDEX messages_recipient_id_idx ON public.messages (recipient_id);

CREATE TABLE public.intensification_techniques (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    description text,
    adds_sub_series boolean NOT NULL DEFAULT false,
    sub_series_config jsonb,
    created_by uuid REFERENCES public.clients ON DELETE CASCADE,
    is_public boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX intensification_techniques_created_by_idx ON public.intensification_techniques (created_by);

CREATE TABLE public.bilan_templates (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    coach_id uuid REFERENCES public.clients ON DELETE CASCADE,
    sections jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN public.bilan_templates.coach_id IS 'NULL pour le bilan initial, commun à tous les coachs.';

CREATE INDEX bilan_templates_coach_id_idx ON public.bilan_templates (coach_id);

CREATE TABLE public.bilan_assignments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    template_id uuid REFERENCES public.bilan_templates ON DELETE SET NULL,
    template_name text,
    client_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    coach_id uuid REFERENCES public.clients ON DELETE SET NULL,
    status text NOT NULL DEFAULT 'assigned',
    recurrence text,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    next_assignment_date date,
    completed_at timestamptz,
    data jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX bilan_assignments_template_id_idx ON public.bilan_assignments (template_id);
CREATE INDEX bilan_assignments_client_id_idx ON public.bilan_assignments (client_id);
CREATE INDEX bilan_assignments_coach_id_idx ON public.bilan_assignments (coach_id);

CREATE TABLE public.nutrition_plans (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    coach_id uuid REFERENCES public.clients ON DELETE SET NULL,
    client_id uuid REFERENCES public.clients ON DELETE CASCADE,
    name text NOT NULL,
    objective text,
    notes text,
    week_count integer NOT NULL DEFAULT 1,
    days jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX nutrition_plans_coach_id_idx ON public.nutrition_plans (coach_id);
CREATE INDEX nutrition_plans_client_id_idx ON public.nutrition_plans (client_id);

CREATE TABLE public.food_items (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    category text,
    subcategory text,
    calories numeric,
    protein numeric,
    carbs numeric,
    fat numeric,
    created_by uuid REFERENCES public.clients ON DELETE CASCADE,
    is_public boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX food_items_created_by_idx ON public.food_items (created_by);
