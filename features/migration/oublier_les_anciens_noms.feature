# language: fr
Fonctionnalité: Oublier les anciens noms des tables

  @M17
  Scénario: Plus rien ne nomme une ancienne table, le retour arrière excepté
    Étant donné une base migrée
    Quand les anciens noms y sont cherchés, à la lecture et à l'exécution
    Alors ni fonction, ni vue, ni politique, ni déclencheur, ni valeur par défaut n'en nomme
    Et aucune fonction exécutée ne se heurte à un nom disparu
    Mais les déclencheurs des tables renommées furent bien exécutés

  @M17
  Plan du scénario: Un ancien nom resté dans <objet> est retrouvé
    Étant donné une base migrée
    Et un ancien nom resté dans <objet>
    Quand les anciens noms y sont cherchés, à la lecture et à l'exécution
    Alors <objet> est dit par « <phrase> »

    Exemples:
      | objet                        | phrase                                           |
      | l'assignation                | assign_program_to_client_atomic                  |
      | un déclencheur de séance     | private.flag_session_change                      |
      | un nom composé à l'exécution | relation "public.client_sessions" does not exist |
      | une vue                      | vue public.recette_vue nomme client_sessions     |
      | une politique                | politique public.clients.recette_politique nomme |
      | l'argument d'un déclencheur  | déclencheur public.clients.recette_declencheur   |
      | une valeur par défaut        | colonne public.notifications.link nomme          |
