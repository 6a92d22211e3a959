#!/bin/sh
# Damaged files of an index: coopidx --check finds them, and coopq never gives another answer.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

coopidx -q -i ./whole "$ROOT/corpus/films.csv"
coopidx -q -i ./whole "$ROOT/corpus"

# fresh: ./index is the whole one, its files in ./index/gen-2.
fresh() {
	rm -rf index
	cp -R whole index
}

# put BYTES OFFSET FILE
put() {
	printf '%s' "$1" | dd of="index/gen-2/$3" bs=1 seek="$2" conv=notrunc status=none
}

checks() {
	fresh
	expect_code 0 coopidx --check -i ./index
	empty out
	is 'coopidx: the index in ./index/gen-2 is as it was written: 9 files' "$(sed 's/,.*//' err)"
	expect_code 0 coopidx --check -q -i ./index
	empty err
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx --check -i ./index
	has err "l'index dans ./index/gen-2 est tel qu'il a été écrit"
	diff -r whole index # nothing was changed
}

names_damage() {
	for file in iamglass postlist.glass docdata.glass postings.coop hashes columns; do
		fresh
		put ZZ 40 "$file"
		expect_code 2 coopidx --check -i ./index
		has err "coopidx: ./index/gen-2/$file: 1 of "
		has err 'the first from byte 0 on'
		has err "coopidx: the index './index/gen-2' is damaged: 1 of its files"
		has err 'hint: '
	done
	fresh
	put ZZ 20000 postings.coop
	put ZZ 30000 postings.coop
	rm index/gen-2/docdata.glass
	printf x >>index/gen-2/postlist.glass
	expect_code 2 coopidx --check -i ./index
	has err './index/gen-2/postings.coop: 2 of '
	has err 'the first from byte 16384 on'
	has err './index/gen-2/docdata.glass: is missing'
	has err './index/gen-2/postlist.glass: has another size'
	has err '3 of its files'
}

# Damage that no page tells of: of the checksums, of the stub, of what the stub names.
names_the_rest() {
	for file in checksums manifest origin sources; do
		fresh
		put Z 30 "$file"
		expect_code 2 coopidx --check -i ./index
		has err "coopidx: ./index/gen-2/$file: is not as it was written"
		has err '1 of its files'
		rm "index/gen-2/$file"
		expect_code 2 coopidx --check -i ./index
		has err "coopidx: ./index/gen-2/$file: is missing"
		has err 'hint: make it whole again: coopidx --repair -i ./index'
		has err 'coopidx --restore -i ./index'
	done
	fresh
	rm index/gen-2/checksums
	expect_code 2 coopq -i ./index scop
	has err "its file 'checksums'"
	fresh
	sed -i 's/gen-2/gen-1/' index/XAPIANDB
	for command in 'coopidx --check' 'coopq scop'; do
		# shellcheck disable=SC2086 # a command
		expect_code 2 $command -i ./index
		has err XAPIANDB
	done
	# another generation under the name of the one that serves
	fresh
	rm -r index/gen-2
	mv index/gen-1 index/gen-2
	expect_code 2 coopq scop -i ./index
	has err "its file 'checksums'"
	expect_code 2 coopidx --check -i ./index
	has err 'gen-2/checksums: is not as it was written'
	has err 'gen-2/manifest: is not as it was written'
}

# A revision that is no later one's, but damage.
revision() {
	fresh
	put Z 32 iamglass
	expect_code 2 coopidx --check -i ./index
	has err 'gen-2/iamglass: 1 of 1 pages'
	hasnt err 'a tool of the engine'
	rm -rf engine
	coopidx -q --engine-writes -i ./engine "$ROOT/corpus/films.csv"
	expect_code 0 coopidx --check -i ./engine
	expect_code 0 coopq -i ./engine scop
	rm engine/gen-1/checksums
	expect_code 2 coopq -i ./engine scop
	has err "its file 'checksums'"
}

# --restore goes back to nothing that is damaged.
restores() {
	fresh
	printf ZZ | dd of=index/gen-1/postings.coop bs=1 seek=20000 conv=notrunc status=none
	cp index/XAPIANDB before
	expect_code 2 coopidx --restore -i ./index
	has err './index/gen-1/postings.coop: 1 of '
	cmp before index/XAPIANDB
	cp whole/gen-1/postings.coop index/gen-1/
	expect_code 0 coopidx --restore -i ./index
	expect_code 0 coopidx --check -i ./index
	has err './index/gen-1 is as it was written'
}

# A copy that a tool of the engine made.
copied() {
	rm -rf tools compacted
	coopidx -q --engine-tools -i ./tools "$ROOT/corpus/films.csv"
	cp -R tools compacted
	xapian-compact tools/gen-1 compacted/gen-1.new >log 2>&1
	rm -r compacted/gen-1
	mv compacted/gen-1.new compacted/gen-1
	expect_code 0 coopq -i ./compacted scop
	expect_code 2 coopidx --check -i ./compacted
	has err 'a tool of the engine has changed or copied it'
}

