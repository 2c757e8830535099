SELECT
    (SELECT count(*) FROM public.program_assignments),
    (SELECT count(*) FROM public.program_assignments WHERE status = 'active'),
    (SELECT count(*) FROM public.program_assignments WHERE age(now(), created_at) < interval '1 hour');
