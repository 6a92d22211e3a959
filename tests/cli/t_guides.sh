#!/bin/sh
# What users read in Markdown: the sessions of the guides happen as shown, links lead somewhere, also where the
# package puts them, pictures are there and those that programs draw are what they draw, French is set as French is.
# Commands that want root, systemd or a server that stays are blocks of `sh`: what they name is checked.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"
# shellcheck source=tests/cli/sessions.sh
. "$TESTS/cli/sessions.sh"

GUIDES='documentaliste chercheur serveur recettes'
pages=
for guide in $GUIDES; do pages="$pages query/guides/$guide.md"; done

# check WHAT [FOLDER FILE...]: markdown.py, of all that users read
check() {
	PYTHONDONTWRITEBYTECODE=1 python3 "$TESTS/cli/markdown.py" "$@"
}

links_in_tree() {
	# shellcheck disable=SC2086 # names without blanks
	check links "$ROOT" README.md $pages
	# all guides are looked at
	is "$(echo "$GUIDES" | wc -w)" "$(find "$ROOT/query/guides" -name '*.md' | wc -l)"
}

# The links of README.md and the guides in the folder that the package has them in.
links_installed() {
	mkdir -p installed/guides
	sed -f "$ROOT/scripts/links.sed" "$ROOT/README.md" >installed/README.md
	sed -f "$ROOT/scripts/links.sed" "$ROOT/CHANGELOG.md" >installed/CHANGELOG.md
	for guide in $GUIDES; do
		sed -f "$ROOT/scripts/links.sed" "$ROOT/query/guides/$guide.md" >"installed/guides/$guide.md"
	done
	cp -R "$ROOT/query/guides/pictures" installed/guides
	cp -R "$ROOT/corpus" installed
	cp -R "$ROOT/query/recipes" installed/examples
	# shellcheck disable=SC2046 # names without blanks
	check links installed README.md $(for guide in $GUIDES; do echo "guides/$guide.md"; done)
}

french() {
	# shellcheck disable=SC2086
	check french "$ROOT" $pages
	# the check itself
	# shellcheck disable=SC1112,SC2016
	printf 'Oui\302\240: «\302\240non\302\240», l’un\302\240; `a: b`\302\240?\n' >good.md
	check french . good.md
	for wrong in 'Oui: non' 'Oui : non' '«non »' "l'un" 'vrai?'; do
		echo "$wrong" >wrong.md
		if check french . wrong.md >/dev/null; then
			echo "taken for right: $wrong"
			return 1
		fi
	done
}

pictures() {
	# shellcheck disable=SC2086
	check pictures "$ROOT" README.md $pages
}

links_are_noticed() {
	mkdir -p broken
	for wrong in '[a](nowhere.md)' '[a](#nowhere)' '[a](there.md#nowhere)'; do
		printf '# Là\n\n%s\n' "$wrong" >broken/there.md
		if check links broken there.md >/dev/null; then
			echo "taken for right: $wrong"
			return 1
		fi
	done
	# shellcheck disable=SC2016
	printf '# Là, « un » `a-b`\n\n[a](there.md#là--un--a-b) `[no](link)`\n' >broken/there.md
	check links broken there.md
}

each_begins_with_its_end() {
	for guide in $GUIDES; do
		sed -n 3p "$ROOT/query/guides/$guide.md" | grep -q '^À la fin de .*vous saurez' || { echo "$guide"; exit 1; }
	done
}

# ---- commands that stay, or want root or systemd ----

# sh_blocks: the lines of the blocks of `sh`
sh_blocks() {
	for page in $pages; do
		awk '/^```/ { inside = /^```sh$/; next } inside' "$ROOT/$page"
	done
}

# Other commands belong into sessions, where they are run.
only_what_must() {
	sh_blocks >lines
	[ -s lines ]
	sh -n lines
	grep -v -e '^sudo apt install \./coop-search_\*\.deb \./coop-search-doc_\*\.deb$' -e '^systemctl --user ' -e '^loginctl enable-linger$' \
		-e '^sudo install -d -g archives ' -e '^umask 002$' -e '^coopidx -i /srv/coop/films films/$' \
		-e '^grappe=https://' -e '^json=' -e '^export grappe json$' -e '^curl ' -e '^split .* --filter=.curl ' \
		-e '^coopidx --watch ' -e '^coopq --serve' -e '^coopq$' -e '^coopq-fzf' -e '^xapian-tcpsrv ' lines >others || true
	empty others
}

# Options are those of the programs, wherever they are named.
options_exist() {
	for page in $pages README.md; do
		for program in coopidx coopq; do
			"$program" --help >help
			grep -o "$program -[^|>;&\`]*" "$ROOT/$page" | grep -o -e ' --[a-z][a-z0-9-]*' |
				sort -u >options || true
			while read -r option; do
				grep -q -w -e "$option" help || { echo "$page: $program $option"; exit 1; }
			done <options
		done
	done
}

# The queries that a table explains are understood in full.
queries_are_understood() {
	# shellcheck disable=SC2016
	sed -n 's/^| \(`.*`\) | .*/\1/p' "$ROOT/query/guides/chercheur.md" | sed 's/`, `/`\n`/g' | tr -d '`' >queries
	[ "$(wc -l <queries)" -ge 14 ]
	coopidx -q "$ROOT/corpus/"
	while IFS= read -r query; do
		coopq --strict --explain-query -- "$query" >understood </dev/null
		coopq --strict --count -- "$query" >counted </dev/null || [ -s counted ]
	done <queries
}

