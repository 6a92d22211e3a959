#!/bin/sh
# Sources that cannot be read in full do not replace what was indexed before: failing disks, and
# sources that change while they are read (eio_read.c).
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

zip_of() { perl "$TESTS/cli/zip.pl" "$@"; }

# has_kind NAME: whether coopidx was built with it.
has_kind() { "$BUILD/coopidx" --version | grep -qE "^reads:.* $1(,|\$)"; }

# needs KIND NAME COMMAND...: a test case, where the kind is built in.
needs() {
	kind=$1
	shift
	if has_kind "$kind"; then test_case "$@"; else skip "$1" "built without $kind"; fi
}

mkdir old
printf 'Un ancien texte\n\nQui est court.\n' >old/a.txt

# text FILE...: texts.
text() {
	for file; do
		mkdir -p "$(dirname "$file")"
		printf 'Un texte\n\nQui est court.\n' >"$file"
	done
}

# table N: notices of more bytes than are looked at to find out how they are written.
table() {
	awk -v n="$1" 'BEGIN {
		print "id,titre,résumé"
		for (i = 0; i < n; i++) printf "n%d,Titre %d,Un texte de la coopérative numéro %d\n", i, i, i
	}'
}

# begin: ./index with the old notice; a fresh folder tree/.
begin() {
	rm -rf index tree
	coopidx -q old
	mkdir tree
}

# long_ago: the files of tree/ have been there for long, so that only what reads them does.
long_ago() { [ ! -d tree ] || find tree -type f -exec touch -d 2001-01-01 {} +; }

# bad CODE 'SETTING...' ARGUMENT...: what happens when it goes wrong, which it must.
bad() {
	code_wanted=$1 settings=$2
	shift 2
	long_ago
	printf . >fired
	# shellcheck disable=SC2086 # a list of words
	expect_code "$code_wanted" env LD_PRELOAD="$T/eio_read.so" BAD_LOG="$T/work/fired" $settings \
		coopidx -q --full -j 1 "$@" || return 1
	grep -q ! fired || { echo "nothing went wrong: $settings"; return 1; }
	if grep -v '^coopidx: ' err; then return 1; fi
}

# as_before: the old index serves, and nothing else is there.
as_before() {
	is old/a.txt "$(paths texte)" && is 'XAPIANDB gen-1 lock' "$(cd index && echo *)"
}

# ends 'SETTING...' MESSAGE ARGUMENT...: the run ends with 2, says why, and leaves all as it was.
ends() {
	settings=$1 message=$2
	shift 2
	bad 2 "$settings" "$@" && as_before || return 1
	is "coopidx: $message" "$(head -n 1 err)"
	has err 'coopidx: not everything could be read in full; the index is left as it was'
	has err 'coopidx: hint: run again when the cause is gone; --keep-going leaves out what'
	is 3 "$(wc -l <err)"
}

# goes_on 'SETTING...' MESSAGE ARGUMENT...: with --keep-going it is a problem like others.
goes_on() {
	settings=$1 message=$2
	shift 2
	bad 3 "$settings" --keep-going "$@" || return 1
	has err "coopidx: $message"
	hasnt err 'not everything could be read'
}

# ends_unless_told 'SETTING...' MESSAGE PATHS: both, for ./tree; the paths are those of the rest.
ends_unless_told() {
	ends "$1" "$2" tree
	goes_on "$1" "$2" tree
	is "$3" "$(paths texte | sort | tr '\n' ' ' | sed 's/ $//')"
	expect_code 0 coopidx -q tree
	rm -rf index
	coopidx -q old
}

io='Input/output error'
changed='changed while it was read; run again'

# ---- folders ----

