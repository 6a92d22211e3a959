#!/bin/sh
# Updates: after any edits the index answers as one that was built anew, and folded it is that one byte for
# byte. UPDATES=N: N sequences of edits instead of a few, from the seed UPDATES_FROM (1).
# shellcheck disable=SC2317,SC2046,SC2015 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

fast() { env ${fast:+"LD_PRELOAD=$fast"} "$@"; }

# index INDEX ARGUMENT...: coopidx, whose exit code goes to `code`.
index() {
	code=0
	into=$1
	shift
	fast coopidx -q -j 1 -i "$into" "$@" >out 2>err || code=$?
}

# answers INDEX FILE: what it has to say, without scores, which may differ before it is folded; of one query
# whole records. FILE.terms: its terms, with the frequencies of all; FILE.rejects: its rejected rows.
answers() {
	{
		fast coopq --jsonl --paths=absolute -n 100000 -i "$1" '*' |
			sed 's/"rank":[0-9]*,"score":[0-9.e-]*,//'
		fast coopq --batch -n 100000 -i "$1" <queries | cut -f 1,2,4,7,8
	} 2>"$2.told" | sort >"$2"
	cat "$2.told" >>"$2"
	fast "$BUILD/tests/terms_of" "$1" >"$2.terms" || return 1
	if [ -e "$1/rejects.csv" ]; then cat "$1/rejects.csv"; fi >"$2.rejects"
}

segment_of() { echo "$1/$(sed -n 's/^auto //p' "$1/XAPIANDB")"; }

# same_segments: ./updated and ./anew are of the same bytes.
same_segments() {
	a=$(segment_of updated) b=$(segment_of anew)
	[ ! -e "$a/delta" ] && [ ! -e "$a/removed" ] || { echo 'not folded'; return 1; }
	for file in "$b"/*; do
		case $file in */origin | */sources | */manifest | */rejects) continue ;; esac
		cmp "$a/${file##*/}" "$file" || return 1
	done
}

compares() { # CODE: of the update
	rm -rf anew
	index ./anew $(cat arguments)
	is "$code" "$1" || { cat err; return 1; }
	answers ./updated got && answers ./anew expected
	for part in '' .terms .rejects; do
		cmp -s "expected$part" "got$part" || { diff -a "expected$part" "got$part" | head -n 20 | cut -c 1-400; return 1; }
	done
	if [ -e "$(segment_of updated)/delta" ]; then echo delta >>"$T/kinds"; else echo base >>"$T/kinds"; fi
}

# sequence SEED SIZE STEPS
sequence() {
	rm -rf "$T/work/s" && mkdir "$T/work/s" && cd "$T/work/s" || return 1
	perl "$TESTS/cli/edits.pl" "$1" "$2" 0
	index ./updated $(cat arguments)
	n=1
	while [ "$n" -le "$3" ]; do
		perl "$TESTS/cli/edits.pl" "$1" "$2" "$n" || return 1
		if [ -s added ]; then
			index ./updated --add $(cat added)
			# that and the order of the others: the next run looks at all
			cp /dev/null added
		fi
		index ./updated $(cat arguments)
		first=$code
		cp updated/XAPIANDB stub
		index ./updated $(cat arguments)
		is "$first" "$code" && cmp stub updated/XAPIANDB || { echo "written though nothing has changed, seed $1 size $2, step $n"; tail -n 12 steps; return 1; }
		compares "$code" || { echo "seed $1 size $2, step $n:"; cat arguments; echo; tail -n 12 steps; return 1; }
		if [ $((n % 4)) -eq 0 ]; then
			index ./updated --fold $(cat arguments)
			compares "$code" && same_segments || { echo "folding, seed $1 size $2, step $n:"; cat arguments; echo; tail -n 12 steps; return 1; }
		fi
		n=$((n + 1))
	done
}

sequences() { # FROM TO SIZE STEPS
	seed=$1
	while [ "$seed" -le "$2" ]; do
		(sequence "$seed" "$3" "$4") || return 1
		seed=$((seed + 1))
	done
}

# ---- what a change is ----

# aged FILE...: left alone for so long that their mtimes are trusted.
aged() { touch -d '2001-02-03 04:05:06' "$@"; }

COOP_INDEX=./x
export COOP_INDEX
fresh() { rm -rf x y t u moved map && mkdir t u; }

