# language: fr
Fonctionnalité: Recharger l'API après la migration

  Contexte:
    Étant donné une API qui tourne devant la base d'avant la migration

  @M13
  Scénario: L'API sert les nouveaux noms en moins de 5 secondes
    Quand la migration est jouée sous cette API
    Alors l'API sert les nouveaux noms en moins de 5 secondes

  @M13
  Scénario: Sans le déclencheur de Supabase, la migration prévient elle-même l'API
    Étant donné que rien dans la base ne prévient l'API d'un changement
    Quand la migration est jouée sous cette API
    Alors l'API sert les nouveaux noms en moins de 5 secondes

  @M13
  Scénario: Un cache resté ancien est reconnu et nommé
    Étant donné que rien dans la base ne prévient l'API d'un changement
    Quand la migration, privée de sa demande de rechargement, est jouée sous cette API
    Alors la base a les tables client_created_programs, client_created_sessions et client_created_session_exercises
    Mais le diagnostic de l'API est « cache ancien »
    Et une fois prévenue, l'API sert les nouveaux noms

  @M13
  Scénario: Une table absente n'est pas prise pour un cache ancien
    Quand l'API est interrogée sur les nouveaux noms
    Alors le diagnostic de l'API est « table absente » et nomme client_created_programs, client_created_sessions et client_created_session_exercises

  @M13
  Scénario: Sans le déclencheur de Supabase, le retour arrière prévient lui-même l'API
    Étant donné que rien dans la base ne prévient l'API d'un changement
    Et la migration jouée sous cette API, qui en est prévenue
    Quand le retour arrière est joué sous cette API
    Alors l'API sert de nouveau les anciens noms en moins de 5 secondes
