# language: fr
Fonctionnalité: Appliquer la migration par les voies de l'équipe
  Un seul envoi (l'éditeur SQL) sert de référence : c'est la voie de la répétition.

  Contexte:
    Étant donné la migration éprouvée
    Et une base d'avant la migration

  @M5
  Scénario: Jouée par psql, la migration donne la même base qu'un seul envoi
    Quand la migration est appliquée par psql
    Alors la base est celle que donne une seule application

  @M5
  Scénario: Poussée par Supabase, la migration donne la même base et entre dans l'historique
    Quand la migration est appliquée par supabase db push
    Alors la base est celle que donne une seule application
    Et l'historique de Supabase retient une fois la migration
