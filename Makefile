# VitalFlow's commands. `make help` lists them. On Debian 12 with Swift 6.3 each of them installs what it needs, once.

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR ?=

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# Debian keeps daemons (mosquitto) out of a user's PATH; tests start their own.
export PATH := $(PATH):/usr/local/sbin:/usr/sbin:/sbin

DEPENDENCIES := edge/packaging/install-dependencies.sh
# An import that the manifest does not name is an error. The same for every debug build, so that nothing is built twice.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
SWIFT_TEST = swift test --skip-build $(SWIFT_FLAGS) --disable-xctest
# Tests of whole programs wait for these in real time: a run of their own, so that no computation takes the processors meanwhile.
WHOLE_PROGRAMS := ^EndToEndTests\.
PROGRAMS := vitalflow-edge vitalflow-collector
# What is ours and written by hand.
OURS = git -c safe.directory='*' ls-files --cached --others --exclude-standard --deduplicate
SWIFT_FILES = $$($(OURS) -- '*.swift' | grep -v '\.pb\.swift$$')

.PHONY: help
help: ## List the commands
	@echo "make COMMAND, one of:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 12
	@echo
	@echo "Variables: PREFIX=$(PREFIX) SYSCONFDIR=$(SYSCONFDIR) DESTDIR=$(DESTDIR) (install, uninstall)"
	@echo "           DEVICE=\"ADDRESS …\" DATA=FOLDER RUN_SECONDS=N (run)   FILTER=REGEX (test)   ONLY=NAME (bench)"
	@echo "           SECONDS=N or RUNS=N (fuzz), KILLS=N (crash), SEEDS=N SEED=S (simulate), STEPS=N (modelcheck)"

.PHONY: run
run: ## Try everything on this machine: broker, collector, gateway with a simulated wearable, live view; Ctrl-C ends it
	@$(DEPENDENCIES) run
	@echo "Building (the first time takes some minutes) …"
	swift build $(SWIFT_FLAGS)
	@BIN="$$(swift build $(SWIFT_FLAGS) --show-bin-path)" DATA="$(DATA)" DEVICE="$(DEVICE)" RUN_SECONDS="$(RUN_SECONDS)" \
	  exec collector/packaging/run.sh

.PHONY: test
test: test-dependencies ## Run all tests: units, programs on a real broker, a browser, BlueZ in a virtual machine
	@echo "== Building"
	swift build --build-tests $(SWIFT_FLAGS)
	@echo "== Testing"
ifdef FILTER
	$(SWIFT_TEST) --filter '$(FILTER)'
else
	$(SWIFT_TEST) --skip '$(WHOLE_PROGRAMS)'
	$(SWIFT_TEST) --filter '$(WHOLE_PROGRAMS)'
endif

# The stamp's name holds the requirements and the folder: a Python environment cannot be moved.
PYTHON_STAMP = .build/python-venv/stamp-$$( { pwd; cat Tests/Browser/requirements.txt Tests/Receivers/requirements.txt; } | sha256sum | cut -c1-16 )

.PHONY: test-dependencies
test-dependencies:
	@echo "== Installing what is missing"
	@$(DEPENDENCIES) test
	@echo "== Setting up virtual Bluetooth in .build/virtual-bluetooth"
	@if [ "$$(uname -m)" = x86_64 ]; then \
	  Tests/VirtualBluetooth/setup.sh .build/virtual-bluetooth; \
	else \
	  echo "Not on $$(uname -m): the tests on BlueZ need x86_64 and will say so."; \
	fi
	@echo "== Setting up Python for the browser's driver and for receivers in .build/python-venv"
	@if [ ! -e "$(PYTHON_STAMP)" ]; then \
	  python3 -m venv --clear .build/python-venv; \
	  .build/python-venv/bin/pip install --quiet --disable-pip-version-check --requirement Tests/Browser/requirements.txt --requirement Tests/Receivers/requirements.txt; \
	  touch "$(PYTHON_STAMP)"; \
	fi

