import { fullName } from '../texts.js';
import { supabase, unwrap } from './client.js';

export const sendNotification = ({ userId, sender, message, type }) =>
  unwrap(
    supabase
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
      .single(),
  );
