#!/bin/sh
# What a build reports, and the options that control how it runs.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/small" small
awk 'BEGIN {
	print "id,titre,résumé"
	for (i = 0; i < 60000; i++) print i ",Titre" i ",mot" i % 5000 " un texte de quelques mots"
}' >big.csv

stats() {
	expect_code 0 coopidx -j 2 --stats --full -i ./index small
	empty out
	has err 'coopidx: reading '
	has err 'joining '
	has err ' MB/s; parts put aside: '
	for table in postlist docdata postings; do
		has err "coopidx: table $table: "
	done
	hasnt err 'table termlist'
	hasnt err 'table position'
	is '' "$(grep -v '^coopidx: ' err)"
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx --stats --full -i ./index small
	has err 'coopidx: lecture '
	has err ' Mo/s ; parties mises de côté : '
	has err 'coopidx: table postlist : '
	expect_code 0 coopidx -i ./index small
	hasnt err 'table'
}

answers() {
	coopq --jsonl -n 100 -i "$1" 'scop atelier'
	coopq --jsonl -n 100 -i "$1" 'les films d'"'"'une coopérative de Lyon'
}

engine_writes() {
	coopidx -q -i ./bulk small
	expect_code 0 coopidx --engine-writes --stats -i ./engine small
	has err 'coopidx: reading '
	answers ./bulk >expected
	answers ./engine >actual
	same expected actual
}

same_bytes() {
	coopidx -q -j 1 --engine-tools -i ./one "$ROOT/corpus"
	coopidx -q -j 5 --engine-tools --memory 1 -i ./five "$ROOT/corpus"
	for file in postlist.glass docdata.glass termlist.glass position.glass postings.coop \
		iamglass; do
		cmp "one/gen-1/$file" "five/gen-1/$file"
	done
}

# with_clock MILLISECONDS COMMAND...: each piece that it reads, of 64 KiB, takes so long (clock.c).
with_clock() {
	passes=$1
	shift
	env LD_PRELOAD="$T/clock.so" TICK_READ="$passes" "$@"
}

# on_terminal OPTION...: what coopidx says there of a build that takes seconds, in `said`.
on_terminal() {
	script -q -e -c "env LD_PRELOAD='$T/clock.so' TICK_READ=100 $1 coopidx -j 1 --full -i ./index $2 big.csv" \
		/dev/null </dev/null >said
}

escape=$(printf '\033')

bar() {
	TERM=xterm
	on_terminal TICK_THREAD=1
	has said '[#'
	has said ' records, '
	has said " MB/s"
	has said "${escape}[K"
	# at the end there is no bar left: the summary begins a line of its own
	[ "$(tr '\r' '\n' <said | sed "s/^${escape}\[K//" | grep -c '^coopidx: 1 file, ')" -eq 1 ]
	LC_ALL=fr_FR.UTF-8 on_terminal TICK_THREAD=1
	has said ' notices, '
}

no_bar() {
	TERM=xterm
	on_terminal '' -q
	empty said
	TERM=dumb
	on_terminal TICK_THREAD=1
	hasnt said "$escape"
	hasnt said '[#'
}

no_line() { # in less than ten seconds
	rm -rf index # or it is told what was replaced
	TERM=xterm TICK_THREAD=1
	export TICK_THREAD
	expect_code 0 with_clock 200 coopidx -j 1 -i ./index big.csv
	empty out
	is 2 "$(wc -l <err | tr -d ' ')"
	hasnt err "$escape"
	unset TICK_THREAD
	expect_code 0 with_clock 10000 coopidx -j 1 -q --full -i ./index big.csv
	empty err
}

lines() { # each ten seconds
	rm -rf index
	TICK_THREAD=1
	export TICK_THREAD
	expect_code 0 with_clock 1000 coopidx -j 1 -i ./index big.csv
	empty out
	grep '^coopidx: [0-9]* records, [0-9.]* of 3.0 MB, 0.[0-9] MB/s, [0-9]* s left$' err >told
	is 3 "$(wc -l <told | tr -d ' ')"
	is 5 "$(wc -l <err | tr -d ' ')"
}

test_case '--stats tells what the steps took' stats
test_case '--engine-writes gives the same answers' engine_writes
test_case 'neither threads nor memory make a difference' same_bytes
[ -n "${VALGRIND-}" ] || preload clock
if [ -n "${VALGRIND-}" ]; then
	: # nothing can be loaded before a program there
elif script -q -e -c true /dev/null </dev/null >/dev/null 2>&1; then
	test_case 'a bar on a terminal, which goes away' bar
	test_case 'no bar with -q or TERM=dumb' no_bar
else
	skip 'a bar on a terminal, which goes away' 'no pseudo-terminal to be had'
	skip 'no bar with -q or TERM=dumb' 'no pseudo-terminal to be had'
fi
if [ -z "${VALGRIND-}" ]; then
	test_case 'no progress in a file by a short build' no_line
	test_case 'a line every ten seconds elsewhere' lines
fi
finish
