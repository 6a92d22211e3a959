# What is installed and where, the tarball, and Debian packages; the Makefile includes it.

MANUALS := $(wildcard $(foreach r,shared indexer query,$(r)/*.1 $(r)/*.5 $(r)/*.7))
FRENCH_MANUALS := $(filter %.fr.1 %.fr.5 %.fr.7,$(MANUALS))
UNITS_OF_SYSTEMD := $(wildcard $(foreach r,indexer query,$(r)/*.service $(r)/*.socket))
PICTURES := $(wildcard query/pages/pictures/*.png)
PAGES := README.md CHANGELOG.md
GUIDES := $(wildcard query/guides/*.md)
RECIPES := $(filter-out %.md,$(wildcard query/recipes/*))
# with what a folder of the corpus has in it
CORPUS := $(wildcard corpus/*.* corpus/*/*)
# A library without its headers is of no use.
HEADERS := $(wildcard indexer/library/coopidx.h query/library/coopq.h)
ifneq ($(HEADERS),)
LIBRARY_FILES := $(BUILD)/libcoop.a
LIBRARY_PC := $(BUILD)/libcoop.pc
endif

# $(call put,MODE,SOURCE,FOLDER,NAME,[FILTER]) installs a file, through a filter that prints what it is to be;
# $(call take,...) is its opposite. Each is a line of a recipe.
define put
	@install -d "$(DESTDIR)$(3)"
	$(if $(5),$(5) $(2) >"$(DESTDIR)$(3)/$(4)" && chmod $(1) "$(DESTDIR)$(3)/$(4)",install -m $(1) $(2) "$(DESTDIR)$(3)/$(4)")

endef
define take
	rm -f "$(DESTDIR)$(3)/$(4)"

endef
# $(call each,HOW,MODE,SOURCES,FOLDER,[FILTER]): under their own names
each = $(foreach f,$(3),$(call $(1),$(2),$(f),$(4),$(notdir $(f)),$(5)))
section = $(subst .,,$(suffix $(1)))
# $(call manual,HOW,FILE,FOLDER,NAME)
manual = $(call $(1),644,$(2),$(3)/man$(call section,$(2)),$(4))
# $(call completion,HOW,SHELL,FOLDER,BEFORE,AFTER): of both programs
completion = $(foreach f,$(wildcard indexer/coopidx.$(2) query/coopq.$(2)),$(call $(1),644,$(f),$(3),$(4)$(basename $(notdir $(f)))$(5)))
# Units name the programs where they are; what sed and systemd would read in a path is escaped.
PROGRAMS_ARE_IN = sed "s|/usr/bin|$$(printf '%s' "$(BINDIR)" | sed 's/%/%%/g; s/[\\&|]/\\&/g')|"
# Links of pages lead to what is installed.
LINKS = sed -f scripts/links.sed

# Whatever is installed outside our own folders.
define layout
$(call each,$(1),755,$(PROGRAMS),$(BINDIR))
$(foreach f,$(filter-out $(FRENCH_MANUALS),$(MANUALS)),$(call manual,$(1),$(f),$(MANDIR),$(notdir $(f))))
$(foreach f,$(FRENCH_MANUALS),$(call manual,$(1),$(f),$(MANDIR)/fr,$(notdir $(subst .fr.,.,$(f)))))
$(call completion,$(1),bash,$(BASHDIR))
$(call completion,$(1),zsh,$(ZSHDIR),_)
$(call completion,$(1),fish,$(FISHDIR),,.fish)
$(call each,$(1),644,$(UNITS_OF_SYSTEMD),$(USERUNITDIR),$(PROGRAMS_ARE_IN))
$(call each,$(1),644,$(LIBRARY_FILES),$(LIBDIR))
$(call each,$(1),644,$(LIBRARY_PC),$(LIBDIR)/pkgconfig)
endef

# What is in folders of our own. Programs read the corpus: where a system keeps no documentation, it is still
# there.
define own_layout
$(call each,put,755,$(CONVERTERS),$(LIBEXECDIR))
$(call each,put,644,$(ENGINE_OBJECT),$(LIBEXECDIR))
$(call each,put,644,$(HEADERS),$(INCLUDEDIR)/coop)
$(call each,put,644,$(PAGES),$(DOCDIR),$(LINKS))
$(call each,put,644,$(GUIDES),$(DOCDIR)/guides,$(LINKS))
$(call each,put,644,$(wildcard query/guides/pictures/*),$(DOCDIR)/guides/pictures)
$(call each,put,644,$(PICTURES),$(DOCDIR)/pictures)
$(call each,put,644,query/coopq.schema.json,$(DOCDIR))
$(call each,put,644,$(wildcard query/library/example.c),$(LIBEXAMPLEDIR))
$(foreach f,$(RECIPES),$(call put,$(if $(wildcard $(f)/.),,$(shell test -x $(f) && echo 755 || echo 644)),$(f),$(DOCDIR)/examples,$(notdir $(f))))
$(foreach f,$(CORPUS),$(if $(wildcard $(f)/.),,$(call put,644,$(f),$(DATADIR)/$(patsubst %/,%,$(dir $(f))),$(notdir $(f)))))
endef

install: all $(LIBRARY_FILES) $(LIBRARY_PC)
	$(call layout,put)
	$(own_layout)
	rm -f "$(DESTDIR)$(DOCDIR)/corpus"
	ln -s "$$(realpath -ms --relative-to="$(DOCDIR)" "$(DATADIR)/corpus")" "$(DESTDIR)$(DOCDIR)/corpus"

# Folders that others use too stay if they hold anything.
SHARED_FOLDERS = $(foreach s,1 5 7,"$(MANDIR)/fr/man$(s)" "$(MANDIR)/man$(s)") "$(MANDIR)/fr" "$(LIBDIR)/pkgconfig" \
	$(foreach d,BASHDIR ZSHDIR FISHDIR USERUNITDIR,"$($(d))" "$($(d))/..")
uninstall:
	$(call layout,take)
	for folder in "$(LIBEXECDIR)" "$(INCLUDEDIR)/coop" "$(DOCDIR)" "$(DATADIR)"; do rm -rf "$(DESTDIR)$$folder"; done
	for folder in $(SHARED_FOLDERS); do rmdir "$$(realpath -m "$(DESTDIR)$$folder")" 2>/dev/null || :; done

# The sources of the last commit as a tarball; what is not committed is left out, and said. A tree without
# git is taken as it is. It is the same byte for byte from either, and from what it unpacks to.
DIST := coop-search-$(VERSION)
EPOCH = $(shell date -d "$$(sed -n 's/^ -- .*>  //p;T;q' debian/changelog)" +%s)
UNPACKED := build/stage/$(DIST)
dist:
	rm -rf build/stage && mkdir -p $(UNPACKED)
	if [ -e .git ]; then \
		git diff --quiet HEAD || echo 'make dist: takes the last commit, not your changes' >&2; \
		git archive -o build/stage/tar HEAD; \
	else \
		tar -c --exclude=./build --exclude=./tests/browser/node_modules -f build/stage/tar .; \
	fi
	tar -xf build/stage/tar -C $(UNPACKED)
	tar -c --format=gnu --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rw,go=rX --mtime=@$(EPOCH) \
		-f build/stage/tar -C build/stage $(DIST)
	gzip -9nc build/stage/tar >build/$(DIST).tar.gz
	rm -rf build/stage

# Debian packages, from the tarball. Nothing that this make was told is for the one that builds them.
deb: dist
	@command -v dpkg-buildpackage dh >/dev/null || { echo 'make deb: run: sh scripts/deps build package' >&2; exit 1; }
	rm -rf build/deb && mkdir -p build/deb
	tar -xzf build/$(DIST).tar.gz -C build/deb
	cd build/deb/$(DIST) && env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u CFLAGS -u CXXFLAGS -u CPPFLAGS -u LDFLAGS \
		dpkg-buildpackage -us -uc
	rm -rf build/deb/$(DIST)

# Builds the packages from the tarball elsewhere, and does with them what needs no root.
distcheck:
	sh scripts/package --quick

.PHONY: install uninstall dist deb distcheck
