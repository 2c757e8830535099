-- Cœur de Virtus avant la correction : les trois tables d'instances portent leurs anciens noms.

CREATE TABLE public.clients (
    id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE,
    email text UNIQUE NOT NULL,
    first_name text,
    last_name text,
    phone text,
    role text NOT NULL DEFAULT 'client' CHECK (role IN ('admin', 'coach', 'client')),
    coach_id uuid REFERENCES public.clients ON DELETE SET NULL,
    affiliation_code text,
    status text DEFAULT 'active' CHECK (status IN ('active', 'prospect', 'inactive', 'archived')),
    dob date,
    age integer,
    sex text,
    height numeric,
    weight numeric,
    address text,
    energy_expenditure_level text,
    objective text,
    notes text,
    lifestyle jsonb,
    medical_info jsonb,
    medical_history text,
    allergies text,
    nutrition jsonb,
    bilans jsonb,
    assigned_bilans jsonb,
    nutrition_logs jsonb,
    performance_logs jsonb,
    assigned_nutrition_plans jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX clients_coach_id_idx ON public.clients (coach_id);

CREATE TABLE public.exercises (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    description text,
    category text,
    muscle_group text,
    muscle_group2 text,
    muscle_group3 text,
    secondary_muscle_groups text[],
    equipment text,
    difficulty text,
    type text,
    video_url text,
    image_url text,
    alternative_1_id uuid REFERENCES public.exercises ON DELETE SET NULL,
    alternative_2_id uuid REFERENCES public.exercises ON DELETE SET NULL,
    created_by uuid REFERENCES public.clients ON DELETE SET NULL,
    is_public boolean NOT NULL DEFAULT false,
    is_archived boolean NOT NULL DEFAULT false,
    archived_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX exercises_created_by_idx ON public.exercises (created_by);
CREATE INDEX exercises_alternative_1_id_idx ON public.exercises (alternative_1_id);
CREATE INDEX exercises_alternative_2_id_idx ON public.exercises (alternative_2_id);

-- Bibliothèque du coach : les modèles.

CREATE TABLE public.programs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    coach_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    name text NOT NULL,
    objective text,
    week_count integer NOT NULL DEFAULT 1 CHECK (week_count >= 1),
    sessions_per_week integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX programs_coach_id_idx ON public.programs (coach_id);

CREATE TABLE public.sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    program_id uuid REFERENCES public.programs ON DELETE CASCADE,
    coach_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    name text NOT NULL,
    week_number integer NOT NULL DEFAULT 1,
    session_order integer NOT NULL DEFAULT 1,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN public.sessions.program_id IS 'NULL pour une séance isolée.';

CREATE INDEX sessions_program_id_idx ON public.sessions (program_id);
CREATE INDEX sessions_coach_id_idx ON public.sessions (coach_id);

CREATE TABLE public.session_exercises (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL REFERENCES public.sessions ON DELETE CASCADE,
    exercise_id uuid NOT NULL REFERENCES public.exercises ON DELETE CASCADE,
    coach_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    exercise_order integer NOT NULL DEFAULT 1,
    sets integer,
    reps text,
    load text,
    tempo text,
    rest_time text,
    intensification text,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX session_exercises_session_id_idx ON public.session_exercises (session_id);
CREATE INDEX session_exercises_exercise_id_idx ON public.session_exercises (exercise_id);
CREATE INDEX session_exercises_coach_id_idx ON public.session_exercises (coach_id);

-- Instances des clients : copies d'un modèle, ou programmes qu'ils se sont créés.

CREATE TABLE public.client_programs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    client_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    coach_id uuid REFERENCES public.clients ON DELETE SET NULL,
    program_template_id uuid REFERENCES public.programs ON DELETE SET NULL,
    source_type text NOT NULL DEFAULT 'client_created' CHECK (source_type IN ('client_created', 'coach_assigned')),
    name text NOT NULL,
    objective text,
    week_count integer NOT NULL DEFAULT 1 CHECK (week_count >= 1),
    modified_by_client boolean NOT NULL DEFAULT false,
    viewed_by_coach boolean NOT NULL DEFAULT false,
    last_modified_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE public.client_programs IS 'Programmes des clients : copie d''un modèle assigné, ou création du client.';

CREATE INDEX client_programs_client_id_idx ON public.client_programs (client_id);
CREATE INDEX client_programs_coach_id_idx ON public.client_programs (coach_id);
CREATE INDEX client_programs_program_template_id_idx ON public.client_programs (program_template_id);

CREATE TABLE public.client_sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    program_id uuid NOT NULL REFERENCES public.client_programs ON DELETE CASCADE,
    client_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    coach_id uuid REFERENCES public.clients ON DELETE SET NULL,
    name text NOT NULL,
    week_number integer NOT NULL DEFAULT 1,
    session_order integer NOT NULL DEFAULT 1,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE public.client_sessions IS 'Séances des programmes des clients.';

CREATE INDEX client_sessions_program_id_idx ON public.client_sessions (program_id);
CREATE INDEX client_sessions_client_id_idx ON public.client_sessions (client_id);
CREATE INDEX client_sessions_coach_id_idx ON public.client_sessions (coach_id);

CREATE TABLE public.client_session_exercises (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL REFERENCES public.client_sessions ON DELETE CASCADE,
    exercise_id uuid NOT NULL REFERENCES public.exercises ON DELETE CASCADE,
    client_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    coach_id uuid REFERENCES public.clients ON DELETE SET NULL,
    exercise_order integer NOT NULL DEFAULT 1,
    sets integer,
    reps text,
    load text,
    tempo text,
    rest_time text,
    intensification text,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE public.client_session_exercises IS 'Exercices des séances des clients, avec leurs charges et répétitions.';

CREATE INDEX client_session_exercises_session_id_idx ON public.client_session_exercises (session_id);
CREATE INDEX client_session_exercises_exercise_id_idx ON public.client_session_exercises (exercise_id);
CREATE INDEX client_session_exercises_client_id_idx ON public.client_session_exercises (client_id);
CREATE INDEX client_session_exercises_coach_id_idx ON public.client_session_exercises (coach_id);

CREATE TABLE public.program_assignments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Supprimer un modèle ne retire rien aux clients : l'assignation vit par sa copie.
    program_id uuid REFERENCES public.programs ON DELETE SET NULL,
    client_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    coach_id uuid REFERENCES public.clients ON DELETE SET NULL,
    client_program_id uuid REFERENCES public.client_programs ON DELETE CASCADE,
    start_date date NOT NULL,
    end_date date,
    current_week integer NOT NULL DEFAULT 1 CHECK (current_week >= 1),
    current_session integer NOT NULL DEFAULT 1 CHECK (current_session >= 1),
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'completed', 'cancelled')),
    customizations jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (program_id, client_id, start_date)
);

COMMENT ON COLUMN public.program_assignments.current_session IS 'Rang, à partir de 1, de la séance dans sa semaine.';

CREATE INDEX program_assignments_client_id_idx ON public.program_assignments (client_id);
CREATE INDEX program_assignments_coach_id_idx ON public.program_assignments (coach_id);
CREATE INDEX program_assignments_client_program_id_idx ON public.program_assignments (client_program_id);

CREATE TABLE public.performance_logs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    client_id uuid NOT NULL REFERENCES public.clients ON DELETE CASCADE,
    program_assignment_id uuid REFERENCES public.program_assignments ON DELETE SET NULL,
    session_id uuid REFERENCES public.client_sessions ON DELETE SET NULL,
    session_date date NOT NULL DEFAULT current_date,
    week_number integer,
    session_number integer,
    exercises_performed jsonb NOT NULL,
    session_order_modified jsonb,
    questionnaire_responses jsonb,
    total_duration_minutes integer,
    total_tonnage numeric,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX performance_logs_client_id_idx ON public.performance_logs (client_id);
CREATE INDEX performance_logs_session_id_idx ON public.performance_logs (session_id);

-- Une séance assignée se termine une seule fois, même si le bouton est pressé deux fois.
CREATE UNIQUE INDEX performance_logs_assignment_session_key
    ON public.performance_logs (program_assignment_id, session_id)
    WHERE program_assignment_id IS NOT NULL AND session_id IS NOT NULL;
