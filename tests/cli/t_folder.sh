#!/bin/sh
# The folder of an index may come from anyone: whatever is in it, a build follows, overwrites and
# deletes nothing outside of it, never blocks, and leaves alone what is no index.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

mkdir old new
printf 'id,titre\n1,Ancien corpus\n2,Un autre\n' >old/a.csv
printf 'id,titre\n1,Nouveau corpus\n2,Un autre\n' >new/a.csv

# listing DIR: names, kinds, sizes, contents of all that is in it; links are not followed.
listing() {
	find "$1" -type f -exec cksum {} + | sort -k 3
	find "$1" -printf '%p %y %l\n' | sort
}

# begin: ./index, and in ./outside another index and a file of somebody's.
begin() {
	rm -rf index outside
	mkdir outside
	coopidx -q -i ./index old
	coopidx -q -i ./outside/other old
	echo 'dear to me' >outside/mine
	listing outside >outside.before
}

# build CODE [OPTION...]: builds ./index; what is outside is as it was, what serves answers.
build() {
	want_code=$1
	shift
	expect_code "$want_code" within coopidx -q "$@" -i ./index new
	empty out
	listing outside >outside.after
	same outside.before outside.after
	is 1 "$(coopq -i ./outside/other --ids ancien)"
	if [ "$want_code" -eq 0 ]; then is 1 "$(coopq -i ./index --ids nouveau)"; fi
}

# refused NAME [OPTION...]: nothing is done in a folder that holds such a thing, and it is told.
refused() {
	name=$1
	shift
	listing index >index.before
	build 2 "$@"
	has err "'./index' is no index"
	has err "'$name'"
	has err 'hint: '
	listing index >index.after
	same index.before index.after
}

# instead NAME: puts each kind of thing that is no file in the place of a file of the index.
instead() {
	for kind in link dangling fifo folder device loop; do
		begin
		rm -f "index/$1"
		case $kind in
		link) ln -s ../outside/mine "index/$1" ;;
		dangling) ln -s ../outside/not-there "index/$1" ;;
		fifo) mkfifo "index/$1" ;;
		folder) mkdir "index/$1" ;;
		device) mknod "index/$1" c 1 3 2>/dev/null || continue ;;
		loop) ln -s "$1" "index/$1" ;;
		esac
		echo "$1: $kind"
		refused "$1"
		[ ! -e outside/not-there ]
	done
}

new_stub() {
	instead XAPIANDB.new
}
stub() {
	instead XAPIANDB
}
lock() {
	instead lock
}
rejects() {
	instead rejects.csv
}
temporary() {
	instead spool-abc123
}

generation_is_a_link() { # to another index, one of its generations, nothing
	for target in ../outside/other ../outside/other/gen-1 "$PWD/outside/other/gen-1" nowhere; do
		begin
		ln -s "$target" index/gen-9
		refused gen-9
		begin
		ln -s "$target" index/gen-2 # where the next one would be
		refused gen-2
		begin
		rm -r index/gen-1 # the one that serves
		ln -s "$target" index/gen-1
		refused gen-1
	done
}

generation_is_no_folder() {
	begin
	echo mine >index/gen-7
	refused gen-7
	is mine "$(cat index/gen-7)"
	begin
	mkfifo index/gen-7
	refused gen-7
}

table_is_a_link() { # in a generation that would be removed, and in the one that serves
	begin
	mkdir index/gen-7
	ln -s ../../outside/mine index/gen-7/docdata.glass
	refused gen-7
	begin
	mv index/gen-1/postlist.glass postlist
	ln -s "$PWD/outside/other/gen-1/postlist.glass" index/gen-1/postlist.glass
	refused gen-1
	begin
	rm index/gen-1/origin
	mkfifo index/gen-1/origin
	refused gen-1
}

hard_links() { # what is written, and what is removed, is the name alone
	begin
	for name in XAPIANDB.new spool-abc123 rejects.csv; do
		ln outside/mine "index/$name"
	done
	mkdir index/gen-7
	ln outside/mine index/gen-7/docdata.glass
	rm index/lock
	ln outside/mine index/lock
	build 0
	is 'XAPIANDB gen-1 gen-2 lock' "$(cd index && echo *)"
	is 'auto gen-2' "$(sed -n 2p index/XAPIANDB)"
}

