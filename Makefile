# wuye_docs: every target sets up what it needs, on a fresh machine too.

# A build must not depend on the locale of who runs it; in the C locale LibreOffice cannot open a
# file with a Chinese name.
export PYTHONUTF8 := 1
ifeq ($(filter-out C POSIX,$(firstword $(LC_ALL) $(LC_CTYPE) $(LANG))),)
export LC_ALL := C.UTF-8
endif
# Where nothing compiled may be kept, each of the hundreds of programs that the tests start compiles
# the whole package first.
unexport PYTHONDONTWRITEBYTECODE
# LibreOffice and Chromium keep a profile at home, so there must be one that can be written
# (.ci/setup makes the folder).
ifneq ($(shell test -n "$$HOME" && test -w "$$HOME" && echo yes),yes)
export HOME := $(CURDIR)/build/home
endif

SETUP  := bash .ci/setup
PY     := .venv/bin/python
WUYE   := .venv/bin/wuye
# ARGS goes to pytest:  make test ARGS="tests/rules -k dead_end"
ARGS   ?=
# UPGRADE=--upgrade moves every pin to its newest version.
UPGRADE ?=

.DEFAULT_GOAL := help
.PHONY: help setup manual check built test lint format types layers bench ci constraints clean distclean

help: ## 列出目标 (list the targets)
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

setup: ## 准备 .venv 和测试所需的程序 (set up .venv and the programs that the tests drive)
	@$(SETUP) test

manual: ## 生成全部手册：网站、Word、PDF (build the whole manual)
	@$(SETUP) manual
	$(WUYE) build all

check: ## 检查手册 (check the manual)
	@$(SETUP) venv
	$(WUYE) check

built: ## 核对生成的文件 (check the files of the last build: text, links, tags, page numbers)
	@$(SETUP) venv
	$(WUYE) check --built

test: ## 运行全部测试 (run all tests)
	@$(SETUP) test
	$(PY) -m pytest -n 2 --dist loadscope $(ARGS)

lint: ## 代码格式与规范 (ruff)
	@$(SETUP) venv
	@status=0; $(PY) -m ruff check || status=1; $(PY) -m ruff format --check || status=1; exit $$status

format: ## 整理代码格式 (ruff, rewriting files)
	@$(SETUP) venv
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

types: ## 类型检查 (mypy --strict)
	@$(SETUP) venv
	$(PY) -m mypy --strict

layers: ## 分层检查 (import-linter)
	@$(SETUP) venv
	.venv/bin/lint-imports --no-logo

bench: ## 性能测量 (measure against the targets)
	@$(SETUP) test
	$(PY) -m bench $(ARGS)

ci: ## 与持续集成相同的全部检查 (all that CI runs)
	@bash .ci/run

constraints: ## 重新生成 constraints.txt (pin all versions anew)
	@$(SETUP) pip
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	$(PY) -m uv pip compile --quiet $(UPGRADE) --universal --all-extras --python-version 3.11 \
	    --fork-strategy fewest --generate-hashes --no-emit-index-url --annotation-style line \
	    --custom-compile-command "make constraints" --output-file constraints.txt pyproject.toml
	@! grep -nE '://|^-' constraints.txt

clean: ## 删除生成物和缓存 (remove outputs and caches)
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find wuye_docs tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## 另删 .venv (and .venv)
	rm -rf .venv
