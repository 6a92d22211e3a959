# coopidx and coopq. GNU make; `make help` lists the targets.

PREFIX ?= /usr/local
# Where scripts/install.mk installs; debian/rules has some of them elsewhere.
BINDIR ?= $(PREFIX)/bin
LIBEXECDIR ?= $(PREFIX)/libexec/coopidx
INCLUDEDIR ?= $(PREFIX)/include
LIBDIR ?= $(PREFIX)/lib
MANDIR ?= $(PREFIX)/share/man
DOCDIR ?= $(PREFIX)/share/doc/coop-search
DATADIR ?= $(PREFIX)/share/coop-search
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
# of the library
LIBEXAMPLEDIR ?= $(DOCDIR)/examples
USERUNITDIR ?= $(PREFIX)/lib/systemd/user
# -O3 builds an index in an eighth less time than -O2
CFLAGS ?= -O3 -g
CXXFLAGS ?= -O3 -g
PKG_CONFIG ?= pkg-config
OBJCOPY ?= objcopy
NM ?= nm
SANITIZE ?=

# Each compiler and sanitizer builds into a folder of its own.
BUILD ?= build/$(notdir $(firstword $(CC)))$(if $(SANITIZE),-san)$(if $(COVERAGE),-cov)

PACKAGES := xapian-core libutf8proc jansson libmd
# Of libxxhash the header is all (XXH_INLINE_ALL): to load a library more takes longer than a query hashes.
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) libdeflate libxxhash)
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) libdeflate)
# Libraries for kinds of files that are read where they are there; HAVE= builds without.
XML := libxml-2.0
ARCHIVE := libarchive
POPPLER := poppler-glib
SECCOMP := libseccomp
# For the character sets of MARC; loaded when a file wants it, so that nothing is linked with it.
YAZ := yaz
# For --serve; loaded late as well: it brings a TLS library with it, which every query would wait for.
MICROHTTPD := libmicrohttpd
# For the prompt; loaded late as well: with it a query would take 7 % more instructions.
EDIT := libedit
GMIME := gmime-3.0
HAVE := $(foreach l,XML ARCHIVE POPPLER SECCOMP YAZ GMIME MICROHTTPD EDIT,$(shell $(PKG_CONFIG) --exists $($(l)) && echo $(l)))
# $(call ask,--libs,XML SECCOMP): what pkg-config says of those that are there
ask = $(foreach l,$(filter $(2),$(HAVE)),$(shell $(PKG_CONFIG) $(1) $($(l))))
# libstemmer and libcsv ship no .pc file in Debian 12
STEMMER_LIBS ?= -lstemmer
CSV_LIBS ?= -lcsv
LIBS := $(PKG_LIBS) $(STEMMER_LIBS) $(CSV_LIBS) -lm

WARN := -Wall -Wextra -Wshadow -Wformat=2 -Wvla -Wpedantic
CWARN := -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition
# What makes a mistake harder to use, as far as the compiler and the processor have it, in all
# programs: queries take 1.6 to 1.8 % more instructions. HARDEN= and HARDEN_LINK= build without.
# The checks of the C library want an optimiser; those of sanitizers are better.
takes = $(shell for flag in $(3); do echo 'int main(void) { return 0; }' | \
	$(1) -Werror $(2) $$flag -x c - -o /dev/null 2>/dev/null && echo $$flag; done)
ifeq ($(origin HARDEN),undefined)
HARDEN := $(call takes,$(CC),-c,-fPIE -fstack-protector-strong -fcf-protection \
	-mbranch-protection=standard)
endif
ifeq ($(origin HARDEN_LINK),undefined)
LINK_NOW := -Wl,-z,relro,-z,now
HARDEN_LINK := $(call takes,$(CC),-fPIE,-pie $(LINK_NOW))
endif
# $(call fortify,$(CFLAGS))
fortify = $(if $(HARDEN),$(if $(SANITIZE),,$(if $(filter-out -O0,$(lastword $(filter -O%,$(1)))),\
	-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)))