no_file_of_ours() { # names like those of an index, and unlike them: left alone beside one
	for name in gen-0 gen-01 gen-1x gen- gen--1 spool-notes.txt 'gen-1 ' XAPIANDB.old .hidden; do
		begin
		echo mine >"index/$name"
		echo "$name"
		build 0
		is mine "$(cat "index/$name")"
		begin
		rm -r index/*
		echo mine >"index/$name"
		refused "$name"
	done
}

litter() { # of file managers is nobody's document
	begin
	for name in .DS_Store Thumbs.db desktop.ini; do
		echo mine >"index/$name"
		echo mine >"index/gen-1/$name"
	done
	build 0
	build 0 --full # gen-1 goes with what is in it
	is 'XAPIANDB gen-2 gen-3 lock' "$(cd index && echo [!.DTd]*)"
	for name in .DS_Store Thumbs.db desktop.ini; do
		is mine "$(cat "index/$name")"
	done
	coopidx -q -i ./index --restore
	rm index/Thumbs.db
	ln -s ../outside/mine index/Thumbs.db
	refused Thumbs.db
}

highest_number() { # there is none behind it
	for number in 18446744073709551615 1844674407370955160 99999999999999999999; do
		begin
		cp -R index/gen-1 "index/gen-$number"
		code=0
		coopidx -q -i ./index new >out 2>err || code=$?
		if [ "$code" -eq 0 ]; then expect_code 0 coopq -i ./index --ids nouveau; fi
		[ "$code" -eq 0 ] || is 2 "$code"
		[ ! -e index/gen-0 ]
	done
}

index_is_a_link() { # the user's own, which is followed
	begin
	mkdir elsewhere
	ln -s elsewhere way
	expect_code 0 coopidx -q -i ./way new
	[ -f elsewhere/XAPIANDB ] && [ -L way ]
	expect_code 0 coopq -i ./way --ids nouveau
	expect_code 0 coopidx -q -i ./way old
	expect_code 0 coopidx -q --restore -i ./way
	expect_code 0 coopq -i ./elsewhere --ids nouveau
}

stub_of_another() { # what it says is not obeyed; a build makes a good one in its place
	for text in 'auto ../outside/other' 'auto ../outside/other/gen-1' 'auto gen-9/../../outside' \
		'remote :/bin/false' 'auto XAPIANDB' ''; do
		begin
		echo "$text" >index/XAPIANDB
		echo "$text"
		build 0
		is 'auto gen-2' "$(sed -n 2p index/XAPIANDB)"
	done
}

restore_is_careful() {
	begin
	coopidx -q -i ./index new
	cp -R index two
	for kind in stub lock generation table; do
		rm -rf index
		cp -R two index
		case $kind in
		stub) ln -s ../outside/mine index/XAPIANDB.new ;;
		lock) rm index/lock && ln -s ../outside/mine index/lock ;;
		generation) rm -r index/gen-1 && ln -s ../outside/other/gen-1 index/gen-1 ;;
		table) ln -sf "$PWD/outside/other/gen-1/docdata.glass" index/gen-1/docdata.glass ;;
		esac
		listing index >index.before
		expect_code 2 within coopidx --restore -i ./index
		echo "$kind"
		has err "'./index' is no index"
		listing index >index.after
		same index.before index.after
		listing outside >outside.after
		same outside.before outside.after
	done
}

engine_writes_there_too() {
	begin
	ln -s ../outside/other index/gen-2
	refused gen-2 --engine-writes
	rm index/gen-2
	build 0 --engine-writes
}

folder_of_another() {
	begin
	expect_code 2 as_user coopidx -q -i ./index new
	has err "coopidx: cannot write './index': Permission denied"
	chmod 777 index index/lock
	chmod 700 index/gen-1
	expect_code 2 as_user coopidx -q -i ./index new # what is in there is not known
	has err "coopidx: cannot read './index/gen-1': Permission denied"
	chmod 755 index/gen-1
	chmod 311 index
	expect_code 2 as_user coopidx -q -i ./index new
	has err "coopidx: cannot read './index': Permission denied"
	is 'XAPIANDB gen-1 lock' "$(cd index && echo *)"
	chmod 755 index
	chmod 600 index/XAPIANDB
	expect_code 2 as_user coopidx -q -i ./index new
	expect_code 2 as_user coopidx -q --restore -i ./index
	listing outside >outside.after
	same outside.before outside.after
}

# A listing that breaks off is no shorter listing.
listing_fails() {
	compile_preload eio
	begin
	coopidx -q --full -i ./index old
	mkdir index/gen-7 # what somebody killed has left
	cp index/gen-1/docdata.glass index/gen-7
	mkdir papers
	echo 'dear to me' >papers/mine
	for n in 1 2 3; do # nobody's folder is taken for an empty one
		EIO_LISTING=$n LD_PRELOAD=$T/eio.so expect_code 2 coopidx -q -i ./papers new
		is mine "$(ls papers)"
	done
	cp -R index kept
	failures=0
	for n in $(seq 1 40); do
		rm -rf index
		cp -R kept index
		code=0
		EIO_LISTING=$n LD_PRELOAD=$T/eio.so coopidx -q -i ./index new >out 2>err || code=$?
		if [ "$code" -eq 2 ]; then
			failures=$((failures + 1))
			has err "coopidx: cannot read './index': Input/output error"
			is 'auto gen-2' "$(sed -n 2p index/XAPIANDB)"
			[ -d index/gen-1 ] && [ ! -e index/gen-8 ]
		else # what is to be removed was being listed, or the sources
			is 3 "$(sed -n 2p index/XAPIANDB | cut -c 10-)"
		fi
	done
	echo "$failures failed"
	[ "$failures" -ge 15 ]
}

test_case 'the new stub is a link, a FIFO ...' new_stub
test_case 'the stub is one' stub
test_case 'the lock is one' lock
test_case 'the table of rejected rows is one' rejects
test_case 'a temporary file is one' temporary
test_case 'a generation is a link' generation_is_a_link
test_case 'a generation is no folder' generation_is_no_folder
test_case 'a table is a link or a FIFO' table_is_a_link
test_case 'hard links: what they lead to is not written to' hard_links
test_case 'names like those of an index' no_file_of_ours
test_case 'what file managers leave' litter
test_case 'the highest number of a generation' highest_number
test_case 'a link for the folder itself is followed' index_is_a_link
test_case 'a stub that names something else is not obeyed' stub_of_another
test_case '--restore follows nothing either' restore_is_careful
test_case 'nor does the engine, when it writes' engine_writes_there_too
if can_preload eio; then
	test_case '2: a listing of the folder that breaks off' listing_fails
else
	skip '2: a listing of the folder that breaks off' 'nothing can be loaded before this build'
fi
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	test_case 'a folder of somebody else' folder_of_another
else
	skip 'a folder of somebody else' 'needs root and setpriv'
fi
finish
