# language: fr
Fonctionnalité: Répéter la migration et son retour arrière

  Contexte:
    Étant donné la migration éprouvée
    Et une base d'avant la migration

  @M10
  Scénario: Appliquer, revenir et réappliquer donne la même base qu'une seule application
    Quand la migration est appliquée, défaite puis réappliquée
    Alors la base est celle que donne une seule application

  @M11
  Scénario: Impossible d'appliquer deux fois la migration
    Étant donné la migration déjà appliquée
    Quand la migration est tentée
    Alors la base la refuse en nommant les tables des clients
    Et la base n'a pas changé

  @M11
  Scénario: Impossible de revenir deux fois en arrière
    Étant donné la migration déjà appliquée puis défaite
    Quand le retour arrière est tenté
    Alors la base la refuse en nommant les tables des clients
    Et la base n'a pas changé

  @M11
  Scénario: Pousser une seconde fois ne refait rien
    Étant donné la migration déjà poussée par supabase db push
    Quand la migration est poussée à nouveau
    Alors la base n'a pas changé
    Et l'historique de Supabase retient une fois la migration
