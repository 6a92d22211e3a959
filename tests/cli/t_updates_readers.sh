#!/bin/sh
# Readers of all kinds while a writer updates and folds: every answer is that of one generation. All documents
# of a generation say which one it is. READERS_ROUNDS=N: so many updates instead of a few.
# shellcheck disable=SC2317,SC2086 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=$T/work/index
export COOP_INDEX
rounds=${READERS_ROUNDS:-12}
ROWS=600
kinds='single.1 batch1.1 batch4.1'
if [ -n "${READERS_ROUNDS-}" ]; then
	kinds='single.1 single.2 single.3 batch1.1 batch1.2 batch4.1 batch4.2 batch4.3'
fi

# write_sources N: a generation changes some rows, whose marker says so; the text `now` has its number.
# Row i is of round N when i % 30 == N % 30, so that each answer tells of one round only.
write_sources() {
	awk -v now="$1" -v rows="$ROWS" 'BEGIN {
		print "id,titre,résumé"
		for (i = 0; i < rows; i++) {
			round = now - (now - i % 30 + 30 * 1000) % 30
			printf "%d,Titre coopérative,rang%d tour%d\n", i, i % 30, round < 0 ? 0 : round
		}
	}' >sources/a.csv
	printf 'Titre coopérative du moment, tour%d\n' "$1" >sources/now.txt
}

# consistent FILE: the answers of one query in JSON lines: the rows are those that the text `now` wants.
consistent() {
	jq -s -e --argjson rows "$ROWS" '
		(map(select(.id == "now.txt")) | .[0].title | capture("tour(?<n>[0-9]+)").n | tonumber) as $now |
		length == $rows + 1 and all(.[] | select(.id != "now.txt");
			(.description | capture("rang(?<r>[0-9]+) tour(?<t>[0-9]+)")) as $d |
			(($now - (($now - ($d.r | tonumber) + 30000) % 30)) as $t |
				(if $t < 0 then 0 else $t end) == ($d.t | tonumber)))' "$1" >/dev/null
}

# read_until_done KIND: asks until the writer is done, one time more; the answers that are wrong are kept.
read_until_done() {
	kind=$1 over='' n=0 threads=${1#batch}
	threads=${threads%.*}
	while [ -z "$over" ]; do
		if [ -e ended ]; then over=1; fi
		n=$((n + 1))
		code=0
		case $kind in
		single*) coopq --jsonl -n 1000 coopérative >"answer.$kind" 2>"told.$kind" || code=$? ;;
		batch*)
			# the second half of the queries comes when others may have been built
			rm -f "fifo.$kind" && mkfifo "fifo.$kind"
			coopq --batch --jsonl -n 1000 -j "$threads" <"fifo.$kind" >"answers.$kind" 2>"told.$kind" &
			reader=$!
			{ echo coopérative; coopq --ids titre >/dev/null; coopq --ids titre >/dev/null; echo titre; echo '*'; } >"fifo.$kind"
			wait "$reader" || code=$?
			for query in 1 2 3; do
				grep -F "\"query\":{\"id\":\"$query\"" "answers.$kind" >"answer.$kind"
				consistent "answer.$kind" || { cp "answers.$kind" "wrong.$kind"; return 1; }
			done
			# all are from the index as it was when it was opened
			[ "$(grep -F '"id":"now.txt"' "answers.$kind" | grep -o 'tour[0-9]*' | sort -u | wc -l)" -eq 1 ] || { cp "answers.$kind" "wrong.$kind"; return 1; }
			;;
		esac
		if [ "$code" -ne 0 ] || ! consistent "answer.$kind"; then
			echo "$kind, code $code"; cat "told.$kind"; cp "answer.$kind" "wrong.$kind"
			return 1
		fi
	done
	echo "$n" >"count.$kind"
}

writes() {
	i=1
	while [ "$i" -le "$rounds" ]; do
		write_sources "$i"
		option=
		if [ $((i % 4)) -eq 0 ]; then option=--fold; fi
		on_disk coopidx -q -j 1 $option sources || return 1
		if ls -d index/gen-*/delta >/dev/null 2>&1; then : >had_delta; fi
		i=$((i + 1))
	done
}

on_disk() { env ${disk:+"LD_PRELOAD=$disk"} "$@"; }

readers() {
	mkdir sources
	write_sources 0
	on_disk coopidx -q sources
	for kind in $kinds; do
		(read_until_done "$kind" >"log.$kind" 2>&1 || : >"failed.$kind") &
	done
	code=0
	writes || code=$?
	: >ended
	wait
	is 0 "$code"
	[ -e had_delta ]
	for kind in $kinds; do
		[ ! -e "failed.$kind" ] || { cat "log.$kind"; return 1; }
		[ "$(cat "count.$kind")" -gt 0 ]
	done
	cat count.* | tr '\n' ' ' >counts
}

disk=
if can_preload eio; then disk=$T/eio.so; fi
# An answer of two generations does not pass for one.
mixture() {
	mkdir sources
	for i in 1 2; do
		write_sources "$i"
		coopidx -q sources
		coopq --jsonl -n 1000 coopérative >"answer$i"
		consistent "answer$i"
	done
	{ head -n 300 answer1; tail -n +301 answer2; } >mixed
	if consistent mixed; then return 1; fi
	rm -rf sources index
}

test_case 'a mixture would be noticed' mixture
test_case 'readers of all kinds while a writer updates and folds' readers
echo "# answers of each kind: $(cat counts 2>/dev/null)"
finish
