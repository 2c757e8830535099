# language: fr
Fonctionnalité: Analyser la migration avant de l'appliquer
  Le serveur lit le fichier entier sans en exécuter une seule instruction.

  @M18
  Scénario: La migration éprouvée s'analyse sans faute, et rien n'est exécuté
    Étant donné la migration éprouvée
    Et une base d'avant la migration
    Quand le fichier de la migration est examiné
    Alors l'examen n'y trouve aucun défaut
    Et rien n'a été exécuté

  @M18
  Plan du scénario: Impossible d'appliquer sans le savoir un fichier qui contient <faute>
    Étant donné une base d'avant la migration
    Quand un fichier qui contient <faute> est analysé
    Alors l'analyse signale la ligne <ligne>, colonne <colonne>, et conseille : <conseil>

    Exemples:
      | faute                       | ligne | colonne | conseil                                  |
      | un RAISE hors de tout bloc  | 3     | 1       | entourez-le de DO $$ BEGIN … END $$      |
      | une apostrophe oubliée      | 3     | 45      | elle s'écrit en double                   |
      | un texte jamais refermé     | 3     | 36      | elle s'écrit en double                   |
      | un bloc jamais refermé      | 3     | 4       | n'est pas refermé par la même marque     |
      | une commande de psql        | 3     | 1       | C'est une commande de psql               |
      | une parenthèse en trop      | 3     | 16      | Corrigez cette instruction               |
      | une fin manquante           | 3     | 35      | s'arrête au milieu d'une instruction     |
      | un index construit à part   | 3     | 1       | Retirez-la de la migration               |
      | un nettoyage                | 3     | 1       | Retirez-la de la migration               |
