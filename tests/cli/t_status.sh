#!/bin/sh
# What an index holds, and moving it: coopidx --status, --list, --dump, --load, --fingerprint; and the
# room on the disk.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes are meant, jq has variables
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

# table FILE N [WORD]: so many rows; WORD in the first.
table() {
	awk -v n="$2" -v word="${3-perle}" 'BEGIN { print "id,titre"; print "a1," word " un"
		for (i = 2; i <= n; i++) print "a" i ",le titre " i }' >"$1"
}

# begin: an index of a table and a text, and, updated, with a delta.
begin() {
	rm -rf index src
	mkdir src
	table src/a.csv 600
	printf 'Un texte\n\nDe trois mots.\n' >src/b.txt
	coopidx -q src
}
update() {
	table src/a.csv 600 nouveau
	coopidx -q src
}

# untouched: whatever changes of the folder of the index goes to a difference.
untouched() {
	find index -printf '%p %y %T@ %s %i\n' | sort >now
	if [ ! -e earlier ]; then mv now earlier; else same earlier now; fi
}

# The same after a build that was begun and given up: but for the times of the folder and the lock.
as_before() {
	find index -printf '%p %y %T@ %s %i\n' | sort | sed '/^index d/d; /^index\/lock/d' >now
	sed '/^index d/d; /^index\/lock/d' earlier | same now -
}

# ---- status ----

status_text() {
	begin
	rm -f earlier
	untouched
	expect_code 0 coopidx --status
	empty err
	untouched
	grep -qx "index  *$PWD/index" out
	grep -qx "root  *$PWD/src" out
	grep -qx "made from  *'$PWD/src'" out
	grep -qx 'made  *20[0-9-]* [0-9:]* (gen-1)' out
	grep -qx 'sources  *2, not read in full: 0' out
	grep -qx 'records  *601' out
	has out 'versions      schema '
	grep -qx 'delta  *none: all records are in the base' out
	grep -qx 'folding  *above 60 records added and removed' out
	grep -qx 'to restore  *nothing' out
	has out 'being written no'
	grep -qx 'postings.coop  *[0-9]*' out
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx --status=text
	grep -qx 'notices  *601' out
	grep -qx 'à rétablir    rien' out
	grep -qx 'en écriture   non' out
}

status_json() {
	begin
	expect_code 0 coopidx --status=json
	is 1 "$(wc -l <out)"
	holds out '.schema == 1 and .records == 601 and .sources == 2 and .sources_unread == 0'
	holds out '.folder == $at + "/index" and .root == $at + "/src" and .serving.from == [$at + "/src"]' \
		--arg at "$PWD"
	holds out '.serving.number == 1 and .serving.records == 601 and (has("restorable") | not)'
	holds out '.segments | keys == ["base"]'
	holds out '.segments.base | .records == 601 and .bytes == ([.files[]] | add)'
	is "$(stat -c %s index/gen-1/postings.coop)" "$(jq '.segments.base.files["postings.coop"]' out)"
	is "$(stat -c %s index/gen-1/hashes)" "$((600 * 8 + 8))"
	holds out '.being_written == "no" and .engine_tools == false'
	holds out '.disk.free > 0 and .disk.taken > 0 and .disk.rebuild > .segments.base.bytes'
	# the words: le, titre, perle, un, texte, de, trois, mots, and the numbers from 2 to 600
	is $((8 + 599)) "$(jq .words out)"
	update
	expect_code 0 coopidx --status=json
	holds out '.segments | keys == ["base", "delta", "removed"]'
	holds out '.segments.delta.records == 1 and .segments.removed.records == 1 and .segments.base.records == 601'
	holds out '.records == 601 and .fold_above == 60 and .restorable.number == 1 and .restorable.records == 601'
	# "perle" is gone, and "nouveau" has come
	is $((8 + 599)) "$(jq .words out)"
	holds out '(.average_length - .length / .records | fabs) < 0.001 and .average_length_of_base > 0'
	# the files of the base are those of the generation before, and counted once
	taken=$(jq .disk.taken out)
	[ "$taken" -le "$(du -s -B1 index | cut -f 1)" ]
	expect_code 0 coopidx --status
	grep -qx 'delta  *1 records added to the base of 601, 1 removed from it: 0.3 %' out
	grep -q '^to restore  *gen-1 of 20.*, 601 records$' out
	grep -q '^bytes  *base  *delta  *removed$' out
	coopidx -q --fold src
	expect_code 0 coopidx --status=json
	holds out '.segments | keys == ["base"]'
}