# held COMMAND...: with held.c.
held() {
	LD_PRELOAD=$T/held.so "$@"
}

# Builds that replace the index while its files are opened.
replaced() {
	for name in XAPIANDB checksums iamglass postlist.glass docdata.glass postings.coop hashes columns; do
		for builds in 1 2 3; do
			fresh
			command=:
			for _ in $(seq "$builds"); do
				command="$command && coopidx -q -i ./index \"$ROOT/corpus/films.csv\""
			done
			HELD_NAME=$name HELD_COMMAND=$command expect_code 0 held coopidx --check -i ./index
			has err 'is as it was written'
		done
	done
}

# What the generation before had in the same place is no answer either.
stale_pages() {
	fresh
	coopq -i ./index --tsv -n 50 'scop lyon "la coopérative"' >expected
	for file in postlist.glass docdata.glass postings.coop; do
		pages=$(($(wc -c <"index/gen-1/$file") / 4096))
		told=0
		for page in $(seq 0 $((pages - 1))); do
			cp "whole/gen-2/$file" "index/gen-2/$file"
			dd if="whole/gen-1/$file" of="index/gen-2/$file" bs=4096 skip="$page" \
				seek="$page" count=1 conv=notrunc status=none
			code=0
			coopq -i ./index --tsv -n 50 'scop lyon "la coopérative"' >actual 2>err ||
				code=$?
			if [ "$code" -eq 0 ]; then
				same expected actual
			else
				is 2 "$code"
				has err "$file"
				told=$((told + 1))
			fi
		done
		[ "$told" -gt 0 ]
		cp "whole/gen-2/$file" "index/gen-2/$file"
	done
}

# A tool of the engine changed it: nothing can be verified, and that is no damage.
changed() {
	rm -rf tools
	coopidx -q --engine-tools -i ./tools "$ROOT/corpus/films.csv"
	coopq -i ./tools --ids scop >expected
	expect_code 0 coopidx --check -i ./tools
	xapian-metadata set tools/gen-1 note changed
	coopq -i ./tools --ids scop >actual
	same expected actual
	expect_code 2 coopidx --check -i ./tools
	has err 'a tool of the engine has changed or copied it'
	hasnt err damaged
}

refuses() {
	fresh
	for arguments in "$ROOT/corpus" --restore --dry-run --extract=csv; do
		expect_code 2 coopidx --check -i ./index "$arguments"
		has err 'takes no paths'
	done
	expect_code 2 coopidx --check -i ./none
	has err 'there is no index'
	[ ! -e none ]
}

# A file that is cut while it is mapped: the last one is opened, and that is when it happens.
cut() {
	for file in postlist.glass docdata.glass; do
		fresh
		for threads in 1 4; do
			cp "whole/gen-2/$file" index/gen-2/
			printf 'scop\nlyon\ncoopérative\n"la coopérative"\n' >queries
			HELD_NAME=postings.coop HELD_COMMAND=": >index/gen-2/$file" expect_code 2 \
				held coopq -i ./index --batch -j "$threads" <queries
			is "coopq: cannot read './index/gen-2/$file': it was cut while it was read, or its disk fails" \
				"$(cat err)"
		done
	done
	cp "whole/gen-2/docdata.glass" index/gen-2/
	cp "whole/gen-2/docdata.glass" index/gen-2/
	HELD_NAME=postings.coop HELD_COMMAND=": >index/gen-2/docdata.glass" expect_code 2 \
		held coopidx --check -i ./index
	has err "coopidx: cannot read './index/gen-2/docdata.glass'"
	cp "whole/gen-2/docdata.glass" index/gen-2/
	export LC_ALL=fr_FR.UTF-8
	HELD_NAME=postings.coop HELD_COMMAND=": >index/gen-2/docdata.glass" expect_code 2 \
		held coopq -i ./index scop
	has err "impossible de lire './index/gen-2/docdata.glass'"
}

test_case 'an index that is as it was written' checks
test_case 'what is damaged is named, and where' names_damage
test_case '... also what leads to the files' names_the_rest
test_case 'a damaged revision, and missing checksums' revision
test_case 'pages of the index before' stale_pages
test_case '--restore verifies what it goes back to' restores
test_case 'changed by a tool of the engine' changed
test_case '... or copied' copied
test_case '2: --check takes nothing else' refuses
if can_preload held; then
	preload held
	test_case 'a file that is cut while it is read' cut
	test_case 'builds during --check' replaced
else
	skip 'a file that is cut while it is read' 'nothing can be preloaded'
	skip 'builds during --check' 'nothing can be preloaded'
fi
finish
