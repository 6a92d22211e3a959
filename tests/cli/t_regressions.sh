#!/bin/sh
# Bugs of the past.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

printf 'id,titre\n1,Une scop\n2,Un atelier\n' >films.csv

garbled_stub() { # the generation that it should have named must not be lost
	coopidx -q -i ./garbled films.csv
	: >garbled/XAPIANDB
	expect_code 2 coopidx -i ./garbled no-such-file
	[ -f garbled/gen-1/iamglass ]
	expect_code 0 coopidx -q -i ./garbled films.csv
	is 'auto gen-2' "$(sed -n 2p garbled/XAPIANDB)"
}

strange_files() { # only the engine's own files make a folder ours
	for name in .env notes.tmp these.txt other.glass; do
		mkdir -p "strange/gen-1"
		echo mine >"strange/gen-1/$name"
		expect_code 2 coopidx -i ./strange films.csv
		is mine "$(cat "strange/gen-1/$name")"
		rm -r strange
	done
}

same_id() { # RECORDS, which are the same behind the first ones, so that the ids made of them are
	awk -v n="$1" 'BEGIN { print "titre,année"; for (i = 0; i < n; i++) print (i < 500 ? "a" i : "x scop") ",1998" }' >same.csv
	rm -rf same
	expect_code 0 counted coopidx -q -i ./same same.csv
}

one_id_for_all() {
	in_proportion 5000 same_id
	expect_code 0 coopq -i ./same --ids -n 100000 scop
	is 1 "$(grep -c '~19500$' out)"
}

odd_file_name() { # a name that is not UTF-8
	mkdir odd
	printf 'Une scop\n\nTexte.\n' >"odd/$(printf 'caf\351.txt')"
	expect_code 0 coopidx -q -i ./oddly odd
	expect_code 0 coopq -i ./oddly --jsonl scop
	jq -e .title out >log
}

exact_words() {
	printf "id,titre\na,L'élève\nb,Eleve\nc,élèves\nd,a=eleve\n" >exact.csv
	coopidx -q -i ./exact exact.csv
	expect_code 0 coopq -i ./exact --ids "=l'élève"
	is a "$(cat out)"
	expect_code 0 coopq -i ./exact --ids '=élève'
	is a "$(cat out)"
	expect_code 0 coopq -i ./exact --ids 'x=eleves'
	is 4 "$(wc -l <out)"
}

runs_without_blanks() {
	printf 'id,titre\nmon film,Une scop\n' >blank.csv
	coopidx -q -i ./blank blank.csv
	printf 'q 1\tscop\n' >queries.tsv
	expect_code 0 coopq -i ./blank --batch --trec <queries.tsv
	is 'q_1 Q0 mon_film 1' "$(cut -d ' ' -f 1-4 out)"
	is 6 "$(awk '{ print NF }' out)"
}

refused_options() {
	expect_code 2 coopq -i ./blank --batch scop
	expect_code 2 coopidx --dump-terms films.csv films.csv
}

beyond_the_end() {
	coopidx -q -i ./films films.csv
	expect_code 1 coopq -i ./films --offset 5 scop
	has err 'no more results'
}

two_columns_of_one_name() {
	printf 'id,titre,fonds,fonds\n1,Une scop,nord,sud\n' >twice.csv
	coopidx -q -i ./twice twice.csv
	expect_code 0 coopq -i ./twice --jsonl scop
	jq -e '.other.fonds | contains("nord") and contains("sud")' out >log
}

test_case 'a stub that makes no sense costs no generation' garbled_stub
test_case 'a folder with files of somebody is not touched' strange_files
test_case 'many records with one id' one_id_for_all
test_case 'a file name that is not UTF-8, in JSON' odd_file_name
test_case 'exact words: articles, and only behind a blank' exact_words
test_case 'a run has six fields a line' runs_without_blanks
test_case 'words and files that would be ignored are refused' refused_options
test_case 'beyond the last result' beyond_the_end
test_case 'two columns of one name are both kept' two_columns_of_one_name
finish
