#!/bin/sh
# Configuration files: where they are found, what goes before what, and what a hostile one cannot do.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

corpus_of_texts
unset COOP_CONFIG
mkdir -p "$HOME/.config/coop" "$T/deux mots é/à b/c"
user=$HOME/.config/coop/config
project="$T/deux mots é/.coop"
coopidx -q corpus
coopidx -q -i "$T/deux mots é/idx" corpus
coopidx -q -i films corpus

# no_files: as before each test
no_files() {
	rm -rf "$user" "$project" "$T/deux mots é/à b/.coop" "$T/work/.coop"
	cd "$T/work" || exit 1
}
# in_project: a folder two below that of the project
in_project() {
	cd "$T/deux mots é/à b/c" || exit 1
}
# lines N: how many lines the output has
lines() {
	is "$1" "$(wc -l <out | tr -d ' ')"
}

# ---- the list that both programs share ----

names() { # PROGRAM: the settings are the options of the table, in its order
	"$1" --help | sed -n 's/^  ....--\([a-z0-9-]*\).*/\1/p' >expected
	sed -n "/of_$1\[\]/,/};/p" "$ROOT/shared/cli/settings.c" | tr -d '\n' |
		grep -o '\(TYPED\|INSTEAD\|USER\|ANY\|MANY\|PATH\)("[a-z0-9-]*"\|{"[a-z0-9-]*"' |
		sed 's/.*"\(.*\)"/\1/' >actual
	same expected actual
}
test_case 'every option of coopidx is a setting or none' names coopidx
test_case 'every option of coopq is a setting or none' names coopq

# ---- precedence ----

user_file() {
	no_files
	printf 'limit = 3\nformat = ids\nindex = films\n' >"$user"
	expect_code 0 coopq le
	lines 3
	cp out three
	expect_code 0 coopq --no-config -i films --ids -n 3 le
	same three out
	# XDG_CONFIG_HOME, unless it is relative
	mkdir -p "$T/xdg/coop"
	echo 'limit = 2' >"$T/xdg/coop/config"
	XDG_CONFIG_HOME=$T/xdg expect_code 0 coopq --ids le
	lines 2
	cd "$T"
	XDG_CONFIG_HOME=xdg expect_code 0 coopq --ids le
	lines 3
	# another one
	echo 'limit = 1' >"$T/other"
	COOP_CONFIG=other expect_code 0 coopq --ids le
	lines 1
	COOP_CONFIG='' expect_code 0 coopq --ids le
	lines 10
	COOP_CONFIG=gone expect_code 2 coopq --ids le
	has err "'$T/gone'"
	has err COOP_CONFIG
	env -u HOME XDG_DATA_HOME="$XDG_DATA_HOME" coopq --ids le >out
	lines 10
	rm -f out err other
}

levels() {
	no_files
	in_project
	echo 'limit = 2' >"$user"
	expect_code 0 coopq --ids le
	lines 2
	printf 'limit = 4\nindex = ./idx\n' >"$project"
	expect_code 0 coopq --ids le
	lines 4
	expect_code 0 coopq --ids -n 5 le
	lines 5
	# the index: command line, environment, project, user
	echo 'index = films' >"$user"
	status() { coopidx --status=json "$@" | jq -r .folder | sed 's|.*/||'; }
	is idx "$(status)"
	is films "$(COOP_INDEX=films status)"
	is default "$(COOP_INDEX=films status -i default)"
	is default "$(status --no-config)"
	is default "$(cd "$T/work" && COOP_CONFIG='' status)"
	is films "$(cd "$T/work" && status)"
	rm -f out err
}

nearest() { # the nearest project alone counts; the empty one ends the search
	no_files
	in_project
	echo 'limit = 4' >"$project"
	echo 'sort = -year' >"$T/deux mots é/à b/.coop"
	expect_code 0 coopq --ids le
	lines 10
	: >"$T/deux mots é/à b/.coop"
	expect_code 0 coopq --ids le
	lines 10
	rm "$T/deux mots é/à b/.coop"
	expect_code 0 coopq --ids le
	lines 4
	# not above the home folder, but in it
	HOME="$T/deux mots é/à b" expect_code 0 coopq --ids le
	lines 10
	HOME="$T/deux mots é/" expect_code 0 coopq --ids le
	lines 4
	HOME="$T/deux" expect_code 0 coopq --ids le
	lines 4
	rm -f out err
	# from the root of the file system, and from a folder that is gone
	(cd / && coopq --ids le >"$T/work/out")
	cd "$T/work"
	lines 10
	mkdir gone
	(cd gone && rmdir ../gone && coopq --ids le >"$T/work/out")
	lines 10
}