# The Swift runtime is linked in: the target needs no Swift.
RELEASE_FLAGS := -c release --static-swift-stdlib

.PHONY: build
build: ## Build the release programs, as `install` installs them
	@$(DEPENDENCIES) build
	for program in $(PROGRAMS); do swift build $(RELEASE_FLAGS) --product $$program; done

.PHONY: bench
bench: ## Measure throughput, latency and memory; one JSON object a line, also in .build/bench.jsonl
	@$(DEPENDENCIES) run
	@for program in $(PROGRAMS) decode-benchmark delivery-benchmark detection-benchmark load-benchmark timeline-benchmark; do swift build $(RELEASE_FLAGS) --product $$program >&2; done
	@ONLY="$(ONLY)" BIN="$$(swift build $(RELEASE_FLAGS) --show-bin-path)" Tests/Benchmarks/run.sh | tee .build/bench.jsonl

FUZZERS := gatt-fuzzer uplink-fuzzer
FUZZ_FLAGS := --scratch-path .build/fuzz -c release --sanitize=fuzzer
SECONDS ?= 60
RUNS ?= -1

.PHONY: fuzz
fuzz: ## Try every parser of outside input on made-up input: SECONDS=n or RUNS=n for each; crashes are kept in .build/fuzz
	@$(DEPENDENCIES) build
	@for fuzzer in $(FUZZERS); do VITALFLOW_FUZZ=yes swift build $(FUZZ_FLAGS) --product $$fuzzer >&2; done
	@Tests/Fuzz/run.sh "$$(VITALFLOW_FUZZ=yes swift build $(FUZZ_FLAGS) --show-bin-path)" $(SECONDS) $(RUNS) $(FUZZERS)

SEEDS ?= 10000
SEED ?= 1

.PHONY: simulate
simulate: ## Run SEEDS=n simulations of gateway and collector over failing disks and networks, from SEED=s on; PLANT=name adds a mistake
	@$(DEPENDENCIES) build
	swift build -c release --product simulate >&2
	@Tests/Simulation/run.sh "$$(swift build -c release --show-bin-path)/simulate" $(SEED) $(SEEDS) $(PLANT)

STEPS ?= 1000000

.PHONY: modelcheck
modelcheck: ## Check the alarm machine, rules and failing channels: every order of four inputs, and STEPS=n random walks of sixty
	@$(DEPENDENCIES) build
	swift build -c release --product modelcheck >&2
	@"$$(swift build -c release --show-bin-path)/modelcheck" $(STEPS)

KILLS ?= 30

.PHONY: crash
crash: ## Kill gateway, broker and collector at random moments, KILLS=n times, and compare every frame
	@$(DEPENDENCIES) test
	swift build --build-tests $(SWIFT_FLAGS) >&2
	@rm -rf .build/attachments && mkdir -p .build/attachments
	CRASH_KILLS=$(KILLS) swift test --skip-build $(SWIFT_FLAGS) --disable-xctest --filter CrashTests --attachments-path .build/attachments >&2
	@cat .build/attachments/crash*.txt