drift() { # of the average length, in a delta of longer rows
	begin
	awk 'BEGIN { print "id,titre"; print "a1,un deux trois quatre cinq six sept huit neuf dix"
		for (i = 2; i <= 600; i++) print "a" i ",le titre " i }' >src/a.csv
	coopidx -q src
	expect_code 0 coopidx --status=json
	holds out '.segments.delta.records == 1 and .average_length > .average_length_of_base'
	expect_code 0 coopidx --status
	grep -q '^drift  *average length .*: +0\.[0-9]* %$' out
}

tools() {
	begin
	coopidx -q --engine-tools src
	expect_code 0 coopidx --status=json
	holds out '.engine_tools'
	expect_code 0 coopidx --status
	has out 'it has what all of them need'
}

read_only() { # COMMAND: as somebody who may not write the folder, where there is no lock file
	begin
	rm index/lock
	chmod -R a-w,a+rX index
	rm -f earlier
	untouched
	"$1" coopidx --status=json >out
	holds out '.records == 601 and .being_written == "no"'
	for mode in --list --dump --fingerprint --status; do
		expect_code 0 "$1" coopidx "$mode"
		[ -s out ]
	done
	untouched
	chmod -R u+w index
}

written() { # by whom
	begin
	echo 'coopidx 4711 1700000000 machine' >index/lock
	(
		flock 9
		expect_code 0 coopidx --status=json
	) 9<>index/lock
	holds out '.being_written == "yes" and .writer == 4711 and .writer_since == 1700000000'
	(
		flock 9
		expect_code 0 coopidx --status
	) 9<>index/lock
	has out 'being written by process 4711 on machine since 2023-11-14'
	for text in '' 'coopidx 4711 1700000000 ma\0033chine\n' 'coopidx x'; do # not our form: not believed
		printf %b "$text" >index/lock
		(
			flock 9
			expect_code 0 coopidx --status
		) 9<>index/lock
		grep -qx 'being written by process [0-9]*' out
		hasnt out chine
	done
	: >index/lock
	(
		flock 9
		expect_code 0 coopidx --status
	) 9<>index/lock
	grep -qx 'being written by process [0-9]*' out
	expect_code 0 coopidx --status
	has out 'being written no'
}

damaged() { # what can be told, then the error
	begin
	coopidx -q --full src
	: >index/gen-2/iamglass
	expect_code 2 coopidx --status
	grep -qx "made from  *'$PWD/src'" out
	grep -q '^to restore  *gen-1' out
	hasnt out 'records  '
	has err 'iamglass'
	expect_code 2 coopidx --status=json
	holds out '.serving.number == 2 and (has("records") | not) and .disk.taken > 0'
	for mode in --list --dump --fingerprint; do
		expect_code 2 coopidx "$mode"
		has err 'iamglass'
	done
	echo 'auto gen-1' >index/XAPIANDB
	expect_code 2 coopidx --status
	has out "index         $PWD/index"
	grep -q '^to restore  *gen-2' out
	rm index/XAPIANDB
	expect_code 2 coopidx --status
	has err "there is no index"
	rm -rf index
	expect_code 2 coopidx --status
	is configuration "$(head -n 1 out | cut -d ' ' -f 1)"
	has err "there is no index in './index'"
	[ ! -e index ]
}

sources_lost() { # a damaged table of sources; what an engine's tool makes has none
	begin
	printf x | dd of=index/gen-1/sources bs=1 seek=40 conv=notrunc 2>/dev/null
	for mode in --list --dump --fingerprint --status; do
		expect_code 2 coopidx "$mode"
		has err "sources"
	done
	if ! command -v xapian-compact >/dev/null; then return 0; fi
	coopidx -q --full --engine-tools src
	xapian-compact index/gen-2 compacted >/dev/null 2>&1
	rm -rf index/gen-2
	mv compacted index/gen-2
	expect_code 0 coopidx --status
	grep -qx 'records  *601' out
	hasnt out 'sources  '
	for mode in --list --dump --fingerprint; do
		expect_code 2 coopidx "$mode"
		empty out
		has err 'does not tell its sources'
	done
}

