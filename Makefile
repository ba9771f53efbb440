# Two commands matter: `make site` builds every site into public/, `make test` checks everything.
# Both set up whatever they need, in .venv and themes/safar/node_modules.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Tests run on all cores, four at most: each process reads all pages of the project, which takes half a gigabyte.
SIDE_BY_SIDE ?= -n logical --maxprocesses 4 --dist worksteal

.PHONY: site serve test test-all lint golden bench shots lighthouse clean

site: $(VENV)/.ready themes/safar/node_modules/.installed
	$(BIN)/sitegen build

serve: $(VENV)/.ready themes/safar/node_modules/.installed
	$(BIN)/sitegen serve

test: $(VENV)/.tested site lint
	$(BIN)/python tools/system_packages.py chromium gettext default-jre-headless
	$(BIN)/python tools/npm_install.py tests/e2e
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-all: test
	$(BIN)/python -m pytest -m long $(SIDE_BY_SIDE)

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Rewrites the expected pages of the golden site; read the difference as carefully as code.
golden: $(VENV)/.tested
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

# Measures speed beside other generators, which it installs into benchmarks/.peers. `make bench STORIES=1000` is the
# full run: more rounds, five times the stories, photos. BENCH takes more options: see `python -m benchmarks --help`.
STORIES ?= 250
ifneq ($(STORIES),250)
BENCH ?= --rounds 5 --grow 5 --photos 40
endif

bench: $(VENV)/.ready themes/safar/node_modules/.installed
	$(BIN)/python -m benchmarks --stories $(STORIES) $(BENCH)

# Pictures of every kind of page in every language below shots/, with contact sheets. SHOTS="--only story --languages ur"
# takes fewer.
shots: $(VENV)/.tested site
	$(BIN)/python tools/system_packages.py chromium
	$(BIN)/python -m tests.shots $(SHOTS)

# Judges home and a story in two languages as on a phone; fails below 98 of 100.
lighthouse: $(VENV)/.tested site
	$(BIN)/python tools/system_packages.py chromium
	$(BIN)/python tools/npm_install.py tests/lighthouse
	$(BIN)/python -m tests.lighthouse $(LIGHTHOUSE)

$(VENV)/.ready: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) tools/make_venv.py $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[search]'
	touch $@

$(VENV)/.tested: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group test
	touch $@

themes/safar/node_modules/.installed: themes/safar/package.json $(VENV)/.ready
	$(BIN)/python tools/npm_install.py themes/safar
	touch $@

clean:
	rm -rf public .sitegen
