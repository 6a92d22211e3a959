#!/bin/sh
# make install and make uninstall, under folders with blanks and accents; the units of systemd; the tarball.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

root="$T/là où c'est"
prefix="/opt/les outils & co"
under="$root$prefix"

# tree TARGET...: the tree's own make installs what was built, and builds nothing.
tree() {
	build=${BUILD#"$ROOT"/}
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$ROOT" BUILD="$build" -o all \
		-o "$build/libcoop.a" -o "$build/libcoop.pc" DESTDIR="$root" PREFIX="$prefix" "$@"
}

installs() {
	(umask 077 && tree install)
	for file in bin/coopidx bin/coopq share/man/man1/coopidx.1 share/man/fr/man1/coopq.1 \
		share/man/man7/coopq-query.7 share/man/fr/man7/coopq-query.7 share/doc/coop-search/README.md \
		share/doc/coop-search/coopq.schema.json share/doc/coop-search/corpus/films.csv \
		lib/systemd/user/coopidx-watch@.service lib/systemd/user/coopq-serve.socket; do
		[ -s "$under/$file" ] || { echo "no $file"; return 1; }
	done
	for program in "$BUILD"/coopidx-convert* "$BUILD/coop-engine.so"; do
		cmp "$program" "$under/libexec/coopidx/${program##*/}"
	done
}

# as_built PREFIX: compiles what knows where converters and engine are, for programs that are installed there
as_built() {
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$ROOT" BUILD="$T/built" PREFIX="$1" \
		"$T/built/shared/core/installed.o"
	has "$T/built/shared/core/installed.o" "$1/libexec/coopidx"
}
# "make", and then "make install" with another prefix
moves() {
	as_built /usr/local
	touch before
	as_built /usr/local
	is '' "$(find "$T/built/shared/core/installed.o" -newer before)"
	as_built "/opt/l'outil"
	as_built '/opt/les outils & co'
}

# What lies beside the programs is installed under the name that other programs look for.
installs_all_of_it() {
	for file in "$ROOT"/shared/*.[1-8] "$ROOT"/indexer/*.[1-8] "$ROOT"/query/*.[1-8]; do
		if [ ! -e "$file" ]; then continue; fi
		name=${file##*/} folder=man
		case $name in
		*.fr.*) name=${name%.fr.*}.${name##*.} folder=man/fr ;;
		esac
		cmp "$file" "$under/share/$folder/man${name##*.}/$name"
	done
	for program in indexer/coopidx query/coopq; do
		for completion in bash-completion/completions/NAME=bash zsh/site-functions/_NAME=zsh \
			fish/vendor_completions.d/NAME.fish=fish; do
			file=$ROOT/$program.${completion#*=}
			if [ ! -e "$file" ]; then continue; fi
			to=$(echo "${completion%=*}" | sed "s|NAME|${program#*/}|")
			cmp "$file" "$under/share/$to"
		done
	done
	diff -r "$ROOT/corpus" "$under/share/doc/coop-search/corpus/"
}

# Everybody may read all of it, and start the programs.
has_right_modes() {
	{
		find "$root" -mindepth 1 -type d ! -perm 755
		find "$root" -type f ! -perm 644 ! -perm 755
		find "$under/bin" "$under/libexec" -type f ! -name '*.so' ! -perm 755
		find "$under/share/man" "$under/lib" "$under/libexec"/*/*.so -type f ! -perm 644
	} >wrong
	empty wrong
}

manuals_are_found() {
	man=$(command -v mman || command -v man)
	for page in coopidx coopq coopq-query; do
		is "$under/share/man/man" "$("$man" -M "$under/share/man" -w "$page" | sed 's|[17]/.*||')"
		is "$under/share/man/fr/man" "$("$man" -M "$under/share/man/fr" -w "$page" | sed 's|[17]/.*||')"
	done
}

# Links of the pages in Markdown lead to what is installed.
links_lead_somewhere() {
	find -L "$under/share/doc/coop-search" -name '*.md' >pages
	while read -r page; do
		{
			grep -o '](<\?[^)#]*' "$page" | sed 's/^](<\?//; s/>$//'
			grep -oE '(src|href)="[^"#]*' "$page" | sed 's/.*"//'
		} | grep -vE '^(https?:|mailto:|$)' >links || :
		while read -r link; do
			[ -e "${page%/*}/$link" ] || { echo "$page: $link"; return 1; }
		done <links
	done <pages
}

# verified UNIT...: as a service manager of a user reads them
verified() {
	XDG_RUNTIME_DIR=$T systemd-analyze --user --man=no verify "$@" >said 2>&1
	empty said
}
units_are_read() {
	has "$under/lib/systemd/user/coopidx-watch@.service" "$prefix/bin/coopidx"
	# it looks whether the programs are there, and takes no apostrophe in their names
	mkdir units
	ln -s "$under" "$T/à part"
	for unit in "$under"/lib/systemd/user/*; do
		sed "s|$(echo "$prefix" | sed 's/&/\\&/')|$T/à part|" "$unit" >"units/${unit##*/}"
	done
	mkdir "$T/mes notices d'été"
	instance=$(systemd-escape --path "$T/mes notices d'été")
	verified "$PWD/units/coopidx-watch@$instance.service" "$PWD/units/coopq-serve.service" \
		"$PWD/units/coopq-serve.socket"
	# and a unit that is wrong is seen
	sed -i 's/^Nice=/Nise=/' "units/coopidx-watch@.service"
	! verified "$PWD/units/coopidx-watch@$instance.service"
}

uninstalls() {
	mkdir -p "$under/share/man/fr/man1"
	echo other >"$under/share/man/fr/man1/other.1"
	echo other >"$under/bin/other"
	tree uninstall
	find "$root" ! -type d | sed "s|^$under/||" | sort >left
	is 'bin/other share/man/fr/man1/other.1' "$(xargs <left)"
	find "$root" -name '*coop*' >left
	empty left
	# the folders that all programs share may stay, and those with what is not ours
	find "$under" -mindepth 1 -type d -printf '%P\n' >left
	is 'bin include lib libexec share share/doc share/man share/man/fr share/man/fr/man1' "$(sort left | xargs)"
}

version_of_packages() {
	is "$(coopq --version | sed -n '1s/.* //p')" "$(sed -n '1s/.*(\(.*\)).*/\1/p' "$ROOT/debian/changelog")"
}

# The package of libNAME.so.N is libNAMEN, and libNAME9-N where the name ends in a figure.
recommends_what_is_loaded_late() {
	grep -rhoE --include='*.[ch]' 'dlopen\([^;]*' "$ROOT/indexer" "$ROOT/query" "$ROOT/shared" >loads
	# what is ours is found by where we are (store_late.c)
	sed -i '/^dlopen(path,/d' loads
	# each of the others names its library itself
	is "$(grep -c . loads)" "$(grep -cE '^dlopen\("lib[a-z0-9.+-]+\.so\.[0-9]+"' loads)"
	sed -E 's/^dlopen\("([^"]*)".*/\1/; s/([0-9])\.so\./\1-/; s/\.so\.//' loads | sort -u >wanted
	[ -s wanted ]
	sed -n "s/.*dlopen:Recommends=\([^']*\)'.*/\1/p" "$ROOT/debian/rules" | tr -s ', ' '\n' | sort >named
	diff wanted named
}

# A tree without git makes the tarball that it comes from.
tarball_of_itself() {
	mkdir "un arbre" again
	tar -c -C "$ROOT" --exclude=./build --exclude=./.git --exclude=./tests/browser/node_modules . |
		tar -x -C "un arbre"
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "un arbre" dist
	cp "un arbre"/build/*.tar.gz first
	tar -xzf first -C again
	set -- again/*
	is 1 $#
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$1" dist
	cmp first "$1"/build/*.tar.gz
	[ ! -e "$1/build/stage" ]
}

test_case 'what was built is installed' installs
test_case 'its converters and the engine are looked for where they are' moves
test_case 'with all manuals, completions and the corpus' installs_all_of_it
test_case 'all may read it, whatever the umask' has_right_modes
test_case 'man finds the manuals in both languages' manuals_are_found
test_case 'links between the pages lead somewhere' links_lead_somewhere
test_case 'systemd reads the units' units_are_read
test_case 'it is uninstalled, and nothing else' uninstalls
test_case 'the packages have the version of the programs' version_of_packages
test_case 'the package recommends each library that is loaded late' recommends_what_is_loaded_late
test_case 'a tree without git makes the same tarball as what it unpacks to' tarball_of_itself
finish