moved_root() {
	fresh
	printf 'La ville de Lyon.\n' >t/a.txt
	printf 'id,titre\n1,a,b,c,d,e,f\n2,Lyon\n' >t/r.csv
	aged t/*
	expect_code 3 coopidx -q -i ./x t
	mv t moved
	expect_code 3 coopidx -q -i ./x moved
	is 'moved/a.txt moved/r.csv' "$(paths -i ./x lyon | sort | tr '\n' ' ' | sed 's/ $//')"
	has x/rejects.csv '"moved/r.csv",2,5'
	hasnt x/rejects.csv '"t/r.csv"'
}

added_elsewhere() {
	fresh
	printf 'La ville de Lyon.\n' >t/a.txt
	printf 'La ville de Brest.\n' >u/a.txt
	expect_code 0 coopidx -q -i ./x t
	expect_code 0 coopidx -q --add -i ./x u
	is 't/a.txt u/a.txt' "$(paths -i ./x ville | sort | tr '\n' ' ' | sed 's/ $//')"
	expect_code 0 coopidx -q --add -i ./x u
	is 2 "$(ids -i ./x ville | wc -l)"
}

# What the index holds of other sources is never given up because it cannot be read.
added_to_what_cannot_be_kept() {
	fresh
	printf 'La ville de Lyon.\n' >t/a.txt
	printf 'La ville de Brest.\n' >u/b.txt
	coopidx -q -i ./x t
	expect_code 2 coopidx -q --add --full -i ./x u
	is 1 "$(ids -i ./x ville | wc -l)"
	coopidx -q --engine-writes -i ./y t
	expect_code 2 coopidx -q --add -i ./y u
	is 1 "$(ids -i ./y ville | wc -l)"
	cp x/XAPIANDB kept
	echo damaged >x/XAPIANDB
	expect_code 2 coopidx -q --add -i ./x u
	has err XAPIANDB
	cp kept x/XAPIANDB
	is 1 "$(ids -i ./x ville | wc -l)"
	expect_code 0 coopidx -q --add --engine-writes -i ./x u
	is 2 "$(ids -i ./x ville | wc -l)"
}

# Of two records with one id, the first one keeps it: so the order of the sources counts.
order_of_sources() {
	fresh
	printf 'id,titre\n5,Un film\n' >t/a.csv
	printf 'id,titre\n5,Un autre film\n' >u/b.csv
	aged t/* u/*
	expect_code 3 coopidx -q -i ./x t u
	expect_code 3 coopidx -q -i ./x u t
	expect_code 3 coopidx -q -i ./y u t
	coopq --tsv -i ./x film >got
	coopq --tsv -i ./y film >expected
	same expected got
	expect_code 3 coopidx -q -i ./x u t
}

# A table that is not read again does not lack the columns of a map.
map_of_before() {
	fresh
	printf 'Cote = id\nAucune = titre\n' >map
	printf 'Cote,titre\n1,Un film\n' >t/a.csv
	printf 'Cote,titre\n2,Un autre film\n' >t/b.csv
	aged t/*
	expect_code 0 coopidx --map map -i ./x t
	has err "'aucune'"
	expect_code 0 coopidx --map map -i ./x t
	hasnt err 'no table has'
	printf 'Film,titre\n3,Un film\n' >t/b.csv
	expect_code 0 coopidx --map map -i ./x t
	hasnt err 'no table has'
}

# killed before its manifest was written, a generation has a base, and what it lacks is not known
generation_without_manifest() {
	fresh
	printf 'La ville de Lyon.\n' >t/a.txt
	coopidx -q -i ./x t
	cp -R x/gen-1 x/gen-2
	rm x/gen-2/manifest
	expect_code 2 coopidx --restore -i ./x
	expect_code 0 coopidx -q -i ./x t
	[ ! -e x/gen-2 ]
}

# The exit code is that of building anew: the copies of ids that are there now.
copies_are_counted() {
	fresh
	printf 'id,titre\n5,Un film\n' >t/a.csv
	printf 'id,titre\n5,Un autre film\n' >t/b.csv
	printf 'id,titre\n6,Un film\n' >t/c.csv
	expect_code 3 coopidx -q -i ./x t
	printf 'id,titre\n5,Un tout autre film\n' >t/b.csv
	expect_code 3 coopidx -q -i ./x t
	expect_code 3 coopidx -q -i ./x t
	printf 'id,titre\n7,Un film\n' >t/c.csv
	expect_code 3 coopidx -q -i ./x t
	rm t/a.csv
	expect_code 0 coopidx -q -i ./x t
	expect_code 0 coopidx -q -i ./x t
	found tout 5
	printf 'titre\nUn film\nUn film\n' >t/d.csv # the file says the same twice
	expect_code 0 coopidx -q -i ./x t
	rm t/c.csv
	expect_code 0 coopidx -q -i ./x t
}

# "a~2" may be an id of its own; when it goes, it is free for a copy.
suffixes_of_their_own() {
	fresh
	awk 'BEGIN { print "id,titre"; for (i = 0; i < 600; i++) print i ",Un film" }' >t/a.csv
	printf 'id,titre\n5~2,Le premier\n' >t/b.csv
	printf 'id,titre\n5,Le second\n' >t/c.csv
	expect_code 3 coopidx -q -i ./x t
	found second '5~3'
	printf 'id,titre\n5b,Le premier\n' >t/b.csv
	expect_code 3 coopidx -q -i ./x t
	found second '5~2'
	[ ! -e "$(segment_of x)/delta" ]
	printf 'id,titre\n5b,Le dernier\n' >t/b.csv # no id changes: nothing is folded, and the copy counts
	expect_code 3 coopidx -q -i ./x t
	[ -e "$(segment_of x)/delta" ]
	expect_code 3 coopidx -q -i ./x t
	sed -i 's/^17,.*/17,Un autre/' t/a.csv
	expect_code 3 coopidx -q -i ./x t
	[ -e "$(segment_of x)/delta" ]
}

test_case 'the exit code counts copies as building anew does' copies_are_counted
test_case 'ids that end as those of copies do' suffixes_of_their_own
test_case 'a folder that was moved: results and rejected rows lead to where it is' moved_root
test_case '--add of another folder: paths lead there, and into the first one' added_elsewhere
test_case '--add never makes an index anew' added_to_what_cannot_be_kept
test_case 'the order of the sources counts' order_of_sources
test_case 'headings of a map are not missed in tables that are not read' map_of_before
test_case 'a generation without a manifest is no complete one' generation_without_manifest

from=${UPDATES_FROM:-1}
if can_preload eio; then fast=$T/eio.so; fi
if [ -n "${UPDATES-}" ]; then
	test_case "edits of a small index" sequences "$from" "$((from + UPDATES / 5))" 6 6
	test_case "edits of an index with segments beside its base" sequences "$from" "$((from + UPDATES * 4 / 5))" 140 6
else
	test_case 'edits of a small index' sequences 1 2 6 6
	test_case 'edits of an index with segments beside its base' sequences 1 4 140 5
fi
finish
