#!/bin/sh
# The life of an index: where it is found, how it is replaced, and what damage does.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/small" small
mkdir old new
printf 'id,titre\n1,Ancien corpus\n' >old/a.csv
printf 'id,titre\n1,Nouveau corpus\n' >new/a.csv

# fresh DIR [OPTION]: an index of small/ there, and nothing else.
fresh() {
	rm -rf "$1"
	coopidx -q ${2:+"$2"} -i "./$1" small
}

# listing DIR: names, sizes, contents of all that is in it.
listing() {
	find "$1" -type f -exec cksum {} + | sort -k 3
	find "$1" | sort
}

default_from_anywhere() {
	coopidx -q small
	[ -f "$XDG_DATA_HOME/coop/default/XAPIANDB" ]
	ids scop >expected
	(cd / && coopq --ids -n 100 scop) >actual
	same expected actual
	[ -s actual ]
}

home_is_the_last_resort() {
	unset XDG_DATA_HOME
	coopidx -q old
	[ -f "$HOME/.local/share/coop/default/XAPIANDB" ]
	found ancien 1
	XDG_DATA_HOME=relative coopidx -q new # a relative one is to be ignored
	[ ! -e relative ]
	found nouveau 1
	unset HOME
	expect_code 2 coopq scop
	has err 'HOME is not set'
	has err 'hint: name a directory: -i '
}

xdg_data_home() {
	XDG_DATA_HOME=$T/elsewhere coopidx -q old
	[ -f "$T/elsewhere/coop/default/XAPIANDB" ]
	coopidx -q new
	found nouveau 1
	found ancien
	is 1 "$(XDG_DATA_HOME=$T/elsewhere coopq --ids ancien)"
}

environment() {
	COOP_INDEX=films coopidx -q old
	[ -f "$XDG_DATA_HOME/coop/films/XAPIANDB" ]
	is 1 "$(COOP_INDEX=films coopq --ids ancien)"
	is 1 "$(COOP_INDEX="$XDG_DATA_HOME/coop/films" coopq --ids ancien)"
	coopidx -q -i textes new
	is 1 "$(COOP_INDEX=films coopq -i textes --ids nouveau)" # the option comes first
	COOP_INDEX='' coopidx -q small # empty is not set
	found tourneurs notice.txt p-01
}

by_path() {
	coopidx -q -i ./a/b/c/ old # made if need be
	[ -f a/b/c/XAPIANDB ]
	for path in ./a/b/c a/b/c/ a/b/c "$PWD/a/b/c" a/b/../b/c; do
		is 1 "$(coopq -i "$path" --ids ancien)"
	done
	(cd a/b/c && is 1 "$(coopq -i . --ids ancien)")
	mv a/b/c moved # an index may be moved
	is 1 "$(coopq -i ./moved --ids ancien)"
}

missing() {
	expect_code 2 coopq -i nothing scop
	empty out
	has err "coopq: there is no index in '$XDG_DATA_HOME/coop/nothing'"
	has err 'coopq: hint: make one first: coopidx PATH...'
	mkdir hollow
	expect_code 2 coopq -i ./hollow scop
	has err "there is no index in './hollow'"
	expect_code 2 coopq -i ./small/films.csv scop
	has err "there is no index in './small/films.csv'"
	[ ! -e "$XDG_DATA_HOME/coop/nothing" ]
}

# ask: the answer must be the right one, or exit code 2 with a message and a hint.
ask() {
	code=0
	coopq --jsonl -n 100 -i ./damaged scop atelier >actual 2>err || code=$?
	case $code in
	0) same expected actual && empty err ;;
	2) empty actual && has err 'coopq: ' && has err 'coopq: hint: ' && hasnt err 'the engine failed' ;;
	*)
		echo "exit code $code"
		cat err
		return 1
		;;
	esac
}

