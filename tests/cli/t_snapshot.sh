#!/bin/sh
# An index is data, and a process answers from one state of it: stubs and links that lead
# elsewhere, batches during builds, files that open slowly or not at all.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

mkdir red blue
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
	printf 'La coopérative rouge numéro %s de Lyon.\n' "$n" >"red/r$n.txt"
	printf 'La coopérative bleue numéro %s de Brest.\n' "$n" >"blue/b$n.txt"
done

# build INDEX WHICH [OPTION...]: and without anything on the screen.
build() {
	index=$1 which=$2
	shift 2
	coopidx -q -j 1 --full "$@" -i "$index" "$which"
}

# told WORD COMMAND...: fails with a message that holds the word, and finds nothing.
told() {
	word=$1
	shift
	expect_code 2 "$@"
	empty out
	has err "$word"
	hasnt err 'the engine failed'
}

# ---- an index is data ----

prepare() { # ./index, ./other, and a program that leaves a trace
	rm -rf index other trace
	build ./index red
	build ./other blue
	printf '#!/bin/sh\n: >%s/trace\n' "$PWD" >program
	chmod 755 program
}

stubs() {
	prepare
	cp index/XAPIANDB kept
	for text in "remote :$PWD/program" 'remote :program x' 'remote localhost:1' \
		'auto XAPIANDB' 'auto .' 'auto ..' 'auto ./gen-1' 'auto gen-1/.' \
		"auto $PWD/other/gen-1" 'auto ../other/gen-1' 'auto ../other' 'auto other' \
		'glass gen-1' 'chert gen-1' 'inmemory' 'auto gen-0' 'auto gen-01' 'gen-1' \
		'auto gen-1 ' 'auto gen-99999999999999999999' "auto gen-1
auto gen-1" "auto gen-1
remote :$PWD/program" "# a comment
auto gen-1" ''; do
		printf '%s\n' "$text" >index/XAPIANDB
		told XAPIANDB coopq -i ./index coopérative
		has err 'coopidx'
		told XAPIANDB coopq -i ./index --analyse coopérative
		printf 'coopérative\n' >query
		expect_code 2 coopq -i ./index --batch -j 2 <query
		[ ! -e trace ]
	done
	head -c -1 kept >index/XAPIANDB # cut
	told XAPIANDB coopq -i ./index coopérative
	head -c 100000 /dev/zero | tr '\0' a >index/XAPIANDB
	told XAPIANDB coopq -i ./index coopérative
	sed 's/gen-1/gen-2/' kept >index/XAPIANDB # another one
	told XAPIANDB coopq -i ./index coopérative
	tail -n 1 kept >index/XAPIANDB # without its checksums
	told XAPIANDB coopq -i ./index coopérative
	cp kept index/XAPIANDB
	expect_code 0 coopq -i ./index coopérative
}

# kinds FILE: what may be in the place of a file and is none, by turns; `$1` is what is told.
kinds() {
	for kind in link dangling fifo folder device; do
		rm -rf "$2"
		case $kind in
		link) ln -s "$PWD/kept" "$2" ;;
		dangling) ln -s nowhere "$2" ;;
		fifo) mkfifo "$2" ;;
		folder) mkdir "$2" ;;
		device) ln -s /dev/zero "$2" ;;
		esac
		told "$1" coopq -i ./index coopérative
		hasnt err "is no index"
	done
	rm -rf "$2"
}

stub_is_a_file() {
	prepare
	cp index/XAPIANDB kept
	kinds XAPIANDB index/XAPIANDB
	told 'there is no index' coopq -i ./index coopérative
}

tables_are_files() {
	for option in '' --engine-tools --engine-writes; do
		prepare
		build ./index red ${option:+"$option"}
		base=index/$(sed -n 's/auto //p' index/XAPIANDB)
		for file in iamglass postlist.glass docdata.glass position.glass termlist.glass \
			spelling.glass synonym.glass postings.coop; do
			rm -rf kept
			if [ -f "$base/$file" ]; then cp "$base/$file" kept; else cp /dev/null kept; fi
			existed=$([ -f "$base/$file" ] && echo yes) || :
			kinds "$file" "$base/$file"
			if [ -n "$existed" ]; then cp kept "$base/$file"; fi
			expect_code 0 coopq -i ./index coopérative
		done
	done
}

generation_is_a_folder() {
	prepare
	mv index/gen-1 elsewhere
	ln -s ../elsewhere index/gen-1
	told gen-1 coopq -i ./index coopérative
	rm index/gen-1
	ln -s ../other/gen-1 index/gen-1
	told gen-1 coopq -i ./index coopérative
	rm index/gen-1
	mkfifo index/gen-1
	told gen-1 coopq -i ./index coopérative
	rm index/gen-1
	cp elsewhere/iamglass index/gen-1
	told gen-1 coopq -i ./index coopérative
	rm -r index/gen-1
	told gen-1 coopq -i ./index coopérative
	has err damaged
	mv elsewhere index/gen-1
	expect_code 0 coopq -i ./index coopérative
	ln -s index linked # what the user names may be a link
	expect_code 0 coopq -i ./linked coopérative
}

