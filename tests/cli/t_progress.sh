#!/bin/sh
# What a build tells of itself, and the options that say how it is to be made.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/small" small
awk -v n="$(if [ -n "${VALGRIND-}" ]; then echo 3000; else echo 150000; fi)" 'BEGIN {
	print "id,titre,résumé"
	for (i = 0; i < n; i++) print i ",Titre" i ",mot" i % 5000 " un texte de quelques mots"
}' >big.csv

stats() {
	expect_code 0 coopidx -j 2 --stats -i ./index small
	empty out
	has err 'coopidx: reading '
	has err 'joining '
	has err ' MB/s; parts put aside: '
	for table in postlist docdata ranklists; do
		has err "coopidx: table $table: "
	done
	hasnt err 'table termlist'
	hasnt err 'table position'
	is '' "$(grep -v '^coopidx: ' err)"
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx --stats -i ./index small
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
	for file in postlist.glass docdata.glass termlist.glass position.glass ranklists.coop \
		iamglass; do
		cmp "one/gen-1/$file" "five/gen-1/$file"
	done
}

# on_terminal OPTION...: what coopidx says there of a build that takes a while, in `said`.
on_terminal() {
	script -q -e -c "coopidx -j 2 -i ./index $* big.csv" /dev/null </dev/null >said
}

escape=$(printf '\033')

bar() {
	TERM=xterm
	on_terminal
	has said '[#'
	has said ' records, '
	has said " MB/s"
	has said "${escape}[K"
	# at the end there is no bar left: the summary begins a line of its own
	[ "$(tr '\r' '\n' <said | sed "s/^${escape}\[K//" | grep -c '^coopidx: 1 file, ')" -eq 1 ]
	LC_ALL=fr_FR.UTF-8 on_terminal
	has said ' notices, '
}

no_bar() {
	TERM=xterm
	on_terminal -q
	empty said
	TERM=dumb
	on_terminal
	hasnt said "$escape"
	hasnt said '[#'
}

no_line() { # in less than ten seconds
	TERM=xterm
	expect_code 0 coopidx -j 2 -i ./index big.csv
	empty out
	is 2 "$(wc -l <err | tr -d ' ')"
	hasnt err "$escape"
	expect_code 0 coopidx -j 2 -q -i ./index big.csv
	empty err
}

lines() { # a build that was asleep for ten seconds has been at work for ten seconds
	coopidx -j 1 -i ./index big.csv >out 2>err &
	pid=$!
	sleep 0.3
	kill -STOP "$pid"
	sleep 10
	kill -CONT "$pid"
	wait "$pid"
	empty out
	[ "$(wc -l <err)" -ge 3 ] # more where it takes longer by itself
	grep -q '^coopidx: [0-9]* records, [0-9.]* of [0-9.]* MB, [0-9.]* MB/s' err ||
		grep -q '^coopidx: writing the index, [0-9]* %' err
}

test_case '--stats tells what the steps took' stats
test_case '--engine-writes gives the same answers' engine_writes
test_case 'neither threads nor memory make a difference' same_bytes
if [ -n "${VALGRIND-}" ]; then
	: # of time nothing can be said there
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
