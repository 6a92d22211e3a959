#!/bin/sh
# Updates and what goes wrong meanwhile: kill -9, disks that fail or are full, no hard links, sources that
# change while they are read, clocks that are wrong. KILLS=N: N moments of kill -9; FAULTS=1: errors at every
# call instead of some.
# shellcheck disable=SC2317,SC2086,SC2119,SC2120,SC2012 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

on_disk() { env LD_PRELOAD="$T/eio.so" "$@"; }

table() { # OFFSET: 520 rows; every 40th is another one for another offset
	awk -v offset="$1" 'BEGIN {
		print "id,titre,résumé"
		for (i = 0; i < 520; i++)
			printf "%d,%s titre %d,mot%d mot%d de la coopérative\n", i,
				i % 40 == 0 ? "Nouveau" offset : "Ancien", i, i % 7, i % 11
	}'
}

answers() {
	coopq --jsonl -n 1000 -i "${1:-./index}" 'titre coopérative mot7' | sed 's/"score":[0-9.e-]*,//' | sort
	coopq --ids -n 100 -i "${1:-./index}" '"nouveau2 titre"' || :
	coopq --ids -n 100 -i "${1:-./index}" 'nouveau1' || :
}

as() { # STATE: ./index answers so
	answers >actual 2>&1 || return 1
	cmp actual "$1" || { diff "$1" actual | head -n 5; return 1; }
}

# prepare UPDATE|FOLD: ./kept, an index, and what it answers before and after ./sources are indexed
prepare() {
	rm -rf index kept sources
	mkdir sources
	table 1 >sources/a.csv
	printf 'Un texte nouveau2 titre\n' >sources/b.txt
	on_disk coopidx -q -j 1 -i ./index sources
	option=
	if [ "$1" = fold ]; then
		table 2 >sources/a.csv
		on_disk coopidx -q -j 1 -i ./index sources
		option=--fold
	fi
	if [ "$1" = update ]; then
		table 2 >sources/a.csv
		rm sources/b.txt
	fi
	cp -al index kept
	answers >before
	on_disk EIO_ALL=1 EIO_COUNT=calls coopidx -q -j 1 $option -i ./index sources
	answers >after
	calls=$(cat calls)
	[ "$calls" -gt 20 ]
}

again() { # ./index as it was before; its files are never written
	rm -rf index && cp -al kept index
}

# The next run completes what is to be done and leaves no debris.
completes() {
	code=0
	on_disk coopidx -q -j 1 $option -i ./index sources >out 2>err || code=$?
	is 0 "$code" || { cat err; return 1; }
	as after || return 1
	for name in $(cd index && ls -A); do
		case $name in XAPIANDB | lock | gen-*) ;; *) echo "left behind: $name"; return 1 ;; esac
	done
	[ "$(ls -d index/gen-* | wc -l)" -le 2 ]
}

serving() { sed -n 2p index/XAPIANDB; }

killed_at() { # CALL
	again
	from=$(serving)
	code=0
	on_disk EIO_SIGNAL=9 EIO_FROM="$1" coopidx -q -j 1 $option -i ./index sources >/dev/null 2>&1 || code=$?
	if [ "$(serving)" = "$from" ]; then as before; else as after; fi || { echo "killed before call $1"; return 1; }
	completes || { echo "after kill before call $1"; return 1; }
}

killed() { # WHAT COUNT
	prepare "$1"
	awk -v n="$2" -v calls="$calls" 'BEGIN {
		srand(7); for (i = 0; i < n; i++) print (n < calls ? int(rand() * calls) : i % calls) + 1 }' >moments
	while read -r moment; do
		killed_at "$moment" || return 1
	done <moments
}

# The program failed and said why, or went on: then the new index serves.
told() { # REASON
	if [ "$(serving)" = "$from" ]; then
		# what fails of the lock is told as such
		if grep -q 'index/lock\|another coopidx' err; then as before; return; fi
		# the engine takes a table that it cannot open for an empty one, and is found out
		is 2 "$code" && { grep -q 'is not what was written to it' err || has err "$1"; } && as before
	else
		case $code in 0 | 3) as after ;; *) echo "code $code"; cat err; return 1 ;; esac
	fi
}

failing_write() { # CALL ERRNO ONCE REASON
	again
	from=$(serving)
	code=0
	on_disk EIO_ALL=1 EIO_FROM="$1" EIO_ERRNO="$2" EIO_ONCE="$3" coopidx -q -j 1 $option -i ./index sources >out 2>err || code=$?
	told "$4" || { echo "call $1 of $calls fails with errno $2, once: $3"; cat err; return 1; }
	completes || { echo "after call $1 of $calls failed with errno $2, once: $3"; return 1; }
}

failing_writes() { # WHAT BY
	prepare "$1"
	n=1
	while [ "$n" -le "$calls" ]; do
		failing_write "$n" 5 1 'Input/output error' || return 1
		failing_write "$n" 28 0 'No space left on device' || return 1
		n=$((n + $2))
	done
}

failing_read() { # CALL N
	again
	from=$(serving)
	code=0
	printf . >fired
	env LD_PRELOAD="$T/eio_read.so:$T/eio.so" BAD_LOG="$T/work/fired" BAD_CALL="$1" BAD_PATH= BAD_AT="$2" BAD_ONCE=1 \
		coopidx -q -j 1 $option -i ./index sources >out 2>err || code=$?
	if [ "$(cat fired)" = . ]; then return 9; fi
	told 'Input/output error' || { echo "$1 number $2"; cat err; return 1; }
	completes || { echo "after $1 number $2"; return 1; }
}

