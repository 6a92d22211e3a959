#!/bin/sh
# The prompt, on a real terminal: tmux keeps its screens.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes are meant; $? is of a shell inside
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

corpus_of_texts
coopidx -q corpus
mkdir "$T/tmux"

screens() {
	tmux -u -f /dev/null -S "$T/tmux/socket" "$@"
}
trap 'screens kill-server 2>/dev/null; chmod -R u+rwx "$T" 2>/dev/null; rm -rf "$T"' EXIT

# without a session tmux would end, and be started again, between two tests
screens new-session -d -s keep -x 80 -y 24 'exec cat'

# begin WIDTH [ARGUMENT...]: a prompt in a window of its own; LANGUAGE_OF and RUN may be set. prompts counts what it shows.
begin() {
	width=$1
	shift
	screens kill-session -t p 2>/dev/null || :
	screens new-session -d -s p -x "$width" -y 30 \
		"cd '$T/work'; ${RUN-} env LC_ALL='${LANGUAGE_OF-C.UTF-8}' coopq $*; echo \"rc=\$?\"; exec cat"
	screens set-option -t p history-limit 5000 >/dev/null 2>&1 || :
	prompts=1
	until_so prompted
}

# screen: what the window shows and has shown, to the file `screen`
screen() {
	screens capture-pane -p -J -S - -t p | sed 's/ *$//' >screen
}
sees() {
	screen
	grep -qF -e "$1" screen
}
prompted() {
	screen
	[ "$(grep -c '^coopq\( \[.*\]\)*>' screen)" -ge "$prompts" ]
}
keys() {
	screens send-keys -t p "$@"
}
# line TEXT: types a line, and waits for the next prompt
line() {
	screens send-keys -t p -l -- "$1"
	keys Enter
	prompts=$((prompts + 1))
	until_so prompted || { cat screen; return 1; }
}
# abandon: Ctrl-C, and the empty line that follows: what is typed before that may be taken as in no editor
abandon() {
	keys C-c
	until_so abandoned || { cat screen; return 1; }
}
abandoned() {
	screen
	is 'coopq>' "$(grep . screen | tail -n 1 | sed 's/ \[.*\]//')"
}
# last: the answer to the last line, to the file `answer`
last() {
	screen
	awk '/^coopq( \[.*\])?>/ { before = text; text = ""; next } { text = text $0 "\n" }
		END { printf "%s", before }' screen >answer
}
leave() {
	keys C-d
	until_so sees 'rc=0' || { cat screen; return 1; }
}

starts() {
	begin 80
	has screen 'notices. Type words to look for'
	line 'scop'
	last
	has answer 'Coopérer pour entreprendre'
	coopq scop >expected 2>/dev/null
	head -n 12 expected >first
	head -n 12 answer >shown
	same first shown
	has answer 'genre: a) Documentaire ('
	leave
}

turns() {
	begin 80 -n 2
	line 'scop'
	line '>'
	last
	has answer ' 3. '
	line 'next'
	last
	has answer ' 5. '
	line '<'
	last
	has answer ' 3. '
	hasnt answer ' 5. '
	line 'précédent'
	line '<'
	last
	has answer 'this is the first page'
	line 'show 4'
	last
	coopq --ids -n 4 scop 2>/dev/null | tail -n 1 | xargs coopq --show >expected
	head -n 1 expected >first
	head -n 1 answer >shown
	same first shown
	line '5'
	line 'show 99'
	last
	has answer 'no result 99 was shown'
	leave
}

queries() { # what is no command is a query
	begin 80
	line 'show business'
	last
	hasnt answer 'no result'
	line 'save the planet'
	last
	hasnt answer 'saved'
	line ':find next'
	last
	hasnt answer 'page'
	# what would find more can be typed here
	line 'scop annee:1750'
	last
	hasnt answer "coopq '"
	line "$(grep -o ':find .*' answer | head -n 1)"
	last
	has answer "coopq: $(coopq --count scop 2>/dev/null) notices"
	line ':bogus'
	last
	has answer "there is no command 'bogus'"
	line ':show'
	last
	has answer "the command is 'show N'"
	line 'next'
	line '1999'
	last
	has answer 'notices'
	[ -z "$(ls "$HOME/.config/coop/searches" 2>/dev/null)" ]
	leave
}