listing() {
	begin
	i=0
	while [ "$i" -lt 300 ]; do
		text "tree/d$((i % 3))/$i.txt"
		i=$((i + 1))
	done
	text tree/a.txt tree/d1/deep/er/a.txt tree/z.txt
	for folder in tree tree/d1 tree/d1/deep/er; do
		for n in 1 2 3; do
			ends "BAD_CALL=readdir BAD_PATH=work/$folder BAD_AT=$n" "$folder: $io" tree
		done
	done
	for n in 50 99 103; do # the end comes after . and .., the files and the folder
		ends "BAD_CALL=readdir BAD_PATH=tree/d1 BAD_AT=$n" "tree/d1: $io" tree
	done
	goes_on 'BAD_CALL=readdir BAD_PATH=tree/d1 BAD_AT=50' "tree/d1: $io" tree
	is 202 "$(paths texte | wc -l)" # none of a folder that was not listed in full
	paths texte >listed
	hasnt listed tree/d1/
}

folders() {
	begin
	text tree/a.txt tree/d/b.txt tree/e/c.txt
	ends_unless_told 'BAD_CALL=opendir BAD_PATH=tree/d BAD_DO=EMFILE' \
		'tree/d: Too many open files' 'tree/a.txt tree/e/c.txt'
	ends_unless_told 'BAD_CALL=stat BAD_PATH=tree/d BAD_DO=ESTALE' \
		'tree/d: Stale file handle' 'tree/a.txt tree/e/c.txt'
	ends_unless_told 'BAD_CALL=stat BAD_PATH=b.txt BAD_DO=ETIMEDOUT' \
		'tree/d/b.txt: Connection timed out' 'tree/a.txt tree/e/c.txt'
	for named in tree tree/d/b.txt; do # all paths and ids depend on what it is
		bad 2 "BAD_CALL=stat BAD_PATH=$named BAD_DO=EIO" old "$named"
		has err "coopidx: cannot read '$named': $io"
		as_before
	done
	ln -s nowhere tree/link # the machine, not the link
	ends 'BAD_CALL=stat BAD_PATH=tree/link BAD_DO=EIO' "tree/link: $io" tree
}

# ---- files ----

opening() {
	begin
	text tree/a.txt tree/b.txt tree/c.txt tree/d/e.txt
	printf 'titre\nUn texte\n' >tree/b.csv
	for why in EIO ENOMEM EMFILE ENFILE ENOSPC EDQUOT ESTALE ETIMEDOUT EAGAIN ENODEV EUCLEAN; do
		bad 2 "BAD_CALL=open BAD_PATH=tree/b.txt BAD_DO=$why" tree
		has err 'coopidx: tree/b.txt: cannot be read: '
		as_before
	done
	for n in 1 2 3 4 5; do # which one it is does not matter
		bad 2 "BAD_CALL=open BAD_PATH=tree/ BAD_AT=$n BAD_DO=EMFILE" tree
		has err 'cannot be read: Too many open files'
		as_before
	done
	ends_unless_told 'BAD_CALL=open BAD_PATH=tree/b.txt BAD_DO=EMFILE' \
		'tree/b.txt: cannot be read: Too many open files' \
		'tree/a.txt tree/b.csv tree/c.txt tree/d/e.txt'
}

# Trouble of one file is a warning, whatever the machine.
own_trouble() {
	for why in EACCES EPERM ENOENT ENOTDIR ELOOP; do
		begin
		text tree/a.txt tree/b.txt
		bad 3 "BAD_CALL=open BAD_PATH=tree/b.txt BAD_DO=$why" tree
		has err 'coopidx: tree/b.txt: cannot be read: '
		is tree/a.txt "$(paths texte)"
	done
	begin
	text tree/a.txt tree/d/b.txt
	for call in stat opendir; do # a folder that is gone before it is entered
		bad 3 "BAD_CALL=$call BAD_PATH=tree/d BAD_DO=ENOENT" tree
		has err 'coopidx: tree/d: No such file or directory'
	done
	ln -s nowhere tree/link
	head -c 1000 /dev/zero | tr '\0' '\001' >tree/binary.txt
	expect_code 3 coopidx -q tree
	has err 'coopidx: tree/link: a link to nowhere'
	has err 'coopidx: tree/binary.txt: is not a text'
}

