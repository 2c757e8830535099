# language: fr
Fonctionnalité: Refuser une base qui n'est pas celle qu'on attend

  Contexte:
    Étant donné la migration éprouvée
    Et une base d'avant la migration

  @M2
  Plan du scénario: Impossible de migrer une base où la table <table> manque
    Étant donné la table <table> n'y est plus, sinon dans un autre schéma
    Quand la migration est tentée
    Alors la base la refuse en nommant <table>
    Et la base n'a pas changé

    Exemples:
      | table                    |
      | client_programs          |
      | client_sessions          |
      | client_session_exercises |

  @M2
  Plan du scénario: Impossible de migrer une base où la table <table> existe déjà
    Étant donné la table <table> y existe déjà
    Quand la migration est tentée
    Alors la base la refuse en nommant <table>
    Et la base n'a pas changé

    Exemples:
      | table                            |
      | client_created_programs          |
      | client_created_sessions          |
      | client_created_session_exercises |

  @M2
  Scénario: Impossible de revenir en arrière sur une table qui porte déjà l'ancien nom
    Étant donné la migration déjà appliquée
    Et la table client_sessions y existe déjà
    Quand le retour arrière est tenté
    Alors la base la refuse en nommant client_sessions
    Et la base n'a pas changé

  @M2
  Scénario: Des homonymes dans un autre schéma ne gênent pas la migration
    Étant donné un autre schéma y a ses tables client_created_programs, client_created_sessions et client_session_exercises
    Quand la migration est tentée
    Alors la base l'accepte
    Et la base a les tables client_created_programs, client_created_sessions et client_created_session_exercises
