#!/bin/sh
# What the tools of the engine can do with an index: the table of the manual, cell by cell, with the
# tools themselves. What is needed: the Debian packages xapian-tools and python3-xapian.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# A python3 that has the engine's module: not every one on PATH is the system's.
python=
for candidate in python3 /usr/bin/python3; do
	if [ -z "$python" ] && "$candidate" -c 'import xapian' 2>/dev/null; then
		python=$candidate
	fi
done

tools_are_there() {
	for tool in xapian-delve xapian-check xapian-compact xapian-metadata xapian-pos copydatabase quest \
		xapian-progsrv xapian-tcpsrv xapian-replicate xapian-replicate-server; do
		command -v "$tool"
	done
	[ -n "$python" ] || { echo 'python3-xapian is missing'; return 1; }
}

# ---- the indexes ----

# Each has texts with `filature` that stay. A text with `baleine` goes, and two with `dauphin` come.
mkdir src
for n in $(seq 600); do printf 'Notice %s\n\nLa filature textile de Lyon.\n' "$n" >"src/t$n.txt"; done
printf 'Une histoire\n\nLa baleine blanche du port.\n' >src/gone.txt
coopidx -q -i ./plain src
coopidx -q -i ./updated src
coopidx -q --engine-tools -i ./tools src
rm src/gone.txt
printf 'Une autre\n\nLe dauphin gris du bassin.\n' >src/new.txt
printf 'Une autre encore\n\nUn dauphin gris et ses amis au fond du grand bassin.\n' >src/new2.txt
coopidx -q -i ./updated src
coopidx -q --engine-tools -i ./tools src
coopidx -q -i ./fresh src

made_as_meant() {
	[ -f updated/gen-2/delta/iamglass ] && [ -f updated/gen-2/removed/tombstones ]
	[ -f tools/gen-2/termlist.glass ] && [ ! -e tools/gen-2/delta ] && [ ! -e plain/gen-2 ]
	COOP_INDEX=./plain found baleine gone.txt
	for index in updated tools; do
		is 602 "$(coopq -i "./$index" --ids -n 1000 '*' | wc -l)"
		COOP_INDEX=./$index found baleine
		COOP_INDEX=./$index found dauphin new.txt new2.txt
	done
}

# What is looked for of the texts that are KEPT, GONE or NEW: a word, its stem, two words, an id.
word_of() { case $1 in kept) echo filature ;; gone) echo baleine ;; new) echo dauphin ;; esac; }
pair_of() { case $1 in kept) echo filature textile ;; gone) echo baleine blanche ;; new) echo dauphin gris ;; esac; }
turned() { pair_of "$1" | awk '{ print $2, $1 }'; }
id_of() { case $1 in kept) echo t7.txt ;; gone) echo gone.txt ;; new) echo new.txt ;; esac; }
stem_of() { coopq --analyse "$(word_of "$1")" | grep -o 'Z[a-z]*$'; }
# number_of KIND BEFORE AFTER: the number of what is kept is any
is_number() { case $1 in kept) [ "$2" -gt 0 ] ;; gone) [ "$2" -eq "$3" ] ;; new) [ "$2" -eq "$4" ] ;; esac; }

generation() { sed -n "s|^auto |$1/|p" "$1/XAPIANDB"; }

docid() { # INDEX KIND
	xapian-delve -t "Q$(id_of "$2")" "$1" | sed -n 's/^Posting List.*): \([0-9]*\).*/\1/p'
}

# ---- the rows: sees_... INDEX KIND tells whether a tool sees the texts of that kind ----

sees_counts() { is_number "$2" "$(xapian-delve "$1" | sed -n 's/^number of documents = //p')" 601 602; }
sees_term_list() { xapian-delve -a "$1" | grep -qw "$(word_of "$2")"; }
sees_postings() { xapian-delve -t "$(word_of "$2")" "$1" | grep -q '(termfreq [1-9]'; }

# of_document OPTIONS INDEX KIND TEXT
of_document() {
	number=$(docid "$2" "$3")
	# shellcheck disable=SC2086 # several options
	[ -n "$number" ] && xapian-delve $1 "$number" "$2" | grep -a -q "$4"
}
sees_data() { of_document '-d -r' "$1" "$2" "$(pair_of "$2")"; }
sees_terms() { of_document -r "$1" "$2" "$(stem_of "$2")"; }

