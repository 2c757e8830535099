# language: fr
Fonctionnalité: Revenir en arrière

  @M9
  Scénario: Le retour arrière rend les anciens noms et garde ce qui fut écrit entre-temps
    Étant donné une base migrée
    Et un programme créé, un autre assigné et une séance faite depuis
    Quand le propriétaire de la base lance le retour arrière
    Alors la base a les tables client_programs, client_sessions et client_session_exercises
    Et tout ce qui fut écrit entre-temps est toujours là, tel quel
    Et structure, politiques et privilèges sont ceux d'avant la migration

  @M9
  Scénario: Le fichier du retour arrière, joué par psql, le fait vraiment
    Étant donné une base migrée
    Quand le propriétaire de la base joue le fichier du retour arrière
    Alors la base a les tables client_programs, client_sessions et client_session_exercises
    Et structure, politiques et privilèges sont ceux d'avant la migration
    Et chaque table garde, au retour, le nombre et l'empreinte de ses lignes
