# language: fr
Fonctionnalité: Honorer le contrat entre le code et la base

  @M16
  Scénario: Avant la migration, l'écart est exactement celui du diagnostic
    Étant donné une base d'avant la migration, que personne n'a touchée
    Quand le code de l'application lui est confronté
    Alors il n'y manque que les tables client_created_programs, client_created_sessions et client_created_session_exercises
    Et rien n'en dépend que leurs propres colonnes et leurs relations

  @M16
  Scénario: Après la migration, tout ce que le code nomme existe
    Étant donné une base migrée
    Quand le code de l'application lui est confronté
    Alors rien de ce qu'il nomme n'y manque
    Et il nomme bien les tables client_created_programs, client_created_sessions et client_created_session_exercises

  @M16
  Plan du scénario: Impossible de perdre <objet> sans que le contrat le dise
    Étant donné une base migrée
    Et elle a perdu <objet>
    Quand le code de l'application de référence lui est confronté
    Alors il n'y manque que <objet>, nommé dans <fichier>

    Exemples:
      | objet                                                     | fichier        |
      | la table exercises                                        | exercises.js   |
      | la colonne client_created_programs.objective              | assignments.js |
      | la colonne performance_logs.total_tonnage                 | performance.js |
      | la relation program_assignments → client_created_programs | assignments.js |
      | la fonction assign_program_to_client_atomic               | assignments.js |
      | l'argument assign_program_to_client_atomic(p_start_date)  | assignments.js |

  @M16
  Plan du scénario: Ce que l'écran demande vraiment existe dans la base
    Étant donné la coach Camille Moreau et ses clients Léa Martin et Bruno Durand
    Et le programme « Force d'hiver » dans la bibliothèque de Camille Moreau
    Et « Force d'hiver » déjà assigné à Léa Martin
    Quand <action>
    Alors <résultat>
    Et les requêtes vues dans le navigateur nomment <tables>, que la base a

    Exemples:
      | action                                                                               | résultat                                                                           | tables                                                                         |
      | Camille Moreau assigne « Force d'hiver » à Bruno Durand                              | Bruno Durand voit « Force d'hiver » en cours, semaine 1/2, séance 1/2              | programs, sessions, program_assignments et notifications                       |
      | Camille Moreau ouvre la fiche de Léa Martin                                          | elle y lit « Force d'hiver », commencé il y a 0 jours, semaine 1/2, « Actif »      | program_assignments et client_created_programs                                 |
      | Léa Martin consulte « Force d'hiver » dans ses programmes                            | toutes les séances et tous les exercices de « Force d'hiver » y sont, dans l'ordre | client_created_sessions, client_created_session_exercises et exercises         |
      | Léa Martin termine sa séance de « Force d'hiver » avec 8 répétitions à 50 kg partout | ses performances sont enregistrées une seule fois, avec 8 répétitions à 50 kg      | client_created_sessions, client_created_session_exercises et performance_logs  |