# Whatever other forms a database of the engine has.
other_databases() {
	prepare
	base=index/gen-1
	printf 'remote :%s/program\n' "$PWD" >"$base/XAPIANDB"
	cp "$base/iamglass" "$base/iamchert"
	cp "$base/iamglass" "$base/iamhoney"
	expect_code 0 coopq -i ./index coopérative
	rm "$base/iamglass"
	told iamglass coopq -i ./index coopérative
	rm -r "$base"
	printf 'remote :%s/program\n' "$PWD" >"$base"
	told gen-1 coopq -i ./index coopérative
	[ ! -e trace ]
}

# ---- one snapshot ----

# The same name as a path and in the data directory.
name_and_path() {
	rm -rf films "$XDG_DATA_HOME/coop"
	build films/ red
	build films blue
	[ -d "$XDG_DATA_HOME/coop/films" ] && [ -d films ]
	lines=0
	while [ "$lines" -lt 64 ]; do
		lines=$((lines + 1))
		echo "coopérative"
	done >queries
	for path in films/ ./films "$PWD/films"; do
		coopq -i "$path" --batch -j 8 -n 20 --tsv <queries >out
		is 768 "$(wc -l <out)"
		hasnt out blue
	done
	coopq -i films --batch -j 8 -n 20 --tsv <queries >out
	is 768 "$(wc -l <out)"
	hasnt out red
}

# A batch goes on from what it has opened, which no build removes meanwhile.
held_batch() { # OPTION: of the builds
	rm -rf index questions answers
	build ./index red ${1:+"$1"}
	mkfifo questions answers
	coopq -i ./index --batch -j 8 -n 20 --tsv <questions >answers &
	exec 5>questions 6<answers
	for turn in 1 2 3 4 5; do
		k=0
		while [ "$k" -lt 16 ]; do
			k=$((k + 1))
			echo 'coopérative lyon brest' >&5
		done
		head -n 192 <&6 >"out$turn" # as many as all answers have lines
		is 192 "$(grep -c red/ "out$turn")"
		build ./index blue ${1:+"$1"}
		[ -e index/gen-1 ]
	done
	exec 5>&- 6<&-
	wait
	build ./index blue ${1:+"$1"}
	[ ! -e index/gen-1 ]
	expect_code 0 coopq -i ./index --tsv coopérative
	has out blue/
}

# Batches while two indexes take turns: none holds answers of both.
racing() { # OPTION ROUNDS
	rm -rf index stop
	build ./index red ${1:+"$1"}
	k=0
	while [ "$k" -lt 40 ]; do
		k=$((k + 1))
		echo 'coopérative lyon brest'
	done >queries
	while [ ! -e stop ]; do
		build ./index blue ${1:+"$1"}
		build ./index red ${1:+"$1"}
	done &
	mixed=0 failed=0 reds=0 blues=0
	for round in $(seq "$2"); do
		code=0
		coopq -i ./index --batch -j 8 -n 20 --tsv <queries >out 2>err || code=$?
		red=$(grep -c red/ out) || :
		blue=$(grep -c blue/ out) || :
		case $code,$red,$blue in
		0,480,0) reds=$((reds + 1)) ;;
		0,0,480) blues=$((blues + 1)) ;;
		0,*) mixed=$((mixed + 1)) ;;
		*) failed=$((failed + 1)); cat err ;;
		esac
	done
	: >stop
	wait
	echo "$round rounds: $reds red, $blues blue, $mixed mixed, $failed failed"
	[ "$mixed" -eq 0 ] && [ "$failed" -eq 0 ]
}

# ---- openings that are held up, or fail ----

# held COMMAND...: with held.c.
held() {
	LD_PRELOAD=$T/held.so "$@"
}

# Builds between two openings of files: a later generation answers.
held_open() { # OPTION
	for name in XAPIANDB gen-1 iamglass postlist.glass docdata.glass position.glass \
		termlist.glass spelling.glass postings.coop; do
		for builds in 1 2 3; do
			rm -rf index
			build ./index red ${1:+"$1"}
			command=:
			for _ in $(seq "$builds"); do
				command="$command && coopidx -q -j 1 $1 -i ./index blue"
			done
			HELD_NAME=$name HELD_COMMAND=$command expect_code 0 \
				held coopq -i ./index --tsv -n 20 'coopérative lyon brest'
			lines=$(grep -c -e red/ -e blue/ out)
			is 12 "$lines"
			! grep -q red/ out || ! grep -q blue/ out
			empty err
		done
	done
}

