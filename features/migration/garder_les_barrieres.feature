# language: fr
Fonctionnalité: Garder les barrières entre les personnes

  @C7
  Scénario: Après la migration, politiques et privilèges sont ceux d'avant
    Quand la migration est appliquée
    Alors RLS, politiques et privilèges sont ceux d'avant la migration

  @C7
  Scénario: Après le retour arrière, politiques et privilèges sont ceux d'avant
    Étant donné une base migrée
    Quand le propriétaire de la base joue le fichier du retour arrière
    Alors RLS, politiques et privilèges sont ceux d'avant la migration

  @C7
  Scénario: Aucune table ouverte à l'API n'est sans barrière
    Quand la migration est appliquée
    Alors chaque table ouverte à l'API a sa RLS active
    Et aucune politique n'est toujours vraie
