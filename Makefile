# Chaque cible fait son installation ; la seconde fois, elle ne fait rien.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# Combien de processus, chacun avec sa pile : recette/processes.py.
PARALLELE := -n auto --dist worksteal
# La nuit, plusieurs machines s'en partagent les dossiers : make nocturne DOSSIERS="features/instance".
DOSSIERS := features/
VERROU := requirements.lock
# Chaque processus relirait sinon les trois cents modules de la recette : une demi-seconde, à chaque fois.
unexport PYTHONDONTWRITEBYTECODE
# Le nombre de recettes de l'épreuve : make epreuve FOIS=3.
FOIS ?= 100

.PHONY: recette nocturne captures surveillance mutants epreuve banc test diagnostic installer nettoyer aide
.DEFAULT_GOAL := aide

recette: installer ## Éprouve la migration : toute la recette, sur la pile embarquée
	@$(RUN) -m pytest features/ $(PARALLELE)

nocturne: installer ## La recette et ses scénarios de volume et d'endurance
	@$(RUN) -m pytest $(DOSSIERS) $(PARALLELE) -m "nocturne or not nocturne"

captures: installer ## Refait les images de l'accueil, d'après une recette qui réussit et une autre qui échoue
	@$(RUN) -m pytest features/ $(PARALLELE) --rapports rapports/favorable
	@$(RUN) -m pytest features/ $(PARALLELE) --rapports rapports/defavorable --sql-apres docs/images/trois-defauts.sql; test $$? -eq 1
	@$(RUN) -m recette.evidence accueil rapports/favorable rapports/defavorable

surveillance: installer ## Surveille, en lecture seule, la base que désigne VIRTUS_DB_URL
	@$(RUN) -m recette.operation

mutants: installer ## Prouve que la suite sait échouer : chaque défaut de mutants/ est pris, rien d'inoffensif n'alarme
	@$(RUN) -m recette.mutation

epreuve: installer ## Joue la recette FOIS fois (100) : au hasard, sous charge, à minuit, loin de Paris ; rien ne doit flancher
	@$(RUN) -m recette.endurance --fois $(FOIS)

banc: installer ## Mesure la recette à côté de ses pairs, et récrit docs/performance.md
	@$(RUN) -m bench

test: installer ## Éprouve la suite elle-même
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(RUN) -m pytest tests/ -W error $(PARALLELE)

diagnostic: ## Dit ce qui manque à cette machine, et comment l'obtenir
	@if [ -x $(RUN) ]; then $(RUN) -m recette.doctor; else $(PYTHON) -m recette.doctor; fi

installer: $(VENV)/.$(VERROU) ## Installe ce qui manque (Python, npm, Chromium)
	@$(RUN) -m recette.install

$(VENV)/.$(VERROU): $(VERROU)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Il faut Python 3.11 ou plus récent : make installer PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq python3-venv; } >/dev/null 2>&1 \
		|| { echo "Il manque le module venv de Python : sudo apt-get install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv --clear $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $(VERROU) \
		|| { echo "Les pièces Python n'ont pas pu être installées : vérifiez l'accès à PyPI, puis relancez." >&2; exit 2; }
	@cp $(VERROU) $@

nettoyer: ## Efface l'installation, le cache et les rapports
	@if [ -x $(RUN) ]; then $(RUN) -m recette.install --effacer; fi
	@rm -rf $(VENV) rapports

aide: ## Dit ce que fait chaque cible
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20