sees_positions() {
	number=$(docid "$1" "$2")
	[ -n "$number" ] && xapian-pos -d "$number" -s 0 -e 1000 "$1" | grep -q "$(word_of "$2")"
}

# asked COMMAND...: how many hits quest tells of
asked() { quest -s french "$@" | sed -n 's/^Exactly \([0-9]*\) match.*/\1/p'; }
sees_words() { [ "$(asked -d "$1" "$(word_of "$2")")" -gt 0 ]; }
sees_phrases() {
	[ "$(asked -d "$1" "\"$(pair_of "$2")\"")" -gt 0 ] && [ "$(asked -d "$1" "\"$(turned "$2")\"")" -eq 0 ]
}

sees_metadata() {
	is_number "$2" "$(xapian-metadata get "$1" total-length)" \
		"$(xapian-metadata get plain total-length)" "$(xapian-metadata get fresh total-length)"
}
may_set_metadata() {
	rm -rf changed
	cp -R "$1" changed
	xapian-metadata set changed note kept && [ "$(xapian-metadata get changed note)" = kept ]
}

# damaged FILE: whether xapian-check finds that a table of the generation is damaged
damaged() {
	rm -rf changed
	cp -R "$1" changed
	head -c 4096 /dev/zero | dd of="changed/$2" bs=4096 seek=1 conv=notrunc status=none
	! xapian-check changed >/dev/null 2>&1
}
# The segments beside a base are what this tool would have to find damage in.
sees_damage() {
	folder=$(generation "$1")
	case $2 in
	kept) xapian-check "$folder" | grep -x 'No errors found' && damaged "$folder" postlist.glass ;;
	gone) [ "$1" != tools ] ;;
	new) [ "$1" = tools ] || { [ -d "$folder/delta" ] && damaged "$folder" delta/postlist.glass; } ;;
	esac
}

compacted() {
	rm -rf compacted
	xapian-compact "$(generation "$1")" compacted
}
sees_compacted() { compacted "$1" && sees_term_list compacted "$2"; }
may_replace() {
	compacted "$1"
	cp -R "$1" replaced
	rm -r "$(generation replaced)"
	mv compacted "$(generation replaced)"
	code=0
	coopq -i ./replaced --ids -n 1000 filature >actual || code=$?
	rm -r replaced
	[ "$code" -eq 0 ] && coopq -i "./$1" --ids -n 1000 filature | sort >expected &&
		sort actual | same expected -
}
sees_copied() {
	rm -rf copied
	copydatabase "$1" copied && sees_term_list copied "$2"
}

