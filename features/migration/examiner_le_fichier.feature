# language: fr
Fonctionnalité: Examiner le fichier de la migration et ses voisins

  Contexte:
    Étant donné une base d'avant la migration

  @M18
  Plan du scénario: Impossible de livrer sans le savoir un fichier abîmé par <encodage>
    Quand un fichier abîmé par <encodage> est examiné
    Alors l'examen signale la ligne <ligne> et dit « <constat> »

    Exemples:
      | encodage                     | ligne | constat                |
      | une marque BOM               | 1     | marque d'ordre         |
      | de l'UTF-8 encodé deux fois  | 1     | encodé deux fois       |
      | du Windows-1252              | 1     | n'est pas en UTF-8     |
      | de l'UTF-16                  | 1     | est en UTF-16          |

  @M18
  Plan du scénario: Impossible de pousser sans le savoir un dossier qui contient <désordre>
    Quand le dossier de migrations qui contient <désordre> est examiné
    Alors l'examen dit « <constat> »

    Exemples:
      | désordre                        | constat                               |
      | deux migrations de même version | ont la même version 20251118          |
      | un retour arrière               | retour arrière posé parmi les migrations |
