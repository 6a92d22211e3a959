#!/bin/sh
# Which files are read: rules, links, lists, standard input.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# tree FILE...: a fresh folder tree/ where each file is a text.
tree() {
	rm -rf tree
	for file; do
		mkdir -p "tree/$(dirname "$file")"
		printf 'Un texte\n\nQui est court.\n' >"tree/$file"
	done
}

# reads CODE FILES ARGUMENT...: these are read, in the order of their names, and nothing else.
reads() {
	want=$1 files=$2
	shift 2
	expect_code "$want" coopidx -qv "$@"
	is "$files" "$(paths texte | sort | tr '\n' ' ' | sed 's/ $//')"
}

ignore_files() {
	tree a.txt b.txt d/a.txt d/b.txt d/e/a.txt brouillons/x.txt f/brouillons/x.txt
	printf '# commentaire\n\nbrouillons/\nd/b.txt\n/a.txt\n' >tree/.ignore
	reads 0 'tree/b.txt tree/d/a.txt tree/d/e/a.txt' tree
	cat >expected <<-'END'
		coopidx: tree/a.txt: skipped: '/a.txt' in tree/.ignore
		coopidx: tree/brouillons: skipped: 'brouillons/' in tree/.ignore
		coopidx: tree/d/b.txt: skipped: 'd/b.txt' in tree/.ignore
		coopidx: tree/f/brouillons: skipped: 'brouillons/' in tree/.ignore
	END
	same expected err
	# deeper rules come first; '!' has files read again, but not in a folder left out
	printf '!b.txt\na.txt\n' >tree/d/.ignore
	printf '!x.txt\n' >tree/brouillons/.ignore
	reads 0 'tree/b.txt tree/d/b.txt' tree
	has err "coopidx: tree/d/e/a.txt: skipped: 'a.txt' in tree/d/.ignore"
	# what is named is read, and rules above it do not count
	reads 0 'tree/a.txt tree/brouillons/x.txt' tree/a.txt tree/brouillons
}

ignore_trouble() {
	tree a.txt
	mkdir tree/d tree/d/.ignore # a folder
	reads 0 tree/a.txt tree
	ln -s nowhere tree/.ignore
	reads 0 tree/a.txt tree
	rm tree/.ignore
	mkfifo tree/.ignore
	expect_code 0 within coopidx -q tree
	rm tree/.ignore
	awk 'BEGIN { for (i = 0; i < 1030; i++) print "a*" i "*b"; print "*.txt" }' >tree/.ignore
	expect_code 2 coopidx -q tree
	has err 'coopidx: tree/.ignore:1001: more than 1000 patterns with wildcards inside; this one'
	has err 'coopidx: hint: names, paths and patterns like *.jpg may be as many as you like'
	has err 'coopidx: tree/.ignore: 10 more problems, not shown'
	has err 'no notice found' # the rule behind counts
}

rules() { # N
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "nom-%d.txt\n*-%d.csv\n/x/nom-%d\n", i, i, i
	}' >tree/.ignore
	expect_code 0 counted coopidx -q tree
}

ignore_many() {
	tree b.txt d/nom-99999.txt
	in_proportion 25000 rules
	found texte b.txt
}

include() {
	tree a.txt b.txt d/a.txt d/c.txt d/e/c.txt
	cp tree/a.txt tree/a.log
	reads 0 'tree/a.txt tree/d/a.txt' --include 'a.*' tree
	has err 'coopidx: tree/b.txt: skipped: not among --include'
	has err 'coopidx: tree/a.log: skipped: the log of a program'
	reads 0 'tree/b.txt tree/d/a.txt tree/d/c.txt tree/d/e/c.txt' --include=/b.txt --include d/ tree
	reads 0 'tree/d/c.txt tree/d/e/c.txt' --include '**/c.txt' tree
	reads 0 'tree/a.txt tree/d/a.txt' --include 'a*' --include '!*.log' tree tree/a.log
	reads 0 'tree/a.log' --include '*.log' tree/a.log tree/b.txt
	reads 2 'tree/a.log' --include 'nothing' tree
	has err 'no notice found'
}

