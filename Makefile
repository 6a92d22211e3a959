# coopidx and coopq. GNU make; `make help` lists the targets.

PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
CXXFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
SANITIZE ?=

# Each compiler and sanitizer builds into a folder of its own.
BUILD ?= build/$(notdir $(firstword $(CC)))$(if $(SANITIZE),-san)$(if $(COVERAGE),-cov)

PACKAGES := xapian-core libutf8proc jansson
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) libdeflate)
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES))
DEFLATE_LIBS := $(shell $(PKG_CONFIG) --libs libdeflate)
# libstemmer and libcsv ship no .pc file in Debian 12
STEMMER_LIBS ?= -lstemmer
CSV_LIBS ?= -lcsv

WARN := -Wall -Wextra -Wshadow -Wformat=2 -Wvla -Wpedantic
CWARN := -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition
SAN := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer) $(if $(COVERAGE),--coverage)
OWN := -I. -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -MMD -MP $(if $(DEV),-Werror) $(SAN) \
	$(PKG_CFLAGS)
OWN_C := -std=c11 $(OWN) $(WARN) $(CWARN)
OWN_CXX := -std=c++17 $(OWN) $(WARN)

objects = $(patsubst %,$(BUILD)/%.o,$(basename $(wildcard $(1)/*.c $(1)/*.cc)))
LIB := $(BUILD)/libcoop.a
PROGRAMS := $(BUILD)/coopidx $(BUILD)/coopq
UNITS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/t_*.c))

all: $(PROGRAMS)

help:
	@echo 'all        the programs, in $(BUILD)/'
	@echo 'demo       index corpus/ and ask for "scop lyon"'
	@echo 'check      all tests'
	@echo 'units      what the tests need, built and not run'
	@echo 'check-valgrind  nearly all tests under valgrind'
	@echo 'lint       formatting, static analysis, layers'
	@echo 'coverage   the tests, then which lines they ran'
	@echo 'install, uninstall  under PREFIX ($(PREFIX)), staged in DESTDIR'
	@echo 'clean      remove build/'
	@echo 'Variables: CC CXX CFLAGS CXXFLAGS LDFLAGS DEV=1 (warnings are errors)'
	@echo '           SANITIZE=address,undefined'

$(LIB): $(call objects,shared)
	rm -f $@
	$(AR) rcs $@ $^

INDEXER := $(call objects,indexer) $(call objects,indexer/build) $(call objects,indexer/notice) $(call objects,indexer/csv)
$(BUILD)/coopidx: $(INDEXER) $(LIB)
	$(CXX) $(SAN) $(LDFLAGS) -pthread -o $@ $^ $(PKG_LIBS) $(STEMMER_LIBS) $(CSV_LIBS) $(DEFLATE_LIBS) -lm $(LDLIBS)

$(BUILD)/coopq: $(call objects,query) $(LIB)
	$(CXX) $(SAN) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(STEMMER_LIBS) -lm $(LDLIBS)

# Unit tests see the internals of both programs, but not their main().
INTERNALS := $(filter-out %/main.o,$(INDEXER) $(call objects,query)) $(LIB)
$(BUILD)/tests/t_faults: WRAP := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(INTERNALS)
	$(CXX) $(SAN) $(LDFLAGS) $(WRAP) -pthread -o $@ $^ $(PKG_LIBS) $(STEMMER_LIBS) $(CSV_LIBS) $(DEFLATE_LIBS) -lm $(LDLIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OWN_C) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(OWN_CXX) $(CPPFLAGS) $(CXXFLAGS) -c -o $@ $<

.PRECIOUS: $(BUILD)/%.o

demo: all
	$(BUILD)/coopidx corpus
	$(BUILD)/coopq "scop lyon"

units: all $(UNITS)

check: all $(UNITS)
	BUILD=$(abspath $(BUILD)) sh tests/run

check-valgrind: all $(UNITS)
	BUILD=$(abspath $(BUILD)) VALGRIND=1 sh tests/run

lint:
	sh scripts/lint

# The tests that run as another user cannot write their counts, and say so: their result is
# no matter here.
coverage:
	-$(MAKE) COVERAGE=1 CFLAGS='-O0 -g' CXXFLAGS='-O0 -g' check
	gcov -n -r $$(find $(BUILD)-cov -name '*.gcda' ! -path '*/tests/*') | \
		awk '/^File/ {f=$$2} /^Lines/ {print $$0 "  " f}' | sort -t: -k2 -n

bindir = $(DESTDIR)$(PREFIX)/bin
mandir = $(DESTDIR)$(PREFIX)/share/man
MANUALS := indexer/coopidx.1 query/coopq.1

install: all
	install -d $(bindir) $(mandir)/man1 $(mandir)/man7 $(mandir)/fr/man1 $(mandir)/fr/man7
	install -m 755 $(PROGRAMS) $(bindir)
	install -m 644 $(MANUALS) $(mandir)/man1
	install -m 644 indexer/coopidx.fr.1 $(mandir)/fr/man1/coopidx.1
	install -m 644 query/coopq.fr.1 $(mandir)/fr/man1/coopq.1
	install -m 644 query/coopq-query.7 $(mandir)/man7
	install -m 644 query/coopq-query.fr.7 $(mandir)/fr/man7/coopq-query.7

uninstall:
	rm -f $(bindir)/coopidx $(bindir)/coopq
	rm -f $(mandir)/man1/coopidx.1 $(mandir)/man1/coopq.1
	rm -f $(mandir)/fr/man1/coopidx.1 $(mandir)/fr/man1/coopq.1
	rm -f $(mandir)/man7/coopq-query.7 $(mandir)/fr/man7/coopq-query.7

clean:
	rm -rf build

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)

.PHONY: all help demo units check check-valgrind lint coverage install uninstall clean
