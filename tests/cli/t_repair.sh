#!/bin/sh
# What damage of an index costs: --check names the sources, --repair and builds keep what is whole.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# table FILE NAME N: a table of so many notices, whose texts do not compress to nothing.
table() {
	awk -v name="$2" -v n="$3" 'BEGIN {
		srand(7 + length(name))
		print "id,titre,description"
		for (i = 1; i <= n; i++) {
			text = ""
			for (k = 0; k < 40; k++) text = text " mot" int(rand() * 5000)
			print name i ",film " i "," text
		}
	}' >"$1"
}
mkdir src
for name in a b c d e f g h i j k l; do
	table "src/$name.csv" "$name" 50
done
coopidx -q -i ./whole src
sed -i '3s/mot/mut/' src/c.csv
printf 'z1,film,mot1 mot2\n' >>src/d.csv
coopidx -q -i ./whole src
coopidx -q -i ./anew src
[ -d whole/gen-2/delta ] && [ -d whole/gen-2/removed ] || echo 'Bail out! no delta'

# fresh: ./index is the whole one, a base with a delta in ./index/gen-2.
fresh() {
	rm -rf index
	cp -R whole index
}

# put OFFSET FILE: damages a file of the generation.
put() {
	printf 'ZZZZ' | dd of="index/gen-2/$2" bs=1 seek="$1" conv=notrunc status=none
}

# is_anew: what serves has a base that is byte for byte the one built anew, and nothing beside it.
is_anew() {
	gen=index/$(sed -n 's/^auto //p' index/XAPIANDB)
	for file in iamglass postlist.glass docdata.glass postings.coop hashes columns checksums sources; do
		[ "$file" = sources ] || cmp "anew/gen-1/$file" "$gen/$file"
	done
	[ ! -e "$gen/delta" ] && [ ! -e "$gen/removed" ]
	expect_code 0 coopidx --check=full -q -i ./index
	empty err
}

# ---- what --check says ----

names_sources() {
	fresh
	expect_code 0 coopidx --check -i ./index
	has err 'is as it was written: 22 files'
	put 20000 docdata.glass
	put 8150 delta/docdata.glass
	expect_code 2 coopidx --check -i ./index
	has err './index/gen-2/docdata.glass: 1 of '
	has err './index/gen-2/delta/docdata.glass: 1 of '
	has err 'coopidx: notices that are damaged: '
	has err 'coopidx:   b.csv: '
	hasnt err 'concerns answers'
	has err 'coopidx:   c.csv: 1'
	hasnt err '  l.csv'
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopidx --check -i ./index
	has err 'coopidx: notices abîmées : '
	fresh
	rm index/gen-2/docdata.glass
	expect_code 2 coopidx --check -i ./index
	has err 'files that they are from: 12'
	has err 'and 2 files more, which -v names'
	hasnt err '  l.csv'
	expect_code 2 coopidx --check -v -i ./index
	has err 'coopidx:   l.csv: 50'
	hasnt err 'which -v names'
	fresh
	put 40 hashes
	expect_code 2 coopidx --check -i ./index
	has err 'notices that are whole, but not their hashes: '
	for file in postings.coop postlist.glass removed/docdata.glass removed/tombstones; do
		fresh
		put 1 "$file"
		expect_code 2 coopidx --check -i ./index
		has err 'concerns answers, and no notices'
		hasnt err 'notices that are damaged'
	done
	fresh
	rm -r index/gen-2/delta
	expect_code 2 coopidx --check -i ./index
	has err './index/gen-2/delta/checksums: is missing'
	has err 'coopidx:   d.csv: 1'
}

changes_nothing() {
	fresh
	put 20000 docdata.glass
	cp -R index before
	expect_code 2 coopidx --check -i ./index
	expect_code 2 coopidx --check=full -i ./index
	diff -r before index
	rm -r before
	fresh
	mkdir tmp
	TMPDIR=$PWD/tmp expect_code 0 coopidx --check=full -i ./index
	has err 'what its stored record gives'
	is '' "$(ls tmp)"
	diff -r whole index
	unset TMPDIR
	expect_code 0 coopidx --check=full -i ./index
	is '' "$(ls -d index.*)"
}

