# language: fr
Fonctionnalité: Migrer pendant que Virtus sert

  Contexte:
    Étant donné la migration éprouvée

  @M14
  Scénario: Personne ne perd ce qui lui fut confirmé pendant la migration
    Étant donné un Virtus d'avant la migration où une coach assigne, où ses clients lisent et créent
    Quand la migration est appliquée sous cette charge
    Alors tout ce qui fut confirmé est en base, une seule fois et en entier
    Et aucune demande n'a attendu plus de 5 secondes

  @M14
  Plan du scénario: Impossible de migrer tant qu'une transaction occupe la table <table>
    Étant donné une base d'avant la migration
    Et une transaction qui occupe la table <table>
    Quand la migration est tentée
    Alors la migration renonce en moins de 15 secondes et dit qu'une transaction la gêne
    Et la base n'a pas changé

    Exemples:
      | table                    |
      | client_session_exercises |

  @M14
  Scénario: Impossible de revenir en arrière tant qu'une transaction occupe une table
    Étant donné une base d'avant la migration
    Et la migration déjà appliquée
    Et une transaction qui occupe la table client_created_session_exercises
    Quand le retour arrière est tenté
    Alors le retour arrière renonce en moins de 15 secondes et dit qu'une transaction le gêne
    Et la base n'a pas changé