whole_search() { # up to the root, where no home folder is around; one file is opened in each folder
	no_files
	mkdir -p "$T/a/b"
	cd "$T/a/b"
	mv "$T/.coop" "$T/aside"
	folders=$(($(pwd -P | tr -cd / | wc -c) + 1))
	opened() { # COUNT ARGUMENT...: whether more than COUNT were
		after=$1
		shift
		rm -f reached
		HOME=/nonexistent HELD_NAME=/.coop HELD_AFTER=$after HELD_COMMAND='touch reached' \
			LD_PRELOAD=$T/held.so coopq "$@" >out
		[ -e reached ]
	}
	code=0
	opened $((folders - 1)) --ids le && ! opened "$folders" --ids le && ! opened 0 --no-config --ids le &&
		! opened 0 --version || code=$?
	mv "$T/aside" "$T/.coop"
	is 0 "$code"
}

lists() { # those of the nearest place are all there are
	no_files
	in_project
	printf 'filter = "genre=documentaire"\nfilter = annee=2000..\n' >"$user"
	expect_code 0 coopq --count le
	both=$(cat out)
	expect_code 0 coopq --no-config --filter genre=documentaire --filter annee=2000.. --count le
	is "$both" "$(cat out)"
	expect_code 0 coopq --filter annee=2000.. --count le
	typed=$(cat out)
	expect_code 0 coopq --no-config --filter annee=2000.. --count le
	is "$typed" "$(cat out)"
	[ "$typed" -gt "$both" ]
	echo 'filter = annee=2000..' >"$project"
	expect_code 0 coopq --count le
	is "$typed" "$(cat out)"
	# of coopidx
	mkdir docs
	echo Coopérer >docs/a.txt
	echo Coopérer >docs/b.txt
	printf 'exclude = a.*\n' >"$project"
	expect_code 0 coopidx -i ./x docs
	is b.txt "$(coopidx -i ./x --list | sed 's/.*[/	]\(.\.txt\).*/\1/')"
	expect_code 0 coopidx -i ./x --exclude 'b.*' docs
	is a.txt "$(coopidx -i ./x --list | sed 's/.*[/	]\(.\.txt\).*/\1/')"
	rm -rf docs x out err
}

one_program() {
	no_files
	printf 'threads = 2\ncoopq.threads = 300\n' >"$user"
	expect_code 2 coopq le
	has err "$user:2:17: --threads takes a whole number from 1 to 256, not '300'"
	expect_code 0 coopidx --status
	printf 'coopidx.threads = 3000\nmemory = x\n' >"$user"
	expect_code 0 coopq le
	expect_code 2 coopidx --status
	has err "$user:1:19:"
	has err "'3000'"
	# --map is a file of coopidx, and a switch of coopq
	printf 'Nom = titre\n' >"$HOME/.config/coop/x.map"
	echo 'map = x.map' >"$user"
	expect_code 0 coopq le
	printf 'Nom\nLip\n' >t.csv
	expect_code 0 coopidx -i ./t t.csv
	is Lip "$(coopq --no-config -i ./t --tsv --fields=title lip | tail -n 1)"
}

# ---- what is typed ----

