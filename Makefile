# make install    build and install for this user (PREFIX=~/.local), or PREFIX=/usr/local DESTDIR=…
# make uninstall  take all of it away again
# make test       install what the tests need, and run them all
# make check      the tests that need no root, and the lint: what to run before each commit
# make bench      side by side with the tools that are replaced
# make git-states the states of git's own tests, ours beside git's own prompt: takes long
# make packages   RPMs and Debian packages, checked, in dist/
# make manual pictures   the man pages and completions, and the README's pictures, anew
# make embedded   gitps1 and wmctrl as Embedded Swift alone: does it compile?
# make format lint dist

PREFIX ?= $(HOME)/.local
DESTDIR ?=
# Whether to add the git segment to the shell's rc file: yes, no, or ask on a terminal.
RC ?= ask
# Whether uninstall puts back what detour has changed: yes, no, or ask on a terminal.
UNDO ?= ask
# Whether to switch on the watcher of large repositories, gitps1.socket: yes, no, or ask on a terminal.
WATCH ?= ask
# Whether our wmctrl is the one that is found on PATH: yes or no.
WMCTRL ?= no
# Where the user units of systemd go, where that is not beside the rest.
UNITS ?= $(PREFIX)/share/systemd/user
# The release of GNOME Shell whose extension is put there for all users, who switch it on each by
# themselves: that of this machine, where its Shell looks there. In a home: wsctl extension install.
EXTENSION ?= $(if $(DESTDIR),,$(if $(filter /usr /usr/local,$(PREFIX)),$(shell_release)))
shell_release = $(filter 43% 44% 45% 46% 47% 48% 49% 5% 6%,$(lastword $(shell gnome-shell --version 2>/dev/null)))
OFFLINE ?=
# For `make install` of what `make build` has built, as another user may do it: yes.
BUILT ?=
# The packages that it is built from.
dependencies = $(shell grep -o 'https://[^"]*' Package.swift)

SWIFT ?= swift
# Without a place in it where it would look for libraries of its own; and on a terminal with the same
# flags as elsewhere, since other flags build all of it anew.
# What is stripped needs no lines of sources: without them it is built in less time.
build_release = desktop/packaging/configure $(SWIFT) build -c release --disable-local-rpath --no-color-diagnostics \
  $(if $(DETOUR_SYMBOLS),,-debug-info-format none)
# gitps1 and wmctrl as Embedded Swift, a tenth of the size. The other commands use ArgumentParser,
# which brings FoundationEssentials: once it has a trait to leave that out, disable the trait here.
embedded = $(shell desktop/packaging/configure --embedded $(SWIFT))
build_embedded = DETOUR_EMBEDDED='$(embedded)' $(build_release) --scratch-path .build-embedded
# Over musl gitps1 starts in half the time. What the others stand on is only there for the machine's own libc.
musl = $(if $(embedded),$(shell desktop/packaging/configure --musl $(SWIFT)))
build_musl = DETOUR_EMBEDDED='$(embedded)' DETOUR_MUSL='$(musl)' $(build_release) --scratch-path .build-musl --product gitps1
# All tests and what they run: --build-tests would make the tools of ArgumentParser's plugins, too.
# CI builds without what only an editor or a debugger reads (XCTest's own discovery needs the index),
# and the commands, which its tests start thousands of times, load no library of Swift's. Each module
# is compiled as a whole, and written by the same job: in CI none is compiled twice. COMMANDS: those that
# are built, of all.
build_tests = $(if $(CI),$(build_tests_of_ci),$(SWIFT) build --product detourPackageTests)
build_of_ci = DETOUR_STRICT=1 DETOUR_FAST_TESTS=1 $(SWIFT) build -debug-info-format none -Xswiftc -index-ignore-system-modules \
  -Xswiftc -whole-module-optimization -Xswiftc -no-emit-module-separately-wmo -Xswiftc -num-threads -Xswiftc 2
build_tests_of_ci = $(build_of_ci) --product detourPackageTests && \
  for name in $(COMMANDS); do $(build_of_ci) --product $$name || exit 1; done
version = $(shell grep -o '[0-9.]\{5,\}' Sources/Tool/Version.swift)

build_deb = pkg-config libdbus-1-dev libx11-dev libx11-xcb-dev libxcb-randr0-dev \
  libxcb-res0-dev libglib2.0-dev zlib1g-dev musl-dev
build_rpm = pkgconf-pkg-config dbus-devel libX11-devel libxcb-devel glib2-devel zlib-ng-compat-devel \
  zlib-ng-compat-static glibc-static libstdc++-static musl-devel musl-libc-static
