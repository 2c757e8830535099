# language: fr
Fonctionnalité: Ne susciter aucune alerte de sécurité nouvelle

  @M19
  Scénario: Le catalogue ne donne prise à aucun avis nouveau
    Étant donné une base d'avant la migration et une base migrée
    Quand les questions de sécurité de Supabase sont posées au catalogue des deux
    Alors la base migrée n'appelle aucun avis de plus

  @M19
  Scénario: La commande de Supabase ne donne aucun avis nouveau
    Étant donné une base d'avant la migration et une base migrée
    Quand « supabase db advisors » est jouée sur les deux
    Alors la base migrée n'appelle aucun avis de plus

  @M19
  Scénario: La commande de Supabase voit une faiblesse nouvelle
    Étant donné une base d'avant la migration et une base migrée
    Et dans celle-ci, une vue qui ignore la RLS
    Quand « supabase db advisors » est jouée sur les deux
    Alors la base migrée appelle l'avis security_definer_view

  @M19
  Plan du scénario: Le catalogue montre <faiblesse>
    Étant donné une base d'avant la migration et une base migrée
    Et dans celle-ci, <faiblesse>
    Quand les questions de sécurité de Supabase sont posées au catalogue des deux
    Alors la base migrée appelle l'avis <avis>

    Exemples:
      | faiblesse                                 | avis                         |
      | une vue qui ignore la RLS                 | security_definer_view        |
      | une vue sur les comptes                   | auth_users_exposed           |
      | une table sans RLS                        | rls_disabled_in_public       |
      | des politiques que la RLS inactive ignore | policy_exists_rls_disabled   |
      | une politique toujours vraie              | rls_policy_always_true       |
      | une fonction au search_path libre         | function_search_path_mutable |