typed() { # what would be refused on the command line is not applied
	no_files
	printf '%s\n' 'limit = 3' 'format = tsv' 'fields = id' group 'sort = -year' 'filter = genre=documentaire' \
		'facets = genre' explain doctor timing 'width = 60' pager 'host = search' log-requests \
		'hyperlink = always' 'threads = 2' 'kwic-sort = left' 'paths = absolute' >"$user"
	id=$(coopq --no-config --ids -n 1 scop)
	expect_code 0 coopq --show "$id"
	expect_code 0 coopq --kwic scop
	expect_code 0 coopq --explain-query scop
	expect_code 0 coopq --analyse scop
	expect_code 0 coopq --save=s scop
	expect_code 0 coopq --searches
	expect_code 0 coopq @s
	expect_code 0 coopq --cite scop
	expect_code 0 coopq --cite=json scop
	cp out cited
	expect_code 0 coopq --replay cited
	expect_code 0 coopq --news --ok-if-none @s
	expect_code 0 coopq --news=jsonl --peek --ok-if-none @s
	expect_code 0 coopq --like="$id"
	expect_code 0 coopq --delete-search=s
	echo scop >queries
	expect_code 0 coopq --batch <queries
	[ -s out ]
	for format in --tsv --jsonl --ids --trec --count --format=csv --format=html --format=ris '--template=%{id}' \
		--fields=id --explain --facets=genre --timeline --map '--ids -0' '--sort=title' '--sort=title --trec'; do
		# the last one is refused without a file, too
		code=0
		# shellcheck disable=SC2086 # words
		coopq --no-config $format scop >without 2>&1 || code=$?
		# shellcheck disable=SC2086
		if [ $code -eq 0 ]; then expect_code 0 coopq $format scop; fi
	done
	expect_code 2 coopq --serve=nowhere:x
	hasnt err 'do not go together'
	# what scripts get is as they say it
	expect_code 0 coopq --tsv -n 1 scop
	is 7 "$(head -n 1 out | awk -F '\t' '{ print NF }')"
	expect_code 0 coopq -n 1 scop
	is 1 "$(head -n 1 out | awk -F '\t' '{ print NF }')"
	echo 'format = trec' >"$user"
	expect_code 0 coopq --sort=title scop
	hasnt out Q0
}

saved() { # a saved search is as it was saved
	no_files
	printf 'limit = 2\nfilter = genre=documentaire\nindex = films\n' >"$user"
	expect_code 0 coopq --save=s le
	holds "$HOME/.config/coop/searches/s.json" '(tostring | contains("--limit=2")) and (tostring | contains("documentaire"))'
	printf 'limit = 4\nany\nindex = default\n' >"$user"
	expect_code 0 coopq --ids @s
	lines 2
	cp out before
	: >"$user"
	expect_code 0 coopq --ids @s
	same before out
	expect_code 0 coopq --ids -n 3 @s
	lines 3
	# saved without an option is saved without it
	expect_code 0 coopq --save=t le
	echo 'limit = 2' >"$user"
	expect_code 0 coopq --ids @t
	lines 10
	coopq --delete-search=s
	coopq --delete-search=t
}

pasted() { # a command to paste has the filters of no file
	no_files
	echo 'filter = annee=1750' >"$user"
	expect_code 1 coopq scop
	sed -n 's/^coopq: .*\(coopq .*\)$/\1/p' err | head -n 1 >"$T/pasted"
	has "$T/pasted" --no-config
	sh "$T/pasted" >found 2>&1
}

# ---- lines that are refused ----

refused() { # FILE LINE PLACE MESSAGE: by both programs
	no_files
	in_project
	printf '# one\n%s\n' "$2" >"$1"
	for program in 'coopq le' 'coopidx x'; do
		# shellcheck disable=SC2086 # words
		expect_code 2 $program
		has err "${program%% *}: $1:2:$3: $4"
		empty out
	done
	expect_code 1 coopq --no-config zzzz
	expect_code 0 coopq --help
	expect_code 0 coopidx --version
	rm -f out err
}
test_case 'an unknown option' refused "$user" '  limt = 3' 3 "unknown option 'limt'"
test_case 'an action' refused "$user" 'show' 1 "'show' is for the command line alone"
test_case 'what opens a port' refused "$project" 'serve = 0.0.0.0:80' 1 "'serve' is for the command line alone"
test_case 'names of hosts' refused "$project" 'host = evil' 1 "'host' may not stand in the file of a project"
test_case 'a file that is written' refused "$project" 'plot = x.svg' 1 "'plot' is for the command line alone"
test_case 'another writer' refused "$project" 'engine-writes' 1 "'engine-writes' may not stand"
test_case 'a list of paths' refused "$project" 'files0-from = /etc/x' 1 "'files0-from' is for the command"
test_case 'a machine format' refused "$project" 'format = ids' 1 "'format' may not stand"
test_case 'an index with a name' refused "$project" 'index = default' 9 "a project names its index by a path"
test_case 'an index elsewhere' refused "$project" 'index = ../../home' 9 "'../../home' leads out"
test_case 'an index of the user' refused "$project" 'index = ~/.local/share/coop/default' 9 "'~/.local"
test_case 'control characters' refused "$project" "$(printf 'sort = \033]0;x')" 8 'a control character'

