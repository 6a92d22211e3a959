#!/bin/sh
# kill -9, Ctrl-C, full and failing disks: the old index keeps serving.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

RECORDS=3000
if [ -n "${VALGRIND-}" ]; then RECORDS=1500; fi
# Every moment is tried, and one in three where the programs are many times slower. There a full disk is met in
# larger steps: what is written when is found without the sanitizers, these look at how a failure is undone.
often=1 wider=1.16 narrower=1.1
case $BUILD in *-san) often=3 wider=1.5 narrower=1.3 ;; esac

# records N: a table of so many notices.
records() {
	awk -v n="$1" 'BEGIN {
		srand(1)
		print "id,titre,résumé"
		for (i = 0; i < n; i++) {
			printf "%d,Nouveau titre %d,", i, i
			for (k = 0; k < 60; k++) printf "mot%d ", int(rand() * rand() * 20000)
			print "de la coopérative"
		}
	}'
}
mkdir old
records 40 | sed 's/Nouveau/Ancien/' >old/a.csv
records "$RECORDS" >new.csv
records 300 >few.csv

# answers: what ./index has to say.
answers() {
	coopq --jsonl -n 50 -i ./index 'ancien titre coopérative mot7'
	coopq --ids -n 50 -i ./index 'mot12 "la coopérative"'
}

# on_disk [NAME=VALUE]... COMMAND...: with the disk of eio.c, which does as these say.
on_disk() {
	env LD_PRELOAD="$T/eio.so" "$@"
}

# begin: ./index with the old notices, and nothing else; it is built once, then copied.
begin() {
	rm -rf index
	if [ ! -d built ]; then
		on_disk coopidx -q -i ./index old
		cp -a index built
	else
		cp -a built index
	fi
	[ -s old_answers ] || answers >old_answers
	cp old_answers expected
	[ -s expected ]
	(cd index && echo *) >holds
}

# as_before: it answers the same, and holds nothing more.
as_before() {
	answers >actual || return 1
	same expected actual && is "$(cat holds)" "$(cd index && echo *)"
}

# builds_again: the next build succeeds, and leaves no debris.
builds_again() {
	expect_code 0 on_disk coopidx -q --full -i ./index old
	is '' "$(grep -v -e 'made from other sources' -e '--restore' err)"
	number=$(sed -n 's/auto gen-//p' index/XAPIANDB)
	for name in $(cd index && ls -A); do
		case $name in
		XAPIANDB | lock | "gen-$number" | "gen-$((number - 1))") ;;
		*)
			echo "left behind: $name"
			return 1
			;;
		esac
	done
	answers >actual
	same expected actual
}

# moments FILE: how many calls that change the disk its build over the old index makes.
moments() {
	begin
	on_disk EIO_SIGNAL=9 EIO_COUNT=calls coopidx -j 2 -q --full -i ./index "$1"
	answers >expected_new
	calls=$(cat calls)
	[ "$calls" -gt 20 ]
}

# signalled SIGNAL N FILE: its build, which gets the signal before call N; sets `code`.
signalled() {
	code=0
	on_disk EIO_SIGNAL="$1" EIO_FROM="$2" coopidx -j 2 -q --full -i ./index "$3" \
		>/dev/null 2>err || code=$?
}

# phase: how far the build of generation $1 had come.
phase() {
	if [ ! -d "index/gen-$1" ]; then echo begun
	elif [ -f "index/gen-$1/iamglass" ]; then echo complete
	elif [ -f "index/gen-$1/postings.coop" ]; then echo postings
	else echo reading; fi
}

# killed_at N FILE: what serves is the old index, or when the switch was made, the new one.
killed_at() {
	serving=$(sed -n 2p index/XAPIANDB)
	signalled 9 "$1" "$2"
	if [ "$code" -eq 0 ]; then echo over >>phases; else is 137 "$code"; fi
	[ "$code" -eq 0 ] || phase "$(($(echo "$serving" | sed 's/auto gen-//') + 1))" >>phases
	answers >actual || return 1
	if [ "$(sed -n 2p index/XAPIANDB)" = "$serving" ]; then
		same expected actual
	else
		same expected_new actual
	fi
	builds_again
}

# at_moments BY COMMAND FILE: calls it for the first moment and each BY-th after it.
at_moments() {
	moments "$3"
	begin
	n=1
	while [ "$n" -le "$calls" ]; do
		"$2" "$n" "$3" || { echo "before call $n of $calls"; return 1; }
		n=$((n + $1))
	done
}

killed() {
	: >phases
	at_moments "$often" killed_at few.csv
	at_moments $((6 * often)) killed_at new.csv
	for phase in begun reading postings complete; do
		grep -qx "$phase" phases || { echo "never killed while $phase"; return 1; }
	done
	sort phases | uniq -c | awk '{ printf "%s %s, ", $2, $1 }' >summary
}

