import { supabase } from './client.js';

/** Ce que Virtus lit à l'ouverture de session. RLS seule décide des lignes rendues. */
export const startupReads = (userId) => ({
  clients: supabase.from('clients').select('*'),
  exercises: supabase.from('exercises').select('*'),
  programs: supabase.from('programs').select('*'),
  sessions: supabase.from('sessions').select('*'),
  nutrition_plans: supabase.from('nutrition_plans').select('*'),
  messages: supabase.from('messages').select('*'),
  notifications: supabase.from('notifications').select('*'),
  food_items: supabase.from('food_items').select('*'),
  bilan_templates: supabase.from('bilan_templates').select('*'),
  bilan_assignments: supabase.from('bilan_assignments').select('*').eq('coach_id', userId),
});
