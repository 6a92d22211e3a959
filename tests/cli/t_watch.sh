#!/bin/sh
# coopidx --watch: the index follows its sources. What is waited for is seen, however long it takes.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=$T/work/index
export COOP_INDEX

# watching ARGUMENT...: begins, and waits until the first build is over; $watcher.
watching() {
	rm -f watched
	coopidx --watch -j 1 "$@" >watched 2>&1 &
	watcher=$!
	until_so grep -q 'Ctrl-C ends it' watched
}

# ended SIGNAL: by it, with exit code 0, and the index is whole.
ended() {
	kill -s "$1" "$watcher"
	code=0
	wait "$watcher" || code=$?
	is 0 "$code"
	expect_code 0 coopidx --check -q
	number=$(sed -n 's/auto gen-//p' "$COOP_INDEX/XAPIANDB")
	for name in "$COOP_INDEX"/gen-*; do
		[ "${name##*-}" -le "$number" ] || { echo "left: $name"; return 1; }
	done
}

begin() {
	rm -rf index corpus other
	mkdir -p corpus/lyon
	echo 'La coopérative lyonnaise.' >corpus/lyon/a.txt
	echo 'La coopérative brestoise.' >corpus/b.txt
}

now_found() { # WORD ID...
	until_so found "$@"
}

edits() {
	begin
	watching corpus
	found coopérative b.txt lyon/a.txt
	echo 'Un atelier marin.' >corpus/c.txt # a new file
	now_found marin c.txt
	echo 'Un atelier minier.' >corpus/c.txt # truncated and written
	now_found minier c.txt
	found marin
	echo 'Un autre fleuve.' >corpus/.c.txt.new # an editor's dance
	mv corpus/c.txt corpus/c.txt~
	mv corpus/.c.txt.new corpus/c.txt
	now_found fleuve c.txt
	rm corpus/c.txt
	now_found fleuve
	mkdir -p corpus/x/y/z # folders, as deep as they come
	echo 'Un verger.' >corpus/x/y/z/d.txt
	now_found verger x/y/z/d.txt
	echo 'Un vignoble.' >corpus/x/y/z/d.txt
	now_found vignoble x/y/z/d.txt
	mv corpus/x other # out, and in again elsewhere
	now_found vignoble
	mv other corpus/w
	now_found vignoble w/y/z/d.txt
	echo 'Un pressoir.' >corpus/w/y/z/d.txt
	now_found pressoir w/y/z/d.txt
	echo 'w' >corpus/.ignore
	now_found pressoir
	ended INT
}

# A named file is replaced by others; the root goes and comes again; so does what a link leads to.
named() {
	begin
	echo 'Une forêt.' >far.txt
	ln -sf "$PWD/far.txt" corpus/near.txt
	watching corpus/lyon/a.txt corpus/near.txt
	echo 'La coopérative parisienne.' >new
	mv new corpus/lyon/a.txt
	now_found parisienne lyon/a.txt
	echo 'Une clairière.' >new
	mv new far.txt
	now_found clairière near.txt
	ended TERM
	begin
	watching corpus
	mv corpus moved
	until_so grep -q 'corpus: ' watched # cannot be read, and the index is as it was
	now_found lyonnaise lyon/a.txt
	mv moved corpus
	echo 'Une rivière.' >corpus/lyon/a.txt
	now_found rivière lyon/a.txt
	ended TERM
}

# An index in the tree; t_watches.c tests that it leads to no update of its own.
inside() {
	begin
	COOP_INDEX=$T/work/corpus/index
	watching corpus
	touch corpus/.hidden
	echo 'x' >corpus/photo.jpg
	echo 'Une passerelle.' >corpus/e.txt
	now_found passerelle e.txt
	echo 'Une péniche.' >corpus/e.txt
	now_found péniche e.txt
	ended INT
	COOP_INDEX=$T/work/index
}

# What happens while the index is built is seen after it.
meanwhile() {
	begin
	mkfifo corpus/pipe
	rm -f watched
	coopidx --watch -j 1 corpus corpus/pipe >watched 2>&1 &
	watcher=$!
	until_so [ -s index/lock ] # the watches are set, and it reads
	exec 6>corpus/pipe
	echo 'Une écluse.' >corpus/a.txt # before the pipe in the order of names: not seen by this build
	rm corpus/pipe
	echo 'Un canal.' >&6
	exec 6>&-
	now_found écluse a.txt
	ended INT
}

# A failure is told, and the watch goes on.
failures() {
	begin
	watching corpus
	exec 9<index/lock
	flock 9
	echo 'Une digue.' >corpus/e.txt
	until_so grep -q 'another coopidx is writing' watched
	exec 9<&-
	echo 'Un phare.' >corpus/f.txt
	now_found phare f.txt
	found digue e.txt
	ended INT
	expect_code 2 coopidx --watch -i ./corpus corpus # is no index
	has err "'./corpus' is no index"
}

# Without inotify all is read again every minute; that is told, and what to do.
limits() {
	begin
	LIMITS_ADD=28 LD_PRELOAD=$T/nowatch.so watching corpus # ENOSPC
	has watched 'not all folders can be watched'
	has watched 'coopidx: hint: raise the limit as root: sysctl fs.inotify.max_user_watches='
	echo 'Une dune.' >corpus/e.txt
	now_found dune e.txt
	ended INT
	LIMITS_INIT=24 LD_PRELOAD=$T/nowatch.so watching corpus # EMFILE
	has watched 'sysctl fs.inotify.max_user_instances='
	echo 'Une grève.' >corpus/e.txt
	now_found grève e.txt
	ended INT
}

# Events that are lost lead to an update as well.
overflow() {
	begin
	LIMITS_LOSE=1 LD_PRELOAD=$T/nowatch.so watching corpus
	echo 'Une falaise.' >corpus/e.txt
	now_found falaise e.txt
	ended INT
}

refused() {
	begin
	for option in -n --extract=csv --dump-terms=corpus/b.txt; do
		expect_code 2 coopidx --watch "$option"
		has err '--watch'
	done
	for option in --restore --check; do
		expect_code 2 coopidx --watch "$option"
		has err "$option reads no sources"
	done
	expect_code 2 coopidx --watch corpus - </dev/null
	has err 'standard input'
	expect_code 2 coopidx --watch --files0-from=- </dev/null
	has err 'standard input'
	expect_code 2 coopidx --watch
	has err 'nothing to index'
	[ ! -e index ]
}

test_case '--watch follows what editors and users do' edits
test_case '... to named files, to the root, and to what links lead to' named
test_case '... beside an index in the same tree' inside
test_case '... nor does it miss what happens during a build' meanwhile
test_case 'a failed update is told, and the watch goes on' failures
test_case 'what cannot be watched twice is refused' refused
if can_preload nowatch; then
	test_case 'lost events lead to an update' overflow
	test_case 'without watches it looks every minute' limits
else
	skip 'limits of watches' 'no compiler, or nowatch.so cannot be loaded'
fi
finish