# Manuals and their sections that are named.
# shellcheck disable=SC2016 # quotes of Markdown
manuals_exist() {
	for page in $pages; do
		tr '\n' ' ' <"$ROOT/$page" | sed 's/\xc2\xa0/ /g' >flat
		grep -o '`man [a-z-]*`\(, « [^»]* »\)\{0,1\}' flat >named || true
		sed 's/`man \([a-z-]*\)`\(, « \([^»]*\) »\)\{0,1\}/\1|\3/' named >manuals
		while IFS='|' read -r manual section; do
			file=$(find "$ROOT/indexer" "$ROOT/query" "$ROOT/shared" -name "$manual.fr.[1-8]")
			[ -f "$file" ] || { echo "$page: man $manual"; exit 1; }
			# the letters of .Sh are capitals, those with accents too
			[ -z "$section" ] || sed -n 's/^\.S[hs] //p' "$file" | LC_ALL=C.UTF-8 grep -q -i -x -e "$section" ||
				{ echo "$page: man $manual, $section"; exit 1; }
		done <manuals
	done
}

# What is sent to OpenSearch, with a curl that keeps it: the template, then whole notices, in pieces.
sends() {
	coopidx --export=opensearch-template >modele.json
	for n in 1 2 3 4 5 6 7; do coopidx --export=opensearch -q "$ROOT/corpus"; done >notices.ndjson
	mkdir sent bodies
	cat >sent/curl <<-'END'
		#!/bin/sh
		n=$(($(ls bodies | wc -l) + 1))
		body= url=
		for arg; do case $arg in @*) body=$arg ;; https:*) url=$arg ;; esac; done
		case $body in @-) cat ;; @*) cat "${body#@}" ;; esac >"bodies/$n"
		echo "${url#https://*/}" >>urls
	END
	chmod 755 sent/curl
	sh_blocks | sed -n '/^grappe=/,/_search/p' >sending
	PATH=$PWD/sent:$PATH sh -eu ./sending
	is '_index_template/coop coop-films/_bulk coop-films/_bulk' "$(sed 's/?.*//' urls | head -n 3 | paste -sd ' ')"
	cmp modele.json bodies/1
	cat bodies/2 bodies/3 | cmp - notices.ndjson
	is 2000 "$(wc -l <bodies/2)"
}

# The units that are named are those of this tree. scripts/package has systemd verify them.
units_exist() {
	sh_blocks | grep -o -e '[a-z-]*@\$' -e '[a-z-]*\.socket' | tr '$' '*' >units
	is 2 "$(wc -l <units)"
	while read -r unit; do
		find "$ROOT/indexer" "$ROOT/query" -maxdepth 1 -name "$unit*" | grep -q . || { echo "$unit"; exit 1; }
	done <units
}

# The commands that serve, as they are shown, at a port that is free.
serves() {
	cp "$TESTS/cli/served.py" .
	coopidx -q "$ROOT/corpus/"
	sh_blocks | sed -n 's/^coopq --serve *//p' | sort -u >serving
	is 2 "$(wc -l <serving)"
	while read -r options; do
		# shellcheck disable=SC2086
		PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 python3 - $options <<-'END'
			import sys
			from served import Server
			s = Server(*sys.argv[1:])
			assert b"scop" in s.ask("/?q=scop")[2]
			s.end()
		END
	done <serving
}

# The command that watches: its index follows the folder.
watches() {
	HOME=$T/watched XDG_DATA_HOME=$T/watched/data
	export HOME XDG_DATA_HOME
	mkdir "$HOME" "$HOME/fonds"
	echo 'Une scop à Lyon.' >"$HOME/fonds/un.txt"
	sh_blocks | grep '^coopidx --watch ' >watching
	is 1 "$(wc -l <watching)"
	sed -i 's/^/exec /' watching
	sh ./watching >log 2>&1 &
	watcher=$!
	trap 'kill "$watcher" 2>/dev/null; cat log' EXIT
	until_so coopq --ids scop
	echo 'Une autre scop.' >"$HOME/fonds/deux.txt"
	# shellcheck disable=SC2016
	until_so sh -c '[ "$(coopq --count scop)" = 2 ]'
	kill -TERM "$watcher"
	trap - EXIT
}


# ---- the pictures that programs draw ----

drawn() {
	for picture in frise carte; do
		same "$ROOT/query/guides/pictures/$picture.svg" "$T/replay-chercheur.md/$picture.svg"
	done
}

test_case 'links and paths lead somewhere' links_in_tree
test_case 'links lead somewhere where they are installed' links_installed
test_case 'a link to nowhere is noticed' links_are_noticed
test_case 'the typography is French' french
test_case 'pictures are there, are shown, and have a text' pictures
test_case 'each guide begins with what its reader will be able to do' each_begins_with_its_end
test_case 'what no session runs is what no session can run' only_what_must
test_case 'options that are named exist' options_exist
test_case 'queries that are explained are understood' queries_are_understood
test_case 'manuals that are named exist, and their sections' manuals_exist
test_case 'units of systemd that are named exist' units_exist
test_case 'what is sent to OpenSearch' sends
test_case 'coopq --serve, as it is shown' serves
test_case 'coopidx --watch, as it is shown' watches
for guide in $GUIDES; do
	replay "$ROOT/query/guides/$guide.md" fr_FR.UTF-8
	cd "$T/work" || exit 1
done
test_case 'the pictures of the guide are those that it has coopq draw' drawn
finish