# A server of one answer at a free port, $port, in a session of its own: xapian-tcpsrv signals its
# process group.
free_port() {
	"$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
serve() {
	port=$(free_port)
	within setsid "$@" -p "$port" >server.log 2>&1 &
	while kill -0 "$!"; do
		if [ -n "$(waits_at "$port")" ]; then return 0; fi
	done
	return 1
}
# waits_at PORT: a line when somebody listens there, as the kernel tells
waits_at() { grep -i "^ *[0-9]*: [0-9A-F]*:$(printf '%04X' "$1") [0-9A-F]*:0000 0A" /proc/net/tcp || :; }

sees_replicated() {
	rm -rf replica
	serve xapian-replicate-server -I 127.0.0.1 -o . || return 1
	xapian-replicate --one-shot -h 127.0.0.1 -p "$port" -m "$1" -o replica
	wait
	sees_term_list replica "$2"
}

engine() { "$python" "$TESTS/cli/engine.py" "$@"; }

# remotely HOW WHAT INDEX ARGUMENT: through a server
remotely() {
	if [ "$1" = progsrv ]; then
		engine "progsrv:$2" "$3" "$4"
		return
	fi
	serve xapian-tcpsrv -I 127.0.0.1 --one-shot "$3" || return 1
	code=0
	engine "tcpsrv:$2" "$port" "$4" || code=$?
	wait
	return "$code"
}
# The scores are those that the same search has here.
ranks_remotely() {
	stem=$(stem_of "$3")
	remotely "$1" ranking "$2" "$stem" >actual || return 1
	engine ranking "$2" "$stem" >expected
	same expected actual
}
has_remotely() { remotely "$1" data "$2" "Q$(id_of "$3")" >actual && grep -a -q "$(pair_of "$3")" actual; }
sees_progsrv_ranking() { ranks_remotely progsrv "$@"; }
sees_progsrv_data() { has_remotely progsrv "$@"; }
sees_tcpsrv_ranking() { ranks_remotely tcpsrv "$@"; }
sees_tcpsrv_data() { has_remotely tcpsrv "$@"; }

sees_python_search() { engine ranking "$1" "$(stem_of "$2")" | grep -q .; }
sees_python_phrases() {
	engine phrase "$1" "$(pair_of "$2")" | grep -q . && ! engine phrase "$1" "$(turned "$2")" | grep -q .
}
sees_python_data() { engine data "$1" "Q$(id_of "$2")" | grep -a -q "$(pair_of "$2")"; }
sees_python_terms() { engine termlist "$1" "Q$(id_of "$2")" | grep -qx "$(stem_of "$2")"; }

may_change() { # WHAT INDEX TERM FOUND: how many documents have the term then
	rm -rf changed
	cp -R "$2" changed
	engine "$1" changed "$3" && [ "$(xapian-delve -1 -t "$3" changed | grep -c '^[0-9]')" -eq "$4" ]
}
may_add() { may_change add "$1" Qadded 1; }
may_delete() { may_change delete "$1" Qt7.txt 0; }

# function_of ROW: what tries a row of the table
function_of() {
	case $1 in
	xapian-delve) echo sees_counts ;;
	'xapian-delve -a') echo sees_term_list ;;
	'xapian-delve -t TERM') echo sees_postings ;;
	'xapian-delve -d -r DOCID') echo sees_data ;;
	'xapian-delve -r DOCID') echo sees_terms ;;
	'xapian-pos -d DOCID') echo sees_positions ;;
	'quest -s french WORD') echo sees_words ;;
	"quest '\"A PHRASE\"'") echo sees_phrases ;;
	'xapian-check gen-N') echo sees_damage ;;
	'xapian-metadata get KEY') echo sees_metadata ;;
	'xapian-metadata set KEY') echo may_set_metadata ;;
	'xapian-compact gen-N NEW') echo sees_compacted ;;
	'NEW as gen-N, coopq') echo may_replace ;;
	copydatabase) echo sees_copied ;;
	xapian-replicate) echo sees_replicated ;;
	'xapian-progsrv, ranking') echo sees_progsrv_ranking ;;
	'xapian-progsrv, get_data') echo sees_progsrv_data ;;
	'xapian-tcpsrv, ranking') echo sees_tcpsrv_ranking ;;
	'xapian-tcpsrv, get_data') echo sees_tcpsrv_data ;;
	"python3, Query('Z...')") echo sees_python_search ;;
	'python3, OP_PHRASE') echo sees_python_phrases ;;
	'python3, get_data') echo sees_python_data ;;
	'python3, termlist') echo sees_python_terms ;;
	'python3, add_document') echo may_add ;;
	'python3, delete_document') echo may_delete ;;
	esac
}

# ---- the table ----

# table PAGE TITLE: its rows, with tabs between the cells
table() {
	awk -v title=".Sh $2" '/^\.Sh / { inside = $0 == title }
		inside && /^\.It Li .* Ta / { sub(/^\.It Li /, ""); gsub(/ Ta /, "\t"); print }' "$1" |
		sed 's/\\(dq/"/g'
}

# tell FUNCTION INDEX: yes, no or base, as the table says it
tell() {
	case $1 in
	may_*)
		if "$1" "$2" >>tried 2>&1; then echo yes; else echo no; fi >told
		return
		;;
	esac
	seen=
	for kind in kept gone new; do
		if "$1" "$2" "$kind" >>tried 2>&1; then seen="$seen $kind"; fi
	done
	case $2$seen in
	"plain kept gone" | "updated kept new" | "tools kept new") echo yes ;;
	"updated kept gone") echo base ;;
	plain | updated | tools) echo no ;;
	*) echo "$seen" ;;
	esac >told
}

cell() { # FUNCTION INDEX WANTED
	: >tried
	tell "$1" "$2"
	is "$3" "$(tail -n 1 told)" || { cat tried; return 1; }
	if [ "$3" = no ]; then # for the reasons that the manual gives
		case $1 in
		*phrases) ;;
		may_replace) grep -q 'lost its lists' tried ;;
		*) grep -q termlist tried || { cat tried; return 1; } ;;
		esac
	fi
}