test_deb = $(shell grep -v '^\#' Tests/packages)
check_deb = git gcc python3 strace xauth libglib2.0-bin gsettings-desktop-schemas gnome-settings-daemon-common
check_rpm = git gcc python3 strace xorg-x11-xauth glib2 gsettings-desktop-schemas gnome-settings-daemon
bench_deb = git wmctrl xvfb xauth openbox x11-utils xterm python3 valgrind strace systemd dbus gnome-shell xwayland foot \
  polkitd gcc time
bench_rpm = git wmctrl xorg-x11-server-Xvfb xorg-x11-xauth openbox xprop xterm python3 valgrind strace gnome-shell xorg-x11-server-Xwayland foot \
  systemd dbus polkit gcc time

# What the tests run with Embedded Swift as well.
suites = '\.(GitOwn|Watcher|(Newer)?Differential|HostileRepository|DamagedRepository|WmctrlParity)Tests$$'

commands = gitps1 wsctl lidctl detour
COMMANDS = $(commands) wmctrl
# What is never Embedded Swift.
ordinary = wsctl lidctl detour
# The programs of both builds.
release = .build/commands
shell_name = $(notdir $(SHELL_OF_USER))
SHELL_OF_USER ?= $(shell echo "$${SHELL:-/bin/bash}")
hook = $(PREFIX)/share/detour/profile.d/gitps1.$(if $(filter fish,$(shell_name)),fish,sh)

