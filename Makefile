# Ce que l'on peut demander :
#
#   make site     construit le site dans site/ (c'est aussi ce que fait « make » seul)
#   make serve    montre le site sur cet ordinateur et le reconstruit à chaque fichier enregistré
#   make check    dit ce qui ne va pas dans les mesures, ligne par ligne
#   make test     relit le code (make lint) puis lance les tests
#   make lint     relit le code seulement : ruff et mypy, puis .github/ : actionlint et zizmor
#   make bench    mesure le temps de contrôle et de construction, puis la recherche (make bench-search : elle seule)
#   make budget   pèse une page de chaque sorte, et s'arrête si l'une pèse trop ou appelle un autre site
#   make faults   tue des constructions à des moments tirés au sort, et vérifie que le site reste entier
#   make fuzz     lit cent mille mesures abîmées de toutes les façons, et vérifie que rien ne s'y perd ni n'en sort
#   make published ajoute à tests/published/ les identifiants que les mesures ont aujourd'hui, sans en enlever
#   make audit    tient chaque page aux règles du secteur public : HTML, titres, accessibilité, poids, rien d'un autre site
#   make pictures prend en images chaque sorte de page, claire et sombre, large et étroite, dans .cache/pictures/
#   make lock     récrit les listes des versions installées (UPGRADE=1 : avec les dernières versions)
#   make clean    enlève tout ce que make a créé
#
# Avec, au besoin :
#
#   MEASURES=dossier       d'autres mesures que celles de measures/
#   INDICATORS=dossier     des indicateurs d'un autre dossier que celui des mesures
#   STRICT=1               make site s'arrête si les mesures ont une erreur
#   ADDRESS=hôte:port      où make serve montre le site
#   FORMAT=github          la forme des messages de make check
#   SINCE=origin/main      make check ne dit que ce qui a été abîmé depuis cette révision de git
#   ARGS='-k mot'          ce que make test donne à pytest, make bench à benchmarks/run.py, make bench-search à
#                          benchmarks/search.py (--write en écrit les tableaux dans docs/contribuer/recherche.md)
#   PYTHON=python3.13      le Python à prendre (3.11 ou plus récent)
#
# La première fois, make installe dans .venv/ les versions exactes que nomme requirements.lock.

MEASURES ?= measures
ADDRESS ?= 127.0.0.1:8000
PYTHON ?= python3

export MEASURES
export INDICATORS
export SINCE
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Read from its sources, the program takes half a second more to start.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv/bin
# Wheels only: a source archive would fetch its own build tools, which no lock names.
PIP := $(VENV)/python -m pip install -qq
LOCKED := $(PIP) --only-binary :all: --require-hashes
NOT_INSTALLED := { echo "L'installation a échoué : la raison est ci-dessus. Réessayer avec : make clean && make" >&2; exit 1; }

.PHONY: site serve check lint test bench bench-search budget audit faults fuzz published pictures lock clean
.NOTPARALLEL:

site: .venv/site.stamp
	@$(VENV)/python -m mkdocs build $(if $(filter-out 0,$(STRICT)),--strict) || \
	  { echo "La construction a échoué : site/ est resté tel qu'il était." >&2; exit 1; }
	@echo "Le site est prêt : ouvrir site/index.html"

serve: .venv/site.stamp
	@$(VENV)/python -m mkdocs serve --dev-addr "$(ADDRESS)"

check: .venv/site.stamp
	@$(VENV)/measures check "$$MEASURES" $(if $(SINCE),--since "$$SINCE") $(if $(FORMAT),--format $(FORMAT))

# actionlint calls shellcheck and pyflakes where it finds them: turned off, it says the same on every machine.
lint: .venv/tests.stamp
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/mypy
	$(VENV)/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml
	$(VENV)/zizmor --offline --quiet --persona pedantic .github