# at_any_read 'SETTING...' MESSAGE FILE: it goes wrong at any of the calls that read a file.
at_any_read() {
	n=1
	while :; do
		cp -p saved "$3"
		long_ago
		printf . >fired
		code=0
		# shellcheck disable=SC2086 # a list of words
		env LD_PRELOAD="$T/eio_read.so" BAD_LOG="$T/work/fired" BAD_CALL=read BAD_PATH="$3" \
			BAD_FILE="$3" BAD_AT=$n $1 coopidx -q --full -j 1 tree >out 2>err || code=$?
		grep -q ! fired || break
		[ "$code" -eq 2 ] || { echo "at read $n: exit code $code"; cat err; return 1; }
		has err "coopidx: $3${2:+: $2}" # of an archive, or of what is in it
		as_before
		n=$((n + 1))
	done
	is 0 "$code"
	rm -rf index
	coopidx -q old
	[ "$n" -gt "${4:-2}" ] || { echo "only $n reads"; return 1; }
}

# changes FILE [READS]: the disk fails, or the file changes, at any of the calls that read it.
changes() {
	cp -p "$1" saved
	at_any_read BAD_DO=EIO "cannot be read: $io" "$@"
	at_any_read BAD_DO=ESTALE 'cannot be read: Stale file handle' "$@"
	for how in cut grow touch write; do
		at_any_read "BAD_DO=$how" "$changed" "$@"
	done
	at_any_read 'BAD_DO=cut BAD_SIZE=0' "$changed" "$@"
	cp -p saved "$1"
}

tables() {
	begin
	text tree/z.txt
	table 20000 >tree/a.csv # more than is looked at before rows are read
	changes tree/a.csv 5
	rm -rf tree && mkdir tree
	table 3000 | iconv -t UTF-16LE >tree/b.csv
	changes tree/b.csv
}

# What was read before stays with --keep-going, and the end of it is told.
part_of_table() {
	begin
	text tree/z.txt
	table 20000 >tree/a.csv
	goes_on 'BAD_CALL=read BAD_PATH=tree/a.csv BAD_AT=3' "tree/a.csv: cannot be read: $io" tree
	[ "$(paths texte | wc -l)" -gt 1 ]
	paths texte | grep -qx tree/z.txt
	cp -p tree/a.csv saved
	goes_on 'BAD_CALL=read BAD_PATH=tree/a.csv BAD_AT=3 BAD_DO=grow BAD_FILE=tree/a.csv' \
		"tree/a.csv: $changed" tree
	paths texte | grep -qx tree/z.txt
}

texts() {
	begin
	text tree/z.txt
	awk 'BEGIN { print "Un titre\n"; for (i = 0; i < 50000; i++) print "Un texte de la coopérative " i }' >tree/a.txt
	changes tree/a.txt 3
	rm tree/a.txt
	text tree/b.md
	changes tree/b.md 1
	bad 2 'BAD_CALL=read BAD_PATH=tree/b.md BAD_DO=end' tree # shorter than it is said to be
	has err "coopidx: tree/b.md: $changed"
	as_before
}

# A file that looks like nothing that is read only because it changes.
taken_for_another() {
	begin
	text tree/a.txt
	awk 'BEGIN { for (i = 0; i < 20000; i++) printf "%c%c%c%c un texte\n", 1, 2, 3, 4 }' >tree/b.txt
	bad 2 'BAD_CALL=read BAD_PATH=tree/b.txt BAD_DO=grow BAD_FILE=tree/b.txt' tree
	has err "coopidx: tree/b.txt: $changed"
	expect_code 3 coopidx -q tree
	has err 'coopidx: tree/b.txt: is not a text'
}

# ---- rules, maps, lists, standard input ----

