import { inBatches, supabase } from './client.js';

export async function exerciseNames(ids) {
  const rows = await inBatches(ids, (batch) =>
    supabase.from('exercises').select('id,name,image_url').in('id', batch),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
