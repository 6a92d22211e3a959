#!/bin/sh
# The engine is loaded late: by what asks it and by nothing else, and from where the programs are.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

coopidx -q -i ./usual "$ROOT/corpus/films.csv"
# what the engine has changed is ranked by it
coopidx -q -i ./tools --engine-tools "$ROOT/corpus/films.csv"
xapian-metadata set tools/gen-1 note changed

# loaded COMMAND...: what the loader says goes to "trace"
loaded() {
	LD_DEBUG=files "$@" >out 2>trace
	has trace 'libc.so'
}
# without COMMAND...: it works, and loads neither engine nor C++
without() {
	loaded "$@"
	hasnt trace 'coop-engine'
	hasnt trace 'libxapian'
	# the sanitizers themselves are C++
	case $BUILD in *-san) ;; *) hasnt trace 'libstdc++' ;; esac
}

usual_queries() {
	for option in --ids --format=text --format=json --count --facets=genre --explain-query --sort=year; do
		without coopq -i ./usual "$option" lyon film
		[ -s out ]
	done
	without coopq -i ./usual --show film-023
	without coopq -i ./usual '"sortie de"~3 OU lyn*'
	without coopidx --status -i ./usual
	without coopidx -i ./usual "$ROOT/corpus/films.csv" # nothing has changed
}

engine_queries() {
	loaded coopq -i ./tools --ids lyon
	has trace 'libxapian'
	coopq -i ./usual --ids lyon >wanted
	[ -s wanted ]
	diff wanted out
}

# copied: programs in "own", where another object may be
copied() {
	rm -rf own
	mkdir own
	cp "$BUILD/coopq" "$BUILD/coopidx" own
}
# cannot MESSAGE: both tell it, and do without where they can
cannot() {
	expect_code 2 within own/coopq -i ./tools --ids lyon
	empty out
	has err "coopq: the engine cannot be loaded: $1"
	has err 'hint: install coopidx and coopq again'
	LC_ALL=fr_FR.UTF-8 expect_code 2 within own/coopq -i ./tools --ids lyon
	has err 'coopq: le moteur ne peut être chargé : '
	expect_code 2 within own/coopidx -q -i ./other "$ROOT/corpus/films.csv"
	has err "the engine cannot be loaded: $1"
	expect_code 0 within own/coopq -i ./usual --ids lyon
}

damaged() {
	copied
	echo 'no object' >own/coop-engine.so
	cannot "$PWD/own/coop-engine.so: "
}

# object FILE HEADERS: one that leaves a trace wherever it is loaded
object() {
	cat >object.c <<-END
		#include <stdio.h>
		unsigned coop_store_functions[64] = {$2};
		__attribute__((constructor)) static void run(void)
		{
			fclose(fopen("$T/was-run", "w"));
		}
	END
	"${CC:-cc}" -shared -fPIC -o "$1" object.c
	rm -f "$T/was-run"
}

of_another_build() {
	copied
	object own/coop-engine.so 1
	cannot 'coop-engine.so belongs to another version'
	[ -e "$T/was-run" ] # or the next tests tell nothing
}

# What others could have put beside the program, or could write, is not what was installed.
not_of_others() {
	copied
	object own/coop-engine.so 1
	chmod 666 own/coop-engine.so
	within own/coopq -i ./tools --ids lyon >out 2>err || :
	if [ "$(id -u)" -eq 0 ]; then
		chmod 755 own/coop-engine.so
		chown 65534 own/coop-engine.so
		within own/coopq -i ./tools --ids lyon >out 2>err || :
		mv own/coop-engine.so theirs.so
		chown 0 theirs.so
		ln -s ../theirs.so own/coop-engine.so
		chown -h 65534 own/coop-engine.so
		within own/coopq -i ./tools --ids lyon >out 2>err || :
	fi
	[ ! -e "$T/was-run" ]
}

nor_from_elsewhere() {
	object coop-engine.so 1
	mkdir -p usr/local/libexec/coopidx
	cp coop-engine.so usr/local/libexec/coopidx
	LD_LIBRARY_PATH=$PWD PATH=$PWD:$PATH expect_code 0 coopq -i ./tools --ids lyon
	copied
	LD_LIBRARY_PATH=$PWD within own/coopq -i ./tools --ids lyon >out 2>err || :
	[ ! -e "$T/was-run" ]
}

if [ -n "${VALGRIND-}" ]; then
	skip 'what is loaded' 'valgrind loads other things'
else
	test_case 'a usual index is asked without the engine' usual_queries
	test_case 'what the engine has changed is asked with it' engine_queries
fi
test_case 'a damaged object is told, and what needs none works' damaged
test_case 'so is one of another build' of_another_build
test_case 'none that others could have put there is loaded' not_of_others
test_case 'nor one of the working directory or the environment' nor_from_elsewhere
finish
