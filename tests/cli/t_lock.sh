#!/bin/sh
# Who writes and who reads an index: the lock of the writer, and waiting for it.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

mkdir red blue
for n in 1 2 3; do
	printf 'La coopérative rouge numéro %s de Lyon.\n' "$n" >"red/r$n.txt"
	printf 'La coopérative bleue numéro %s de Brest.\n' "$n" >"blue/b$n.txt"
done
mkfifo slow # what a build reads that is to go on until somebody writes it
: >none.txt

build() { # INDEX SOURCE
	coopidx -q -j 1 --full -i "$1" "$2"
}

# ends PID CODE: a process in the background ends so.
ends() {
	code=0
	wait "$1" || code=$?
	is "$2" "$code"
}

# ---- by whom it is held ----

told_by_whom() {
	rm -rf index
	coopidx -q -i ./index slow &
	builder=$!
	until_so [ -s index/lock ]
	is "coopidx $builder" "$(cut -d ' ' -f 1,2 index/lock)"
	expect_code 5 coopidx -i ./index red
	has err "coopidx: another coopidx is writing the index './index' (process $builder, since 20"
	has err 'coopidx: hint: '
	LC_MESSAGES=fr_FR.UTF-8 LC_ALL='' expect_code 5 coopidx -i ./index red
	has err "(processus $builder, depuis 20"
	echo 'La coopérative lente.' >slow
	ends "$builder" 0
	[ -f index/lock ]
	empty index/lock # nobody any more
}

# Whoever was killed is not named in the place of another.
not_by_the_dead() {
	rm -rf index
	build ./index red
	coopidx -q -i ./index slow &
	builder=$!
	until_so [ -s index/lock ]
	kill -9 "$builder"
	ends "$builder" 137
	[ -s index/lock ]
	expect_code 5 flock index/lock coopidx -i ./index red
	has err "is writing the index './index'"
	hasnt err process
	sed "s/ [^ ]*\$/ elsewhere.example/" index/lock >other
	cat other >index/lock
	expect_code 5 flock index/lock coopidx -i ./index red
	has err "(process $builder of elsewhere.example, since 20"
	build ./index red # the lock itself died with it
	empty index/lock
}

# The file may hold anything: nothing of it is shown, and it is left as it is.
hostile_text() {
	rm -rf index
	build ./index red
	for text in 'coopidx 1 1700000000 a\033[31mb' 'coopidx -1 1700000000 a' 'coopidx 0 1700000000 a' \
		'coopidx 99999999999999999999 1 a' 'coopidx 1 99999999999999999999 a' 'coopidx 1 -5 a' \
		'coopidx 1 1700000000 ' 'coopidx 1 1700000000 a b' 'coopidx 1 1700000000 %s%n' \
		'\033]0;x\007' '\000\000' 'my diary'; do
		printf '%b\n' "$text" >index/lock
		cp index/lock kept
		expect_code 5 flock index/lock coopidx -i ./index red
		hasnt err process
		hasnt err diary
		hasnt err "$(printf '\033')"
		expect_code 0 coopidx -q -i ./index red
		same kept index/lock
	done
	{ printf 'coopidx 1 1700000000 '; head -c 100000 /dev/zero | tr '\0' a; } >index/lock
	expect_code 5 flock index/lock coopidx -i ./index red
	hasnt err process
}

# ---- waiting ----

# waiting OPTION...: starts a program that waits for the lock of ./index, held on 9; its id is $waiter.
waiting() {
	exec 9<index/lock
	flock 9
	rm -f err
	coopidx "$@" -i ./index >out 2>err 9<&- &
	waiter=$!
	until_so grep -q "is writing the index './index'; waiting for up to 600 s" err
}

waits() {
	rm -rf index
	build ./index red
	waiting --wait=600 blue
	flock -u 9
	ends "$waiter" 0
	found coopérative b1.txt b2.txt b3.txt
	waiting --wait=600 --restore
	flock -u 9
	ends "$waiter" 0
	found coopérative r1.txt r2.txt r3.txt
	flock 9
	expect_code 5 coopidx --wait=1 -i ./index blue
	expect_code 5 coopidx --wait 0 -i ./index blue
	hasnt err waiting
	expect_code 5 coopidx --wait=1 -q -i ./index blue
	hasnt err waiting
	expect_code 2 coopidx --wait=soon -i ./index blue
	has err '--wait'
	exec 9<&-
}

interrupted() {
	rm -rf index
	build ./index red
	for signal in INT TERM; do
		waiting --wait=600 blue
		kill -s "$signal" "$waiter"
		ends "$waiter" 130
		exec 9<&-
	done
	is 'XAPIANDB gen-1 lock' "$(cd index && echo *)"
}

# Whoever holds the lock of a new index and fails removes the folder.
folder_removed() {
	rm -rf index
	coopidx -q -i ./index slow 2>first &
	builder=$!
	until_so [ -s index/lock ]
	coopidx --wait=600 -i ./index red 2>err &
	waiter=$!
	until_so grep -q 'waiting for up to 600 s' err
	: >slow
	ends "$builder" 2
	has first 'no notice found'
	ends "$waiter" 0
	found coopérative r1.txt r2.txt r3.txt
}

# ---- readers ----

# reader COMMAND...: starts a batch that reads the index, $reader; ask has it answer from then on.
reader() {
	rm -f questions answers
	mkfifo questions answers
	"$@" coopq --batch -n 20 --tsv <questions >answers &
	reader=$!
	exec 7>questions 8<answers
}
ask() { # COLOUR: of the three texts that are found
	echo coopérative >&7
	head -n 3 <&8 >answered
	is 3 "$(grep -c "$1/" answered)"
}
done_reading() {
	exec 7>&- 8<&-
	ends "$reader" 0
}

