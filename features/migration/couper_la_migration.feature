# language: fr
Fonctionnalité: Couper la migration sans laisser la base à moitié changée

  Contexte:
    Étant donné la migration éprouvée

  @M4
  Plan du scénario: Impossible de laisser la base à moitié changée : <opération>, <interruption>
    Quand <opération> s'interrompt entre ses instructions et à <nombre> endroits au milieu : <interruption>
    Alors chaque interruption laisse la base comme avant

    Exemples:
      | opération         | nombre | interruption                     |
      | la migration      | 24     | une erreur survient              |
      | la migration      | 8      | la connexion est coupée          |
      | la migration      | 3      | le processus du serveur est tué  |
      | le retour arrière | 12     | une erreur survient              |
      | le retour arrière | 4      | la connexion est coupée          |
      | le retour arrière | 2      | le processus du serveur est tué  |

  @M4 @nocturne
  Plan du scénario: Impossible de laisser la base à moitié changée, où que l'on coupe : <opération>, <interruption>
    Quand <opération> s'interrompt entre toutes ses instructions et partout au milieu : <interruption>
    Alors chaque interruption laisse la base comme avant

    Exemples:
      | opération         | interruption                     |
      | la migration      | une erreur survient              |
      | la migration      | la connexion est coupée          |
      | la migration      | le processus du serveur est tué  |
      | le retour arrière | une erreur survient              |
      | le retour arrière | la connexion est coupée          |
      | le retour arrière | le processus du serveur est tué  |