full_finds() { # what has the right checksums, and says something else
	# the postings of another index, with its checksums: only the stub and the manifest are ours
	rm -rf index other
	coopidx -q -i ./index src
	mkdir other.src
	cp src/*.csv other.src
	sed -i 's/mot1 /mot2 /' other.src/*.csv
	coopidx -q -i ./other other.src
	cp other/gen-1/* index/gen-1/
	cp other/XAPIANDB index/
	expect_code 0 coopidx --check=full -i ./index
	cp anew/gen-1/docdata.glass index/gen-1/
	expect_code 2 coopidx --check=full -i ./index
	has err 'docdata.glass: '
	coopidx -q --engine-writes -i ./engine src
	expect_code 2 coopidx --check=full -i ./engine
	has err 'more cannot be compared, as the engine wrote them'
	expect_code 0 coopidx --check -i ./engine
}

interrupted() { # at any time
	fresh
	mkdir -p tmp
	TMPDIR=$PWD/tmp counted coopidx --check=full -i ./index 2>err
	read -r all _ <steps
	for percent in 5 20 40 60 80 95; do
		code=0
		TMPDIR=$PWD/tmp WORK_SIGNAL=$((all * percent / 100)) \
			counted coopidx --check=full -i ./index 2>err || code=$?
		is 130 "$code"
		is '' "$(ls tmp)"
	done
}

# ---- repairing ----

repairs_all() { # whatever file is damaged
	for what in 'put 20000 docdata.glass' 'put 4 docdata.glass' 'rm index/gen-2/docdata.glass' \
		'truncate -s 20000 index/gen-2/docdata.glass' 'put 40 hashes' 'rm index/gen-2/hashes' \
		'put 40 columns' 'rm index/gen-2/columns' \
		'put 8000 postings.coop' 'put 20000 postlist.glass' 'put 30 iamglass' 'rm index/gen-2/iamglass' \
		'put 40 checksums' 'put 700 checksums' 'put 30 sources' 'rm index/gen-2/sources' 'put 30 manifest' \
		'put 30 origin' 'put 8150 delta/docdata.glass' 'rm -r index/gen-2/delta' \
		'put 200 removed/docdata.glass' 'rm -r index/gen-2/removed' 'put 1 removed/tombstones' \
		'put 20 delta/checksums' 'put 20 ../XAPIANDB'; do
		fresh
		echo "$what"
		$what
		expect_code 0 coopidx --repair -i ./index
		is_anew
	done
	expect_code 0 coopidx --repair -i ./index
	has err 'nothing to repair'
	expect_code 2 coopidx --repair -i ./none
	has err 'there is no index'
	[ ! -e none ]
	expect_code 2 coopidx --repair --add -i ./index
	expect_code 2 coopidx --repair --check -i ./index
}

reads_no_more_than_it_must() {
	fresh
	put 8000 postings.coop
	mv src away
	expect_code 0 coopidx --repair -i ./index
	has err 'files read again: 0'
	mv away src
	is_anew
}

keeps_what_to_go_back_to() {
	fresh
	put 20000 docdata.glass
	expect_code 0 coopidx --repair -i ./index
	is 'gen-1 gen-3' "$(cd index && echo gen-*)"
	expect_code 0 coopidx --restore -i ./index
	fresh
	put 20000 docdata.glass
	mv src away
	expect_code 3 coopidx --repair -i ./index
	mv away src
	is 'gen-2 gen-3' "$(cd index && echo gen-*)"
	cmp index/gen-2/docdata.glass whole/gen-2/docdata.glass && return 1
	expect_code 2 coopidx --restore -i ./index
}

source_gone() { # what can be read of its notices stays, the rest is named
	fresh
	put 20000 docdata.glass
	coopidx --check -i ./index 2>err || :
	file=$(sed -n 's/^coopidx:   \(.*\): [0-9]*$/\1/p' err | head -n 1)
	n=$(sed -n 's/^coopidx:   .*: \([0-9]*\)$/\1/p' err | head -n 1)
	mv "src/$file" away.csv
	expect_code 3 coopidx --repair -i ./index
	has err "$PWD/src/$file: cannot be read: "
	has err "$file: notices of it that are damaged in the index, and left out: $n"
	expect_code 0 coopidx --check=full -q -i ./index
	is $((601 - n)) "$(ids '*' -i ./index | wc -l)"
	mv away.csv "src/$file"
	expect_code 0 coopidx -i ./index --fold src
	is_anew
}

elsewhere() { # paths say where the sources are now
	fresh
	put 20000 docdata.glass
	mv src moved
	expect_code 3 coopidx --repair -i ./index
	fresh
	put 20000 docdata.glass
	expect_code 0 coopidx --repair -i ./index moved
	is_anew
	has "$gen/manifest" "root $PWD/moved"
	fresh
	put 30 sources
	put 30 origin
	expect_code 2 coopidx --repair -i ./index
	has err 'hint: name its sources: coopidx --repair -i ./index PATH...'
	diff -r whole/gen-1 index/gen-1
	is 'gen-1 gen-2' "$(cd index && echo gen-*)"
	expect_code 0 coopidx --repair -i ./index moved
	mv moved src
	is_anew
}

# ---- builds ----

build_over_damage() { # a base is folded: all records are read
	for what in 'put 20000 docdata.glass' 'put 4 docdata.glass' 'put 8150 delta/docdata.glass' 'put 30 iamglass' \
		'put 40 checksums'; do
		fresh
		echo "$what"
		$what
		expect_code 0 coopidx -i ./index --fold src
		has err 'what is whole is kept, the rest is read again'
		is_anew
	done
	# what is not read is made anew
	fresh
	put 20000 postlist.glass
	expect_code 0 coopidx -i ./index --fold src
	is_anew
	# where nothing has changed, nothing is read
	fresh
	put 20000 docdata.glass
	expect_code 0 coopidx -i ./index src
	has err 'no file has changed'
}

changes_over_damage() { # the source that is damaged has changed as well
	fresh
	put 20000 docdata.glass
	put 300 hashes
	cp src/a.csv src/b.csv .
	sed -i '5s/mot/mut/' src/a.csv src/b.csv
	expect_code 0 coopidx -i ./index src
	has err 'what is whole is kept, the rest is read again'
	expect_code 0 coopidx --check=full -q -i ./index
	rm -rf other
	coopidx -q -i ./other src
	gen=index/$(sed -n 's/^auto //p' index/XAPIANDB)
	cmp "other/gen-1/postings.coop" "$gen/postings.coop"
	mv a.csv b.csv src
}

added_over_damage() {
	table more.csv more 80
	fresh
	put 20000 docdata.glass
	expect_code 0 coopidx -i ./index --add more.csv
	is 681 "$(ids '*' -i ./index | wc -l)"
	expect_code 0 coopidx --check=full -q -i ./index
	fresh
	put 30 sources
	cp -R index before
	expect_code 2 coopidx -i ./index --add more.csv
	has err 'hint: what is in the index is to stay: repair it first, with coopidx --repair'
	diff -r before index
	rm -r before
}

test_case '--check names the sources of what is damaged' names_sources
test_case '... and changes nothing' changes_nothing
test_case '--check=full finds what the checksums do not' full_finds
test_case '... and leaves nothing behind when it is interrupted' interrupted
test_case '--repair makes what building anew makes' repairs_all
test_case '... from stored notices, where these are whole' reads_no_more_than_it_must
test_case '... and keeps what --restore goes back to' keeps_what_to_go_back_to
test_case '3: a source that is gone' source_gone
test_case 'sources that are elsewhere now' elsewhere
test_case 'a build over damage' build_over_damage
test_case '... of a source that has changed' changes_over_damage
test_case '... with --add' added_over_damage
finish