# ---- list ----

list() {
	begin
	touch -d '2020-02-29 12:34:56 UTC' src/b.txt
	printf 'id,titre\nx,un\ny,a,b,c,d\n' >"src/c d.csv"
	printf 'Autre\n' >"src/e$(printf '\t\n\033')é.txt"
	printf 'Encore\n' >"src/f$(printf '\377').txt"
	coopidx -q src 2>/dev/null || :
	expect_code 0 coopidx --list
	empty err
	is 5 "$(wc -l <out)"
	awk -F '\t' 'NF != 5 { exit 1 }' out
	is '600 1 1 1 1' "$(cut -f 1 out | tr '\n' ' ' | sed 's/ $//')"
	is "$(stat -c %s src/a.csv)" "$(sed -n 1p out | cut -f 2)"
	is "$(printf '1\t25\t2020-02-29T12:34:56Z\t-\tb.txt')" "$(sed -n 2p out)"
	is "$(printf 'rejected\tc d.csv')" "$(sed -n 3p out | cut -f 4,5)"
	is 'e   é.txt' "$(sed -n 4p out | cut -f 5)"
	is 'f�.txt' "$(sed -n 5p out | cut -f 5)"
	expect_code 0 coopidx --list=0
	is 5 "$(tr -cd '\000' <out | wc -c)"
	(cd src && xargs -0 cat <../out) >all
	cat src/* >expected
	same expected all
	expect_code 0 coopidx --list=lines
	coopidx --list | same out -
}

unread() {
	begin
	cp -R src theirs
	echo Texte >theirs/shut.txt
	chmod a+rX,a-w -R theirs
	chmod 0 theirs/shut.txt
	mkdir -m 777 "$T/theirs"
	as_user coopidx -q -i "$T/theirs/index" theirs 2>/dev/null || :
	expect_code 0 coopidx --list -i "$T/theirs/index"
	grep -q "$(printf '^0\t.*\tunread\tshut.txt$')" out
	expect_code 0 coopidx --status=json -i "$T/theirs/index"
	holds out '.sources_unread == 1'
}

# ---- dump and load ----

same_segment() { # GENERATION GENERATION
	for file in iamglass docdata.glass postlist.glass postings.coop hashes columns checksums; do
		cmp "$1/$file" "$2/$file"
	done
}

there_and_back() {
	rm -rf index moved
	coopidx -q "$ROOT/corpus"
	expect_code 0 coopidx --dump
	empty err
	cp out dump
	is 159 "$(tail -n 1 dump | jq .end)"
	is "$(coopidx --list | wc -l)" "$(grep -c '^{"source"' dump)"
	holds dump 'has("dump") or has("source") or has("file") or has("rejected_rows") or has("end")'
	expect_code 0 coopidx --load dump -i ./moved
	has err '25 files, 159 records'
	diff -r index/gen-1 moved/gen-1
	expect_code 0 coopidx --dump -i ./moved
	same dump out
	coopidx -i ./moved "$ROOT/corpus" 2>err
	has err 'no file has changed'
	# by a pipe
	coopidx --dump | coopidx -q --load=- -i ./piped
	diff -r index/gen-1 piped/gen-1
	coopidx -q --engine-tools --full "$ROOT/corpus"
	coopidx --dump | coopidx -q --load=- -i ./piped
	same_segment index/gen-2 piped/gen-2
	cmp index/gen-2/termlist.glass piped/gen-2/termlist.glass
	is "$(coopidx --dump --engine-tools | cksum)" "$(coopidx --dump -i ./piped | cksum)"
	# the one before can be restored
	coopidx -q --restore -i ./piped
}

with_a_delta() { # is that of what it folds to
	begin
	update
	[ -d index/gen-2/delta ]
	coopidx --dump >dump
	rm -rf moved
	coopidx -q --load dump -i ./moved
	coopidx -q --fold src
	[ ! -d index/gen-3/delta ]
	same_segment index/gen-3 moved/gen-1
	found nouveau a1
}

rejected_rows() { # are kept
	rm -rf index src moved
	mkdir src
	printf 'id,titre\nx,un\ny,a,b,"c\n\303\251",d\n' >src/a.csv
	printf 'Texte\n' >src/b.txt
	printf 'id,titre\nz,deux\nz,a,b,c\n' >src/c.csv
	coopidx -q src 2>/dev/null || :
	coopidx --dump >dump
	expect_code 0 coopidx -q --load dump -i ./moved
	cmp index/rejects.csv moved/rejects.csv
	cmp index/gen-1/sources moved/gen-1/sources
	# those that somebody has changed are found again
	echo more >>index/rejects.csv
	coopidx --dump >dump
	hasnt dump rejected_rows
	coopidx -q --load dump -i ./again
	[ ! -e again/rejects.csv ]
	coopidx -q -i ./again src 2>/dev/null || :
	cmp moved/rejects.csv again/rejects.csv
}

# not_loaded LINE TEXT: ./bad is refused with that line, and the index is as it was.
not_loaded() {
	rm -f earlier
	untouched
	expect_code 2 coopidx --load bad
	has err "coopidx: bad:$1: "
	has err "$2"
	has err 'coopidx: hint: '
	is 'a1' "$(ids perle)"
	as_before
}

damaged_dumps() {
	begin
	coopidx --dump >dump
	head -n 300 dump >bad
	not_loaded 301 'lines of the dump are missing'
	head -c 20000 dump >bad
	not_loaded "$(($(head -c 20000 dump | wc -l) + 1))" 'ends in the middle of a line'
	sed '5s/titre/tître/' dump >bad
	not_loaded 5 'this record is not as it was dumped'
	sed '/^{"source"/s/"size":/"size":1/' dump >bad
	not_loaded 605 'the dump is not as it was written'
	sed 7d dump >bad
	not_loaded 602 'lines of the dump are missing'
	sed '9s/^{/[/' dump >bad
	not_loaded 9 'is no JSON object'
	sed '9s/"field":"title"/"field":"nothing"/' dump >bad
	not_loaded 9 "key 'field'"
	(cat dump; echo '{}') >bad
	not_loaded 606 'lines of the dump are missing'
	sed '/^{"source":"b.txt"/s/b.txt/a.csv/' dump >bad
	not_loaded 603 'comes twice'
	cp src/a.csv bad
	not_loaded 1 'is no JSON object'
	echo '{"a":1}' >bad
	not_loaded 1 'is no dump of an index'
	: >bad
	expect_code 2 coopidx --load bad
	has err 'coopidx: bad: is no dump'
	expect_code 2 coopidx --load no-such-file
	has err 'no-such-file: '
	expect_code 2 coopidx --load src
	has err 'src: '
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopidx --load bad
	has err "n'est pas l'export d'un index"
	# nor is there an index afterwards where there was none
	rm -rf none
	expect_code 2 coopidx --load bad -i ./none
	[ ! -e none ]
}

changed_on_purpose() {
	begin
	coopidx --dump | jq -c 'if has("end") then del(.crc)
		elif has("values") then .values[].value |= (if type == "string" then sub("perle"; "change\u0301") else . end) | del(.hash)
		else . end' >dump
	expect_code 0 coopidx -q --load dump
	found changé a1
	is '' "$(ids perle)"
}

# ---- the fingerprint ----

fingerprint() {
	begin
	expect_code 0 coopidx --fingerprint
	grep -qx '[0-9a-f]\{32\}' out
	cp out one
	cp -Rp src elsewhere
	coopidx -q -j 1 -i ./other elsewhere
	coopidx --fingerprint -i ./other | same one -
	coopidx -q --full --engine-tools -i ./other elsewhere
	coopidx --fingerprint -i ./other | same one -
	coopidx -q --engine-writes -i ./other elsewhere
	coopidx --fingerprint -i ./other | same one -
	update
	coopidx --fingerprint >two
	[ "$(cat one)" != "$(cat two)" ]
	coopidx -q --fold src
	coopidx --fingerprint | same two -
	table src/a.csv 600
	coopidx -q src
	coopidx --fingerprint | same one -
	coopidx -q --restore
	coopidx --fingerprint | same two -
	# another order, another name, a row less
	coopidx -q -i ./other src/b.txt src/a.csv
	[ "$(cat one)" != "$(coopidx --fingerprint -i ./other)" ]
	mv elsewhere/a.csv elsewhere/c.csv
	coopidx -q -i ./other elsewhere
	[ "$(cat one)" != "$(coopidx --fingerprint -i ./other)" ]
	table src/a.csv 599
	coopidx -q src
	[ "$(cat one)" != "$(coopidx --fingerprint)" ]
}

# ---- the command line ----

alone() {
	begin
	for mode in --status --list --dump --fingerprint --load=x --status=json; do
		for more in src '-n' '--extract=csv' '--restore' '--check' '--files0-from=x'; do
			expect_code 2 coopidx "$mode" "$more"
			empty out
			has err 'reads no sources: it takes no paths, and an index alone'
		done
	done
	expect_code 2 coopidx --list --status
	expect_code 2 coopidx --status=xml
	has err 'text|json'
	for mode in --status --list --dump --fingerprint; do
		expect_code 2 sh -c "coopidx $mode >/dev/full"
		has err 'cannot write the output'
	done
}

# ---- room ----

# room BYTES CODE COMMAND...: on a disk with so many bytes free
room() {
	bytes=$1 expected=$2
	shift 2
	ROOM_BYTES=$bytes expect_code "$expected" env LD_PRELOAD="$T/room.so" "$@"
}

little_room() {
	begin
	table src/a.csv 20000
	size=$(cat src/* | wc -c)
	rm -f earlier
	untouched
	room $((size / 40)) 2 coopidx -q --full src
	grep -q "no room for the index in './index': it needs about 0\.[0-9] MB, at the very least 0\.0 MB; 0\.0 MB are free" err
	has err 'coopidx: hint: make room'
	as_before
	found perle a1
	room $((size / 2)) 0 coopidx -j1 --full src
	has err "there may be too little room for the index in './index'"
	room $((size / 2)) 0 coopidx -q --full src
	empty err
	room $((size * 2)) 0 coopidx -j1 --full src
	hasnt err room
	room none 0 coopidx -j1 --full src
	hasnt err room
	# nothing to read needs no room
	room 512 0 coopidx -j1 -q src
	# nor is room for what may hold a few words among pictures asked for
	head -c 100000 /dev/zero >src/x.zip
	room 2048 2 coopidx -q -i ./fresh src
	has err 'no room'
	[ ! -e fresh ]
	rm src/a.csv
	room 2048 0 coopidx -q -i ./fresh src
	hasnt err 'no room'
	room $((size * 3)) 0 coopidx -j1 --status=json -q
	holds out '.disk.free <= $size * 3 and .disk.free > $size * 2' --argjson size "$size"
	room none 0 coopidx -j1 --status=json -q
	holds out '.disk | has("free") | not'
}

test_case '--status' status_text
test_case '--status=json, before and after an update' status_json
test_case 'how far the average length has drifted' drift
test_case "whether the engine's tools can be used" tools
if can_be_user; then
	test_case 'a folder that cannot be written' read_only as_user
	test_case 'sources that could not be read' unread
else
	skip 'a folder that cannot be written' 'nobody else to be'
	skip 'sources that could not be read' 'nobody else to be'
fi
test_case 'who is writing' written
test_case 'damage: what can be told, then the error' damaged
test_case 'a table of sources that is damaged or not there' sources_lost
test_case '--list' list
test_case '--dump and --load: the same index' there_and_back
test_case '--dump of an index with a delta' with_a_delta
test_case '--dump keeps rejected rows' rejected_rows
test_case 'dumps that are damaged or cut' damaged_dumps
test_case 'a dump that was changed on purpose' changed_on_purpose
test_case '--fingerprint' fingerprint
test_case 'modes take no paths, and come alone' alone
if can_preload room; then
	preload room
	test_case 'too little room on the disk' little_room
else
	skip 'too little room on the disk' 'nothing can be preloaded'
fi
finish