french() {
	no_files
	echo 'limt = 3' >"$user"
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopq le
	has err "$user:1:1 : option inconnue « limt »"
	has err 'vouliez-vous dire « limit » ?'
	printf 'GROUP\n' >"$user"
	expect_code 2 coopq le
	# dotless and dotted i are no affair of words that are typed
	printf 'strict = OUI\nlimit = 1\nformat = ids\n' >"$user"
	LC_ALL=tr_TR.UTF-8 expect_code 0 coopq le
	lines 1
}

# ---- hostile projects ----

overwrites_nothing() {
	no_files
	in_project
	mkdir "$T/precious"
	echo mine >"$T/precious/file"
	ln -s "$T/precious" ../../out
	ln -s "$XDG_DATA_HOME/coop/default" ../../named
	ln -s gone/x ../../later
	before=$(coopidx --no-config --fingerprint)
	for path in ./out ./out/new ./named ./later ./later/x ./idx/../../precious; do
		echo "index = $path" >"$project"
		expect_code 2 coopidx "$T/work/corpus"
		has err 'leads out of the folder of the project'
		expect_code 2 coopq scop
	done
	is "$before" "$(coopidx --no-config --fingerprint)"
	is file "$(ls "$T/precious")"
	# within, links are fine
	ln -s idx ../../alias
	echo 'index = ./alias' >"$project"
	expect_code 0 coopq scop
	rm -rf ../../out ../../named ../../later ../../alias "$T/precious" out err
}

no_file() { # folders, pipes, links, endless and binary ones; none is waited for
	no_files
	in_project
	for kind in folder fifo link loop device big binary long; do
		rm -rf "$project" "$user"
		case $kind in
		folder) mkdir "$project" && mkdir "$user" ;;
		fifo) mkfifo "$project" "$user" ;;
		link) ln -s "$T/work/corpus/README.md" "$project" && ln -s /dev/zero "$user" ;;
		loop) ln -s .coop "$project" && ln -s config "$user" ;;
		device) ln -s /dev/null "$project" && ln -s /dev/tty "$user" ;;
		big) head -c 70000 /dev/zero | tr '\0' '\n' | tee "$project" >"$user" ;;
		binary) gzip -c "$ROOT/README.md" | tee "$project" >"$user" ;;
		long) head -c 5000 /dev/zero | tr '\0' 'x' | tee "$project" >"$user" ;;
		esac
		within expect_code_of 2 coopq le
		has err "deux mots é/.coop"
		within expect_code_of 2 coopidx --status
		mv "$project" "$T/aside"
		within expect_code_of 2 coopq le
		has err "coop/config"
		rm -rf "$T/aside"
		expect_code 0 coopq --no-config le
	done
	rm -f out err
}

# expect_code_of: for `within`, which takes a program
cat >"$T/bin/expect_code_of" <<'END'
#!/bin/sh
want=$1
shift
"$@" >out 2>err
code=$?
[ $code -eq "$want" ] || { echo "exit code $code: $*"; head -n 5 out err; exit 1; }
END
chmod 755 "$T/bin/expect_code_of"

linked_user() { # those who keep their files elsewhere link to them
	no_files
	echo 'limit = 2' >"$T/dotfiles"
	ln -s "$T/dotfiles" "$user"
	expect_code 0 coopq --ids le
	lines 2
	rm "$T/dotfiles"
	# a link to nothing is as no file
	expect_code 0 coopq --ids le
	lines 10
}

