#!/bin/sh
# coopidx --remove and --forget: what leaves an index; --dry-run: what would change in one.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

# begin: ./index of three texts and a table.
begin() {
	rm -rf index tree
	mkdir -p tree/lyon tree/brest
	echo 'La coopérative lyonnaise, secretlyon.' >tree/lyon/a.txt
	echo 'La coopérative caladoise, secretcalade.' >tree/lyon/b.txt
	echo 'La coopérative brestoise, secretbrest.' >tree/brest/c.txt
	printf 'id,titre\nn1,Une coopérative secrettable\nn2,Deux coopératives\n' >tree/films.csv
	coopidx -q tree
}

all() { ids coopérative | sort | tr '\n' ' '; }

by_path() { # as it is seen from here, from elsewhere and from the root
	begin
	expect_code 0 coopidx --remove tree/lyon/a.txt
	has err 'records: 0 added, 1 removed'
	is 'brest/c.txt lyon/b.txt n1 n2 ' "$(all)"
	index=$PWD/index
	(cd tree/brest && coopidx -q -i "$index" --remove c.txt ../lyon/b.txt)
	is 'n1 n2 ' "$(all)"
	coopidx -q --remove films.csv || is 2 $?
	is 'n1 n2 ' "$(all)" # an index of nothing is none
	begin
	coopidx -q --remove tree/lyon ./tree/films.csv
	is 'brest/c.txt ' "$(all)"
	begin
	coopidx -q --remove lyon/
	is 'brest/c.txt n1 n2 ' "$(all)"
}

by_id() {
	begin
	coopidx -q --remove n1
	is 'brest/c.txt lyon/a.txt lyon/b.txt n2 ' "$(all)"
	coopidx -q --add tree/brest # the rest of the index stays as it is
	is 'brest/c.txt lyon/a.txt lyon/b.txt n2 ' "$(all)"
	coopidx --list >out
	[ "$(grep -c '	cut	films.csv' out)" -eq 1 ]
	coopidx -q tree # it is in its file
	is 'brest/c.txt lyon/a.txt lyon/b.txt n1 n2 ' "$(all)"
}

nothing_of_the_name() { # then nothing is removed
	begin
	for name in rien tree/rien lyo lyon/a.tx n3 ../tree ''; do
		expect_code 2 coopidx --remove tree/lyon/a.txt "$name"
		has err "holds no file, folder or id '$name'"
	done
	is 'brest/c.txt lyon/a.txt lyon/b.txt n1 n2 ' "$(all)"
	is 'gen-1' "$(cd index && echo gen-*)"
	expect_code 2 coopidx --remove
	expect_code 2 coopidx -i ./none --remove tree/lyon/a.txt
	[ ! -e none ]
	for option in --add --full --forget --watch --dry-run --extract=csv; do
		expect_code 2 coopidx --remove "$option" tree/lyon/a.txt
	done
}

comes_back() {
	begin
	coopidx -q --remove tree/lyon/a.txt
	coopidx -q --restore
	is 'brest/c.txt lyon/a.txt lyon/b.txt n1 n2 ' "$(all)"
	coopidx -q --remove tree/lyon/a.txt
	coopidx -q tree
	is 'brest/c.txt lyon/a.txt lyon/b.txt n1 n2 ' "$(all)"
}

# is_nowhere WORD: no file of the index has it, as it is or compressed.
is_nowhere() {
	if grep -rl "$1" index; then return 1; fi
	coopidx --dump >dump
	hasnt dump "$1"
	if coopq --ids "$1" >found; then return 1; fi
}