damaged() {
	fresh whole
	coopq --jsonl -n 100 -i ./whole scop atelier >expected
	bad=0
	for file in whole/gen-1/*.glass whole/gen-1/iamglass whole/XAPIANDB; do
		file=${file#whole/}
		size=$(wc -c <"whole/$file")
		for to in 0 $((size / 2)) $((size - 1)); do
			rm -rf damaged
			cp -R whole damaged
			head -c "$to" "whole/$file" >"damaged/$file"
			ask >said || { echo "$file cut to $to of $size:"; cat said; bad=1; }
		done
		rm -rf damaged
		cp -R whole damaged
		rm "damaged/$file"
		ask >said || { echo "$file removed:"; cat said; bad=1; }
	done
	[ "$code" -eq 2 ] # that was the stub
	return "$bad"
}

scribbled() { # bytes overwritten, one place after the other
	fresh whole
	coopq --jsonl -n 100 -i ./whole scop atelier >expected
	for file in docdata postlist; do
		at=0
		size=$(wc -c <"whole/gen-1/$file.glass")
		while [ "$at" -lt "$size" ]; do
			rm -rf damaged
			cp -R whole damaged
			printf '\377\376\375\374\373\372\371\370' |
				dd of="damaged/gen-1/$file.glass" bs=1 seek="$at" conv=notrunc 2>/dev/null
			code=0
			coopq --jsonl -n 100 -i ./damaged scop atelier >actual 2>err || code=$?
			echo "$file at $at: exit code $code"
			[ "$code" -le 2 ]
			at=$((at + size / 12 + 1))
		done
	done
}

damage_is_told() {
	fresh damaged
	: >damaged/gen-1/iamglass
	expect_code 2 coopq -i ./damaged scop
	has err 'coopq: the index is damaged'
	has err 'coopq: hint: rebuild it: coopidx PATH...'
	fresh damaged
	: >damaged/gen-1/postlist.glass
	expect_code 2 coopq -i ./damaged scop
	has err 'coopq: hint: rebuild it: coopidx PATH...'
	fresh damaged # the root is the last block
	size=$(wc -c <damaged/gen-1/postlist.glass)
	printf '\377\376\375\374' |
		dd of=damaged/gen-1/postlist.glass bs=1 seek=$((size - 8180)) conv=notrunc 2>/dev/null
	expect_code 2 coopq -i ./damaged scop
	has err "coopq: the index is damaged: its file 'postlist.glass' is missing or not as it was written"
	coopidx -q -i ./damaged small # and that helps
	expect_code 0 coopq -i ./damaged scop
}

lost_generation() {
	fresh damaged
	rm -r damaged/gen-1
	expect_code 2 coopq -i ./damaged scop
	has err 'coopq: hint: '
	coopidx -q -i ./damaged small
	expect_code 0 coopq -i ./damaged scop
}

other_schema() { # the engine's tools change no other index
	fresh schema --engine-tools
	for name in schema analysis; do
		kept=$(xapian-metadata get schema/gen-1 "$name")
		[ -n "$kept" ]
		xapian-metadata set schema/gen-1 "$name" 0
		expect_code 2 coopq -i ./schema scop
		empty out
		has err "coopq: the index was made by another version ($name '0')"
		has err 'coopq: hint: rebuild it: coopidx PATH...'
		xapian-metadata set schema/gen-1 "$name" "$kept"
		expect_code 0 coopq -i ./schema scop
	done
	xapian-metadata set schema/gen-1 schema 0
	coopidx -q -i ./schema small # takes the place of any
	expect_code 0 coopq -i ./schema scop
}

locked() {
	fresh busy
	ids -i ./busy scop >expected
	listing busy >before
	expect_code 5 flock busy/lock coopidx -i ./busy old
	has err "coopidx: another coopidx is writing the index './busy'"
	has err 'coopidx: hint: '
	listing busy >after
	same before after
	flock busy/lock coopq --ids -n 100 -i ./busy scop >actual
	same expected actual
	expect_code 0 coopidx -q -i ./busy old # the lock is free again
}

generations() { # DIR: those there
	(cd "$1" && echo gen-*)
}

replaced() {
	rm -rf turns
	coopidx -q -i ./turns old
	is 'gen-1' "$(generations turns)"
	is 1 "$(coopq -i ./turns --ids ancien)"
	coopidx -q -i ./turns new
	is 'gen-1 gen-2' "$(generations turns)"
	expect_code 1 coopq -i ./turns --ids ancien
	is 1 "$(coopq -i ./turns --ids nouveau)"
	coopidx -q -i ./turns old
	is 'gen-2 gen-3' "$(generations turns)"
	is 1 "$(coopq -i ./turns --ids ancien)"
	is 'auto gen-3' "$(sed -n 2p turns/XAPIANDB)"
	is 'XAPIANDB gen-2 gen-3 lock' "$(cd turns && echo *)"
}

leftovers() {
	rm -rf turns
	coopidx -q -i ./turns old
	coopidx -q -i ./turns new
	cp -R turns/gen-2 turns/gen-3
	cp -R turns/gen-2 turns/gen-17
	echo rubbish >turns/gen-3/postlist.glass
	echo rubbish >turns/XAPIANDB.new
	coopidx -q -i ./turns old
	is 'XAPIANDB gen-2 gen-3 lock' "$(cd turns && echo *)"
	is 1 "$(coopq -i ./turns --ids ancien)"
}

# build_halfway: starts a build of ./slow, which has begun and waits for more to read.
build_halfway() {
	rm -rf slow
	coopidx -q -i ./slow old
	[ -p pipe ] || mkfifo pipe
	coopidx -j 2 -q --full -i ./slow - <pipe >out 2>err &
	pid=$!
	exec 3>pipe
	# more than a pipe and a sample hold: when all is written, most of it was read
	awk 'BEGIN { print "id,titre,résumé"; for (i = 0; i < 40000; i++)
		print i ",Titre" i ",mot" i % 5000 " un texte de quelques mots encore" }' >&3
	[ -f slow/gen-2/docdata.glass ]
	[ ! -f slow/gen-2/iamglass ]
}

# old_serves: the index from before the build is as it was.
old_serves() {
	is 'auto gen-1' "$(sed -n 2p slow/XAPIANDB)"
	is 1 "$(coopq -i ./slow --ids ancien)"
}

killed() {
	build_halfway
	old_serves # during the build too
	kill -9 "$pid"
	code=0
	wait "$pid" 2>/dev/null || code=$?
	is 137 "$code"
	is 'gen-1 gen-2' "$(generations slow)"
	old_serves
	coopidx -q -i ./slow new # the lock died with the process
	is 'gen-1 gen-2' "$(generations slow)"
	is 1 "$(coopq -i ./slow --ids nouveau)"
	is 1 "$(coopq -i ./slow --jsonl nouveau | wc -l)"
}

interrupted() { # SIGNAL
	build_halfway
	kill "-$1" "$pid"
	code=0
	wait "$pid" || code=$?
	is 130 "$code"
	is 'coopidx: interrupted' "$(cat err)"
	is 'XAPIANDB gen-1 lock' "$(cd slow && echo *)" # nothing is left behind
	old_serves
}

# interrupted_in_text OPTION...: anywhere within one very long text; what is done after that
# is less than a tenth of all that there is to do.
interrupted_in_text() {
	if [ ! -f long.txt ]; then
		cat "$ROOT"/corpus/*/*.txt >piece.txt
		awk '{ all = all $0 "\n" } END { while (n++ < 420) printf "%s", all }' piece.txt |
			head -c 12000000 >long.txt
		tr '\n' ' ' <long.txt | iconv -f UTF-8 -t WINDOWS-1252 -c >longline.txt
	fi
	rm -rf textual
	counted coopidx -j 2 -q "$@" >out
	read -r all after <steps
	is 0 "$after"
	rm -rf textual
	for percent in 2 10 20 40 60 80; do
		code=0
		WORK_SIGNAL=$((all * percent / 100)) counted coopidx -j 2 -q "$@" >out 2>err || code=$?
		is 130 "$code"
		is 'coopidx: interrupted' "$(cat err)"
		read -r taken after <steps
		[ "$after" -lt $((all / 10)) ] || {
			echo "of $all steps, $taken were taken, $after of them after the signal"
			return 1
		}
		[ ! -e textual ] # nothing is left behind
	done
}