# Checked before anything is built.
ifneq (,$(filter stage install uninstall,$(MAKECMDGOALS)))
override PREFIX := $(or $(shell desktop/packaging/prefix '$(subst ','\'',$(PREFIX))'),$(error nothing was changed))
endif

package_deb = rpm rpmlint build-essential debhelper lintian desktop-file-utils
package_rpm = rpm-build rpmlint desktop-file-utils

.PHONY: build programs smallest small ordinary embedded stage packages manual pictures install uninstall test package-dependencies test-dependencies test-build test-embedded check bench git-states format lint dist clean

# OFFLINE=vendor: the packages come from the bare repositories in that folder.
build:
	@command -v $(firstword $(SWIFT)) >/dev/null || { \
	  echo 'detour: swift is not on your PATH: see https://www.swift.org/install/linux/' >&2; exit 1; }
	@[ -n '$(OFFLINE)' ] || desktop/packaging/install-dependencies $(build_deb) -- $(build_rpm)
	@[ -z '$(OFFLINE)' ] || for url in $(dependencies); do \
	  $(SWIFT) package config set-mirror --original $$url \
	    --mirror "file://$(CURDIR)/$(OFFLINE)/$${url##*/}"; done
	@$(MAKE) --no-print-directory programs

# Each program from the build that makes it smallest. The two builds share nothing, and run side by side.
programs:
	$(eval embedded := $(embedded))
	$(eval musl := $(musl))
	@$(MAKE) --no-print-directory -j3 embedded='$(embedded)' musl='$(musl)' $(if $(musl),smallest) $(if $(embedded),small) ordinary
	@mkdir -p $(release)
	@install .build$(if $(musl),-musl,$(if $(embedded),-embedded))/release/gitps1 \
	  .build$(if $(embedded),-embedded)/release/wmctrl $(addprefix .build/release/,$(ordinary)) $(release)

smallest:
	$(build_musl)

small:
	$(build_embedded) $(if $(musl),--product wmctrl)

ordinary:
	$(if $(embedded),set -e; for name in $(ordinary); do $(build_release) --product $$name; done,$(build_release))

# Whether all that gitps1 and wmctrl use still compiles as Embedded Swift.
embedded:
	@[ -n '$(embedded)' ]
	$(build_embedded)

# Only copies: what a package's build calls.
stage:
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' WMCTRL='$(WMCTRL)' UNITS='$(UNITS)' EXTENSION='$(EXTENSION)' \
	  desktop/packaging/copy '$(release)' $(commands)

install: $(if $(BUILT),,build) stage
	@[ -n '$(DESTDIR)' ] || desktop/packaging/post-install '$(PREFIX)' '$(RC)' '$(shell_name)' '$(hook)' '$(WATCH)'

uninstall:
	@[ -n '$(DESTDIR)' ] || desktop/packaging/pre-uninstall '$(PREFIX)' '$(UNDO)'
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' desktop/packaging/remove

# Some tests have logins of other users, who must see what is here.
test:
	@[ "$$(id -u)" != 0 ] || setpriv --reuid=65534 --clear-groups test -r '$(CURDIR)/Makefile' || { \
	  echo 'detour: tests run as other users, too: move the checkout to where all may read it, such as /srv' >&2; \
	  exit 1; }
	@desktop/packaging/install-dependencies $(build_deb) -- $(build_rpm)
	@# Who has to give a password gives it before anything runs beside it.
	@[ "$$(id -u)" = 0 ] || $(MAKE) --no-print-directory test-dependencies
	Tests/all

# What is done side by side by make test: what the packages are built with comes first.
package-dependencies:
	@desktop/packaging/install-dependencies $(build_deb) $(package_deb) -- $(build_rpm) $(package_rpm)

test-dependencies:
	@desktop/packaging/install-dependencies $(build_deb) $(test_deb) $(package_deb) -- $(build_rpm) $(package_rpm)

test-build:
	$(build_tests)

# What needs no root, no display, no bus and no login.
check:
	@desktop/packaging/install-dependencies $(build_deb) $(check_deb) -- $(build_rpm) $(check_rpm)
	$(build_tests)
	Tests/run --unit
	@$(MAKE) --no-print-directory lint MAKECMDGOALS=check

# The same with gitps1 and wmctrl as they are installed: a trap of Embedded Swift says nothing.
# PROGRAMS=folder: those that are there, and nothing is built. Its random repositories are others than those of make test.
test-embedded:
	$(if $(PROGRAMS),,$(eval embedded := $(embedded)))
	$(if $(PROGRAMS),,$(if $(embedded),$(build_embedded)))
	$(if $(PROGRAMS)$(embedded),DETOUR_PROMPT_FIRST=$${DETOUR_PROMPT_FIRST:-1000} \
	  DETOUR_PROMPT_REPOSITORIES=$${DETOUR_PROMPT_REPOSITORIES:-12} \
	  DETOUR_PROGRAMS='$(or $(PROGRAMS),$(CURDIR)/.build-embedded/release)' \
	  Tests/run --logs .build/tests/embedded $(suites))

bench:
	@desktop/packaging/install-dependencies $(build_deb) $(bench_deb) -- $(build_rpm) $(bench_rpm)
	@$(MAKE) --no-print-directory programs
	bench/run $(release) $(BENCH)

git-states:
	$(SWIFT) build --product gitps1
	Tests/git-states $(STATES)

format:
	$(SWIFT) format -i --recursive Package.swift Sources Tests

lint:
	@$(if $(filter check,$(MAKECMDGOALS)),:,desktop/packaging/install-dependencies shellcheck -- ShellCheck)
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	@if command -v shellcheck >/dev/null; then \
	  echo 'shellcheck …'; shellcheck profile.d/gitps1.sh findings/fetch $$(grep -rlE '^#!.*/(env )?(ba)?sh$$' \
	    --exclude-dir=.git --exclude-dir='.build*' --exclude-dir=dist .); \
	else echo 'detour: shellcheck is not installed: the scripts are not checked' >&2; fi
	@# With pipefail what writes into grep -q may be killed, and a match then counts as none.
	@if grep -rnE '\| *grep -[A-Za-z]*q' $$(grep -rlE '^set .*pipefail' --exclude-dir=.git --exclude-dir='.build*' \
	    --exclude-dir=dist .); then echo 'detour: grep … >/dev/null instead of grep -q at the end of a pipe' >&2; exit 1; fi

# The man pages and completions, from the commands' own help.
manual: programs
	desktop/packaging/manual $(release)
	desktop/packaging/completions $(release)

# The pictures of the README, of a GNOME Shell without a screen.
pictures:
	$(build_tests)
	DETOUR_PICTURES='$(CURDIR)/desktop/packaging/pictures' \
	  $(SWIFT) test --disable-xctest --skip-build --filter PictureTests

# The sources, and what they stand on, for a build without a network.
dist:
	rm -rf dist && mkdir -p dist/vendor
	git archive --prefix=detour-$(version)/ -o dist/detour-$(version).tar.gz HEAD
	$(SWIFT) package resolve
	for url in $(dependencies); do name=$${url##*/}; \
	  git clone -q --bare --no-local ".build/checkouts/$${name%.git}" "dist/vendor/$$name"; done
	tar -C dist -czf dist/detour-$(version)-vendor.tar.gz vendor
	rm -rf dist/vendor
	@ls dist/*.tar.gz

# Both kinds of packages, from the tarballs. WORK=folder keeps the tree that they were built in.
packages: dist
	@desktop/packaging/install-dependencies $(package_deb) -- $(package_rpm)
	desktop/packaging/build-packages $(version) $(WORK)

clean:
	rm -rf .build .build-embedded .build-musl dist