forgets() {
	begin
	coopidx -q --engine-tools tree
	printf 'un,deux\n' >>tree/films.csv # rejected rows are kept as they stood
	printf 'secretrow,deux,trois,quatre\n' >>tree/films.csv
	coopidx -q tree || is 3 $?
	has index/rejects.csv secretrow
	coopidx -q --forget tree/films.csv lyon/a.txt
	for word in secretrow secrettable secretlyon; do is_nowhere "$word"; done
	is 'brest/c.txt lyon/b.txt ' "$(all)"
	expect_code 2 coopidx --restore
	has err 'nothing to go back to'
	[ -f tree/films.csv ]
	# the rest is what building anew makes
	rm tree/films.csv tree/lyon/a.txt
	coopidx -q -i ./anew tree
	for file in postlist.glass docdata.glass postings.coop hashes columns; do
		cmp "$(echo index/gen-*/"$file")" "anew/gen-1/$file"
	done
}

forgets_while_it_is_read() { # what is read stays, and that is said
	begin
	mkfifo lines
	coopq --batch --ids <lines >answers &
	exec 3>lines
	echo coopérative >&3
	until_so grep -q n1 answers
	expect_code 2 coopidx --forget tree/lyon/a.txt
	has err "'./index/gen-1' cannot be removed now; what was forgotten is still in it"
	exec 3>&-
	wait
	expect_code 0 coopidx -q --forget tree/lyon/b.txt
	is_nowhere secretlyon
}

keeps_tools() { # an index that the engine's tools can change stays one
	begin
	coopidx -q --engine-tools tree
	coopidx -q --remove n1
	[ -f index/gen-3/termlist.glass ]
	is 'brest/c.txt lyon/a.txt lyon/b.txt n2 ' "$(all)"
	mkdir more
	echo 'Une coopérative de plus.' >more/d.txt
	coopidx -q --add more
	[ -f index/gen-4/termlist.glass ]
	for run in '--add more/d.txt' --repair; do # what is whole is kept
		at=$(sed -n 's/^auto //p' index/XAPIANDB)
		printf x | dd of="index/$at/docdata.glass" bs=1 seek=4 conv=notrunc 2>dd.err
		echo "$run"
		# shellcheck disable=SC2086 # words
		coopidx -q $run
		at=$(sed -n 's/^auto //p' index/XAPIANDB)
		[ -f "index/$at/termlist.glass" ]
		coopidx -q --check
	done
	coopidx -q tree more # all of it is made as this says
	at=$(sed -n 's/^auto //p' index/XAPIANDB)
	[ ! -e "index/$at/termlist.glass" ]
}

previews() {
	begin
	coopidx -n tree >out
	has out 'the index would not change'
	echo 'Encore un texte.' >tree/neuf.txt
	echo 'et une phrase' >>tree/lyon/b.txt
	rm tree/brest/c.txt
	coopidx -n tree >out
	is 'what would change in the index: files: 1 new, 1 changed, 1 gone
  + neuf.txt
  ~ lyon/b.txt
  - brest/c.txt' "$(tail -n 4 out)"
	coopidx -n --add tree/neuf.txt >out
	is 'what would change in the index: files: 1 new, 0 changed, 0 gone' "$(tail -n 2 out | head -n 1)"
	is 'brest/c.txt lyon/a.txt lyon/b.txt n1 n2 ' "$(all)"
	LC_ALL=fr_FR.UTF-8 coopidx -n tree >out
	has out "ce qui changerait dans l'index : fichiers nouveaux : 1, modifiés : 1, disparus : 1"
	for i in $(seq 30); do echo "$i" >"tree/$i.txt"; done
	coopidx -n tree >out
	has out '  + and 11 more'
	coopidx -n -v tree >out 2>err
	hasnt out 'more'
	coopidx -n -i ./none tree >out
	hasnt out 'would'
}

test_case '--remove: files and folders' by_path
test_case '... and notices by their ids' by_id
test_case '2: what is not in the index' nothing_of_the_name
test_case 'what is removed comes back' comes_back
test_case '--forget leaves no byte' forgets
test_case '... and says where it cannot' forgets_while_it_is_read
test_case "what the engine's tools need stays" keeps_tools
test_case '-n says what would change' previews
finish