untrusted() { # a file that others own or write
	no_files
	in_project
	echo 'limit = 2' >"$project"
	chmod 666 "$project"
	expect_code 2 coopq --ids le
	has err 'others can write this file'
	has err 'chmod go-w'
	chmod 644 "$project"
	expect_code 0 coopq --ids le
	if [ "$(id -u)" -eq 0 ] && can_be_user; then
		chgrp 12345 "$project"
		chmod 664 "$project"
		expect_code 2 coopq --ids le
		has err 'others can write this file'
		# a group of one's own
		chown 12345:12345 "$project"
		expect_code 2 coopq --ids le
		has err 'is not yours'
		has err --no-config
		expect_code 2 coopidx x
		expect_code 0 coopq --no-config --ids le
		chown 65534:65534 "$project"
		chmod 711 "$T/home" "$T/home/.config"
		as_user env HOME="$T/nohome" coopq --ids le >"$T/work/out"
		cd "$T/work"
		lines 2
		# one that cannot be read, and a folder that may not be entered, which has none
		in_project
		chown 0:0 "$project"
		chmod 600 "$project"
		code=0
		as_user env HOME="$T/nohome" coopq --ids le >"$T/work/out" 2>"$T/work/err" || code=$?
		is 2 "$code"
		has "$T/work/err" '.coop'
		has "$T/work/err" --no-config
		rm "$project"
		chmod 755 "$T/home/.config/coop"
		echo 'limit = 2' >"$user"
		chmod 600 "$user"
		code=0
		as_user coopq --ids le >"$T/work/out" 2>"$T/work/err" || code=$?
		is 2 "$code"
		has "$T/work/err" "$user"
	fi
	rm -f "$T/deux mots é/à b/c/out" "$T/deux mots é/à b/c/err"
}

# ---- --status ----

status() {
	no_files
	in_project
	printf 'index = ./idx\nlimit = 4\n' >"$project"
	printf 'limit = 2\nmemory = 100\ncolor = never\nsort = "a\302\233b"\n' >"$user"
	NO_COLOR=1 coopidx --status=json >"$T/work/status"
	NO_COLOR=1 coopidx --status >"$T/work/text"
	cd "$T/work"
	holds status '.configuration.files == [{path: $p, of: "project"}, {path: $u, of: "user"}]' \
		--arg p "$project" --arg u "$user"
	option() { # NAME FILTER
		holds status "[.configuration.options[] | select(.name == \"$1\")] | $2" --arg p "$project" --arg u "$user"
	}
	option index '.[0] | .value == ($p | sub(".coop$"; "idx")) and .programs == ["coopidx", "coopq"] and .in_force and .line == 1'
	option limit 'map([.value, .file, .line, .in_force]) == [["4", $p, 2, true], ["2", $u, 1, false]]'
	option limit '.[0].programs == ["coopq"]'
	option memory '.[0] | .programs == ["coopidx"] and .in_force'
	option color 'map([.value, .variable, .in_force]) == [["1", "NO_COLOR", true], ["never", null, false]]'
	has text "$project (of the project)"
	has text "coopq.limit = 2  ($user:1; something else goes before it)"
	has text "coopidx.memory = 100  ($user:2)"
	has text 'coopq.color = 1  (NO_COLOR)'
	# what a file holds does not drive the terminal
	LC_ALL=C grep -c "$(printf '\302\233')" text >count || :
	is 0 "$(cat count)"
	expect_code 0 coopidx --no-config --status
	has out 'configuration no file'
	# also without an index
	expect_code 2 coopidx --status -i ./gone
	has out "coopq.limit = 2  ($user:1)"
}

test_case 'the file of the user' user_file
test_case 'command line, environment, project, user' levels
test_case 'the nearest project counts, up to the home folder' nearest
if can_preload held; then
	test_case 'a search opens one file in each folder around' whole_search
else
	skip 'a search opens one file in each folder around' 'nothing can be loaded before the program'
fi
test_case 'lists of the nearest place replace others' lists
test_case 'a line for one program' one_program
test_case 'what does not go with what is typed is not applied' typed
test_case 'a saved search is as it was saved' saved
test_case 'a command to paste' pasted
test_case 'messages in French, words in Turkish' french
test_case 'an index of a hostile project' overwrites_nothing
test_case 'what is no file of text' no_file
test_case 'a file of the user may be a link' linked_user
test_case 'a project that others can write' untrusted
test_case '--status tells what is configured' status
finish
