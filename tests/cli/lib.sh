# shellcheck shell=sh
# Sourced by every tests/cli/t_*.sh: a new folder to work in, the programs on PATH,
# and checks that print TAP. A test is a function; each of its commands must succeed:
#
#	. "${TESTS:?}/cli/lib.sh"
#	finds_it() {
#		expect_code 0 coopq scop
#		has out 'Coopérer'
#	}
#	test_case 'a word is found' finds_it
#	finish

: "${TESTS:?the folder tests/}" "${BUILD:?the folder of the programs}"

T=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$T" 2>/dev/null; rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
chmod 755 "$T"
mkdir "$T/bin" "$T/home" "$T/data" "$T/work" "$T/valgrind"
chmod 777 "$T/valgrind"
# shellcheck disable=SC2034 # the scripts use them
ROOT=$(dirname "$TESTS") DATA=$TESTS/data

HOME=$T/home XDG_DATA_HOME=$T/data LC_ALL=C.UTF-8 TERM=dumb COOP_PAGER=cat PATH=$T/bin:$PATH
export HOME XDG_DATA_HOME LC_ALL TERM COOP_PAGER PATH
unset COOP_INDEX NO_COLOR FORCE_COLOR CLICOLOR_FORCE LANG LC_MESSAGES LANGUAGE COLUMNS PAGER LESS
unset XDG_CONFIG_HOME XDG_STATE_HOME SOURCE_DATE_EPOCH
# the thesaurus of this machine is no affair of the tests: t_reach.sh has one of its own
COOP_THESAURUS=''
# nor is the configuration of who runs them, or of a folder around this one; t_config.sh has its own
COOP_CONFIG=''
export COOP_THESAURUS COOP_CONFIG
echo '# the search for a project ends here' >"$T/.coop"

for program in coopidx coopq; do
	if [ -n "${VALGRIND-}" ]; then
		# what valgrind says goes to files of its own: test_case looks at them
		cat >"$T/bin/$program" <<-END
			#!/bin/sh
			exec valgrind --quiet --error-exitcode=99 --leak-check=full \\
				--errors-for-leak-kinds=definite --show-leak-kinds=definite \\
				--log-file='$T/valgrind/%p' \\
				'$BUILD/$program' "\$@"
		END
		chmod 755 "$T/bin/$program"
	else
		ln -s "$BUILD/$program" "$T/bin/$program"
	fi
done
if [ -n "${TEST_PYTHON-}" ]; then
	cat >"$T/bin/python3" <<-END
		#!/bin/sh
		exec '$TEST_PYTHON' "\$@"
	END
	chmod 755 "$T/bin/python3"
fi
cd "$T/work" || exit 1

# as_user COMMAND...: as somebody for whom permissions count, with copies of the programs: the folder
# that they are built in may be root's alone. can_be_user tells whether that can be done.
as_user() {
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
		return
	fi
	if [ -z "${VALGRIND-}" ] && [ ! -d "$T/public" ]; then
		mkdir "$T/public"
		cp "$BUILD/coopidx" "$BUILD/coopq" "$BUILD/coop-engine.so" "$T/public"
		cp "$BUILD"/coopidx-convert* "$T/public" 2>/dev/null || :
	fi
	setpriv --reuid=65534 --regid=65534 --clear-groups env PATH="$T/public:$PATH" "$@"
}

can_be_user() {
	as_user coopidx --version >/dev/null 2>&1
}

tests=0 failures=0