.PHONY: lint
lint: ## Check form: Swift, shell, Python, units
	@$(DEPENDENCIES) lint
	@echo "== Swift"
	@swift format lint --strict --parallel --configuration .swift-format $(SWIFT_FILES)
	@echo "== Shell"
	@# SC1091: what is sourced lies elsewhere when the script runs; it is checked as a file of its own.
	@$(OURS) | while read -r file; do \
	  case $$file in */vendor/*) continue ;; *.sh) echo "$$file"; continue ;; esac; \
	  ! head -n 1 "$$file" | grep -qE '^#!.*[/ ](ba|da)?sh( |$$)' || echo "$$file"; \
	done | xargs --no-run-if-empty shellcheck --exclude=SC1091
	@echo "== Python"
	@$(OURS) -- '*.py' | xargs --no-run-if-empty python3 -c \
	  'import ast, sys; [ast.parse(open(path, encoding="utf-8").read(), path) for path in sys.argv[1:]]'
	@echo "== systemd"
	@for unit in systemd/*.service; do \
	  systemd-analyze security --offline=true --no-pager --threshold=30 "$$unit" | tail -n 1; \
	done

.PHONY: format
format: ## Bring Swift files into form
	@swift format --in-place --parallel --configuration .swift-format $(SWIFT_FILES)

BINDIR = $(DESTDIR)$(PREFIX)/bin
WEBDIR = $(DESTDIR)$(PREFIX)/share/vitalflow/web
UNITDIR = $(DESTDIR)$(PREFIX)/lib/systemd/system
SYSUSERSDIR = $(DESTDIR)$(PREFIX)/lib/sysusers.d
RULESDIR = $(DESTDIR)$(PREFIX)/lib/udev/rules.d
CONFIGDIR = $(DESTDIR)$(SYSCONFDIR)/vitalflow
EXAMPLES = $(wildcard edge/config/*.env collector/config/*.env collector/config/*.yaml)

.PHONY: install
install: build ## Install programs, web pages, units and example settings below DESTDIR and PREFIX
	install -d "$(BINDIR)" "$(WEBDIR)" "$(UNITDIR)" "$(SYSUSERSDIR)" "$(RULESDIR)" "$(CONFIGDIR)"
	bin="$$(swift build $(RELEASE_FLAGS) --show-bin-path)"; \
	for program in $(PROGRAMS); do install --strip -m 755 "$$bin/$$program" "$(BINDIR)/$$program"; done
	rm -rf "$(WEBDIR)" # what an older version had and this one has not would still be served
	(cd collector/web && find . -type f ! -name '*.md' -exec install -D -m 644 '{}' "$(abspath $(WEBDIR))/{}" ';')
	for unit in $(PROGRAMS); do \
	  sed -e 's|/usr/local/|$(PREFIX)/|g' -e 's|/etc/vitalflow|$(SYSCONFDIR)/vitalflow|g' systemd/$$unit.service \
	    > "$(UNITDIR)/$$unit.service"; \
	  chmod 644 "$(UNITDIR)/$$unit.service"; \
	done
	install -m 644 systemd/vitalflow.sysusers.conf "$(SYSUSERSDIR)/vitalflow.conf"
	install -m 644 udev/90-vitalflow.rules "$(RULESDIR)/90-vitalflow.rules"
	for example in $(EXAMPLES); do \
	  file="$(CONFIGDIR)/$$(basename $$example)"; \
	  if [ -e "$$file" ]; then echo "kept $$file"; else install -m 644 "$$example" "$$file"; fi; \
	done
	@[ -n "$(DESTDIR)" ] || printf '%s\n' "Next, as root:" "  systemd-sysusers && systemctl daemon-reload" \
	  "  systemctl enable --now vitalflow-collector    # on the machine that collects" \
	  "  systemctl enable --now vitalflow-edge         # on each gateway" \
	  "  udevadm control --reload                      # on each gateway" \
	  "Settings are in $(SYSCONFDIR)/vitalflow."

.PHONY: uninstall
uninstall: ## Remove what `install` put there; settings and data stay
	@[ -n "$(DESTDIR)" ] || ! command -v systemctl >/dev/null || systemctl disable --now $(PROGRAMS) 2>/dev/null || true
	rm -f $(foreach program,$(PROGRAMS),"$(BINDIR)/$(program)" "$(UNITDIR)/$(program).service")
	rm -f "$(SYSUSERSDIR)/vitalflow.conf" "$(RULESDIR)/90-vitalflow.rules"
	rm -rf "$(DESTDIR)$(PREFIX)/share/vitalflow"
	@echo "Settings stay in $(CONFIGDIR), data in $(DESTDIR)/var/lib/vitalflow."

.PHONY: clean
clean: ## Remove everything that was built or fetched
	rm -rf .build
