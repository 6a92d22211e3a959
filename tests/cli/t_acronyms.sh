#!/bin/sh
# What coopidx --acronyms tells: what was learned, by which sentence, and where texts disagree.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX
tab=$(printf '\t')

mkdir texts
printf 'Les Coopératives d’Activité et d’Emploi (CAE) naissent. Une SCIC suit.\n' >texts/1.txt
{
	printf 'Le Conseil d’analyse économique (CAE) publie.\n\nUne coopérative d’activités et d’emploi '
	printf '(CAE) aussi.\n\nUn Conseil d’analyse économique (CAE) répond.\n'
} >texts/2.txt
coopidx -q texts

# One long form is used; its plural is the same; another one is a conflict.
for_people() {
	expect_code 0 coopidx --acronyms
	empty err
	{
		echo CAE
		echo '    Coopératives d’Activité et d’Emploi (2 definitions)'
		echo '        1.txt:1: Les Coopératives d’Activité et d’Emploi (CAE)'
		echo '    conflict: Conseil d’analyse économique (2 definitions)'
		echo '        2.txt:1: Le Conseil d’analyse économique (CAE)'
		echo SCIC
	} >expected
	same expected out
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx --acronyms
	has out 'conflit : Conseil d’analyse économique (2 définitions)'
}

for_programs() {
	expect_code 0 coopidx --acronyms=tsv
	{
		printf 'cae\tused\t2\tCoopératives d’Activité et d’Emploi\t1.txt:1: Les Coopératives d’Activité et d’Emploi (CAE)\n'
		printf 'cae\tconflict\t2\tConseil d’analyse économique\t2.txt:1: Le Conseil d’analyse économique (CAE)\n'
		printf 'scic\t-\t0\t\t\n'
	} >expected
	same expected out
	expect_code 0 coopidx --acronyms=json
	is 'cae used conflict' "$(jq -r 'select(.schema == 1 and .acronym == "cae")
		| [.acronym, .long_forms[].state] | join(" ")' out)"
	is 'scic 0' "$(jq -r 'select(.acronym == "scic") | "\(.acronym) \(.long_forms | length)"' out)"
}

# What an update brings to a large index of many acronyms is told; queries know it once all is folded.
after_an_update() {
	mkdir more
	awk 'BEGIN { print "titre,texte"; a = "abcdefghijklmnopqrstuvwxyz"
		for (i = 1; i <= 20000; i++) {
			x = substr(a, i % 26 + 1, 1); y = substr(a, int(i / 26) % 26 + 1, 1)
			print i ",Le " x "orum " y "ixit (" toupper(x y) ") ouvre."
		}
	}' >more/1.csv
	coopidx -q -i ./other more
	printf 'Le Mouvement pour le développement des échanges (MDE) commence.\n' >more/3.txt
	coopidx -q -i ./other --add more
	coopidx -i ./other --acronyms=tsv >out
	has out "mde${tab}new${tab}1${tab}Mouvement pour le développement des échanges"
	coopidx -q -i ./other --full more
	coopidx -i ./other --acronyms=tsv >out
	has out "mde${tab}used${tab}1${tab}"
}

hostile_texts() {
	mkdir hostile
	printf 'La \033[31mSociété\t\033]0;x\007 Collective (SC) \302\233 \342\200\256.\n' >hostile/a.txt
	coopidx -q -i ./bad hostile || [ $? -eq 3 ]
	for format in text tsv json; do
		coopidx -i ./bad "--acronyms=$format" >out
		[ -s out ]
		hasnt out "$(printf '\033')"
		hasnt out "$(printf '\302\233')"
		hasnt out "$(printf '\342\200\256')"
		awk -F '\t' 'NF != 5 && NF != 1 { exit 1 }' out
	done
}

nothing() {
	echo 'Un texte sans rien de tel.' >plain.txt
	coopidx -q -i ./plain plain.txt
	expect_code 0 coopidx -i ./plain --acronyms
	empty out
	expect_code 2 coopidx -i ./nowhere --acronyms
	expect_code 2 coopidx --acronyms --list
	expect_code 2 coopidx --acronyms=xml
	has err 'text|tsv|json'
	if [ -c /dev/full ]; then
		code=0
		coopidx --acronyms >/dev/full 2>err || code=$?
		is 2 "$code"
	fi
}

test_case 'acronyms for people' for_people
test_case '... and for programs' for_programs
test_case '... that came with an update' after_an_update
test_case '... in hostile texts' hostile_texts
test_case '... where there are none, and what is refused' nothing
finish