whole() { # each row is tried, and the French page has the same
	is 25 "$(wc -l <rows)"
	cut -f 2- rows | tr '\t' '\n' | sort -u | xargs | grep -qx 'base no yes'
	table "$ROOT/shared/coop-index.fr.5" 'LES OUTILS DU MOTEUR' >french
	cut -f 2- french | sed 's/oui/yes/g; s/non/no/g' >actual
	cut -f 2- rows >expected
	same expected actual
	cut -f 1 rows | sed 's/[ ,].*//' >expected # the programs
	cut -f 1 french | sed 's/[ ,].*//; s/^NEUF/NEW/' >actual
	same expected actual
}

no_values() {
	engine values tools Qt7.txt >out
	empty out
}

# The next build makes anew what a tool has changed.
made_anew() {
	cp -R tools changed2
	engine delete changed2 Qt7.txt
	COOP_INDEX=./changed2 found id:t7.txt
	expect_code 0 coopidx -q --engine-tools -i ./changed2 src
	COOP_INDEX=./changed2 found id:t7.txt t7.txt
}

test_case 'the tools are there' tools_are_there
test_case 'the indexes are as the table means them' made_as_meant
table "$ROOT/shared/coop-index.5" "THE ENGINE'S TOOLS" >rows
test_case 'the table of the manual, in both languages' whole
tab=$(printf '\t')
while IFS=$tab read -r row plain updated tools; do
	function=$(function_of "$row")
	test_case "$row: plain, $plain" cell "${function:-false}" plain "$plain"
	test_case "$row: updated, $updated" cell "${function:-false}" updated "$updated"
	test_case "$row: made for it, $tools" cell "${function:-false}" tools "$tools"
done <rows
test_case 'notices have no values' no_values
test_case 'the next build makes anew what a tool has changed' made_anew

# ---- an index that a tool had ----

mkdir had
cd had || exit 1
coopidx -q -i ./usual "$ROOT/corpus"
coopidx -q --engine-tools -i ./tools "$ROOT/corpus"
PHRASE='"de la"'

# answers INDEX: as the index did before a tool had it.
answers() {
	coopq -i ./tools.before --ids scop >expected
	coopq -i "./$1" --ids scop >actual
	same expected actual
	coopq -i ./tools.before --ids "$PHRASE" >expected
	coopq -i "./$1" --ids "$PHRASE" >actual
	same expected actual
}

# Compacted, copied or changed, an index made for it answers as before.
changed() {
	cp -R tools tools.before
	cp -R tools compacted
	xapian-compact tools/gen-1 compacted/gen-1.new >log 2>&1
	rm -r compacted/gen-1
	mv compacted/gen-1.new compacted/gen-1
	answers compacted
	cp -R tools copied
	copydatabase tools/gen-1 copied/gen-1.new >log 2>&1
	rm -r copied/gen-1
	mv copied/gen-1.new copied/gen-1
	answers copied
	xapian-metadata set tools/gen-1 note changed
	answers tools
}

# Any other has lost its lists: what happened is told, and what helps.
lost() {
	cp -R usual compacted2
	xapian-compact usual/gen-1 compacted2/gen-1.new >log 2>&1
	rm -r compacted2/gen-1
	mv compacted2/gen-1.new compacted2/gen-1
	for query in scop "$PHRASE"; do
		expect_code 2 coopq -i ./compacted2 "$query"
		empty out
		is "coopq: the index has lost its lists: its file 'postings.coop' is missing or not of this database
coopq: hint: did a tool of the engine copy, compact or change it? rebuild it: coopidx PATH..., for such tools with --engine-tools" "$(cat err)"
	done
	LC_ALL=fr_FR.UTF-8 LANGUAGE=fr expect_code 2 coopq -i ./compacted2 scop
	has err "l'index a perdu ses listes"
	# lists of another database are none either
	coopidx -q -i ./other "$ROOT/corpus/films.csv"
	cp other/gen-1/postings.coop compacted2/gen-1/
	expect_code 2 coopq -i ./compacted2 scop
	has err "its file 'checksums' is missing"
	cp other/gen-1/checksums compacted2/gen-1/
	expect_code 2 coopq -i ./compacted2 scop
	has err 'the index is damaged'
	expect_code 0 coopidx -q -i ./compacted2 "$ROOT/corpus"
	expect_code 0 coopq -i ./compacted2 scop
}

test_case 'an index made for it answers as before when a tool had it' changed
test_case 'any other has lost its lists' lost
finish