narrows() {
	begin 80
	line 'coopérative'
	last
	key=$(grep -o '[a-z]) Documentaire (' answer | cut -c 1)
	count=$(grep -o ') Documentaire ([0-9]*)' answer | grep -o '[0-9]*')
	line "$key"
	last
	has answer "coopq: $count notices"
	has screen 'coopq [Documentaire]>'
	line a
	[ "$(grep -c 'coopq \[Documentaire, ' screen)" -ge 1 ]
	line '-'
	last
	has answer "coopq: $count notices"
	line 'undo'
	line '-'
	last
	has answer 'no value was chosen'
	line 'facets'
	last
	has answer 'country: '
	hasnt answer ' 1. '
	line 'sort year'
	line 'sort title'
	last
	coopq --sort=title --ids coopérative -n 1 2>/dev/null | xargs coopq --show | head -n 1 >expected
	has answer "$(cat expected)"
	leave
}

exports() {
	begin 80
	line 'export csv x.csv'
	last
	has answer 'nothing was looked for yet'
	line 'scop'
	line 'export csv x.csv'
	last
	has answer 'x.csv: notices written:'
	coopq --format=csv -n 1000 scop >expected 2>/dev/null
	same expected x.csv
	echo mine >x.csv
	screens send-keys -t p -l 'export csv x.csv'
	keys Enter
	until_so sees 'Replace it? (yes/no)'
	line 'no'
	is mine "$(cat x.csv)"
	screens send-keys -t p -l 'export ris x.csv'
	keys Enter
	until_so eval 'screen; [ "$(grep -c Replace screen)" -eq 2 ]'
	line 'yes'
	has x.csv 'TY  - '
	ln -s x.csv link.csv
	line 'export csv link.csv'
	last
	has answer 'no regular file'
	line 'export csv missing/x.csv'
	last
	has answer 'cannot write'
	[ ! -e missing ]
	leave
}

saves() {
	begin 80
	line 'annee:2010..'
	line 'save recent-ones'
	last
	has answer "saved: '@recent-ones' asks it again"
	line '@recent-ones scop'
	last
	coopq --count @recent-ones scop >count 2>/dev/null
	has answer "coopq: $(cat count) notices"
	line '@unknown'
	last
	has answer "unknown"
	has answer 'hint: :searches lists those that are saved'
	hasnt answer '--'
	# the options of the command line are there again
	line 'scop'
	last
	has answer "coopq: $(coopq --count scop 2>/dev/null) notices"
	line ':searches'
	last
	has answer 'annee:2010..'
	screens send-keys -t p -l 'save recent-ones'
	keys Enter
	until_so sees 'Replace it?'
	line 'yes'
	is scop "$(jq -r .query "$HOME/.config/coop/searches/recent-ones.json")"
	leave
}

configured() { # what a file says is there again after a saved search, which goes without
	mkdir chosen
	printf 'id,titre\nz1,Un cheval\nz2,Deux chevaux\nz3,Trois chevaux\n' >chosen/z.csv
	coopidx -q -i ./other chosen
	printf 'index = ./other\nlimit = 2\nfilter = titre=trois\n' >chosen.conf
	coopq --save of-all scop >/dev/null 2>&1
	RUN="COOP_CONFIG=./chosen.conf"
	begin 80
	RUN=
	line 'trois'
	last
	has answer 'Trois chevaux'
	line '@of-all'
	last
	hasnt answer 'chevaux'
	has answer ' 3. '
	line 'trois'
	last
	has answer 'Trois chevaux'
	line 'un'
	last
	hasnt answer 'Un cheval'
	leave
}

