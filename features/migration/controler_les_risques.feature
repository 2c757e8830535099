# language: fr
Fonctionnalité: Contrôler les risques de la migration
  squawk connaît les migrations qui font attendre ou qui cassent une application ; nos dispenses sont motivées.

  @M18
  Scénario: La migration éprouvée ne court aucun risque sans dispense motivée
    Étant donné la migration éprouvée
    Quand squawk contrôle la migration
    Alors squawk n'y voit aucun risque

  @M18
  Plan du scénario: Impossible de livrer sans alerte une migration qui <risque>
    Quand squawk contrôle une migration qui <risque>
    Alors squawk signale « <règle> »

    Exemples:
      | risque                       | règle                |
      | supprime une table           | ban-drop-table       |
      | supprime une colonne         | ban-drop-column      |
      | change le type d'une colonne | changing-column-type |
      | attend un verrou sans limite | require-lock-timeout |
