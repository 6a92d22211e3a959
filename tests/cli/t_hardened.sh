#!/bin/sh
# The hardening of the programs by compiler and linker, as readelf shows it.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# $BUILD/hardened says what they were built with, as far as the compiler has it.

programs() {
	for name in coopidx coopq coopidx-convert coopidx-convert-pdf coopidx-convert-mail \
		coopidx-convert-json coopidx-convert-marc coopidx-convert-bib; do
		if [ -f "$BUILD/$name" ]; then echo "$BUILD/$name"; fi
	done
}

# each COMMAND...: it succeeds with every program as its last argument.
each() {
	[ "$(programs | wc -l)" -ge 2 ]
	programs >list
	check_list "$@"
}

# every COMMAND...: and with the object that programs load late.
every() {
	[ -f "$BUILD/coop-engine.so" ]
	{ programs; echo "$BUILD/coop-engine.so"; } >list
	check_list "$@"
}

check_list() {
	while read -r program; do
		"$@" "$program" || { echo "not $program"; return 1; }
	done <list
}

# tells WHAT PATTERN PROGRAM: whether readelf says that.
tells() {
	readelf -W "$1" "$3" 2>/dev/null | grep -qE -e "$2"
}

# calls PATTERN PROGRAM: whether it has a function of the C library from elsewhere.
calls() {
	readelf -W --dyn-syms "$2" | grep -qE " UND $1(@|$)"
}

# The linker marks a program only where the C library's start files are marked as well.
landings() {
	find "$BUILD/shared" "$BUILD/query" "$BUILD/indexer" -name '*.o' >objects
	[ "$(wc -l <objects)" -gt 50 ]
	while read -r object; do
		readelf -n "$object" | grep -q 'IBT.*SHSTK' || { echo "not $object"; return 1; }
	done <objects
}

# built_with FLAG NAME COMMAND...: a test case, where the compiler takes the flag.
built_with() {
	flag=$1
	shift
	if grep -qF -e "$flag" "$BUILD/hardened"; then
		test_case "$@"
	else
		skip "$1" "built without $flag"
	fi
}

test_case 'no stack is run' every tells -l 'GNU_STACK .* RW '
built_with -pie 'programs lie at no fixed address' each tells -d 'FLAGS_1.* PIE'
built_with relro 'what the loader writes is read-only then' every tells -l GNU_RELRO
built_with relro 'and it writes all at once' every tells -d 'FLAGS_1.* NOW'
built_with -fstack-protector-strong 'what lies on the stack is watched' every calls __stack_chk_fail
built_with FORTIFY_SOURCE 'and what the C library writes' each calls '__[a-z]*_chk'
built_with -fcf-protection 'jumps go where they may' landings
finish
