import { fullName } from '../texts.js';
import { supabase } from './client.js';

/** Rend vrai si la notification est partie : l'action qu'elle annonce, elle, est déjà faite. */
export async function sendNotification({ userId, sender, message, type }) {
  const { error } = await supabase
    .from('notifications')
    .insert([
      {
        user_id: userId,
        title: fullName(sender),
        from_name: fullName(sender),
        message,
        type,
        read: false,
        created_at: new Date().toISOString(),
      },
    ])
    .select()
    .single();
  return !error;
}
