#!/bin/sh
# The example corpus: what the programs are for.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$ROOT/corpus" corpus

indexes_corpus() {
	expect_code 0 coopidx corpus
	empty out
	has err ' 0 rejected, 0 mended'
	has err "the index is in $XDG_DATA_HOME/coop/default"
}

finds_the_notice_first() {
	expect_code 0 coopq 'scop lyon'
	is 'coopq: 10 notices' "$(cat err)"
	is ' 1. Coopérer pour entreprendre' "$(head -n 1 out)"
	is '    Jérôme Surroca, 2001, France, Documentaire, 52 min' "$(sed -n 2p out)"
	expect_code 0 coopq --tsv -n 1 'scop lyon'
	is 'corpus/films/cooperer-pour-entreprendre.txt' "$(cut -f 6 out)"
	is 1 "$(cut -f 7 out)"
}

# alike WORDS WORDS...: every spelling gives the same list, which is not empty.
alike() {
	ids "$1" >expected
	[ -s expected ]
	for words; do
		ids "$words" >actual
		same expected actual
	done
}

spellings() {
	alike coopérative cooperative COOPÉRATIVES Coopératives COOPERATIVE \
		"$(printf 'coope\314\201rative')" "$(printf 'COOPE\314\201RATIVES')"
}

apostrophes() {
	alike "l'économie sociale" 'l’économie sociale' "L'ECONOMIE SOCIALE" \
		'économie sociale' "$(printf "l'e\314\201conomie sociale")"
}

acronyms() {
	alike cae C.A.E. c.a.e CAE
	for file in films/cooperer-pour-entreprendre histoire/origines-des-cae \
		histoire/entrepreneur-salarie; do
		ids cae >list
		has list "$file.txt"
	done
}

ligatures() {
	alike oeuvre œuvre Œuvre OEUVRES
	ids œuvre >list
	has list 'exemple-x01' # "La Main à l’œuvre", in Windows-1252
}

essaimage() {
	is histoire/essaimage.txt "$(coopq --ids -n 1 essaimage)"
}

only_stop_words() {
	is film-014 "$(coopq --ids -n 1 être et avoir)"
	is 'Être et avoir' "$(coopq --tsv -n 1 'ETRE ET AVOIR' | cut -f 3)"
}

stop_words_do_not_count() {
	alike 'scop lyon' 'la scop de lyon' 'une scop à Lyon'
}

paging() {
	ids 'scop coopérative' >expected
	total=$(wc -l <expected)
	[ "$total" -gt 20 ]
	: >actual
	at=0
	while [ "$at" -lt "$total" ]; do
		coopq --ids -n 7 --offset "$at" 'scop coopérative' >page
		[ "$(wc -l <page)" -le 7 ]
		cat page >>actual
		at=$((at + 7))
	done
	same expected actual
	expect_code 1 coopq --offset "$total" 'scop coopérative'
	empty out
}

default_is_ten() {
	coopq --ids 'scop coopérative' >actual
	ids 'scop coopérative' | head -n 10 >expected
	same expected actual
}

ranks_follow_the_offset() {
	is '4 5' "$(coopq --jsonl -n 2 --offset 3 coopérative | jq -r .rank | xargs)"
	is ' 4. ' "$(coopq -n 1 --offset 3 coopérative | head -n 1 | cut -c 1-4)"
}

one_argument_or_several() {
	alike 'scop lyon coopérative'
	ids scop lyon coopérative >actual
	same expected actual
	ids scop 'lyon coopérative' >actual
	same expected actual
}

scores_fall() {
	coopq --tsv -n 100 'coopérative lyon scop' | cut -f 2 >scores
	sort -r -n scores >sorted
	same sorted scores
}

both_exports() {
	ids lyon usine café >list
	has list exemple-x02 # from fonds-excel.csv
	has list film-023    # from films.csv
}

is_repeatable() {
	for run in 1 2; do
		coopidx -q -i "./index$run" corpus
		coopq --jsonl -n 1000 -i "./index$run" coopérative lyon travail >"list$run"
	done
	same list1 list2
}

test_case 'the corpus is indexed without complaint' indexes_corpus
test_case 'scop lyon: the notice comes first' finds_the_notice_first
test_case 'accents, composed or not, case and plural make no difference' spellings
test_case 'apostrophes make no difference' apostrophes
test_case 'cae and C.A.E. find the CAE' acronyms
test_case 'oeuvre and œuvre are one' ligatures
test_case 'essaimage finds the text about it first' essaimage
test_case 'stop words alone find the film that is called so' only_stop_words
test_case 'beside other words stop words do not count' stop_words_do_not_count
test_case 'pages join up to the whole list' paging
test_case 'without -n there are ten' default_is_ten
test_case 'ranks go on behind --offset' ranks_follow_the_offset
test_case 'words in one argument or in several are the same' one_argument_or_several
test_case 'scores fall' scores_fall
test_case 'both exports are found' both_exports
test_case 'the same corpus gives the same answers, byte by byte' is_repeatable
finish
