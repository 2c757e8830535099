SELECT 'true';