interrupted_in_waiting() { # for standard input
	[ -p pipe ] || mkfifo pipe
	coopidx -q -i ./waiting - <pipe >out 2>err &
	pid=$!
	exec 3>pipe
	head -c 200000 /dev/zero | tr '\0' x >&3 # more than a pipe holds: it reads
	kill -TERM "$pid"
	code=0
	wait "$pid" || code=$?
	exec 3>&-
	is 130 "$code"
	is 'coopidx: interrupted' "$(cat err)"
}

two_at_once() {
	build_halfway
	expect_code 5 coopidx -i ./slow new
	kill -9 "$pid"
	wait "$pid" 2>/dev/null || true
	old_serves
}

documents_are_safe() {
	rm -rf docs
	cp -R small docs
	mkdir docs/gen-1
	echo 'Ma thèse' >docs/gen-1/these.txt
	listing docs >before
	for path in ./docs ./docs/; do
		expect_code 2 coopidx -i "$path" small
		has err "coopidx: './docs' is no index: it holds '"
		has err 'coopidx: hint: name a new or empty folder'
	done
	listing docs >after
	same before after
	touch file
	expect_code 2 coopidx -i ./file small
	[ -f file ] && empty file
}

documents_named_gen_are_safe() { # a folder that holds folders called gen-N
	rm -rf docs
	mkdir -p docs/gen-1 docs/gen-2
	echo 'Ma thèse' >docs/gen-1/these.txt
	echo 'Mon mémoire' >docs/gen-2/memoire.txt
	listing docs >before
	coopidx -i ./docs small || true
	listing docs >after
	same before after
}