failing_reads() { # WHAT BY
	prepare "$1"
	for call in open read fstat mmap stat readdir opendir; do
		n=1
		while :; do
			failing=0
			failing_read "$call" "$n" || failing=$?
			if [ "$failing" -eq 9 ]; then break; fi
			is 0 "$failing" || return 1
			n=$((n + $2))
		done
		echo "$call $n" >>counts
	done
}

# ---- no hard links ----

copied() {
	EIO_LINKS=no
	export EIO_LINKS
	prepare update
	again
	on_disk coopidx -q -j 1 -i ./index sources
	as after
	base=index/$(sed -n 's/auto //p' index/XAPIANDB)
	[ -d "$base/delta" ] && [ -d "$base/removed" ]
	is '' "$(find "$base" -type f -links +1)"
	expect_code 0 coopidx --check -q -i ./index
	failing_writes update "${FAULTS:-9}"
	unset EIO_LINKS
}

# ---- sources that change ----

# changing HOW PATH [NAME=VALUE]...: an update during which a file is changed at a call that concerns it
changing() {
	how=$1 path=$2
	shift 2
	printf . >fired
	code=0
	env LD_PRELOAD="$T/eio_read.so:$T/eio.so" BAD_LOG="$T/work/fired" BAD_CALL=read BAD_PATH="$path" BAD_FILE="$path" \
		BAD_DO="$how" "$@" coopidx -j 1 -i ./index sources >out 2>err || code=$?
	is '!' "$(cat fired)"
}

old() { touch -d '2001-02-03 04:05:06' "$@"; }

begin_changing() {
	rm -rf index sources
	mkdir sources
	printf 'Le premier texte\n' >sources/a.txt
	printf 'Le second texte\n' >sources/b.txt
	old sources/*
	on_disk coopidx -q -i ./index sources
}

changed_once() {
	for how in touch write grow; do
		begin_changing
		printf 'Le troisième texte\n' >sources/a.txt
		old sources/b.txt
		changing "$how" sources/a.txt
		is 0 "$code"
		found 'troisième' a.txt
		expect_code 0 coopidx -i ./index sources
		found 'troisième' a.txt
	done
}

changes_always() {
	begin_changing
	printf 'Le troisième texte\n' >sources/a.txt
	printf 'Un quatrième texte\n' >sources/b.txt
	printf 'Un nouveau texte\n' >sources/c.txt
	changing touch sources/a.txt BAD_AGAIN=1
	is 3 "$code"
	has err 'sources/a.txt: changes while it is read; the index keeps what it had of it'
	found premier a.txt
	found troisième
	found quatrième b.txt
	found nouveau c.txt
	expect_code 0 coopidx -q -i ./index sources
	found troisième a.txt
	printf 'Un cinquième texte\n' >sources/d.txt
	changing touch sources/d.txt BAD_AGAIN=1
	is 3 "$code"
	found cinquième
	expect_code 0 coopidx -q -i ./index sources
	found cinquième d.txt
}

# What was read is not what the scan saw; then it becomes that again.
changed_for_a_while() {
	begin_changing
	printf 'Le texte zun\n' >sources/a.txt
	old sources/a.txt
	cp -p sources/a.txt kept_text
	printf . >fired
	env LD_PRELOAD="$T/eio_read.so:$T/eio.so" BAD_LOG="$T/work/fired" BAD_CALL=open BAD_PATH=sources/a.txt \
		BAD_FILE=sources/a.txt BAD_DO=write coopidx -q -j 1 -i ./index sources
	is '!' "$(cat fired)"
	cp -p kept_text sources/a.txt
	expect_code 0 coopidx -q -i ./index sources
	rm -rf anew
	expect_code 0 coopidx -q -i ./anew sources
	coopq --jsonl -i ./anew texte >expected
	coopq --jsonl -i ./index texte >got
	same expected got
}

# ---- times ----

rewrite() { # FILE TEXT: other bytes, of the same number and with the same mtime
	cp -p "$1" stamp
	printf '%s\n' "$2" >"$1"
	touch -r stamp "$1"
}

# Size and mtime tell, but for what was new when it was indexed: then its content does.
untrusted_times() {
	begin_changing
	rewrite sources/a.txt 'Le dernier texte'
	expect_code 0 coopidx -q -i ./index sources
	found premier a.txt
	expect_code 0 coopidx -q --full -i ./index sources
	found dernier a.txt

	for time in now 2100-01-01 2001-01-01; do # 2001: the clock, or the file, goes back
		begin_changing
		printf 'Le deuxième texte\n' >sources/a.txt
		touch -d "$time" sources/a.txt
		expect_code 0 coopidx -q -i ./index sources
		found deuxième a.txt
		if [ "$time" = 2001-01-01 ]; then continue; fi
		rewrite sources/a.txt 'Le cinquième texte'
		expect_code 0 coopidx -q -i ./index sources
		found cinquième a.txt
		rewrite sources/a.txt 'Le quatrième texte'
		expect_code 0 coopidx -q -i ./index sources
		found quatrième a.txt
	done
}

# ---- all of it ----

COOP_INDEX=./index
export COOP_INDEX
preload eio
can_preload eio_read || :
test_case 'kill -9 of an update' killed update "${KILLS:-12}"
test_case 'kill -9 while folding' killed fold "${KILLS:-8}"
test_case 'an update on a disk that fails or is full' failing_writes update "${FAULTS:-9}"
test_case 'folding on a disk that fails or is full' failing_writes fold "${FAULTS:-9}"
test_case 'an update that cannot read' failing_reads update "${FAULTS:-13}"
test_case 'folding that cannot read' failing_reads fold "${FAULTS:-13}"
test_case 'without hard links the base is copied' copied
test_case 'a source that changes while it is read is read again' changed_once
test_case '3: one that does not stop changing stays as it was' changes_always
test_case 'one that was another only while it was read' changed_for_a_while
test_case 'times that cannot be trusted' untrusted_times
finish