# What is nearly done is done.
interrupted_at() { # N FILE
	begin
	signalled 2 "$1" "$2"
	if [ "$code" -eq 0 ]; then
		answers >actual
		same expected_new actual
		echo over >>phases
		return
	fi
	is 130 "$code"
	is 'coopidx: interrupted' "$(cat err)"
	as_before
	echo interrupted >>phases
}

interrupted() {
	: >phases
	at_moments $((2 * often)) interrupted_at few.csv
	at_moments $((12 * often)) interrupted_at new.csv
	builds_again
	[ "$(grep -c interrupted phases)" -gt 3 ]
}

# is_told CODE REASON: the build failed, said why, and left the index as it was.
is_told() {
	is 2 "$1" && empty out && has err "$2" && as_before &&
		is '' "$(grep -v '^coopidx: ' err)"
}

# full_at COMMAND...: builds where there is little room; notes what could not be written.
full_at() {
	code=0
	"$@" >out 2>err || code=$?
	if [ "$code" -eq 0 ]; then
		echo complete >>places
		return 0
	fi
	sed -n '/a temporary file/{s/.*/temporary/p;d;}; s/.*\/\([a-zA-Z.]*\)'"'"'.*: .*/\1/p' err >>places
	is_told "$code" "$reason"
}

# until_complete FROM BY COMMAND...: calls it with more and more, until the build succeeds.
until_complete() {
	: >places
	awk -v from="$1" -v by="$2" 'BEGIN { for (n = from; n < 1e6; n *= by) print int(n) }' >rooms
	while read -r room; do
		"$3" "$room" || { echo "with $room"; return 1; }
		if [ "$(tail -n 1 places)" = complete ]; then return 0; fi
	done <rooms
	echo 'never complete'
	return 1
}

with_space() { # KIB
	mount -o "remount,size=$1k" index && full_at coopidx -j "$threads" -q --full -i ./index new.csv
}

full_disk() { # THREADS BY: a file system of its own, with more and more room
	reason='No space left on device' threads=$1
	rm -rf index
	mkdir index
	mount -t tmpfs -o size=64m tmpfs index
	trap 'umount "$T/work/index"' EXIT
	coopidx -q -i ./index old
	answers >expected
	(cd index && echo *) >holds
	until_complete 500 "$2" with_space
	mount -o remount,size=64m index
	builds_again
}

# With one thread the same room is always full at the same place.
full_in_every_phase() {
	full_disk 1 "$narrower"
	places_met temporary
	[ "$often" -gt 1 ] || places_met docdata.glass postlist.glass
}

# limited BLOCKS COMMAND...: no file may grow above that.
limited() (
	ulimit -f "$1"
	shift
	exec "$@"
)

with_blocks() { # N
	full_at limited "$1" coopidx -j 1 -q --full -i ./index new.csv
}

file_too_large() {
	reason='File too large'
	begin
	until_complete 1 1.4 with_blocks
	builds_again
}

places_met() { # PLACE...: each was once what could not be written
	for place; do
		grep -qx -e "$place" places || { echo "never met: $place"; sort places | uniq -c; return 1; }
	done
}

# A failure to make the switch itself safe is told, and that the new index serves.
failing_at() { # N ONCE
	code=0
	begin
	on_disk EIO_FROM="$1" EIO_ONCE="$2" coopidx -j 1 -q -i ./index few.csv >out 2>err || code=$?
	if [ "$(sed -n 2p index/XAPIANDB)" != 'auto gen-1' ]; then
		answers >actual
		same expected_few actual
		is 3 "$code"
		has err 'the index was switched and serves'
		has err 'Input/output error'
	else
		is_told "$code" 'Input/output error'
	fi
	builds_again
}

failing_disk() {
	begin
	on_disk EIO_COUNT=calls coopidx -j 1 -q -i ./index few.csv
	answers >expected_few
	calls=$(cat calls)
	[ "$calls" -gt 15 ]
	n=1
	while [ "$n" -le "$calls" ]; do
		failing_at "$n" 0 || { echo "from call $n of $calls on"; return 1; }
		failing_at "$n" 1 || { echo "call $n of $calls"; return 1; }
		n=$((n + often))
	done
}

preload eio
test_case 'kill -9 at any moment: the old index serves, the next build mends all' killed
echo "# killed while: $(cat summary 2>/dev/null)"
test_case '130: Ctrl-C at any moment leaves nothing' interrupted
if mkdir -p probe && mount -t tmpfs -o size=1m tmpfs probe 2>/dev/null && umount probe; then
	test_case '2: a full disk, with more and more room' full_disk 2 "$wider"
	test_case '... in every phase' full_in_every_phase
else
	skip '2: a full disk, with more and more room' 'no file system can be mounted'
	skip '... in every phase' 'no file system can be mounted'
fi
test_case '2: files may not grow, with more and more room' file_too_large
test_case '... in every phase' places_met temporary docdata.glass
test_case '2: a disk that fails at any moment' failing_disk
finish
