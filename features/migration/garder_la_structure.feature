# language: fr
Fonctionnalité: Garder la structure de la base

  @M7
  Plan du scénario: Rien n'est perdu ni changé parmi les <famille>
    Quand la migration est appliquée
    Alors la famille « <famille> » reste ce qu'elle était

    Exemples:
      | famille             |
      | colonnes et types   |
      | valeurs par défaut  |
      | clés primaires      |
      | clés étrangères     |
      | autres contraintes  |
      | index               |
      | déclencheurs        |
      | politiques          |
      | privilèges          |
      | propriétaires       |
      | protections par RLS |
      | publications        |
      | fonctions           |
