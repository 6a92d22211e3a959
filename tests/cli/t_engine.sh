#!/bin/sh
# What the tools of the engine can do with an index, as the manual says.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

for tool in xapian-delve xapian-check xapian-compact xapian-metadata xapian-pos copydatabase quest; do
	if ! command -v "$tool" >/dev/null; then
		skip "the engine's tools" "$tool is missing"
		finish
	fi
done

coopidx -q -i ./usual "$ROOT/corpus"
coopidx -q --engine-tools -i ./tools "$ROOT/corpus"
PHRASE='"de la"'

# Tools that read work on both.
reading() {
	for index in usual tools; do
		xapian-delve "$index" | grep -q "^number of documents = $(coopq -i "./$index" --ids -n 1000 '*' | wc -l)\$"
		xapian-delve -a "$index" | grep -qw cooperative
		xapian-delve -t scop "$index" | grep -q 'termfreq [1-9]'
		xapian-metadata get "$index" schema | grep -q .
		xapian-metadata list "$index" | grep -qx wordlist
		xapian-check "$index"/gen-1 | grep -qx 'No errors found'
		quest -d "$index" scop | grep -q '^MSet:'
	done
}

# fails COMMAND...: and says that there is no table of terms.
fails() {
	if "$@" >out 2>&1; then return 1; fi
	grep -q termlist out || { cat out; return 1; }
}

terms() {
	fails xapian-delve -r 1 usual
	fails xapian-pos -d 1 usual
	fails copydatabase usual/gen-1 none
	fails xapian-metadata set usual/gen-1 a b
	xapian-delve -r 1 tools | grep -q '^Term List'
	xapian-pos -d 1 -s 0 -e 20 tools | grep -q '[a-z]'
}

# answers INDEX: as the index did before a tool had it.
answers() {
	coopq -i ./tools.before --ids scop >expected
	coopq -i "./$1" --ids scop >actual
	same expected actual
	coopq -i ./tools.before --ids "$PHRASE" >expected
	coopq -i "./$1" --ids "$PHRASE" >actual
	same expected actual
}

# Compacted, copied or changed, an index made for it answers as before.
changed() {
	cp -R tools tools.before
	cp -R tools compacted
	xapian-compact tools/gen-1 compacted/gen-1.new >log 2>&1
	rm -r compacted/gen-1
	mv compacted/gen-1.new compacted/gen-1
	answers compacted
	cp -R tools copied
	copydatabase tools/gen-1 copied/gen-1.new >log 2>&1
	rm -r copied/gen-1
	mv copied/gen-1.new copied/gen-1
	answers copied
	xapian-metadata set tools/gen-1 note changed
	answers tools
}

# Any other has lost its lists: what happened is told, and what helps.
lost() {
	cp -R usual compacted2
	xapian-compact usual/gen-1 compacted2/gen-1.new >log 2>&1
	rm -r compacted2/gen-1
	mv compacted2/gen-1.new compacted2/gen-1
	for query in scop "$PHRASE"; do
		expect_code 2 coopq -i ./compacted2 "$query"
		empty out
		is "coopq: the index has lost its lists: its file 'postings.coop' is missing or not of this database
coopq: hint: did a tool of the engine copy, compact or change it? rebuild it: coopidx PATH..., for such tools with --engine-tools" "$(cat err)"
	done
	LC_ALL=fr_FR.UTF-8 LANGUAGE=fr expect_code 2 coopq -i ./compacted2 scop
	has err "l'index a perdu ses listes"
	# lists of another database are none either
	coopidx -q -i ./other "$ROOT/corpus/films.csv"
	cp other/gen-1/postings.coop compacted2/gen-1/
	expect_code 2 coopq -i ./compacted2 scop
	has err "its file 'checksums' is missing"
	cp other/gen-1/checksums compacted2/gen-1/
	expect_code 2 coopq -i ./compacted2 scop
	has err 'the index is damaged'
	expect_code 0 coopidx -q -i ./compacted2 "$ROOT/corpus"
	expect_code 0 coopq -i ./compacted2 scop
}

test_case 'tools that read work on any index' reading
test_case 'what takes the terms of notices wants --engine-tools' terms
test_case 'an index made for it answers as before when a tool had it' changed
test_case 'any other has lost its lists' lost
finish
