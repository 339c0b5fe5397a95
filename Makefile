# Everything a fresh machine needs: Python 3.11+, make and a package index.
PYTHON ?= python3
VENV := .venv
FAST := .venv-fast
BIN := $(VENV)/bin

.PHONY: demo test install system check fast bench bench-fast clean

demo: install            ## set up, then read the sample notice that ships with the package
	$(BIN)/extractor demo

test: install system     ## set up, then run all tests
	$(BIN)/pytest -n auto -q

install: $(BIN)/extractor  ## make .venv with the command .venv/bin/extractor

$(BIN)/extractor: pyproject.toml uv.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	test -x $(BIN)/uv || { $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet uv; }
	UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --inexact --extra spacy
	@touch $(BIN)/extractor

system:                  ## system packages that only some features need, from one list (none so far)
	@packages=$$(grep -v '^#' system-packages.txt | xargs); \
	if [ -z "$$packages" ]; then exit 0; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -qq -y --no-install-recommends $$packages || echo "some system packages are missing; their tests are skipped"; \
	else echo "not root: install by hand for all features: $$packages"; fi

check: install           ## formatting, types, layers
	$(BIN)/ruff check extractor tests benchmarks
	$(BIN)/ruff format --check extractor tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

fast: install            ## the same program compiled to C (needs a C compiler, takes minutes): .venv-fast/bin/extractor
	rm -rf dist/fast
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BIN)/uv build --quiet --out-dir dist/fast
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(FAST)
	$(BIN)/uv export --quiet --locked --no-emit-project --no-dev --extra spacy --output-file dist/fast/requirements.txt
	$(BIN)/uv pip install --quiet --python $(FAST)/bin/python --requirement dist/fast/requirements.txt dist/fast/*.whl

bench-fast: fast         ## the benchmark of the compiled program
	$(FAST)/bin/python benchmarks/run.py --out benchmarks/results-compiled.json

bench: install           ## the benchmark, all figures in one run
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) $(FAST) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