exclude() {
	tree a.txt b.txt d/a.txt d/c.txt d/e/c.txt
	reads 0 'tree/b.txt' --exclude 'd/' --exclude 'a*' tree
	has err "coopidx: tree/d: skipped: --exclude 'd/'"
	reads 0 'tree/b.txt tree/d/c.txt tree/d/e/c.txt' --exclude '/a.txt' --exclude 'd/a.txt' tree
	reads 0 'tree/b.txt' --exclude 'a.*' tree/a.txt tree/b.txt # named ones as well
	reads 0 'tree/d/a.txt' --include d/ --exclude c.txt tree
	echo a.txt >tree/.ignore
	reads 0 'tree/a.txt tree/d/a.txt' --exclude '*' --exclude '!*/' --exclude '!a.txt' tree
	expect_code 2 coopidx --exclude "$(head -c 5000 /dev/zero | tr '\0' x)" tree
	has err 'coopidx: --exclude: the pattern is too long'
}

once() {
	tree z/a.txt
	ln -s z tree/b
	ln -s ../z/a.txt tree/z/b.txt
	ln tree/z/a.txt tree/c.txt
	reads 0 tree/b/a.txt tree
	cat >expected <<-'END'
		coopidx: tree/b/b.txt: skipped: already read, under another name or named twice
		coopidx: tree/c.txt: skipped: already read, under another name or named twice
		coopidx: tree/z: skipped: already read, under another name or named twice
	END
	same expected err
	reads 0 tree/z/a.txt tree/z/a.txt tree/z/a.txt tree
	# a thousand ways to each folder
	tree d/a.txt
	i=0
	while [ "$i" -lt 30 ]; do
		mkdir -p "tree/$i"
		ln -s ../$((i + 1)) "tree/$i/a"
		ln -s ../$((i + 1)) "tree/$i/b"
		i=$((i + 1))
	done
	ln -s d tree/30
	expect_code 0 within coopidx -q tree
	found texte 0/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a.txt
}

loop() {
	tree a.txt
	ln -s . tree/self
	ln -s self2 tree/self2
	ln -s ../tree tree/again
	reads 3 tree/a.txt tree
	has err 'coopidx: tree/again: skipped: a link that leads back to a folder around it'
	has err 'coopidx: tree/self: skipped: a link that leads back'
	has err 'coopidx: tree/self2: a link to nowhere'
}

list() {
	tree a.txt b.txt d/c.txt
	cp tree/a.txt tree/README
	find tree -name '[aR]*' -print0 | sort -z >paths
	reads 0 'tree/README tree/a.txt' --files0-from paths
	reads 0 'tree/README tree/a.txt tree/d/c.txt' --files0-from=paths tree/d
	reads 0 'tree/README tree/a.txt' --files0-from - <paths
	printf 'tree/a.txt\0tree/d' >paths # the last one without its NUL
	reads 0 'tree/a.txt tree/d/c.txt' --files0-from paths
	printf '\0tree/a.txt\0\0' >paths
	reads 3 tree/a.txt --files0-from paths
	has err 'coopidx: paths:1: an empty path in the list'
	has err 'coopidx: paths:3: an empty path in the list'
	printf 'tree/a.txt\0nowhere.txt\0' >paths
	reads 3 tree/a.txt --files0-from paths
	has err 'coopidx: nowhere.txt: No such file or directory'
}

list_trouble() {
	expect_code 2 coopidx --files0-from nowhere
	has err "coopidx: cannot read the list 'nowhere': No such file or directory"
	expect_code 2 coopidx --files0-from .
	has err "coopidx: cannot read the list '.': "
	printf 'tree/a.txt\ntree/b.txt\n' >lines
	expect_code 2 coopidx --files0-from lines
	has err "coopidx: the list 'lines' has lines; its paths must end with a NUL byte"
	has err "coopidx: hint: 'find ... -print0' makes such a list"
	: >nothing
	expect_code 2 coopidx --files0-from nothing
	has err 'no notice found'
	printf 'tree/a.txt\0-\0' >paths
	expect_code 2 coopidx --files0-from - <paths
	has err 'coopidx: standard input cannot be both a document and the list'
	expect_code 2 coopidx --files0-from - <&-
	has err "coopidx: cannot read the list '-': "
	expect_code 2 coopidx --include
	has err '--include needs an argument: GLOB'
}

