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
	TERM=xterm COLUMNS=120
	export COLUMNS
	on_terminal TICK_THREAD=1
	has said '[#'
	has said '2/4 reading, '
	has said ' records, '
	has said " MB/s: big.csv${escape}[J"
	# at the end there is no bar left: the summary begins a line of its own
	[ "$(tr '\r' '\n' <said | sed "s/^${escape}\[J//" | grep -c '^coopidx: 1 file, ')" -eq 1 ]
	LC_ALL=fr_FR.UTF-8 on_terminal TICK_THREAD=1
	has said '2/4 lecture, encore '
	has said ' notices, '
	unset COLUMNS
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
	expect_code 0 with_clock 50 coopidx -j 1 -i ./index big.csv
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
	grep -E '^coopidx: [0-9]+ %, 2/4 reading, [0-9]+ s left, [0-9]+ records, [0-9.]+ of 3.0 MB, [0-9.]+ MB/s: big.csv$' err >told
	is 3 "$(wc -l <told | tr -d ' ')"
}

# terminal ARGUMENT...: of terminal.py, with what is read in pieces that take 100 milliseconds.
terminal() {
	name='archives/e\0314\0201te\0314\0201/\346\227\245\346\234\254\346\230\240\347\224\273/les coopératives.csv'
	within python3 "$TESTS/cli/terminal.py" "$@" -- env LD_PRELOAD="$T/clock.so" TICK_READ=100 TICK_THREAD=1 \
		coopidx -j 1 --full -i ./piped --stdin-name="$(printf '%b' "$name")" - <wide.csv
}

widths() {
	for i in 1 2 3; do cat big.csv; done >wide.csv
	TERM=xterm terminal 80 40 120 20 200 40 80 >shown
	is '80 40 120 20 200 40 80' "$(grep -v '^end' shown | cut -d ' ' -f 1 | paste -sd ' ')"
	# nobody knows how much is to come
	hasnt shown '%'
	[ "$(grep -c 'opératives.csv$' shown)" -ge 6 ]
	has shown '/les coopératives.csv'
	is 'end coopidx: ' "$(grep '^end' shown | cut -c 1-13 | sort -u)"
}

interrupted() {
	code=0
	TERM=xterm terminal --interrupt 80 >shown || code=$?
	is 0 "$code"
	is 'end coopidx: interrupted' "$(grep '^end' shown)"
}

# free COMMAND...: with a clock that shows a progress as often as it can.
free() {
	env LD_PRELOAD="$T/clock.so" TICK_FREE=1 TICK_THREAD=1 "$@"
}

all_modes() {
	rm -rf free
	head -n 2000 big.csv >part.csv
	for run in '1/4 looking at the files=-i ./free small' '1/4 looking at the files=--fold --full -i ./free small' \
		'1/4 looking at the files=--add -i ./free part.csv' \
		'verifying the files=--check -i ./free' '1/3 verifying the files=--check=full -i ./free' \
		'1/4 verifying the files=--repair -i ./free' 'writing the notices=--dump -i ./free' \
		'1/3 reading=--load dump -i ./loaded' 'reading=-n small' 'reading=--extract=csv small'; do
		# shellcheck disable=SC2086 # options
		expect_code 0 free coopidx ${run#*=}
		case $run in *--dump*) cp out dump ;; esac
		grep -qE "^coopidx: ([0-9]+ %, )?${run%%=*}" err || { echo "no '${run%%=*}' for ${run#*=}"; head err; false; }
		hasnt err "$escape"
		# shellcheck disable=SC2086
		expect_code 0 env LD_PRELOAD="$T/clock.so" TICK_FREE=1 coopidx -q ${run#*=}
		empty err
	done
}

# An archive is read as far as its members are, whatever these unpack to.
archive() {
	for i in 1 2 3 4 5 6; do head -n 8000 big.csv | sed "2,\$s/^/$i-/" >"m$i.csv"; done
	perl "$TESTS/cli/zip.pl" big.zip m1.csv=m1.csv m2.csv=m2.csv m3.csv=m3.csv m4.csv=m4.csv m5.csv=m5.csv m6.csv=m6.csv
	expect_code 0 free coopidx -j 1 --time-limit=86400 -i ./archive big.zip
	for i in 1 2 3 4 5 6; do has err ": big.zip/m$i.csv"; done
	share() { grep "reading, .*: big.zip/m$1.csv$" err | sed 's/^coopidx: \([0-9]*\) %.*/\1/' | sort -n | "$2" -n 1; }
	[ "$(share 2 tail)" -le 50 ]
	[ "$(share 5 head)" -ge 50 ]
}

# A document that is converted in one go tells how far it is.
document() {
	# lines that are alike but for a number are headers, which are left out
	awk 'BEGIN {
		for (i = 0; i < 400; i++) {
			word = sprintf("%c%c", 97 + i % 26, 97 + i / 26)
			printf "%sLe film %s\nla %sscop le montre\n", i ? "\f" : "", word, word
		}
	}' >pages
	perl "$TESTS/cli/pdf.pl" <pages >pages.pdf
	expect_code 0 free coopidx --time-limit=86400 -i ./document pages.pdf
	grep -q '^coopidx: [1-9][0-9]* %, 2/4 reading.*: pages.pdf$' err
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
	test_case 'on a terminal of any width, which changes meanwhile, no line wraps' widths
	test_case 'an interrupt leaves a clean terminal' interrupted
else
	skip 'a bar on a terminal, which goes away' 'no pseudo-terminal to be had'
	skip 'no bar with -q or TERM=dumb' 'no pseudo-terminal to be had'
	skip 'on a terminal of any width no line wraps' 'no pseudo-terminal to be had'
	skip 'an interrupt leaves a clean terminal' 'no pseudo-terminal to be had'
fi
if [ -z "${VALGRIND-}" ]; then
	test_case 'no progress in a file by a short build' no_line
	test_case 'a line every ten seconds elsewhere' lines
	test_case 'all that may take long shows how far it is' all_modes
	test_case 'an archive is as far as its members are' archive
	test_case 'a document tells how many of its pages are read' document
fi
finish
