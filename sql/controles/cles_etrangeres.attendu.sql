-- Le catalogue, lui, ne confond pas deux contraintes de même nom, et voit les tables de tous les propriétaires.
SELECT source.relname, source_column.attname, target.relname, target_column.attname
FROM pg_constraint
JOIN pg_class AS source ON source.oid = conrelid
JOIN pg_class AS target ON target.oid = confrelid
JOIN pg_attribute AS source_column ON source_column.attrelid = conrelid AND source_column.attnum = conkey[1]
JOIN pg_attribute AS target_column ON target_column.attrelid = confrelid AND target_column.attnum = confkey[1]
WHERE contype = 'f'
  AND conrelid IN (
      to_regclass('public.client_created_programs'), to_regclass('public.client_created_sessions'),
      to_regclass('public.client_created_session_exercises')
  )
ORDER BY 1, 2;
