-- Données qui vivaient avant la correction, les mêmes à chaque chargement : identifiants, dates et textes sont fixes.
-- Personne ne se connecte sous ces comptes : les scénarios créent les leurs.

BEGIN;

SET LOCAL session_replication_role = replica;
SET LOCAL TimeZone = 'Europe/Paris';

CREATE TEMPORARY TABLE seed_people (id uuid, first_name text, last_name text, role text, coach_id uuid) ON COMMIT DROP;

INSERT INTO seed_people VALUES
    ('10000000-0000-4000-8000-000000000001', 'Camille', 'Moreau', 'coach', NULL),
    ('10000000-0000-4000-8000-000000000002', 'Hugo', 'Petit', 'coach', NULL),
    ('10000000-0000-4000-8000-000000000011', 'Léa', 'Martin', 'client', '10000000-0000-4000-8000-000000000001'),
    ('10000000-0000-4000-8000-000000000012', 'Bruno', 'Durand', 'client', '10000000-0000-4000-8000-000000000001'),
    ('10000000-0000-4000-8000-000000000021', 'Inès', 'Roux', 'client', '10000000-0000-4000-8000-000000000002'),
    ('10000000-0000-4000-8000-000000000031', 'Paul', 'Lefèvre', 'client', NULL);

INSERT INTO public.clients
    (id, email, first_name, last_name, role, coach_id, affiliation_code, objective, lifestyle, created_at, updated_at)
SELECT
    id,
    translate(lower(first_name || '.' || last_name), 'éè', 'ee') || '@virtus.invalid',
    first_name, last_name, role, coach_id,
    CASE role WHEN 'coach' THEN upper(left(last_name, 3)) || '-2025' END,
    CASE first_name WHEN 'Léa' THEN 'Courir 10 km « sans marcher »' WHEN 'Bruno' THEN 'Prendre de la masse' END,
    CASE role WHEN 'client' THEN '{"sommeil": "7 h", "métier": "assis"}'::jsonb END,
    '2025-05-12 09:00', '2025-05-12 09:00'
FROM seed_people;

-- Empreinte bcrypt d'une valeur tirée au hasard et oubliée.
INSERT INTO auth.users (id, email, encrypted_password, email_confirmed_at, created_at, updated_at)
SELECT id, email, '$2b$10$T4DZVQNxKKdsnbV2cjLy3OpTCf5gwW51CX/hEgFDEZJoTjPUBkjge', created_at, created_at, updated_at
FROM public.clients;

INSERT INTO auth.identities (id, provider_id, user_id, identity_data, provider, created_at, updated_at)
SELECT
    md5('identité ' || id)::uuid, id::text, id,
    jsonb_build_object('sub', id, 'email', email, 'email_verified', true), 'email', created_at, updated_at
FROM auth.users;

-- Catalogue

INSERT INTO public.exercises
    (id, name, category, muscle_group, equipment, type, is_public, created_by, created_at, updated_at)
