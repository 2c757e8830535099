-- Qui voit et écrit les autres tables du démarrage.

ALTER TABLE public.notifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intensification_techniques ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.bilan_templates ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.bilan_assignments ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.nutrition_plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.food_items ENABLE ROW LEVEL SECURITY;

-- Hors des écrans : aucune politique, donc aucune ligne pour personne.
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.client_coach_relationships ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.exercise_archives ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.app_settings ENABLE ROW LEVEL SECURITY;

-- Notifications et messages : entre un coach et son client, dans les deux sens.

CREATE POLICY notifications_select ON public.notifications FOR SELECT TO authenticated
USING ((SELECT auth.uid()) IN (user_id, sender_id));

CREATE POLICY notifications_insert ON public.notifications FOR INSERT TO authenticated
WITH CHECK (
    sender_id = (SELECT auth.uid())
    AND (
        user_id = (SELECT auth.uid())
        OR user_id = (SELECT private.my_coach_id())
        OR user_id IN (SELECT private.my_client_ids())
    )
);

CREATE POLICY notifications_update ON public.notifications FOR UPDATE TO authenticated
USING (user_id = (SELECT auth.uid())) WITH CHECK (user_id = (SELECT auth.uid()));

CREATE POLICY messages_select ON public.messages FOR SELECT TO authenticated
USING ((SELECT auth.uid()) IN (sender_id, recipient_id));

CREATE POLICY messages_insert ON public.messages FOR INSERT TO authenticated
WITH CHECK (
    sender_id = (SELECT auth.uid())
    AND (
        recipient_id = (SELECT private.my_coach_id())
        OR recipient_id IN (SELECT private.my_client_ids())
    )
);

CREATE POLICY messages_update ON public.messages FOR UPDATE TO authenticated
USING ((SELECT auth.uid()) IN (sender_id, recipient_id))
WITH CHECK ((SELECT auth.uid()) IN (sender_id, recipient_id));

-- Catalogues : ce qui est public, et ce que chacun y ajoute.

CREATE POLICY intensification_techniques_select ON public.intensification_techniques FOR SELECT TO authenticated
USING (is_public OR created_by = (SELECT auth.uid()));

CREATE POLICY intensification_techniques_insert ON public.intensification_techniques FOR INSERT TO authenticated
WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY intensification_techniques_update ON public.intensification_techniques FOR UPDATE TO authenticated
USING (created_by = (SELECT auth.uid())) WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY intensification_techniques_delete ON public.intensification_techniques FOR DELETE TO authenticated
USING (created_by = (SELECT auth.uid()));

CREATE POLICY food_items_select ON public.food_items FOR SELECT TO authenticated
USING (is_public OR created_by = (SELECT auth.uid()));

CREATE POLICY food_items_insert ON public.food_items FOR INSERT TO authenticated
WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY food_items_update ON public.food_items FOR UPDATE TO authenticated
USING (created_by = (SELECT auth.uid())) WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY food_items_delete ON public.food_items FOR DELETE TO authenticated
USING (created_by = (SELECT auth.uid()));

-- Bilans : le bilan initial est commun, les autres vont d'un coach à ses clients.

CREATE POLICY bilan_templates_select ON public.bilan_templates FOR SELECT TO authenticated
USING (
    coach_id IS NULL
    OR coach_id = (SELECT auth.uid())
    OR coach_id = (SELECT private.my_coach_id())
);

CREATE POLICY bilan_templates_insert ON public.bilan_templates FOR INSERT TO authenticated
WITH CHECK (coach_id = (SELECT auth.uid()) AND (SELECT private.is_coach()));

CREATE POLICY bilan_templates_update ON public.bilan_templates FOR UPDATE TO authenticated
USING (coach_id = (SELECT auth.uid())) WITH CHECK (coach_id = (SELECT auth.uid()));

CREATE POLICY bilan_templates_delete ON public.bilan_templates FOR DELETE TO authenticated
USING (coach_id = (SELECT auth.uid()));

CREATE POLICY bilan_assignments_select ON public.bilan_assignments FOR SELECT TO authenticated
USING (client_id = (SELECT auth.uid()) OR client_id IN (SELECT private.my_client_ids()));

CREATE POLICY bilan_assignments_insert ON public.bilan_assignments FOR INSERT TO authenticated
WITH CHECK (coach_id = (SELECT auth.uid()) AND client_id IN (SELECT private.my_client_ids()));

CREATE POLICY bilan_assignments_update ON public.bilan_assignments FOR UPDATE TO authenticated
USING (client_id = (SELECT auth.uid()) OR client_id IN (SELECT private.my_client_ids()))
WITH CHECK (client_id = (SELECT auth.uid()) OR client_id IN (SELECT private.my_client_ids()));

CREATE POLICY bilan_assignments_delete ON public.bilan_assignments FOR DELETE TO authenticated
USING (client_id IN (SELECT private.my_client_ids()));

-- Plans alimentaires : un modèle du coach (sans client) ou le plan d'un de ses clients.

CREATE POLICY nutrition_plans_select ON public.nutrition_plans FOR SELECT TO authenticated
USING (
    client_id = (SELECT auth.uid())
    OR client_id IN (SELECT private.my_client_ids())
    OR (client_id IS NULL AND coach_id = (SELECT auth.uid()))
);

CREATE POLICY nutrition_plans_insert ON public.nutrition_plans FOR INSERT TO authenticated
WITH CHECK (
    coach_id = (SELECT auth.uid())
    AND (client_id IS NULL OR client_id IN (SELECT private.my_client_ids()))
);

CREATE POLICY nutrition_plans_update ON public.nutrition_plans FOR UPDATE TO authenticated
USING (coach_id = (SELECT auth.uid()))
WITH CHECK (
    coach_id = (SELECT auth.uid())
    AND (client_id IS NULL OR client_id IN (SELECT private.my_client_ids()))
);

CREATE POLICY nutrition_plans_delete ON public.nutrition_plans FOR DELETE TO authenticated
USING (coach_id = (SELECT auth.uid()));