# test_case NAME COMMAND...: one TAP line; the output is shown when the command fails.
test_case() {
	test_name=$1
	shift
	tests=$((tests + 1))
	(
		set -e
		"$@"
	) >"$T/log" 2>&1
	test_code=$?
	for test_log in "$T"/valgrind/*; do
		if [ -s "$test_log" ]; then
			cat "$test_log" >>"$T/log"
			test_code=99
		fi
		rm -f "$test_log"
	done
	if [ "$test_code" -eq 0 ]; then
		echo "ok $tests - $test_name"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $test_name"
		head -c 6000 "$T/log" | sed 's/^/# /'
		echo
	fi
}

# skip NAME REASON
skip() {
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

# compile_preload NAME: tests/cli/NAME.c to $T/NAME.so, for LD_PRELOAD.
compile_preload() {
	"${CC:-cc}" -shared -fPIC -D_GNU_SOURCE -O1 -o "$T/$1.so" "$TESTS/cli/$1.c"
}

# preload NAME: the same, for programs with gcc's address sanitizer too, which would have nothing
# loaded before it.
preload() {
	ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0
	export ASAN_OPTIONS
	compile_preload "$1" || exit 1
}

# can_preload NAME: compiles it, and tells whether programs take it.
can_preload() {
	compile_preload "$1" && [ -z "${VALGRIND-}" ] &&
		LD_PRELOAD=$T/$1.so coopidx --version >/dev/null 2>&1
}

# The last line of every script.
finish() {
	echo "1..$tests"
	[ "$failures" -eq 0 ]
	exit
}

# expect_code N COMMAND...: its output goes to the files `out` and `err`.
expect_code() {
	want=$1
	shift
	code=0
	"$@" >out 2>err || code=$?
	if [ "$code" -ne "$want" ]; then
		echo "exit code $code instead of $want: $*"
		head -n 20 out err
		return 1
	fi
}

# within COMMAND...: no test waits for ever. What takes so long hangs, on any machine.
within() {
	timeout --foreground 600 "$@"
}

# counted PROGRAM ARGUMENT...: it, from $COUNTED, or else $BUILD/counted; how much work it did, and how much of
# that after a signal, go to the file `steps` (tests/unit/work.h).
counted() {
	program=$1
	shift
	rm -f steps
	WORK_FILE=$T/work/steps "${COUNTED:-$BUILD/counted}/$program" "$@"
}

# in_proportion COUNT COMMAND...: COMMAND runs a program counted, for as many things as its
# last argument says. For four times as many it takes less than six times the steps; sixteen
# times, if the work grows with the square of their number.
in_proportion() {
	count=$1
	shift
	"$@" "$count"
	few=$(cut -d ' ' -f 1 steps)
	"$@" $((count * 4))
	many=$(cut -d ' ' -f 1 steps)
	if [ "$few" -eq 0 ] || [ "$many" -ge $((few * 6)) ]; then
		echo "$* takes $few steps, for four times as many $many"
		return 1
	fi
}

# same EXPECTED ACTUAL: two files, not empty.
same() {
	[ -s "$1" ] || { echo "$1 is empty"; return 1; }
	diff -u "$1" "$2"
}

# holds FILE FILTER [JQ-OPTION...]: the filter is true of each JSON object in the file.
holds() {
	file=$1 filter=$2
	shift 2
	jq -s -e "$@" "length > 0 and all(.[]; $filter)" "$file" >/dev/null || {
		echo "not so: $filter"
		head -c 2000 "$file"
		return 1
	}
}

# is EXPECTED ACTUAL: two strings.
is() {
	if [ "$1" != "$2" ]; then
		echo "expected: $1"
		echo "actual:   $2"
		return 1
	fi
}

# has FILE TEXT, hasnt FILE TEXT: whether a file holds a text.
has() {
	if ! grep -qF -e "$2" -- "$1"; then
		echo "'$2' is not in $1:"
		head -n 20 "$1"
		return 1
	fi
}
hasnt() {
	if grep -qF -e "$2" -- "$1"; then
		echo "'$2' is in $1:"
		grep -F -e "$2" -- "$1" | head -n 20
		return 1
	fi
}

# empty FILE
empty() {
	if [ -s "$1" ]; then
		echo "$1 is not empty:"
		head -n 20 "$1"
		return 1
	fi
}

# corpus_of_texts: the tables and running texts of corpus/, in a folder of that name.
corpus_of_texts() {
	mkdir -p corpus/films
	cp -R "$ROOT/corpus/histoire" "$ROOT"/corpus/*.csv "$ROOT/corpus/README.md" corpus
	cp "$ROOT"/corpus/films/*.txt corpus/films
}

# ids WORD...: the ids of all that is found, one a line; nothing found is no failure.
ids() {
	coopq --ids -n 100000 "$@" || [ $? -eq 1 ]
}

# paths WORD...: the paths of all that is found, one a line, as seen from here.
paths() {
	coopq --tsv -n 100000 "$@" | cut -f 6
}

# found WORDS ID...: these are found, in this order, and nothing else.
found() {
	words=$1
	shift
	is "$*" "$(ids "$words" | tr '\n' ' ' | sed 's/ $//')"
}

# golden NAME FILE: compares with tests/golden/NAME, or makes it so.
golden() {
	if [ -n "${UPDATE_GOLDEN-}" ]; then
		cp "$2" "$TESTS/golden/$1"
	else
		same "$TESTS/golden/$1" "$2"
	fi
}

# until_so COMMAND...: tries again until it succeeds; no test waits for ever.
until_so() {
	for _ in $(seq 6000); do
		if "$@" >/dev/null 2>&1; then return 0; fi
		sleep 0.02
	done
	echo "never so: $*"
	return 1
}