rules() {
	begin
	text tree/a.txt tree/d/b.txt tree/d/c.txt
	echo b.txt >tree/d/.ignore
	for call in stat open read; do
		ends "BAD_CALL=$call BAD_PATH=d/.ignore" \
			"tree/d/.ignore: $(is "$call" stat >/dev/null || echo 'cannot be read: ')$io" tree
		goes_on "BAD_CALL=$call BAD_PATH=d/.ignore" 'tree/d/.ignore: ' tree
		rm -rf index
		coopidx -q old
	done
	for how in cut grow touch write; do
		cp -p tree/d/.ignore saved
		ends "BAD_CALL=read BAD_PATH=d/.ignore BAD_DO=$how BAD_FILE=tree/d/.ignore" \
			"tree/d/.ignore: $changed" tree
		cp -p saved tree/d/.ignore
	done
	expect_code 0 coopidx -q tree
	is 'tree/a.txt tree/d/c.txt' "$(paths texte | sort | tr '\n' ' ' | sed 's/ $//')"
}

# Without them nobody knows what is meant, so that --keep-going is no way out.
maps_and_lists() {
	begin
	printf 'Intitulé;Remarques\nUn texte;court\n' >tree/a.csv
	printf 'Intitulé = titre\n# %01000d\n' 1 >map
	cp -p map saved
	for option in '' --keep-going; do
		for how in EIO grow cut touch; do
			bad 2 "BAD_CALL=read BAD_PATH=work/map BAD_DO=$how BAD_FILE=map" \
				${option:+"$option"} --map map tree
			case $how in
			EIO) has err "coopidx: map: cannot be read: $io" ;;
			*) has err "coopidx: map: $changed" ;;
			esac
			as_before
			cp -p saved map
		done
	done
	printf 'tree/a.csv\0old/a.txt\0' >list
	cp -p list saved
	for option in '' --keep-going; do
		for how in EIO grow cut touch; do
			bad 2 "BAD_CALL=read BAD_PATH=work/list BAD_DO=$how BAD_FILE=list" \
				${option:+"$option"} --files0-from list
			case $how in
			EIO) has err "coopidx: cannot read the list 'list': $io" ;;
			*) has err "coopidx: the list 'list' $changed" ;;
			esac
			as_before
			cp -p saved list
		done
	done
	bad 2 'BAD_CALL=open BAD_PATH=list BAD_DO=EMFILE' --files0-from list
	has err "coopidx: cannot read the list 'list': Too many open files"
}

standard_input() {
	begin
	table 20000 >tree/a.csv
	cp -p tree/a.csv saved
	for n in 1 2 4; do
		bad 2 "BAD_CALL=read BAD_PATH=tree/a.csv BAD_AT=$n" --stdin-name b.csv - <tree/a.csv
		has err "coopidx: b.csv: cannot be read: $io"
		as_before
		bad 2 "BAD_CALL=read BAD_PATH=tree/a.csv BAD_AT=$n BAD_DO=grow BAD_FILE=tree/a.csv" - <tree/a.csv
		has err "coopidx: -: $changed"
		as_before
		cp -p saved tree/a.csv
	done
	table 20000 | coopidx -q --stdin-name b.csv - # a pipe has no size
	is 20000 "$(paths texte | wc -l)"
	{ # nor is what others read of a file missing
		head -n 1 >/dev/null
		coopidx -q --no-header -
	} <old/a.txt
}

# ---- documents and archives ----

page() {
	printf '<html><body><h1>Une page</h1><p>Un texte %0100000d</p></body></html>\n' 1 >"$1"
}

# spawned FILE: what happens to it between being opened and being read by the program.
spawned() {
	cp -p "$1" saved
	for how in cut grow touch write; do
		ends "BAD_CALL=spawn BAD_DO=$how BAD_FILE=$1" "$1: $changed" tree
		cp -p saved "$1"
	done
	ends "BAD_CALL=spawn BAD_DO=cut BAD_SIZE=0 BAD_FILE=$1" "$1: $changed" tree
	cp -p saved "$1"
	ends "BAD_CALL=open BAD_PATH=$1 BAD_DO=EMFILE" "$1: cannot be read: Too many open files" tree
}