# What the engine itself opens, later than all else.
held_engine() {
	for builds in 1 2 3; do
		rm -rf index
		build ./index red --engine-writes
		command=:
		for _ in $(seq "$builds"); do
			command="$command && coopidx -q -j 1 --engine-writes -i ./index blue"
		done
		HELD_NAME=/iamglass HELD_COMMAND=$command expect_code 0 \
			held coopq -i ./index --tsv -n 20 'coopérative lyon brest'
		is 12 "$(grep -c -e red/ -e blue/ out)"
		! grep -q red/ out || ! grep -q blue/ out
	done
}

# Builds between the openings of a batch's threads.
held_threads() { # OPTION
	for n in 1 2 3 4 5 6 7 8; do echo 'coopérative lyon brest'; done >queries
	for after in 0 1 2 3 5 9; do
		for builds in 1 2 3; do
			rm -rf index
			build ./index red ${1:+"$1"}
			command=:
			for _ in $(seq "$builds"); do
				command="$command && coopidx -q -j 1 $1 -i ./index blue"
			done
			HELD_NAME=iamglass HELD_AFTER=$after HELD_COMMAND=$command expect_code 0 \
				held coopq -i ./index --batch -j 8 -n 20 <queries
			is 96 "$(grep -c -e red/ -e blue/ out)"
			! grep -q red/ out || ! grep -q blue/ out
		done
	done
}

# Each error is told in its words.
failing_open() {
	for option in '' --engine-writes; do
		rm -rf index
		build ./index red ${option:+"$option"}
		for entry in '13 Permission denied' '24 Too many open files' \
			'5 Input/output error' '23 Too many open files in system'; do
			for name in /index XAPIANDB gen-1 iamglass postlist.glass docdata.glass \
				postings.coop; do
				HELD_NAME=$name HELD_ERRNO=${entry%% *} expect_code 2 \
					held coopq -i ./index coopérative
				has err "${entry#* }"
				hasnt err damaged
				hasnt err rebuild
				hasnt err 'no index'
			done
		done
	done
	HELD_NAME=postlist.glass HELD_ERRNO=24 LC_MESSAGES=fr_FR.UTF-8 LC_ALL='' expect_code 2 \
		held coopq -i ./index coopérative
	has err "trop de fichiers ouverts"
	HELD_NAME=/iamglass HELD_ERRNO=24 expect_code 2 held coopq -i ./index coopérative
	has err 'Too many open files'
	hasnt err damaged
}

# So few descriptors: an answer, or what is wrong; and the answer when there are more.
descriptors() {
	for option in '' --engine-writes; do
		rm -rf index
		build ./index red ${option:+"$option"}
		echo coopérative >query
		told=0
		for n in 4 5 6 7 8 9 10 12 16 32 64; do
			for threads in 1 8; do
				code=0
				(
					# shellcheck disable=SC3045 # dash has it
					ulimit -n "$n"
					exec coopq -i ./index --batch -j "$threads" -n 20
				) <query >out 2>err || code=$?
				case $code in
				0) is 12 "$(wc -l <out)" ;;
				2)
					told=$((told + 1))
					has err 'Too many open files'
					hasnt err damaged
					hasnt err 'no index'
					;;
				*) grep -q 'error while loading shared libraries' err ;;
				esac
			done
		done
		[ "$told" -gt 0 ]
		is 0 "$code"
	done
}

test_case 'a stub that says anything else is an error, and not obeyed' stubs
test_case 'the stub is a file' stub_is_a_file
test_case 'the files of a generation are files' tables_are_files
test_case 'a generation is a folder' generation_is_a_folder
test_case 'other databases of the engine are none' other_databases
test_case 'all threads of a batch answer from what was named' name_and_path
test_case 'a batch answers from what it opened, however often it is rebuilt' held_batch ''
test_case '... the index of the engine too' held_batch --engine-writes
test_case 'no batch mixes two generations' racing '' "${VALGRIND:+3}${VALGRIND:-40}"
test_case '... of the engine' racing --engine-writes 6
if can_preload held; then
	test_case 'builds while an index is opened' held_open ''
	test_case '... with what the tools need' held_open --engine-tools
	test_case '... while the engine opens it' held_engine
	test_case 'builds while the threads of a batch are opened' held_threads ''
	test_case '... by the engine' held_threads --engine-writes
	test_case 'what cannot be opened is told as what it is' failing_open
else
	skip 'openings that are held up or fail' 'no compiler, or held.so cannot be loaded'
fi
case $BUILD in
*-san) skip 'too few descriptors are told' 'sanitizers need some of their own' ;;
*) test_case 'too few descriptors are told' descriptors ;;
esac
finish