nothing_to_index() {
	fresh kept
	coopidx -q -i ./kept small # with a generation before it
	listing kept >before
	mkdir -p void
	expect_code 2 coopidx -i ./kept void
	expect_code 2 coopidx -i ./kept no-such-folder
	expect_code 2 coopidx -i ./kept -d ab small
	expect_code 2 coopidx -i ./kept --no-such-option small
	listing kept >after
	same before after
	expect_code 0 coopq -i ./kept scop
}

nothing_made() { # where no index was, there is none either
	mkdir -p void
	expect_code 2 coopidx -i ./never void
	expect_code 2 coopq -i ./never scop
	has err 'there is no index'
	expect_code 0 coopidx -q -i ./never small # and the place is still good for one
	expect_code 0 coopq -i ./never scop
}

index_inside_the_corpus() {
	rm -rf inside
	cp -R small inside
	expect_code 0 coopidx -q -i ./inside/.index inside
	ids -i ./inside/.index scop >expected
	expect_code 0 coopidx -q -i ./inside/.index inside # does not index itself
	ids -i ./inside/.index scop >actual
	same expected actual
}

engine_agrees() {
	rm -rf checked
	coopidx -q -i ./checked "$ROOT/corpus"
	xapian-check checked/gen-1 >log 2>&1 || { cat log; return 1; }
	has log 'No errors found'
	is 159 "$(xapian-delve checked | sed -n 's/^number of documents = //p')"
}

test_case 'the default index is found from any folder' default_from_anywhere
test_case 'without XDG_DATA_HOME it is under HOME' home_is_the_last_resort
test_case 'XDG_DATA_HOME' xdg_data_home
test_case 'COOP_INDEX, -i NAME' environment
test_case '-i DIR' by_path
test_case '2: no index there' missing
test_case 'each file cut or removed: the right answer or 2' damaged
test_case 'bytes overwritten: no crash' scribbled
test_case 'damage is told, with a hint, and a rebuild helps' damage_is_told
test_case 'the generation is gone' lost_generation
if command -v xapian-metadata >/dev/null; then
	test_case 'another schema or analysis' other_schema
	test_case 'xapian-check finds no errors' engine_agrees
else
	skip 'another schema or analysis' 'xapian-tools is missing'
	skip 'xapian-check finds no errors' 'xapian-tools is missing'
fi
test_case '5: locked, while coopq answers' locked
test_case 'a new build replaces the old one, the generation before stays' replaced
test_case 'leftovers are removed' leftovers
test_case 'kill -9 during a build' killed
test_case '130: Ctrl-C during a build' interrupted INT
test_case '130: SIGTERM during a build' interrupted TERM
test_case '130: SIGTERM within one very long text' interrupted_in_text -i ./textual long.txt
test_case '... of one line, in Windows-1252' interrupted_in_text -i ./textual longline.txt
test_case '... that is examined' interrupted_in_text -n long.txt
test_case '130: SIGTERM while standard input gives nothing' interrupted_in_waiting
test_case '5: two builds at once' two_at_once
test_case 'a folder of documents is refused and not touched' documents_are_safe
test_case 'folders of documents called gen-N are not touched' documents_named_gen_are_safe
test_case 'nothing to index: the folder is as it was' nothing_to_index
test_case 'nothing to index: no index is made' nothing_made
test_case 'an index inside the corpus' index_inside_the_corpus
finish
