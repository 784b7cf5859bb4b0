# Casetracker's tasks. They need Python 3.11 or newer and make; everything else goes into .venv.
# Another Python: make run PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# Walks over every address: "make test" takes a part of each.
WALKS := tests/functional/test_public_site.py tests/unit/public/test_numbers.py tests/integration/test_blind_coding.py \
	tests/integration/test_anonymous.py
RUNTIME := .venv/installed-requirements.txt
DEV := .venv/installed-requirements-dev.txt
UV := .venv/lock-tool/bin/uv
UV_OPTIONS := pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.PHONY: help run test proof check lint fix lock messages

help:
	@echo "make run       a demonstration database and the server on http://localhost:8000"
	@echo "make test      the tests"
	@echo "make proof     the figures to hold, at full size (up to an hour)"
	@echo "make check     make lint, and the tests of the architecture"
	@echo "make lint      lint, types, import contracts, migrations, deploy check, diagrams"
	@echo "make fix       format, and repair what the linter can repair"
	@echo "make lock      write both requirements files anew from pyproject.toml"
	@echo "make messages  collect the translatable texts and compile the catalogues"

run: $(RUNTIME)
	@$(MANAGE) demo
	@$(MANAGE) serve

test: $(DEV)
	$(BIN)/python -m pytest -n auto

proof: $(DEV)
	$(BIN)/python -m pytest -n auto tests/proof --durations=0 -rP --show-capture=stdout
	CASETRACKER_WHOLE=1 $(BIN)/python -m pytest -n auto $(WALKS)

check: lint
	$(BIN)/python -m pytest -n auto tests/architecture

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(MANAGE) makemigrations --check --dry-run
	CASETRACKER_HOSTS=example.org $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) draw_states --check
	$(MANAGE) draw_rights --check
	$(MANAGE) draw_map --check

fix: $(DEV)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Both files are written in one go, so that run and test never disagree about a version. Versions stay as they
# are where pyproject.toml allows them; newer ones: make lock UPGRADE=--upgrade
lock: $(UV)
	$(UV) $(UV_OPTIONS) $(UPGRADE) --output-file requirements.txt
	$(UV) $(UV_OPTIONS) $(UPGRADE) --extra dev --constraints requirements.txt --output-file requirements-dev.txt

# File names without line numbers: moving a line then changes no catalogue. polib compiles, so msgfmt is
# not needed; xgettext and msgmerge (Debian: gettext) are.
messages: $(DEV)
	@command -v xgettext >/dev/null || { \
		echo "xgettext is missing: install gettext (Debian: apt install gettext)." >&2; exit 1; }
	@mkdir -p locale
	$(MANAGE) makemessages --locale ko --locale ru --add-location file \
		--ignore .venv --ignore var --ignore tests
	$(BIN)/python -c "import pathlib, polib; \
		[polib.pofile(str(po)).save_as_mofile(str(po.with_suffix('.mo'))) for po in pathlib.Path('locale').rglob('*.po')]"

# The stamp is newer than the requirements file once all of it is installed; then make has nothing to do.
# One dot a package is pip's progress. The pipe hides pip's exit status, so success is the stamp itself.
.venv/installed-%.txt: %.txt | $(BIN)/python
	@rm -f $@
	@printf 'Installing %s into .venv, one dot a package: ' $<
	@{ $(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes -r $< \
		&& touch $@; } | while read -r word rest; do \
			case "$$word" in Collecting) printf '.';; esac; done; echo
	@test -f $@ || { echo "Installing $< failed: see the lines above." >&2; exit 1; }

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "$(PYTHON) is missing: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$($(PYTHON) --version) is too old: Casetracker needs 3.11 or newer. Name one: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: install python3-venv (Debian: apt install python3-venv)." >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

# A folder of its own: the lock tool is no part of the environment that is locked.
$(UV): | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --target .venv/lock-tool uv