remembers() {
	rm -rf "$HOME/.local"
	begin 80
	line 'essaimage'
	line ' secret'
	leave
	is essaimage "$(cat "$HOME/.local/state/coop/history")"
	is 600 "$(stat -c %a "$HOME/.local/state/coop/history")"
	is 700 "$(stat -c %a "$HOME/.local/state/coop")"
	begin 80
	keys Up
	until_so sees 'coopq> essaimage'
	keys Enter
	prompts=2
	until_so prompted
	last
	has answer 'essaimage'
	leave
}

distrusts() { # what stands in place of the history
	state=$HOME/.local/state/coop
	mkdir -p "$state"
	rm -f "$state/history"
	echo mine >precious
	ln -s "$T/work/precious" "$state/history"
	begin 80
	line 'scop'
	has screen 'is a link: no history is kept'
	is mine "$(cat precious)"
	leave
	rm "$state/history"
	printf 'evil\033]0;pwned\007 \342\200\256line\n' >"$state/history"
	chmod 600 "$state/history"
	begin 80
	keys Up
	until_so sees 'coopq> evil ]0;pwned   line'
	abandon
	leave
	# a lock that somebody keeps is not waited for
	(
		flock 9
		exec tail -f /dev/null
	) 9>>"$state/history" &
	holder=$!
	until_so held
	begin 80
	line 'essaimage'
	leave
	has "$state/history" essaimage
	kill "$holder"
	rm "$state/history"
}
held() {
	! flock -n "$state/history" true
}

completes() {
	begin 80
	screens send-keys -t p -l 'countr'
	keys Tab
	until_so sees 'coopq> country:'
	abandon
	screens send-keys -t p -l 'genre:Court'
	keys Tab
	until_so sees 'documentaire'
	abandon
	screens send-keys -t p -l ':exp'
	keys Tab
	until_so sees ':export'
	abandon
	screens send-keys -t p -l 'export bib'
	keys Tab
	until_so sees 'export bibtex'
	abandon
	leave
}

interrupts() {
	begin 80
	screens send-keys -t p -l 'half a li'
	until_so sees 'half a li'
	abandon
	prompts=2
	line 'scop'
	last
	has answer 'Coopérer'
	leave
	begin 80
	screens send-keys -t p -l 'quit'
	keys Enter
	until_so sees 'rc=0'
	# what was not drawn for it is no failure
	is 0 "$(TERM=xterm python3 "$TESTS/cli/interrupted.py" coopq)"
}

# what ends the program by a signal leaves the terminal as it was; Ctrl-\ sends SIGQUIT
restores() {
	for signal in QUIT TERM HUP; do
		screens kill-session -t p 2>/dev/null || :
		rm -f after pid
		screens new-session -d -s p -x 80 -y 30 "cd '$T/work'; stty -g >before
			sh -c 'echo \$\$ >pid; exec coopq'; stty -g >part; mv part after; exec cat"
		prompts=1
		until_so prompted
		kill -s "$signal" "$(cat pid)"
		until_so test -s after
		same before after
	done
}

resizes() {
	begin 120
	screens resize-window -t p -x 40 -y 30
	line 'scop'
	last
	[ "$(wc -L <answer)" -le 40 ]
	leave
}

# screens at a width, in both languages
looks() {
	rm -rf "$HOME/.local"
	LANGUAGE_OF=fr_FR.UTF-8
	begin "$1" -n 2
	line 'scop'
	line 'a'
	line '?'
	screen
	grep -v '^$' screen >shown
	leave
	unset LANGUAGE_OF
	golden "prompt.$1" shown
}

plain() {
	screens kill-session -t p 2>/dev/null || :
	screens new-session -d -s p -x 80 -y 30 \
		"cd '$T/work'; read -r _; LC_ALL=C.UTF-8 $1; echo rc=\$?; exec cat"
	screens pipe-pane -t p "cat >'$T/work/raw'"
	prompts=1
	keys Enter
	until_so prompted
	line 'scop'
	line 'a'
	line '?'
	line 'show 1'
	leave
	LC_ALL=C grep -q 'coopq \[Documentaire\]>' raw
	has raw 'a: genre Documentaire, '
	if LC_ALL=C grep -q "$(printf '\033')" raw; then
		LC_ALL=C grep "$(printf '\033')" raw | cat -v
		return 1
	fi
}