SAN := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer) $(if $(COVERAGE),--coverage)
# Fused multiplications round otherwise: where a processor has them, an index would have other impacts.
SAME := -ffp-contract=off
OWN := -I. -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -MMD -MP $(SAME) $(if $(DEV),-Werror) $(HARDEN) $(SAN) \
	$(PKG_CFLAGS) $(addprefix -DCOOP_HAVE_,$(HAVE)) $(call ask,--cflags,XML MICROHTTPD EDIT)
OWN_C := -std=c11 $(OWN) $(WARN) $(CWARN) $(call fortify,$(CFLAGS))
# Unique symbols of templates would stay global in libcoop.a.
OWN_CXX := -std=c++17 $(OWN) $(WARN) $(call takes,$(CXX),-c,-fno-gnu-unique) $(call fortify,$(CXXFLAGS))

objects = $(patsubst %,$(BUILD)/%.o,$(basename $(wildcard $(1)/*.c $(1)/*.cc)))
# The rooms (ARCHITECTURE.md). indexer/convert/ is programs of its own.
# The engine (shared/index/store_table.h) is an object that the programs load late; tests and the library have it
# in them. Neither is in libshared.a.
ENGINE := $(patsubst shared/index/%.cc,$(BUILD)/shared/index/%.o,$(filter-out %/store_table.cc,$(wildcard shared/index/*.cc)))
ENGINE_LATE := $(patsubst shared/index/%.cc,$(BUILD)/late/shared/index/%.o,$(wildcard shared/index/*.cc))
LATE := $(BUILD)/shared/index/store_late.o
SHARED := $(filter-out $(ENGINE) $(LATE) %/store_table.o,$(foreach r,core text index cli,$(call objects,shared/$(r))))
INDEXER := $(call objects,indexer) $(foreach r,disk report decode notice csv read select watch generations \
	terms opensearch sink glass bulk update inspect,$(call objects,indexer/$(r)))
QUERY := $(call objects,query) $(foreach r,syntax plan match search facets explain lasting output notes complete actions http pages serve prompt,$(call objects,query/$(r)))
# What libcoop adds to them; the example is compiled against what is installed.
FACADE := $(filter-out %/example.o,$(foreach p,indexer query,$(call objects,$(p)/library)))
LIB := $(BUILD)/libshared.a
ENGINE_OBJECT := $(BUILD)/coop-engine.so
PROGRAMS := $(BUILD)/coopidx $(BUILD)/coopq
CONVERTERS := $(BUILD)/coopidx-convert \
	$(if $(filter POPPLER,$(HAVE)),$(BUILD)/coopidx-convert-pdf) \
	$(if $(filter XML,$(HAVE)),$(if $(filter GMIME,$(HAVE)),$(BUILD)/coopidx-convert-mail)) \
	$(BUILD)/coopidx-convert-json $(BUILD)/coopidx-convert-marc $(BUILD)/coopidx-convert-bib
UNITS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/t_*.c))
# What scripts/bench/ measures with; built with the tests, so that it keeps building.
MEASURING := $(addprefix $(BUILD)/scripts/bench/,reading analysis)
# What the tests need beside the programs. COUNTED: a folder that has the programs that count their work already.
CHECKED := $(UNITS) $(addprefix $(BUILD)/tests/,terms_of render http_app make_shards) $(if $(COUNTED),,counted) $(MEASURING)

all: $(PROGRAMS) $(ENGINE_OBJECT) $(CONVERTERS) $(BUILD)/hardened library

help:
	@echo 'all        the programs, in $(BUILD)/'
	@echo 'library    libcoop.a and libcoop.pc, in $(BUILD)/'
	@echo 'demo       index corpus/ and ask for "scop lyon"'
	@echo 'check      all tests'
	@echo 'units      what the tests need, built and not run'
	@echo 'counted    the programs that count their work (tests/unit/work.h)'
	@echo 'check-valgrind  nearly all tests under valgrind'
	@echo 'fuzz       tests/fuzz, for hours: FUZZ="csv html" FUZZ_SECONDS=60 (each; 1200)'
	@echo 'lint       formatting, static analysis, arrows between rooms'
	@echo 'coverage   the tests, then which lines they ran'
	@echo 'install, uninstall  under PREFIX ($(PREFIX)), staged in DESTDIR'
	@echo 'dist       a tarball of the last commit'
	@echo 'deb        Debian packages, in build/deb/; distcheck makes them of the tarball and asks from them'
	@echo 'clean      remove build/'
	@echo 'Variables: CC CXX CFLAGS CXXFLAGS LDFLAGS DEV=1 (warnings are errors)'
	@echo '           SANITIZE=address,undefined'
	@echo '           HAVE="$(HAVE)" (optional libraries to use)'
	@echo '           HARDEN="$(HARDEN)"'
	@echo '           HARDEN_LINK="$(HARDEN_LINK)"'

# $(call link,COMPILER,LIBRARIES): every program is linked so, with the libraries it uses of these.
link = $(1) $(SAN) $(HARDEN_LINK) $(LDFLAGS) -Wl,--as-needed -pthread -o $@ $(filter-out %/exported,$^) $(2) $(LDLIBS)

$(LIB): $(SHARED)
	rm -f $@
	$(AR) rcs $@ $^

# The programs are C; the sanitizers of C would not do for the engine, though.
# What the engine needs of the programs, which export it: "-u" has the linker take it from the archive.
$(BUILD)/late/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(OWN_CXX) $(CPPFLAGS) $(CXXFLAGS) -fPIC -fvisibility=hidden -c -o $@ $<
$(ENGINE_OBJECT): $(ENGINE_LATE)
	$(CXX) -shared $(SAN) $(filter-out -fPIE -pie,$(HARDEN_LINK) $(LDFLAGS)) -Wl,--as-needed -pthread -o $@ $^ $(LIBS) $(LDLIBS)
$(BUILD)/exported: $(ENGINE_OBJECT)
	$(NM) -D -u $< | sed -nE 's/^ *U (coop_[a-z_]+)$$/-Wl,-u,\1,--export-dynamic-symbol=\1/p' >$@
# Both sides have the same headers, or do not work together.
$(BUILD)/headers: FORCE
	@mkdir -p $(@D)
	@cat shared/core/*.h shared/index/*.h | cksum | sed 's/ .*//' >$@.new
	@cmp -s $@.new $@ || cp $@.new $@
$(LATE) $(BUILD)/late/shared/index/store_table.o: $(BUILD)/headers
$(LATE): OWN_C += -DCOOP_STORE_HEADERS=$$(cat $(BUILD)/headers)U
$(BUILD)/late/shared/index/store_table.o: OWN_CXX += -DCOOP_STORE_HEADERS=$$(cat $(BUILD)/headers)U

$(BUILD)/coopidx: $(INDEXER) $(LATE) $(LIB) $(BUILD)/exported
	$(call link,$(if $(SANITIZE),$(CXX),$(CC)) @$(BUILD)/exported,$(LIBS))

# What every page looks like is in the program as it is.
$(addprefix $(BUILD)/,query/pages/assets.o counted/query/pages/assets.o): $(addprefix query/pages/,style.css page.js icon.svg)

$(BUILD)/coopq: $(QUERY) $(LATE) $(LIB) $(BUILD)/exported
	$(call link,$(if $(SANITIZE),$(CXX),$(CC)) @$(BUILD)/exported,$(LIBS))

# For the test that looks whether the programs are what they were built to be.
$(BUILD)/hardened: FORCE
	@mkdir -p $(@D)
	@echo '$(HARDEN) $(call fortify,$(CFLAGS)) $(HARDEN_LINK)' >$@

# What depends on which libraries there are is built again when others are.
$(BUILD)/have: FORCE
	@mkdir -p $(@D)
	@echo '$(HAVE)' | cmp -s - $@ || echo '$(HAVE)' >$@
$(addprefix $(BUILD)/,indexer/decode/filetype.o counted/indexer/decode/filetype.o \
	indexer/decode/marc.o counted/indexer/decode/marc.o indexer/convert/main.o indexer/convert/main_marc.o indexer/convert/main_bib.o indexer/convert/sandbox.o \
	indexer/read/converter_told.o counted/indexer/read/converter_told.o \
	$(foreach o,edit editor_edit,query/prompt/$(o).o counted/query/prompt/$(o).o) \
	$(foreach o,microhttpd exchange exchange_check serve,query/http/$(o).o counted/query/http/$(o).o) \
	tests/unit/t_guess.o tests/unit/t_html.o tests/unit/t_sandbox.o tests/unit/t_faults.o tests/unit/t_fuzzseeds.o): $(BUILD)/have

# Where the converters and the engine will be is compiled in, and again when that is another place, as
# "make install PREFIX=..." says.
# Quotes in it are for the shell.
for_shell = '$(subst ','\'',$(1))'
$(BUILD)/libexec: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(call for_shell,$(LIBEXECDIR)) | cmp -s - $@ || printf '%s\n' $(call for_shell,$(LIBEXECDIR)) >$@
INSTALLED := $(addprefix $(BUILD)/,shared/core/installed.o counted/shared/core/installed.o)
$(INSTALLED): $(BUILD)/libexec
$(INSTALLED): OWN_C += -DCOOP_LIBEXEC=$(call for_shell,"$(LIBEXECDIR)")

# libcoop.a is one object, of what its functions need, in which these alone can be seen from outside: names
# of ours and those of another program do not meet. libcoop.abi lists them.
ABI := query/library/libcoop.abi
$(BUILD)/libparts.a: $(filter-out %/main.o,$(INDEXER) $(QUERY)) $(SHARED) $(ENGINE)
	rm -f $@
	$(AR) rcsT $@ $^
$(BUILD)/libcoop.symbols: $(ABI)
	@mkdir -p $(@D)
	sed -nE 's/^[^#(]*\b(coop(idx|q)_[a-z_]+)\(.*/\1/p' $< >$@
$(BUILD)/libcoop.a: $(FACADE) $(BUILD)/libparts.a $(BUILD)/libcoop.symbols
	$(LD) -r --force-group-allocation -o $(BUILD)/libcoop.o $(filter %.o %.a,$^)
	$(OBJCOPY) --keep-global-symbols=$(BUILD)/libcoop.symbols $(BUILD)/libcoop.o
	rm -f $@
	$(AR) rcs $@ $(BUILD)/libcoop.o

# A C compiler would leave out what sanitizers have for C++.
CXX_SAN := $(if $(SANITIZE),$(call takes,$(CC),-fsanitize=undefined -lstdc++,-fsanitize-link-c++-runtime))
# Paths below the prefix are said by it, so that pkg-config --define-prefix has them where they were moved to.
below = $(patsubst $(PREFIX)/%,$${prefix}/%,$(1))
VERSION := $(shell sed -n 's/^.define COOP_VERSION "\(.*\)"/\1/p' shared/cli/program.h)
$(BUILD)/libcoop.pc: query/library/libcoop.pc.in shared/cli/program.h FORCE
	@mkdir -p $(@D)
	@sed -e 's|@PREFIX@|$(PREFIX)|; s|@INCLUDEDIR@|$(call below,$(INCLUDEDIR))|; s|@LIBDIR@|$(call below,$(LIBDIR))|' \
		-e 's|@LIBEXECDIR@|$(call below,$(LIBEXECDIR))|; s|@VERSION@|$(VERSION)|' \
		-e 's|@PACKAGES@|$(PACKAGES) libdeflate|; s|@LIBS@|$(STEMMER_LIBS) $(CSV_LIBS) -lstdc++ -lm -pthread $(SAN) $(CXX_SAN)|' \
		$< >$@

# For the test that compiles with it.
$(BUILD)/compilers: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(CC)' '$(CXX)' >$@

library: $(BUILD)/libcoop.a $(BUILD)/libcoop.pc $(BUILD)/compilers

# The programs that read what may be hostile; each library is in one of them alone.
CONVERT := $(BUILD)/libconvert.a
# $(call converts,XML ARCHIVE,odt docx): objects for which all these libraries must be there
converts = $(if $(filter-out $(HAVE),$(1)),,$(patsubst %,$(BUILD)/indexer/convert/%.o,$(2)))
$(CONVERT): \
	$(call converts,,worker sandbox landlock doc declared pages decimal serial numfmt \
		rtf rtf_body rtf_lexer rtf_text rtf_words \
		json json_notice json_own json_places json_resume json_survey json_text json_value \
		iso2709 marc_charset marc_coded marc_codes marc_gather marc_notice marc_record marc_roles marc_table \
		marc_value marc_work \
		bib_notice bib_tagged bib_tags bib_tex bib_text bib_types bibtex bibtex_fill) \
	$(call converts,XML,tags tree tsv tables html marcxml bib_xml mods \
		xml_input xml_tag xml_entities xml_events xml_tree xml_notice xml_records dublin_core ead tei syndication \
		xml_sample xml_cells xml_table) \
	$(call converts,ARCHIVE,unpack members) \
	$(call converts,XML ARCHIVE,package office footnotes odt docx epub xml_sax sheet workbook xlsx_book xlsx ods) \
	$(call converts,XML GMIME,mail mail_text mbox quotes)
	rm -f $@
	$(AR) rcs $@ $^

# Of the room decode/ they take what they need.
$(BUILD)/libdecode.a: $(call objects,indexer/decode)
	rm -f $@
	$(AR) rcs $@ $^
CONVERT_PARTS := $(CONVERT) $(BUILD)/libdecode.a $(addprefix $(BUILD)/indexer/disk/,infile.o failure.o) $(LIB)
$(BUILD)/coopidx-convert: $(BUILD)/indexer/convert/main.o $(CONVERT_PARTS)
	$(call link,$(CC),$(call ask,--libs,XML ARCHIVE SECCOMP) $(LIBS))

$(BUILD)/coopidx-convert-marc: $(BUILD)/indexer/convert/main_marc.o $(CONVERT_PARTS)
	$(call link,$(CC),$(call ask,--libs,XML SECCOMP) $(LIBS))

$(BUILD)/coopidx-convert-bib: $(BUILD)/indexer/convert/main_bib.o $(CONVERT_PARTS)
	$(call link,$(CC),$(call ask,--libs,XML SECCOMP) $(LIBS))

$(BUILD)/indexer/convert/main_pdf.o: OWN_C += $(call ask,--cflags,POPPLER)
$(BUILD)/coopidx-convert-pdf: $(BUILD)/indexer/convert/main_pdf.o $(CONVERT_PARTS)
	$(call link,$(CC),$(call ask,--libs,POPPLER SECCOMP) $(LIBS))

$(addprefix $(BUILD)/indexer/convert/,mail.o mail_text.o main_mail.o): OWN_C += $(call ask,--cflags,GMIME)
$(BUILD)/coopidx-convert-mail: $(BUILD)/indexer/convert/main_mail.o $(CONVERT_PARTS)
	$(call link,$(CC),$(call ask,--libs,GMIME XML SECCOMP) $(LIBS))

$(BUILD)/coopidx-convert-json: $(BUILD)/indexer/convert/main_json.o $(CONVERT_PARTS)
	$(call link,$(CC),$(call ask,--libs,SECCOMP) $(LIBS))

# There are over a hundred unit tests, each with all internals: gold, which comes with binutils, links them in
# half the time. With sanitizers, which gold warns of, lld does, in a quarter. Where these are not, the usual one does.
ifeq ($(origin TEST_LD),undefined)
TEST_LD := $(call takes,$(CXX),,$(if $(SANITIZE),-fuse-ld=lld,-fuse-ld=gold))
endif

# Unit tests see the internals of both programs, but not their main().
INTERNALS := $(filter-out %/main.o,$(INDEXER) $(QUERY)) $(FACADE) $(CONVERT) $(ENGINE) $(LIB)
ALL_LIBS := $(LIBS) $(call ask,--libs,XML ARCHIVE GMIME SECCOMP)
$(BUILD)/tests/t_faults: WRAP := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=aligned_alloc,--wrap=strdup
$(BUILD)/tests/t_nfc: WRAP := -Wl,--wrap=utf8proc_get_property
# It looks beside itself for the program that converts.
$(UNITS): | $(patsubst $(BUILD)/%,$(BUILD)/tests/%,$(CONVERTERS))
$(BUILD)/tests/coopidx-convert%: $(BUILD)/coopidx-convert%
	@mkdir -p $(@D)
	ln -sf ../$(@F) $@
$(BUILD)/tests/coopidx-convert: $(BUILD)/coopidx-convert
	@mkdir -p $(@D)
	ln -sf ../$(@F) $@
# oracle.o shows them libxapian itself, which the programs only have behind store.h.
$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/tests/unit/oracle.o $(INTERNALS)
	$(call link,$(CXX) $(TEST_LD) $(WRAP),$(ALL_LIBS))

# Once more, so that the work they do is counted: tests/unit/work.h says how. Warnings are the
# business of the objects that are not for tests alone.
COUNT := -O1 -w -fno-builtin -U_FORTIFY_SOURCE -fsanitize-coverage=trace-pc
COUNT_CALLS := memcpy memmove memset memcmp memchr memrchr memmem strlen strchr strrchr strstr \
	strcmp strncmp strspn strcspn calloc realloc csv_parse
COUNTING := $(patsubst $(BUILD)/%,$(BUILD)/counted/%,$(filter %.o,$(INTERNALS)) $(SHARED)) \
	$(BUILD)/tests/unit/work.o
comma := ,
COUNTED_UNITS := $(addprefix $(BUILD)/tests/,t_dialect t_facets t_fields t_headings t_hostile t_years)
count = $(call link,$(CXX) $(TEST_LD) $(foreach f,$(COUNT_CALLS),-Wl$(comma)--wrap=$(f)),$(ALL_LIBS))

$(COUNTED_UNITS): $(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(COUNTING)
	$(count)
$(BUILD)/counted/coopidx: $(BUILD)/counted/indexer/main.o $(COUNTING)
	$(count)
$(BUILD)/counted/coopq: $(BUILD)/counted/query/main.o $(COUNTING)
	$(count)

$(BUILD)/counted/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OWN_C) $(CPPFLAGS) $(CFLAGS) $(COUNT) -c -o $@ $<

$(BUILD)/counted/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(OWN_CXX) $(CPPFLAGS) $(CXXFLAGS) $(COUNT) -c -o $@ $<

# A driver of tests/fuzz with clang's fuzzer; scripts/fuzz builds and runs them.
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(INTERNALS)
	$(call link,$(CXX) -fsanitize=fuzzer,$(ALL_LIBS))

$(BUILD)/scripts/%: $(BUILD)/scripts/%.o $(INTERNALS)
	$(call link,$(CXX),$(ALL_LIBS))

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

units: all $(CHECKED)

counted: $(BUILD)/counted/coopidx $(BUILD)/counted/coopq

check: all $(CHECKED)
	BUILD=$(abspath $(BUILD)) sh tests/run

check-valgrind: all $(CHECKED)
	BUILD=$(abspath $(BUILD)) VALGRIND=1 sh tests/run

fuzz:
	sh scripts/fuzz $(FUZZ)

lint:
	sh scripts/lint

# The tests that run as another user cannot write their counts, and say so: their result is
# no matter here.
coverage:
	-$(MAKE) COVERAGE=1 CFLAGS='-O0 -g' CXXFLAGS='-O0 -g' check
	gcov -n -r $$(find $(BUILD)-cov -name '*.gcda' ! -path '*/tests/*' ! -path '*/counted/*') | \
		awk '/^File/ {f=$$2} /^Lines/ {print $$0 "  " f}' | sort -t: -k2 -n

include scripts/install.mk

clean:
	rm -rf build

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d $(BUILD)/*/*/*/*.d)

.PHONY: FORCE all help library demo units counted check check-valgrind fuzz lint coverage clean