test: lint
	@CHROMIUM="$$($(VENV)/python tests/browser.py)" || exit 1; export CHROMIUM; \
	  unset MEASURES INDICATORS; $(VENV)/python -m pytest -n auto --dist loadfile $(ARGS)

bench: .venv/tests.stamp
	@$(VENV)/python benchmarks/check.py "$$MEASURES"
	@$(VENV)/python benchmarks/run.py "$$MEASURES" $(ARGS)
	@$(VENV)/python benchmarks/search.py

# Not of $MEASURES: its queries and its pages are those of the editions of 2022, kept beside the project or in measures/.
bench-search: .venv/tests.stamp
	@$(VENV)/python benchmarks/search.py $(ARGS)

budget: .venv/tests.stamp
	@CHROMIUM="$$($(VENV)/python tests/browser.py)" || exit 1; export CHROMIUM; unset MEASURES; \
	  $(VENV)/python benchmarks/budget.py $(ARGS)

faults: .venv/tests.stamp
	@$(VENV)/python benchmarks/faults.py "$$MEASURES" $(ARGS)

# Of the editions beside the project and of measures/ at once, unless told otherwise: ARGS='dossier --files 1000'.
fuzz: .venv/tests.stamp
	@$(VENV)/python benchmarks/fuzz.py $(ARGS)

# What was published once must answer for ever: tests/test_published.py.
published: .venv/tests.stamp
	@$(VENV)/python tests/published.py

audit: .venv/audit.stamp
	@CHROMIUM="$$($(VENV)/python tests/browser.py)" || exit 1; export CHROMIUM; $(VENV)/python benchmarks/audit.py $(ARGS)

pictures: .venv/tests.stamp
	@CHROMIUM="$$($(VENV)/python tests/browser.py)" || exit 1; export CHROMIUM; unset MEASURES; \
	  $(VENV)/python benchmarks/pictures.py $(ARGS)

# The build tool is locked with the rest: the project itself is installed without build isolation.
LOCK = sed -n 's/^requires = \["\(.*\)"\]$$/\1/p' pyproject.toml | $(VENV)/uv pip compile pyproject.toml - --quiet \
  --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
  --no-emit-find-links $(if $(UPGRADE),--upgrade)

lock: .venv/tests.stamp
	@$(LOCK) --output-file requirements.lock > /dev/null
	@$(LOCK) --extra test --constraint requirements.lock --output-file tests/requirements.lock > /dev/null
	@$(VENV)/uv pip compile benchmarks/requirements.in --quiet --universal --python-version 3.11 --generate-hashes --no-deps \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) \
	  --output-file benchmarks/requirements.lock > /dev/null

clean:
	rm -rf .venv .cache site .site.* build dist plugins/*.egg-info .mypy_cache .pytest_cache .ruff_cache
	find plugins tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

.venv/site.stamp: .venv/bin/python requirements.lock pyproject.toml
	@echo "Installation des dépendances…"
	@$(LOCKED) -r requirements.lock || $(NOT_INSTALLED)
	@$(PIP) --no-deps --no-build-isolation --editable . || $(NOT_INSTALLED)
	@touch $@

.venv/tests.stamp: .venv/site.stamp tests/requirements.lock
	@echo "Installation des outils de test…"
	@$(LOCKED) -r tests/requirements.lock || $(NOT_INSTALLED)
	@touch $@

# The checker comes as a source archive: of two files, built with what is here.
.venv/audit.stamp: .venv/tests.stamp benchmarks/requirements.lock
	@echo "Installation du vérificateur de HTML…"
	@$(PIP) --require-hashes --no-deps --no-build-isolation -r benchmarks/requirements.lock || $(NOT_INSTALLED)
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || \
	  { echo "Il faut Python 3.11 ou plus récent, et « $(PYTHON) » ne l'est pas ou manque. Un autre : make PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || \
	  { rm -rf .venv; echo "Python n'a pas pu créer .venv/. Sous Debian ou Ubuntu : apt-get install python3-venv" >&2; exit 1; }