no_terminal() {
	expect_code 2 coopq </dev/null
	has err 'coopq: usage: coopq [OPTION]... WORD...'
	has err 'coopq: nothing to look for'
	empty out
	for option in --plain --tsv --doctor -n3; do
		expect_code 2 coopq "$option" </dev/null
		has err 'coopq: usage: coopq '
		empty out
	done
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopq </dev/null
	has err 'coopq: usage : coopq [OPTION]... MOT...'
	has err 'rien à chercher'
	# words there are, though they are none to look for
	expect_code 2 coopq '...' </dev/null
	has err 'the query holds no word'
	hasnt err 'usage'
	echo scop | expect_code 2 coopq
	# standard output is no terminal
	screens kill-session -t p 2>/dev/null || :
	screens new-session -d -s p -x 80 -y 30 \
		"cd '$T/work'; coopq | cat; coopq >out 2>err; echo \"rc=\$?\"; exec cat"
	until_so sees 'rc=2'
	has err 'coopq: usage: coopq '
	# filters alone have one answer
	expect_code 0 coopq --filter genre==Documentaire -n 1 --ids </dev/null
}

no_index() {
	begin_failing 'coopq -i ./nothing'
	has screen 'rc=2'
	cp -R "$XDG_DATA_HOME" "$T/damaged"
	stub=$(find "$T/damaged" -name XAPIANDB)
	echo 'auto /etc' >"$stub"
	begin_failing "coopq -i '$(dirname "$stub")'"
	has screen 'rc=2'
	has screen 'coopq: hint:'
	begin_failing 'coopq --filter nothing=here'
	has screen 'rc=2'
}
begin_failing() {
	screens kill-session -t p 2>/dev/null || :
	screens new-session -d -s p -x 80 -y 30 "cd '$T/work'; $1; echo \"rc=\$?\"; exec cat"
	until_so sees 'rc='
}

renews() {
	mkdir more
	printf 'id,title\nx1,Scop zinzolin\n' >more/a.csv
	coopidx -q -i ./renewed more
	begin 80 -i ./renewed
	line 'zinzolin'
	last
	has answer '1 notice'
	printf 'id,title\nx1,Scop zinzolin\nx2,Une autre zinzolin\n' >more/a.csv
	coopidx -q -i ./renewed more
	line 'zinzolin'
	last
	has answer 'the index has changed; it has 2 notices now'
	has answer 'coopq: 2 notices'
	leave
}

hostile() { # what a notice holds drives no terminal, in keys, prompt and completion neither
	mkdir evil
	printf 'id,title,genre\nx1,Scop un,"evil\033]0;pwned\007x"\nx2,Scop deux,Autre\n' >evil/a.csv
	coopidx -q -i ./evil.idx evil || :
	begin 80 -i ./evil.idx
	line 'scop'
	last
	key=$(grep -o '[a-z]) evil' answer | cut -c 1)
	line "$key"
	has screen 'coopq [evil'
	[ "$(screens display-message -p -t p '#{pane_title}')" != pwned ]
	screens send-keys -t p -l 'genre:evi'
	keys Tab
	until_so sees 'genre:"evil'
	[ "$(screens display-message -p -t p '#{pane_title}')" != pwned ]
	abandon
	leave
	# lines that are not edited
	RUN='TERM=dumb'
	begin 80 -i ./evil.idx
	RUN=
	line 'scop'
	last
	key=$(grep -o '^[a-z]: genre evil' answer | cut -c 1)
	line "$key"
	has screen 'coopq [evil'
	[ "$(screens display-message -p -t p '#{pane_title}')" != pwned ]
	leave
}

