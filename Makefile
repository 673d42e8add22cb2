# make demo      builds the graph of the five seed articles, asks it three questions and says how to see it in a browser
# make test      lint, format, types and tests
# make docs      builds the documentation site, with the pages of the ontology and the shapes, into build/docs
# make cluster-demo   loads the seed articles on a local cluster of worker processes, one of which is killed
# make lexicon   builds the generated tables of the lexicon again
# make package   builds the wheel and the sdist, and checks that both work outside the checkout
# make lock      resolves the dependencies again into requirements.lock
#
# All of them need only Python 3.11 or newer, and make themselves a virtual environment in .venv.

VENV := .venv
BIN := $(VENV)/bin
BUILD := build
STORE := $(BUILD)/demo-store
export PYTHONUTF8 := 1
# The tests start hundreds of processes, each of which would compile the package again without files of byte code.
unexport PYTHONDONTWRITEBYTECODE

# The first of these that runs and is new enough. A name may be there and not run (a version manager's shim).
PYTHON := $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3 python,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))

.PHONY: demo test docs cluster-demo lexicon package lock clean

demo: $(VENV)/installed
	@mkdir -p $(BUILD)
	@echo '# mithaq load seeds/'
	@$(BIN)/mithaq load seeds/ --store $(STORE)
	@echo '# mithaq validate'
	@$(BIN)/mithaq validate --store $(STORE)
	@echo '# mithaq stats'
	@$(BIN)/mithaq stats --store $(STORE)
	@echo '# mithaq query run agreements-between -p state=Qatar -p other=US'
	@$(BIN)/mithaq query run agreements-between -p state=Qatar -p other=US --store $(STORE)
	@echo '# mithaq query run officials-of-state -p state=IQ'
	@$(BIN)/mithaq query run officials-of-state -p state=IQ --store $(STORE)
	@echo '# mithaq query run accusations'
	@$(BIN)/mithaq query run accusations --store $(STORE)
	@$(BIN)/mithaq export $(BUILD)/mithaq.ttl --store $(STORE)
	@echo
	@echo 'The graph:       $(BUILD)/mithaq.ttl'
	@echo 'The store:       $(STORE)   (export MITHAQ_STORE=$(STORE))'
	@echo 'The command:     $(BIN)/mithaq --help'
	@echo 'Stored queries:  $(BIN)/mithaq query list'
	@echo 'In a browser:    $(BIN)/mithaq serve --store $(STORE)'

test: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

docs: $(VENV)/installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir $(BUILD)/docs
	@echo 'The documentation: $(BUILD)/docs/index.html'

cluster-demo: $(VENV)/installed-cluster
	$(BIN)/python scripts/cluster_demo.py

package: $(VENV)/installed
	$(BIN)/python scripts/check_package.py

lexicon: $(VENV)/installed-test
	$(BIN)/python -m scripts.build_lexicon
	$(BIN)/python -m scripts.build_word_groups

lock: $(VENV)/installed
	$(BIN)/python -m pip install --quiet pip-tools
	{ echo '# Every version that `make demo` and `make test` install. Made by `make lock`; do not edit.'; \
	  $(BIN)/pip-compile --quiet --all-extras --strip-extras --allow-unsafe --upgrade --no-header \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --annotation-style=line \
	    --build-deps-for=editable --output-file=- pyproject.toml; } > requirements.lock.new
	mv requirements.lock.new requirements.lock

clean:
	rm -rf $(VENV) $(BUILD)

$(VENV)/bin/python:
ifeq ($(PYTHON),)
	@echo 'make: Mithaq needs Python 3.11 or newer, and none is on the PATH (tried python3.11 to python3.14, python3):' >&2
	@echo 'make: install one, or name it: make PYTHON=/path/to/python3.11 ...' >&2
	@exit 1
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'make: $(PYTHON) is older than Python 3.11: install a newer one, or name it: make PYTHON=...' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
endif

# A stamp is newer than what it was installed from, so that a second run installs nothing.
$(VENV)/installed: pyproject.toml requirements.lock | $(VENV)/bin/python
	PIP_CONSTRAINT=requirements.lock $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[web]'
	@touch $@

$(VENV)/installed-docs: pyproject.toml requirements.lock | $(VENV)/bin/python
	PIP_CONSTRAINT=requirements.lock $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-cluster: pyproject.toml requirements.lock | $(VENV)/bin/python
	PIP_CONSTRAINT=requirements.lock $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[cluster]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-test: pyproject.toml requirements.lock | $(VENV)/bin/python
	PIP_CONSTRAINT=requirements.lock $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/installed $(VENV)/installed-docs $(VENV)/installed-cluster
