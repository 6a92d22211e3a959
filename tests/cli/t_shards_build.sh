#!/bin/sh
# coopidx --shards, --shard and --collect-facts: indexes that answer as one.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# same LIST FORM QUERY: the list of shards answers as ./one does, in that form; the words say what
same() {
	list=$1 form=$2
	shift 2
	# shellcheck disable=SC2086 # several options
	coopq -i ./one $form -- "$@" >one.out 2>one.err || echo "exit $?" >>one.err
	# shellcheck disable=SC2086
	coopq -i "./$list" $form -- "$@" >shards.out 2>shards.err || echo "exit $?" >>shards.err
	for f in one.out shards.out; do
		sed 's/"timing".*//' "$f" >"$f.told"
	done
	if ! cmp one.out.told shards.out.told || ! cmp one.err shards.err; then
		echo "# $list $form $*"
		diff one.out.told shards.out.told
		diff one.err shards.err
		return 1
	fi
}

answers_as_one() {
	for n in 1 2 3 7; do
		expect_code 0 coopidx -q --shards "$n" -i "./s$n.shards" "$ROOT/corpus"
		for query in 'scop lyon' coopérative 'année:1998..2010' 'genre:documentaire' 'coop*' \
			"\"coopérative d'activité\"" 'mondialisaton' 'scop OU cae -lyon'; do
			for form in '--format=tsv -n 20' --count '--facets=genre,annee --format=json -n 0' \
				'--sort=year --format=ids -n 30' '--kwic -n 30'; do
				same "s$n.shards" "$form" "$query"
			done
		done
	done
}

# generations LIST N: the number of the generation of each shard
generations() {
	k=0
	while [ "$k" -lt "$2" ]; do
		k=$((k + 1))
		coopidx --status=json -i "./$1.$k" | jq -r .generation
	done
}

makes_table() {
	printf 'id;titre;texte\n'
	i=0
	while [ "$i" -lt 40 ]; do
		i=$((i + 1))
		printf 'r%d;Notice %d;la coopérative numéro %d%s\n' "$i" "$i" "$i" "$([ "$i" -ne 7 ] || echo "$1")"
	done
}

updates_one() {
	mkdir table
	makes_table '' >table/t.csv
	expect_code 0 coopidx -q --shards 4 -i ./t.shards table
	grep -c . t.shards >lines
	is 4 "$(cat lines)"
	generations t 4 >before
	expect_code 0 coopidx -q --shards 4 -i ./t.shards table
	generations t 4 | cmp - before
	makes_table ' de Lyon' >table/t.csv
	expect_code 0 coopidx -q --shards 4 -i ./t.shards table
	expect_code 0 coopq -i ./t.shards --format=ids lyon
	is r7 "$(cat out)"
	is 40 "$(coopq -i ./t.shards --count coopérative)"
}

made_elsewhere() {
	mkdir a b
	expect_code 0 coopidx -q --collect-facts a/facts "$ROOT/corpus"
	is facts "$(ls a)" # the index that they were learned by is gone
	for k in 1 2 3; do
		expect_code 0 coopidx -q --shard "$k/3" --facts a/facts -i "./b/$k" "$ROOT/corpus"
		printf 'path %s\n' "$k" >>b/all.shards
	done
	same b/all.shards '--format=tsv -n 20' 'scop lyon'
	for k in 1 2 3; do
		for f in postlist.glass postings columns; do
			[ ! -e "s3.$k/gen-1/$f" ] || cmp "s3.$k/gen-1/$f" "b/$k/gen-1/$f"
		done
	done
}

refuses_facts() {
	printf 'no facts\n' >none
	head -c 100 a/facts >shortened
	cp a/facts flipped
	printf X | dd of=flipped bs=1 seek=60 conv=notrunc 2>dd.err
	for f in none shortened flipped; do
		expect_code 2 coopidx --shard 1/2 --facts "./$f" -i ./no "$ROOT/corpus"
		has err "./$f"
	done
	expect_code 2 coopidx --shard 1/2 --facts ./missing -i ./no "$ROOT/corpus"
	has err collect-facts
}

refuses_options() {
	for bad in 0/2 3/2 2 1/65 x/2 1/2x; do
		expect_code 2 coopidx --shard "$bad" --facts a/facts -i ./no "$ROOT/corpus"
		has err K/N
	done
	expect_code 2 coopidx --shard 1/2 -i ./no "$ROOT/corpus"
	has err facts
	expect_code 2 coopidx --shards 2 -i ./no "$ROOT/corpus"
	has err .shards
	expect_code 2 coopidx --shards 2 -i './a"b.shards' "$ROOT/corpus"
	has err 'quote'
	expect_code 2 coopidx --shards 3 -i ./s2.shards "$ROOT/corpus"
	has err 's2.shards'
	expect_code 2 coopidx --shards 2 --add -i ./s2.shards "$ROOT/corpus"
	expect_code 2 coopidx --shards 2 -n -i ./s2.shards "$ROOT/corpus"
	expect_code 2 coopidx --shards 9 -i ./few.shards table/../"$(basename "$PWD")"/none-such
}

tells_empty() {
	mkdir lone
	printf 'La scop de Lyon\n\nUne notice.\n' >lone/a.txt
	expect_code 2 coopidx --shards 2 -i ./lone.shards lone
	has err '2'
	[ ! -e lone.shards ]
}

other_facts() {
	expect_code 0 coopidx -q -i ./other "$ROOT/corpus/histoire"
	printf 'path s2.1\npath other\n' >mixed.shards
	expect_code 2 coopq -i ./mixed.shards scop
	has err './mixed.shards:2'
}

expect_code 0 coopidx -q -i ./one "$ROOT/corpus"
test_case 'any number of shards answers as one index' answers_as_one
test_case 'an update reads the facts again, and finds what has changed' updates_one
test_case 'shards that are made one by one are the same' made_elsewhere
test_case 'facts that are damaged are refused' refuses_facts
test_case 'options that make no shards are refused' refuses_options
test_case 'a shard without a notice is told' tells_empty
test_case 'indexes with other facts are no shards of one' other_facts
finish