pages() {
	begin
	text tree/z.txt
	page tree/a.html
	spawned tree/a.html
	for n in 1 2 3; do
		ends "BAD_CALL=read BAD_PATH=tree/a.html BAD_AT=$n" "tree/a.html: cannot be read: $io" tree
	done
	ends_unless_told 'BAD_CALL=read BAD_PATH=tree/a.html BAD_AT=2' \
		"tree/a.html: cannot be read: $io" 'tree/z.txt'
	mv tree/a.html tree/a.txt # as what it is not
	bad 2 'BAD_CALL=spawn BAD_DO=cut BAD_FILE=tree/a.txt' tree
	has err "coopidx: tree/a.txt: $changed"
}

starting() {
	begin
	text tree/z.txt
	page tree/a.html
	for why in EAGAIN ENOMEM EMFILE; do
		bad 2 "BAD_CALL=spawn BAD_DO=$why" tree
		has err 'coopidx: tree/a.html: cannot be read: the program '
		as_before
		bad 2 "BAD_CALL=pipe BAD_DO=$why" tree
		as_before
	done
	hasnt err 'install coopidx again'
	goes_on 'BAD_CALL=spawn BAD_DO=EAGAIN' 'tree/a.html: cannot be read: the program ' tree
	found texte z.txt
	bad 3 'BAD_CALL=spawn BAD_DO=ENOENT' tree # it is not there: no failure of the machine
	has err 'hint: install coopidx again'
}

archives() {
	begin
	text tree/z.txt a.txt b/c.txt
	{ # bytes that do not become fewer
		echo 'id,titre'
		awk 'BEGIN { srand(1); for (i = 0; i < 60000; i++) printf "%d,%x%x%x\n", i,
			rand() * 2147483647, rand() * 2147483647, rand() * 2147483647 }'
	} >noise.csv
	zip_of tree/a.zip a.txt=a.txt noise.csv=noise.csv b/c.txt=b/c.txt
	spawned tree/a.zip
	cp -p tree/a.zip saved
	# whatever is being read: its list, a file in it, the next one
	at_any_read 'BAD_DO=EIO BAD_ONCE=1' '' tree/a.zip 10
	tar -cf tree/b.tar a.txt noise.csv b
	rm tree/a.zip
	spawned tree/b.tar
	for n in 1 2 3; do
		bad 2 "BAD_CALL=read BAD_PATH=tree/b.tar BAD_AT=$n" tree
		has err "cannot be read: $io"
		as_before
	done
	goes_on 'BAD_CALL=read BAD_PATH=tree/b.tar BAD_AT=1' "tree/b.tar: cannot be read: $io" tree
	paths texte | grep -qx tree/z.txt
}

books() { # a document that is an archive
	begin
	text tree/z.txt
	printf '%s' '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
		xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
		<text:p>Un texte</text:p></office:text></office:body></office:document-content>' >content.xml
	zip_of tree/a.odt content.xml=content.xml
	expect_code 0 coopidx -q tree
	is 'tree/a.odt tree/z.txt' "$(paths texte | sort | tr '\n' ' ' | sed 's/ $//')"
	begin
	text tree/z.txt
	zip_of tree/a.odt content.xml=content.xml
	spawned tree/a.odt
	n=1
	while [ "$n" -le 3 ]; do
		ends "BAD_CALL=read BAD_PATH=tree/a.odt BAD_AT=$n BAD_ONCE=1" \
			"tree/a.odt: cannot be read: $io" tree
		n=$((n + 1))
	done
}

