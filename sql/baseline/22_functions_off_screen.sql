-- Le compte s'efface par sa fiche ; personne d'autre que le service ne peut l'appeler.

CREATE FUNCTION public.delete_user_and_profile(user_id_text text) RETURNS void
LANGUAGE sql SET search_path = ''
BEGIN ATOMIC
    DELETE FROM public.clients WHERE id = user_id_text::uuid;
END;