stdin_kind() {
	coopidx -q - <"$DATA/small/films.csv"
	ids scop >actual
	coopidx -q "$DATA/small/films.csv"
	ids scop >expected
	same expected actual
	printf 'Un texte\n\nQui est court, et simple.\n' >text
	coopidx -q - <text
	found texte -
	printf 'Titre\tDate\nUn tableau\t1999' | coopidx -q -
	found tableau '-#qv7nmcsa40'
	# what a text may look like
	printf 'Bonjour, monde\nSalut, toi\n' | coopidx -q -
	found monde -
}

stdin_name() {
	printf 'titre\nUn tableau\n' | coopidx -q --stdin-name films.csv -
	found tableau 'films.csv#wsd8dc7ftw'
	printf 'titre,date\nUn tableau,1999\n' | coopidx -q --stdin-name d/films.txt -
	found tableau d/films.txt
	printf 'titre,date\nUn tableau\n' >short
	expect_code 3 coopidx -q --stdin-name films.csv - <short
	has err 'coopidx: films.csv:2: the row has 1 cells'
}

stdin_once() {
	tree a.txt
	printf 'Un texte\n\nQui est court.\n' >text
	expect_code 0 coopidx -qv - tree - <text
	has err 'coopidx: -: skipped: already read, under another name or named twice'
	is 2 "$(paths texte | wc -l)"
	mv tree/a.txt ./-
	expect_code 0 coopidx -q ./- <&-
	found texte -
	rm ./-
}

stdin_trouble() {
	expect_code 2 coopidx - <&-
	has err 'coopidx: -: cannot be read: '
	expect_code 2 coopidx --stdin-name films.csv - <.
	has err 'coopidx: films.csv: cannot be read: '
	expect_code 2 coopidx - </dev/null
	has err 'no notice found'
	head -c 100000 "$BUILD/coopidx" >binary
	expect_code 2 coopidx - <binary
	has err 'coopidx: -: is not a text'
}

strange_names() {
	mkdir strange
	name="strange/$(printf 'a\nb\033[31m\r.csv')"
	printf 'titre,date\nUn texte\n' >"$name"
	printf 'Un texte\n' >"strange/$(printf '\377.txt')"
	printf 'x' >"strange/$(printf 'c\033]0;x\007')"
	expect_code 3 coopidx -qv strange
	has err 'coopidx: strange/a b [31m .csv:2: the row has 1 cells'
	has err 'coopidx: strange/c ]0;x : skipped: unknown kind of file'
	is 3 "$(wc -l <err)" # and how the table is read
	if LC_ALL=C grep -q "$(printf '[\033\007\r]')" err; then return 1; fi
	is 2 "$(paths texte | wc -l)"
}

deep() { # deeper than the system's longest path: told, and the rest is read
	mkdir deep
	printf 'Un texte\n' >deep/a.txt
	(
		cd deep
		part=$(head -c 250 /dev/zero | tr '\0' d)
		i=0
		while [ "$i" -lt 20 ]; do
			mkdir "$part"
			cd -P "$part"
			i=$((i + 1))
		done
	)
	code=0
	within coopidx -q deep 2>err || code=$?
	is 3 "$code"
	found texte a.txt
}

unreadable() {
	tree a.txt d/b.txt e/c.txt
	chmod 000 tree/d
	echo '*.csv' >tree/e/.ignore
	chmod 000 tree/e/.ignore
	mkdir -p "$T/free"
	chmod 777 "$T/free"
	code=0
	as_user env XDG_DATA_HOME="$T/free" coopidx -q tree >out 2>err || code=$?
	chmod 755 tree/d
	is 3 "$code"
	has err 'coopidx: tree/d: Permission denied'
	has err 'coopidx: tree/e/.ignore: cannot be read: Permission denied'
	is 2 "$(wc -l <err)"
}

test_case '.ignore: what it leaves out' ignore_files
test_case '.ignore: trouble with it' ignore_trouble
test_case '.ignore: 300,000 rules' ignore_many
test_case '--include' include
test_case '--exclude' exclude
test_case 'links: what is met again is read once' once
test_case 'links: loops' loop
test_case '--files0-from' list
test_case '--files0-from: trouble' list_trouble
test_case 'standard input: its kind is found out' stdin_kind
test_case 'standard input: its name' stdin_name
test_case 'standard input: once' stdin_once
test_case 'standard input: trouble' stdin_trouble
test_case 'names with control characters' strange_names
test_case 'a path that is too long' deep
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	test_case 'what may not be read' unreadable
else
	skip 'what may not be read' 'needs root and setpriv'
fi
finish