SELECT
    ('20000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid,
    name, 'Musculation', muscle_group, equipment, 'musculation', created_by IS NULL, created_by::uuid,
    '2025-05-01 08:00', '2025-05-01 08:00'
FROM (VALUES
    (1, 'Squat à la barre', 'Quadriceps', 'Barre', NULL),
    (2, 'Développé couché', 'Pectoraux', 'Barre', NULL),
    (3, 'Soulevé de terre roumain', 'Ischio-jambiers', 'Barre', NULL),
    (4, 'Tractions en pronation', 'Dos', 'Barre fixe', NULL),
    (5, 'Rowing haltère à un bras', 'Dos', 'Haltère', NULL),
    (6, 'Fentes marchées', 'Fessiers', 'Haltères', NULL),
    (7, 'Développé militaire', 'Épaules', 'Barre', NULL),
    (8, 'Élévations latérales', 'Épaules', 'Haltères', NULL),
    (9, 'Relevés de jambes suspendu', 'Abdominaux', 'Barre fixe', NULL),
    (10, 'Gainage sur l''avant-bras', 'Abdominaux', NULL, NULL),
    (11, 'Poussée de hanches', 'Fessiers', 'Barre', NULL),
    (12, 'Presse à cuisses', 'Quadriceps', 'Machine', NULL),
    (13, 'Curl marteau', 'Biceps', 'Haltères', NULL),
    (14, 'Répulsions aux barres parallèles', 'Triceps', 'Barres parallèles', NULL),
    (15, 'Étirement du psoas', 'Mobilité', NULL, NULL),
    (16, 'Squat bulgare « sans élan »', 'Fessiers', 'Haltères', '10000000-0000-4000-8000-000000000001')
) AS catalogue (number, name, muscle_group, equipment, created_by);

INSERT INTO public.intensification_techniques
    (id, name, description, adds_sub_series, is_public, created_at, updated_at)
SELECT
    ('21000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid,
    name, description, adds_sub_series, true, '2025-05-01 08:00', '2025-05-01 08:00'
FROM (VALUES
    (1, 'Série dégressive', 'Alléger la charge et repartir sans repos.', true),
    (2, 'Repos-pause', 'Quinze secondes de repos, puis quelques répétitions de plus.', true),
    (3, 'Superset', 'Enchaîner deux exercices.', false),
    (4, 'Grappes', 'Couper la série en petits groupes de répétitions.', true),
    (5, 'Répétitions partielles', NULL, false),
    (6, 'Contraction statique', 'Tenir la position la plus dure.', false),
    (7, 'Phase négative lente', NULL, false)
) AS technique (number, name, description, adds_sub_series);

-- Modèles

CREATE TEMPORARY TABLE seed_templates (
    number integer, coach text, name text, objective text, weeks integer, per_week integer, per_session integer
) ON COMMIT DROP;

INSERT INTO seed_templates VALUES
    (1, 'Camille', 'Reprise en douceur', 'Retrouver l''habitude de l''effort', 4, 3, 4),
    (2, 'Camille', 'Prise de masse « Été »', 'Volume & force', 6, 2, 5),
    (3, 'Hugo', 'Préparation trail 💪', 'Tenir 30 km', 3, 3, 4),
    (4, 'Camille', 'Programme encore vide', NULL, 1, 0, 0),
    (5, 'Camille', rpad('Programme au nom très long ', 200, 'é'), '', 1, 2, 3),
    (6, 'Hugo', '<b>Force</b> & "puissance" <script>alert(''séance'')</script>', 'L''essentiel', 2, 2, 3);

INSERT INTO public.programs (id, coach_id, name, objective, week_count, sessions_per_week, created_at, updated_at)
SELECT
    ('30000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid, person.id, template.name, template.objective,
    weeks, nullif(per_week, 0), '2025-05-20 10:00', '2025-05-20 10:00'
FROM seed_templates AS template
JOIN seed_people AS person ON person.first_name = template.coach;

-- L'ordre court d'une semaine à l'autre (1, 2, 3…), comme l'écrit le créateur d'entraînement.
INSERT INTO public.sessions
    (id, program_id, coach_id, name, week_number, session_order, notes, created_at, updated_at)
SELECT
    md5(format('séance %s-%s-%s', program.id, week, rank))::uuid, program.id, program.coach_id,
    format('Séance %s', chr(64 + rank)), week, (week - 1) * program.sessions_per_week + rank,
    CASE rank WHEN 2 THEN 'S''échauffer 10 min d''abord' END, program.created_at, program.updated_at
FROM public.programs AS program,
     generate_series(1, program.week_count) AS week,
     generate_series(1, program.sessions_per_week) AS rank;

-- La deuxième séance du programme 5 reste sans exercice.
INSERT INTO public.session_exercises
    (id, session_id, exercise_id, coach_id, exercise_order,
     sets, reps, load, tempo, rest_time, intensification, notes, created_at, updated_at)
SELECT
    md5(format('exercice %s-%s', session.id, rank))::uuid, session.id,
    ('20000000-0000-4000-8000-' || lpad(exercise::text, 12, '0'))::uuid, session.coach_id, rank,
    nullif(variant % 6, 0),
    (ARRAY['8-10', '12', 'max', NULL, '5'])[1 + variant % 5],
    (ARRAY['60 kg', '22,5 kg', NULL, 'poids du corps'])[1 + variant % 4],
    (ARRAY['3-1-1-0', NULL, '2-0-2-0'])[1 + variant % 3],
    (ARRAY['90s', '1''30"', NULL])[1 + variant % 3],
    (ARRAY['[]', '[{"id": 1, "value": "Série dégressive"}]', NULL, '[]'])[1 + variant % 4],
    (ARRAY[
        NULL, 'Dos « plat », regard loin', 'Pas d''élan', '', 'Attention à l''épaule ⚠️', NULL, 'Dire "stop" à 8/10'
    ])[1 + variant % 7],
    session.created_at, session.updated_at
FROM public.sessions AS session
JOIN public.programs AS program ON program.id = session.program_id
JOIN seed_templates AS template ON template.name = program.name,
     generate_series(1, template.per_session) AS rank,
     LATERAL (SELECT 5 * session.session_order + 3 * rank + template.number AS variant) AS variation,
     -- Le seizième exercice appartient à Camille.
     LATERAL (SELECT CASE WHEN template.number = 2 AND rank = 5 THEN 16 ELSE 1 + variant % 15 END AS exercise) AS choice
WHERE NOT (template.number = 5 AND session.session_order = 2);

INSERT INTO public.sessions (id, coach_id, name, created_at, updated_at)
VALUES (
    '31000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000001', 'Séance isolée',
    '2025-05-21 10:00', '2025-05-21 10:00'
);

-- Instances : copies assignées dans tous les états, et programmes créés par les clients (sans état).

CREATE TEMPORARY TABLE seed_copies (
    number integer, template integer, client text, name text,
    template_deleted boolean, modified boolean, viewed boolean,
    status text, start_date date, current_week integer, current_session integer
) ON COMMIT DROP;

INSERT INTO seed_copies VALUES
    (1, 1, 'Léa', NULL, false, false, false, 'completed', '2025-06-02', 4, 3),
    (2, 2, 'Léa', NULL, false, true, false, 'active', '2025-10-06', 3, 1),
    (3, 2, 'Bruno', NULL, false, true, true, 'paused', '2025-09-01', 2, 2),
    (4, 4, 'Bruno', NULL, false, false, false, 'active', '2025-11-03', 1, 1),
    (5, 5, 'Bruno', NULL, false, false, false, 'active', '2025-10-20', 1, 1),
    (6, 3, 'Inès', NULL, false, false, false, 'active', '2025-10-27', 1, 3),
    (7, 6, 'Inès', NULL, false, false, false, 'cancelled', '2025-07-07', 1, 2),
    (8, 1, 'Bruno', 'Ancien programme dont le modèle n''existe plus', true, false, false, 'completed', '2025-06-02', 4, 3),
    (9, 6, 'Léa', 'Mes étirements du soir', true, false, false, NULL, NULL, NULL, NULL),
    (10, 6, 'Paul', 'Tout le corps, à la maison 🏠', true, false, false, NULL, NULL, NULL, NULL);

INSERT INTO public.client_programs
    (id, client_id, coach_id, program_template_id, source_type, name, objective, week_count,
     modified_by_client, viewed_by_coach, last_modified_at, created_at, updated_at)
SELECT
    ('40000000-0000-4000-8000-' || lpad(copy.number::text, 12, '0'))::uuid, person.id, person.coach_id,
    CASE WHEN NOT template_deleted THEN program.id END,
    CASE WHEN status IS NULL THEN 'client_created' ELSE 'coach_assigned' END,
    coalesce(copy.name, program.name), program.objective, program.week_count,
    modified, viewed, CASE WHEN modified THEN timestamptz '2025-10-12 18:30' END,
    coalesce(start_date, date '2025-08-15') + time '07:45', coalesce(start_date, date '2025-08-15') + time '07:45'
FROM seed_copies AS copy
JOIN seed_people AS person ON person.first_name = copy.client
JOIN public.programs AS program ON right(program.id::text, 12)::bigint = copy.template;

INSERT INTO public.client_sessions
    (id, program_id, client_id, coach_id, name, week_number, session_order, notes, created_at, updated_at)
SELECT
    md5(format('copie de séance %s-%s', copy.number, session.id))::uuid, instance.id, instance.client_id,
    instance.coach_id, session.name, session.week_number, session.session_order, session.notes,
    instance.created_at, instance.updated_at
FROM seed_copies AS copy
JOIN public.client_programs AS instance ON right(instance.id::text, 12)::bigint = copy.number
JOIN public.sessions AS session ON right(session.program_id::text, 12)::bigint = copy.template;

INSERT INTO public.client_session_exercises
    (id, session_id, exercise_id, client_id, coach_id, exercise_order,
     sets, reps, load, tempo, rest_time, intensification, notes, created_at, updated_at)
SELECT
    md5(format('copie d''exercice %s-%s', copy.number, exercise.id))::uuid, session.id, exercise.exercise_id,
    session.client_id, session.coach_id, exercise.exercise_order, exercise.sets, exercise.reps,
    CASE WHEN copy.modified AND session.session_order = 1 THEN '62,5 kg' ELSE exercise.load END,
    exercise.tempo, exercise.rest_time, exercise.intensification, exercise.notes, session.created_at, session.updated_at
FROM seed_copies AS copy
JOIN public.session_exercises AS exercise ON true
JOIN public.client_sessions AS session
    ON session.id = md5(format('copie de séance %s-%s', copy.number, exercise.session_id))::uuid;

INSERT INTO public.program_assignments
    (id, program_id, client_id, coach_id, client_program_id, start_date, current_week, current_session, status,
     created_at, updated_at)
SELECT
    ('50000000-0000-4000-8000-' || lpad(copy.number::text, 12, '0'))::uuid, instance.program_template_id,
    instance.client_id, instance.coach_id, instance.id, start_date, current_week, current_session, status,
    instance.created_at, instance.updated_at
FROM seed_copies AS copy
JOIN public.client_programs AS instance ON right(instance.id::text, 12)::bigint = copy.number
WHERE status IS NOT NULL;

-- Une saisie par séance déjà faite : toutes celles d'un programme terminé, sinon celles d'avant la position.
INSERT INTO public.performance_logs
    (id, client_id, program_assignment_id, session_id, session_date, week_number, session_number,
     exercises_performed, total_tonnage, notes, created_at, updated_at)
SELECT
    md5('performance ' || session.id)::uuid, session.client_id, assignment.id, session.id,
    assignment.start_date + 2 * session.session_order, session.week_number, NULL,
    jsonb_agg(
        jsonb_build_object(
            'exerciseId', exercise.exercise_id,
            'exerciseName', catalogue.name,
            'loggedSets', jsonb_build_array(
                jsonb_build_object('reps', '10', 'load', '40', 'comment', 'Facile, "presque" trop', 'viewedByCoach', false)
            )
        ) ORDER BY exercise.exercise_order
    ),
    400 * count(*), CASE WHEN session.session_order = 1 THEN 'Première séance : c''était dur 😅' END,
    assignment.created_at, assignment.created_at
FROM public.program_assignments AS assignment
JOIN (
    SELECT *, row_number() OVER (PARTITION BY program_id, week_number ORDER BY session_order) AS rank
    FROM public.client_sessions
) AS session ON session.program_id = assignment.client_program_id
JOIN public.client_session_exercises AS exercise ON exercise.session_id = session.id
JOIN public.exercises AS catalogue ON catalogue.id = exercise.exercise_id
WHERE assignment.status = 'completed'
   OR (session.week_number, session.rank) < (assignment.current_week, assignment.current_session)
GROUP BY assignment.id, session.id, session.client_id, session.week_number, session.session_order;

-- Échanges

INSERT INTO public.notifications (id, user_id, sender_id, from_name, message, type, read, created_at)
SELECT
    md5('notification ' || assignment.id)::uuid, assignment.client_id, assignment.coach_id,
    coach.first_name || ' ' || coach.last_name, format('vous a assigné le programme : %s.', instance.name),
    'program_assigned', assignment.status <> 'active', assignment.created_at
FROM public.program_assignments AS assignment
JOIN public.client_programs AS instance ON instance.id = assignment.client_program_id
JOIN public.clients AS coach ON coach.id = assignment.coach_id;

INSERT INTO public.messages (id, sender_id, recipient_id, content, seen_by_recipient, created_at) VALUES
    ('60000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000011',
     '10000000-0000-4000-8000-000000000001', 'J''ai « augmenté » la charge au squat, ça passe !', true, '2025-10-12 18:31'),
    ('60000000-0000-4000-8000-000000000002', '10000000-0000-4000-8000-000000000001',
     '10000000-0000-4000-8000-000000000011', 'Bravo Léa 👏 Garde le dos droit.', false, '2025-10-12 19:02');

-- Sans ce bilan, l'application tente d'en créer un à chaque connexion.
INSERT INTO public.bilan_templates (id, name, sections, created_at, updated_at) VALUES
    ('70000000-0000-4000-8000-000000000001', 'Bilan initial',
     '[{"id": "objectif", "name": "Objectif", "isRemovable": false,
        "fields": [{"id": "objective", "label": "Quel est votre objectif ?", "type": "textarea"}]}]',
     '2025-05-01 08:00', '2025-05-01 08:00');

INSERT INTO public.food_items (id, name, category, calories, protein, carbs, fat, created_at, updated_at)
SELECT
    ('80000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid,
    name, category, calories, protein, carbs, fat, '2025-05-01 08:00', '2025-05-01 08:00'
FROM (VALUES
    (1, 'Flocons d''avoine', 'Féculents', 370, 13.5, 59, 7),
    (2, 'Œuf entier', 'Protéines', 143, 12.6, 0.7, 9.5),
    (3, 'Lentilles vertes cuites', 'Féculents', 116, 9, 16.6, 0.5),
    (4, 'Épinards', 'Légumes', 23, 2.9, 1.4, 0.4)
) AS food (number, name, category, calories, protein, carbs, fat);

COMMIT;