generations() {
	(cd index && echo gen-*)
}

held() {
	rm -rf index
	build ./index red
	reader env
	ask red
	for _ in 1 2 3; do build ./index blue; done
	is 'gen-1 gen-3 gen-4' "$(generations)"
	expect_code 0 coopidx -v -j 1 --full -i ./index blue
	has err "coopidx: './index/gen-1' stays until a later run: it is being read"
	is 'gen-1 gen-4 gen-5' "$(generations)"
	ask red
	done_reading
	expect_code 0 coopidx -v -j 1 --full -i ./index blue
	hasnt err stays
	is 'gen-5 gen-6' "$(generations)"
}

# One that serves again was never gone; a reader of it holds it.
held_restored() {
	rm -rf index
	build ./index red
	build ./index blue
	coopidx -q --restore
	reader env
	ask red
	build ./index blue
	build ./index blue
	is 'gen-1 gen-3 gen-4' "$(generations)"
	ask red
	done_reading
}

killed_reader() {
	rm -rf index
	build ./index red
	reader env
	ask red
	build ./index blue
	build ./index blue
	is 'gen-1 gen-2 gen-3' "$(generations)"
	kill -9 "$reader"
	ends "$reader" 137
	exec 7>&- 8<&-
	build ./index blue
	is 'gen-3 gen-4' "$(generations)"
}

# Whoever locks a manifest for good keeps nobody from reading.
locked_for_good() {
	rm -rf index
	build ./index red
	expect_code 0 within flock index/gen-1/manifest coopq --ids coopérative
	is 3 "$(wc -l <out)"
	flock index/gen-1/manifest sh -c 'coopidx -q --full -i ./index blue; coopidx -q --full -i ./index blue'
	is 'gen-1 gen-2 gen-3' "$(generations)"
	for kind in link fifo folder; do # nor does anything that is no manifest
		rm -rf index
		build ./index red
		rm index/gen-1/manifest
		case $kind in
		link) ln -s ../lock index/gen-1/manifest ;;
		fifo) mkfifo index/gen-1/manifest ;;
		folder) mkdir index/gen-1/manifest ;;
		esac
		expect_code 2 within coopq coopérative
	done
}

read_only() {
	rm -rf index
	build ./index red
	chmod -R a-w index
	expect_code 0 as_user coopq --ids -i "$PWD/index" coopérative
	is 3 "$(wc -l <out)"
	chmod -R u+w index
}

# without_locks COMMAND...
without_locks() {
	env LD_PRELOAD="$T/nolocks.so" NOLOCKS_NAME=manifest "$@"
}

# aged GENERATION...: they were replaced 61 minutes ago.
aged() {
	for generation; do touch -d '61 minutes ago' "index/$generation"; done
}

no_locks() {
	for error in 37 95 38 22 9; do # ENOLCK EOPNOTSUPP ENOSYS EINVAL EBADF
		NOLOCKS_ERRNO=$error
		export NOLOCKS_ERRNO
		rm -rf index
		build ./index red
		reader without_locks
		ask red
		for _ in 1 2; do without_locks coopidx -q --full -i ./index blue; done
		is 'gen-1 gen-2 gen-3' "$(generations)"
		NOLOCKS_LATER=100000 expect_code 0 without_locks coopidx -v --full -i ./index blue
		has err "coopidx: './index/gen-1' stays for an hour after it was replaced"
		is 'gen-1 gen-2 gen-3 gen-4' "$(generations)"
		ask red
		done_reading
		aged gen-1
		without_locks coopidx -q --full -i ./index blue
		is 'gen-2 gen-3 gen-4 gen-5' "$(generations)"
		expect_code 2 without_locks coopidx -q -i ./index none.txt # never served
		is 'gen-2 gen-3 gen-4 gen-5' "$(generations)"
	done
	unset NOLOCKS_ERRNO
	build ./index red # where there are locks
	is 'gen-5 gen-6' "$(generations)"
}

# Over NFS a reader may have a lock where a writer gets none; any other failure tells nothing.
only_shared() {
	rm -rf index
	build ./index red
	build ./index blue
	aged gen-1
	NOLOCKS_EX=1 NOLOCKS_ERRNO=9 without_locks coopidx -q --full -i ./index blue
	is 'gen-2 gen-3' "$(generations)"
	aged gen-2
	NOLOCKS_EX=1 NOLOCKS_ERRNO=5 without_locks coopidx -q --full -i ./index blue
	is 'gen-2 gen-3 gen-4' "$(generations)"
}

COOP_INDEX=./index
export COOP_INDEX
test_case '5 tells which process holds the lock, and since when' told_by_whom
test_case '... not one that was killed, and of which machine' not_by_the_dead
test_case '... and nothing that somebody else wrote there' hostile_text
test_case '--wait waits until the lock is free, or so many seconds' waits
test_case '... and Ctrl-C ends that' interrupted
test_case '... also when the folder is removed meanwhile' folder_removed
test_case 'what is being read is not removed' held
test_case '... also when it serves again' held_restored
test_case '... until its reader dies' killed_reader
test_case 'a manifest that somebody locks, or that is none, holds up nobody' locked_for_good
if can_be_user; then
	test_case 'a reader that may not write reads' read_only
else
	skip 'a reader that may not write reads' 'nobody to be'
fi
if can_preload nolocks; then
	test_case 'without locks, what was replaced stays for an hour' no_locks
	test_case '... by what the writer finds out' only_shared
else
	skip 'without locks' 'no compiler, or nolocks.so cannot be loaded'
fi
finish