languages() {
	LANGUAGE_OF=fr_FR.UTF-8
	begin 80
	has screen 'Tapez des mots à chercher'
	line 'scop'
	line 'montrer 1'
	line 'aide'
	last
	has answer 'exporter FORMAT FICHIER'
	screens send-keys -t p -l 'quitter'
	keys Enter
	until_so sees 'rc=0'
	# whatever the locale, what is typed is UTF-8, and case is folded as elsewhere
	for LANGUAGE_OF in C tr_TR.UTF-8; do
		begin 80
		line 'COOPÉRATIVE LIMOUSIN'
		last
		has screen 'COOPÉRATIVE LIMOUSIN'
		coopq --count 'COOPÉRATIVE LIMOUSIN' >count 2>/dev/null || :
		has answer "coopq: $(cat count) notice"
		leave
	done
	unset LANGUAGE_OF
}

odd_lines() { # several at once, long ones, and bytes that are no text
	begin 80
	printf 'scop\nessaimage\n' >pasted
	screens load-buffer pasted
	screens paste-buffer -t p
	prompts=3
	until_so prompted
	last
	has answer 'essaimage'
	head -c 6000 /dev/zero | tr '\0' 'a' >long
	echo >>long
	screens load-buffer long
	screens paste-buffer -t p
	prompts=4
	until_so prompted
	printf 'sc\000op\377\n' >bytes
	screens load-buffer bytes
	screens paste-buffer -t p
	prompts=5
	until_so prompted
	# a command of libedit's own, which it crashes by
	keys Escape x Enter Escape X Enter
	prompts=7
	until_so prompted
	line 'scop'
	leave
}

# What helps without libedit depends on whether the program knows it.
missing_editor() {
	for known in '' -DCOOP_HAVE_EDIT; do
		# shellcheck disable=SC2046,SC2086 # flags are words
		"${CC:-cc}" -std=c11 -D_GNU_SOURCE -I"$ROOT" $known $(pkg-config --cflags libedit 2>/dev/null) \
			-c -o edit.o "$ROOT/query/prompt/edit.c"
		strings -a edit.o >texts
		if [ -n "$known" ]; then
			has texts 'apt install libedit2'
			hasnt texts 'built without'
		else
			has texts 'built without libedit'
			hasnt texts 'apt install'
		fi
	done
}

EDITS=
if coopq_edits=$(strings -a "$BUILD/coopq" 2>/dev/null | grep -c '^libedit\.so'); then
	[ "$coopq_edits" -gt 0 ] && EDITS=1
fi

without_shards() { # each answer says what it is without
	coopidx -q -i ./s0 corpus
	printf 'path s0\npath gone\n' >m.shards
	begin 100 -i ./m.shards --shards=available
	sees 'coopq: ./m.shards: '
	line scop
	line lyon
	is 2 "$(grep -cF "coopq: ./m.shards:2: without the shard 'path gone': " screen)"
}
test_case 'it starts where there is a terminal and no word' starts
test_case 'pages, and notices by number' turns
test_case 'what is no command is a query' queries
test_case 'values by key, back, and sorting' narrows
test_case 'exports replace nothing unasked' exports
test_case 'searches are saved and asked again' saves
test_case 'configured options stay' configured
test_case 'Ctrl-C, Ctrl-D, quit' interrupts
test_case 'signals leave the terminal as it was' restores
test_case 'an index that is rebuilt meanwhile' renews
test_case 'both languages, any locale' languages
test_case 'a window that changes' resizes
test_case 'lines that are odd' odd_lines
test_case '--plain writes nothing that steers a terminal' plain 'coopq --plain'
test_case 'nor does a dumb terminal get it' plain 'TERM=dumb coopq'
test_case 'without a terminal: usage, exit 2' no_terminal
test_case 'without libedit: what helps' missing_editor
test_case 'without an index: a message, exit 2' no_index
if [ -n "$EDITS" ]; then
	for width in 40 80 120; do
		test_case "a screen of $width columns" looks $width
	done
	test_case 'lines of runs before' remembers
	test_case 'a history that is none' distrusts
	test_case 'completion' completes
	test_case 'hostile values' hostile
fi
test_case 'shards that are missing' without_shards
finish
