# language: fr
Fonctionnalité: Renommer les tables des clients sans rien perdre

  @M3
  Scénario: Les trois nouveaux noms existent, plus les anciens
    Quand la migration est appliquée
    Alors la base a les tables client_created_programs, client_created_sessions et client_created_session_exercises
    Mais la base n'a plus les tables client_programs, client_sessions et client_session_exercises

  @M6
  Scénario: Aucune ligne n'est perdue, ajoutée ou changée
    Quand la migration est appliquée
    Alors chaque table garde le nombre et l'empreinte de ses lignes
    Et aucune ligne n'est orpheline