printed() { # mapped into memory, where an error is a signal
	ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}handle_sigbus=0
	export ASAN_OPTIONS
	begin
	text tree/z.txt
	printf 'Une page\n\nUn texte.' | perl "$TESTS/cli/pdf.pl" >tree/a.pdf
	spawned tree/a.pdf
	ends_unless_told 'BAD_CALL=mmap BAD_PATH=tree/a.pdf BAD_DO=bus' \
		"tree/a.pdf: cannot be read: $io" 'tree/z.txt'
}

# The room for a file of an archive is the machine's, too.
no_room() {
	begin
	text tree/z.txt
	table 400000 >large.csv
	zip_of tree/a.zip large.csv=large.csv
	expect_code 2 env TMPDIR=./nowhere coopidx -q tree
	has err 'coopidx: tree/a.zip: cannot write a temporary file: '
	expect_code 3 env TMPDIR=./nowhere coopidx -q --keep-going tree
	found texte z.txt
}

# ---- other ways to run ----

without_index() {
	begin
	text tree/a.txt tree/b.txt
	for way in --extract=jsonl --extract=csv --dry-run; do
		bad 2 'BAD_CALL=read BAD_PATH=tree/b.txt' "$way" tree
		has err "coopidx: tree/b.txt: cannot be read: $io"
		has err 'coopidx: not everything could be read in full'
		bad 2 'BAD_CALL=readdir BAD_PATH=tree' "$way" tree
		bad 3 'BAD_CALL=read BAD_PATH=tree/b.txt' --keep-going "$way" tree
		has out tree/a.txt
	done
	bad 2 'BAD_CALL=read BAD_PATH=tree/b.txt' --dump-terms tree/b.txt
	as_before
}

in_french() {
	begin
	text tree/a.txt
	LC_ALL=fr_FR.UTF-8
	bad 2 'BAD_CALL=read BAD_PATH=tree/a.txt' tree
	has err "coopidx: tree/a.txt: lecture impossible : erreur d'entrée-sortie"
	has err "coopidx: tout n'a pas pu être lu en entier ; l'index reste comme il était"
	bad 2 'BAD_CALL=read BAD_PATH=tree/a.txt BAD_DO=grow BAD_FILE=tree/a.txt' tree
	has err 'coopidx: tree/a.txt: a changé pendant la lecture ; recommencez'
	LC_ALL=C.UTF-8
}

# What a build put aside is mapped as well, and must not kill it without a word.
put_aside() {
	begin
	table 2000 >tree/a.csv
	bad 2 'BAD_CALL=mmap BAD_PATH=work/index/# BAD_DO=bus' tree
	has err 'coopidx: cannot read back what was written: the disk fails; the index is left as'
	is old/a.txt "$(paths texte)"
	expect_code 0 coopidx -q old
	begin # nor is what is written a source, which could be left out
	table 2000 >tree/a.csv
	bad 2 'BAD_CALL=mmap BAD_PATH=work/index/# BAD_DO=ENOMEM' --keep-going tree
	has err 'coopidx: cannot write or read a temporary file in'
	as_before
}

if ! can_preload eio_read; then
	skip 'what cannot be read' 'nothing can be loaded before this build'
	finish
fi
test_case '2: a folder is not listed to its end' listing
test_case '2: a folder or file cannot be looked at' folders
test_case '2: a file cannot be opened' opening
test_case '3: trouble that is its own' own_trouble
test_case '2: a table fails or changes at any read' tables
test_case '--keep-going: part of a table' part_of_table
test_case '2: a text fails or changes at any read' texts
test_case '2: a file is taken for another while it changes' taken_for_another
test_case '2: a file of rules' rules
test_case '2: a map, a list' maps_and_lists
test_case '2: standard input' standard_input
needs HTML '2: a page' pages
needs HTML '2: a program does not start' starting
needs ZIP '2: an archive, at any read' archives
needs ODT '2: a document in an archive' books
needs PDF '2: a document that is mapped' printed
needs ZIP '2: no room for a file of an archive' no_room
test_case '2: without an index' without_index
test_case '2: in French' in_french
test_case '2: what was put aside cannot be read back' put_aside
finish
