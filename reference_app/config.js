// Le serveur web remplace ces deux valeurs par celles de la pile qui sert l'application.
export const SUPABASE_URL = 'http://supabase.recette.invalid';
export const SUPABASE_ANON_KEY = 'cle-anon-de-recette';
