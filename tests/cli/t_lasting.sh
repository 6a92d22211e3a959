#!/bin/sh
# Searches that last: --save and @NAME, --news, --cite and --replay.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

SEARCHES=$HOME/.config/coop/searches
NEWS=$HOME/.local/state/coop/news

# rows ROW...: a table of notices; row N has the id nN
rows() {
	echo 'id,titre,réalisateur,année,résumé,url'
	for row in "$@"; do echo "$row"; done
}

A='a,Le moulin,Ana Roux,1999,"Une scop au bord de l’eau",https://exemple.fr/a?x=1&y=2'
B='b,La forge,Bo Lind,2005,"Une scop & <un feu>",javascript:alert(1)'
C='c,Le verger,Cy Noé,2010,"Des pommes",'
D='d,Le port,Di Paz,2015,"Une scop de marins",'

# index ROW...: makes or updates the index `films` of these rows
index() {
	mkdir -p films
	rows "$@" >films/films.csv
	coopidx -q -i ./index films
}

# begin: nothing is saved, and the index has A, B and C
begin() {
	rm -rf "$HOME/.config" "$HOME/.local" index films
	index "$A" "$B" "$C"
}

# ---- saved searches ----

saves() {
	begin
	expect_code 0 coopq -i ./index --any -n 2 --save=coopératives scop
	empty out
	has err "coopq @coopératives"
	holds "$SEARCHES/coopératives.json" '.schema == 1 and .query == "scop" and (.index | endswith("/index"))
		and .options == ["--limit=2", "--any"]'
	is 'a b' "$(ids @coopératives | sort | xargs)"
	# the file is the user's alone
	is 600 "$(stat -c %a "$SEARCHES/coopératives.json")"
	is "$(printf 'coopératives\t%s/index\tscop\t--limit=2 --any' "$(pwd)")" "$(coopq --searches)"
	expect_code 0 coopq --searches --jsonl
	holds out '.name == "coopératives" and .query == "scop"'
}

line_wins() {
	begin
	coopq -i ./index -n 1 --save=un scop 2>err
	is 1 "$(coopq --ids @un | wc -l)"
	is 2 "$(coopq --ids -n 9 @un | wc -l)"
	is 2 "$(coopq -n 9 --ids @un | wc -l)"
	mkdir -p films2
	rows "$D" >films2/f.csv
	coopidx -q -i ./other films2
	is d "$(coopq --ids -i ./other @un)"
	# the index that was named in the environment is kept, too
	COOP_INDEX=./other coopq --save=autre scop 2>err
	is d "$(coopq --ids @autre)"
	is d "$(COOP_INDEX=./index coopq --ids @autre)"
}

narrows() {
	begin
	coopq -i ./index --save=s scop 2>err
	is b "$(coopq --ids @s feu)"
	is b "$(coopq --ids feu @s)"
	is a "$(coopq --ids @s annee:..2000)"
	expect_code 1 coopq @s pommes
	# what a query leaves open stays inside of it
	coopq -i ./index --save=ouverte '(scop OU "pommes' 2>err
	is c "$(coopq --ids @ouverte verger 2>err)"
	is b "$(echo feu | coopq --ids @s -)"
	expect_code 0 coopq --explain-query @s feu
	has out 'scop AND feu'
	# a narrowed one can be saved
	coopq @s feu --save=t 2>err
	is b "$(coopq --ids @t)"
}

one_thing() { # a run does one thing
	begin
	coopq -i ./index --save=s scop 2>err
	for second in --cite --news --batch --explain-query --replay=x --save=x --analyse=x; do
		expect_code 2 coopq --searches "$second"
		has err "--searches"
		has err "${second%%=*}"
		expect_code 2 coopq --delete-search=s "$second"
	done
	expect_code 0 coopq @s
}

no_names() {
	begin
	expect_code 2 coopq @rien
	has err "'rien'"
	has err "--searches"
	expect_code 2 coopq '@a b'
	has err "'--'"
	coopq -i ./index --save=s scop 2>err
	expect_code 2 coopq @s @s
	# words that are none
	expect_code 0 coopq -i ./index scop -- @s
	expect_code 0 coopq -i ./index scop '"@s"'
	expect_code 0 coopq -i ./index scop a@b.fr @
	expect_code 2 coopq -i ./index --batch @s </dev/null
	has err --batch
	echo '@s scop' >lines
	expect_code 0 coopq -i ./index --batch <lines
}

names() {
	begin
	for name in '' . .. .x -x a/b ../x 'a b' 'a
b' "$(printf 'a\033b')" 'a*' "$(printf '%0101d' 0)"; do
		expect_code 2 coopq -i ./index --save="$name" scop
		expect_code 2 coopq --delete-search="$name"
		hasnt err "$(printf '\033')"
	done
	[ ! -e "$SEARCHES" ]
	for name in é 'Été-2026_a.b' 7 "$(printf '%0100d' 0)" @x; do
		expect_code 0 coopq -i ./index --save="$name" scop
		expect_code 0 coopq --delete-search="$name"
	done
	# a name is the same however its accents are encoded
	expect_code 0 coopq -i ./index --save="$(printf 'e\314\201t')" scop
	expect_code 0 coopq "$(printf '@\303\251t')"
}

not_again() {
	begin
	coopq -i ./index --save=s scop 2>err
	expect_code 2 coopq -i ./index --save=s pommes
	has err --force
	is 2 "$(coopq --ids @s | wc -l)"
	expect_code 0 coopq -i ./index --save=s --force pommes
	is c "$(coopq --ids @s)"
	coopq --news @s 2>err || :
	[ -e "$NEWS/s.json" ]
	expect_code 0 coopq --delete-search=s
	is '' "$(ls -A "$NEWS")$(ls -A "$SEARCHES")"
	expect_code 2 coopq --delete-search=s
	expect_code 1 coopq --searches
	empty out
}

not_saved() { # what could not be asked
	begin
	expect_code 2 coopq -i ./none --save=s scop
	expect_code 2 coopq -i ./index --save=s
	expect_code 2 coopq -i ./index --save=s --strict 'scop ('
	[ ! -e "$SEARCHES" ]
}

at_once() { # of many that save under one name, one succeeds
	begin
	for i in 1 2 3 4 5 6 7 8; do
		if coopq -i ./index --save=s "scop $i" 2>err."$i"; then echo "$i" >>won; fi &
	done
	wait
	is 1 "$(wc -l <won)"
	holds "$SEARCHES/s.json" ".query == \"scop $(cat won)\""
	for i in 1 2 3 4 5 6 7 8; do coopq -i ./index --save=s --force "scop $i" 2>err."$i" & done
	wait
	holds "$SEARCHES/s.json" '.query | startswith("scop ")'
	is s.json "$(ls -A "$SEARCHES")"
}

# file NAME TEXT: as printf formats
file() {
	mkdir -p "$SEARCHES"
	# shellcheck disable=SC2059
	printf "$2" >"$SEARCHES/$1.json"
}

damaged() {
	begin
	good='{"schema":1,"query":"scop","index":"./index","options":[]}'
	file ok "$good"
	expect_code 0 coopq @ok
	i=0
	for text in '' '[]' '7' '{' '\377\376\0' '{"schema":1,\n"query":\n' \
		'{"schema":2,"query":"scop","index":"./index","options":[]}' \
		'{"schema":1,"query":"","index":"./index","options":[]}' \
		'{"schema":1,"query":7,"index":"./index","options":[]}' \
		'{"schema":1,"query":"a\\u0000b","index":"./index","options":[]}' \
		'{"schema":1,"query":"a","query":"b","index":"./index","options":[]}' \
		'{"schema":1,"query":"scop","options":[]}' \
		'{"schema":1,"query":"scop","index":"./index"}' \
		'{"schema":1,"query":"scop","index":"./index","options":[7]}' \
		'{"schema":1,"query":"scop","index":"./index","options":["--delete-search=ok"]}' \
		'{"schema":1,"query":"scop","index":"./index","options":["--save=x"]}' \
		'{"schema":1,"query":"scop","index":"./index","options":["-h"]}' \
		'{"schema":1,"query":"scop","index":"./index","options":["scop"]}' \
		'{"schema":1,"query":"scop","index":"./index","options":["--limit=many"]}'; do
		file bad "$text"
		expect_code 2 coopq @bad
		empty out
		has err bad
		i=$((i + 1))
	done
	[ "$i" -eq 19 ]
	[ -e "$SEARCHES/ok.json" ]
	file bad '{"schema":1,\n"query":\n'
	expect_code 2 coopq @bad
	has err "$SEARCHES/bad.json:3: "
	has err '--delete-search=bad'
	# nested deeply, and long
	{ for _ in $(seq 5000); do printf '['; done; } >"$SEARCHES/bad.json"
	expect_code 2 coopq @bad
	head -c 3000000 /dev/zero >"$SEARCHES/bad.json"
	expect_code 2 coopq @bad
	has err 1048576
	# the others are listed all the same
	expect_code 2 coopq --searches
	has out 'scop'
	has err "$SEARCHES/bad.json"
	expect_code 0 coopq --delete-search=bad
	expect_code 0 coopq --searches
}

no_files() {
	begin
	coopq -i ./index --save=s scop 2>err
	mkdir "$SEARCHES/d.json"
	mkfifo "$SEARCHES/p.json"
	ln -s nowhere "$SEARCHES/n.json"
	ln -s s.json "$SEARCHES/l.json"
	for name in d p n; do expect_code 2 within coopq "@$name"; done
	expect_code 0 coopq @l
	# a link is replaced, and what it leads to is left alone
	expect_code 2 coopq -i ./index --save=l pommes
	expect_code 0 coopq -i ./index --save=l --force pommes
	[ ! -L "$SEARCHES/l.json" ]
	holds "$SEARCHES/s.json" '.query == "scop"'
}

escapes() { # a file cannot drive the terminal
	begin
	file s '{"schema":1,"query":"scop \\u001b[31m","index":"./index","options":[]}'
	expect_code 0 coopq --searches
	hasnt out "$(printf '\033')"
	expect_code 0 coopq --cite @s
	hasnt out "$(printf '\033')"
}

unwritable() {
	begin
	chmod -R a+rX "$T/work" "$HOME"
	mkdir -p "$HOME/.config/coop"
	chmod -R 555 "$HOME/.config"
	expect_code 2 as_user env "HOME=$HOME" coopq -i ./index --save=s scop
	has err "$SEARCHES"
	expect_code 2 env -u HOME coopq -i ./index --save=s scop
	has err HOME
	chmod -R 755 "$HOME/.config"
	echo >"$HOME/.config/coop/searches"
	expect_code 2 coopq -i ./index --save=s scop
	expect_code 2 coopq --searches
	# the variables of XDG, when they are absolute
	expect_code 0 env XDG_CONFIG_HOME="$T/work/c" coopq -i ./index --save=s scop
	[ -e c/coop/searches/s.json ]
	rm -rf "$HOME/.config"
	expect_code 0 env XDG_CONFIG_HOME=c coopq -i ./index --save=s scop
	[ -e "$SEARCHES/s.json" ]
}

# ---- news ----

# news: the signs and ids, sorted
news() {
	coopq --news @s 2>err | cut -c 1-3 | sort | xargs
}

is_news() {
	begin
	coopq -i ./index --save=s scop 2>err
	expect_code 1 coopq --news @s
	empty out
	has err 'notices remembered: 2'
	expect_code 1 coopq --news @s
	empty out
	empty err # cron would mail it
	# one new, one changed; one that does not match
	index "$A" "$(echo "$B" | sed s/feu/four/)" "$(echo "$C" | sed s/Des/Les/)" "$D"
	expect_code 0 coopq --news --peek @s
	is '~ b + d' "$(cut -c 1-3 out | xargs)"
	has out '+ d  Le port (Di Paz, 2015)  films/films.csv:5'
	has err 'new: 1, changed: 1'
	is '+ d ~ b' "$(news)"
	is '' "$(news)"
	# one that begins to match
	index "$A" "$B" "$(echo "$C" | sed s/Des/Scop/)" "$D"
	is '+ c ~ b' "$(news)"
	# one that is gone is no news; nor is what moves
	index "$D" "$C" "$A"
	is '' "$(news)"
	# one that comes back is
	index "$D" "$C" "$A" "$B"
	is '+ b' "$(news)"
}

as_built() { # neither folding nor building anew is news
	begin
	coopq -i ./index --save=s scop 2>err
	expect_code 1 coopq --news @s
	index "$A" "$B" "$C" "$D"
	is '+ d' "$(news)"
	coopidx -q -i ./index --fold films
	is '' "$(news)"
	coopidx -q -i ./index --full films
	is '' "$(news)"
	mv films/films.csv films/autre.csv
	coopidx -q -i ./index films
	is '' "$(news)"
	rm -rf index
	coopidx -q -i ./index films
	is '' "$(news)"
	coopidx -q -i ./index --engine-tools --full films
	is '' "$(news)"
}

# any_rows SEED: notices in any order; each of twelve may be there, match, and be in one of three forms
any_rows() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (i = 1; i <= 12; i++)
			if (rand() < 0.8)
				printf "%.6f\ti%02d,Titre %d,,,%s,\n", rand(), i, 3 * rand(),
					rand() < 0.7 ? "Une scop" : "Rien"
	}' | sort | cut -f 2
}

any_change() { # compared with what the rows tell, in a dozen random updates
	begin
	rows "$A" >films/films.csv
	coopidx -q -i ./index films
	coopq -i ./index --save=s scop 2>err
	coopq --news @s 2>err || :
	echo "$A" >before
	for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
		any_rows "$seed" >these
		{ rows && cat these; } >films/films.csv
		coopidx -q -i ./index films 2>err || [ $? -eq 3 ]
		grep scop these >matching || :
		awk -F , 'NR == FNR { was[$1] = $0; next }
			!($1 in was) { print "+ " $1; next }
			was[$1] != $0 { print "~ " $1 }' before matching | sort >expected
		coopq --news @s 2>err | cut -c 1-5 | sort >actual
		diff -u expected actual
		cat expected >>all
		cp matching before
	done
	[ "$(grep -c '^+' all)" -gt 10 ]
	[ "$(grep -c '^~' all)" -gt 10 ]
}

all_of_it() { # more than anybody reads: all count, not the ten best
	begin
	coopq -i ./index -n 1 --save=s scop 2>err
	expect_code 1 coopq --news @s
	i=0
	while [ "$i" -lt 300 ]; do
		echo "x$i,Titre $i,,,Une scop,"
		i=$((i + 1))
	done >more.csv
	rows "$A" >films/films.csv
	cat more.csv >>films/films.csv
	coopidx -q -i ./index films
	is 300 "$(coopq --news @s 2>err | wc -l)"
	is '' "$(news)"
}

news_jsonl() {
	begin
	coopq -i ./index --save=s scop 2>err
	coopq --news @s 2>err || :
	index "$(echo "$A" | sed s/eau/ru/)" "$B" "$C" "$D"
	for form in --news=jsonl '--news --jsonl'; do
		# shellcheck disable=SC2086 # options
		expect_code 0 coopq $form --peek @s
		holds out '.schema == 1 and (.line | type == "number") and (.path | endswith("films.csv"))'
		is '{"a":"changed","d":"entered"}' "$(jq -s -c 'map({(.id): .change}) | add' out)"
		is '{"year":2015,"title":"Le port"}' "$(jq -c 'select(.id == "d") | {year, title}' out)"
	done
}

# xml XPATH: what it gives in the file `out`
xml() {
	python3 -c '
import sys, xml.etree.ElementTree as E
for e in E.parse("out").getroot().iterfind(sys.argv[1], {"a": "http://www.w3.org/2005/Atom"}):
	print(e.text if len(sys.argv) < 3 else e.get(sys.argv[2]))' "$@"
}

atom() {
	begin
	coopq -i ./index --save=s scop 2>err
	expect_code 1 env SOURCE_DATE_EPOCH=0 coopq --news=atom @s
	is 's: scop' "$(xml a:title)"
	is '' "$(xml a:entry)"
	feed=$(xml a:id)
	index "$(echo "$A" | sed s/eau/ru/)" "$(echo "$B" | sed s/feu/four/)" "$C" "$D"
	expect_code 0 env SOURCE_DATE_EPOCH=86400 coopq --news=atom @s
	# what RFC 4287 asks for
	is "$feed" "$(xml a:id)"
	is 1970-01-02T00:00:00Z "$(xml a:updated)"
	is coopq "$(xml a:author/a:name)"
	is 'Le moulin La forge Le port' "$(xml a:entry/a:title | xargs)"
	is '1970-01-02T00:00:00Z' "$(xml a:entry/a:updated | sort -u)"
	is 'changed changed new' "$(xml a:entry/a:category term | xargs)"
	is 3 "$(xml a:entry/a:id | sort -u | grep -cxE 'urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}')"
	is 3 "$(xml a:entry/a:content | wc -l)"
	xml a:entry/a:content >content
	has content 'Une scop & <un four>'
	is 'https://exemple.fr/a?x=1&y=2' "$(xml a:entry/a:link href)"
	# a notice keeps its id
	id=$(xml a:entry/a:id | head -n 1)
	index "$A" "$B" "$C" "$D"
	expect_code 0 coopq --news=atom @s
	is "$id" "$(xml a:entry/a:id | head -n 1)"
	# what XML cannot have
	index "$A" "$B" "$C" "$D" "$(printf 'e,"T\357\277\277 ]]> \302\205",,,scop,')"
	expect_code 0 coopq --news=atom @s
	has content '<'
	is 1 "$(xml a:entry/a:title | wc -l)"
}

not_forgotten() { # what could not be written is news again
	begin
	coopq -i ./index --save=s scop 2>err
	coopq --news @s 2>err || :
	index "$A" "$B" "$C" "$D"
	code=0
	coopq --news @s >/dev/full 2>err || code=$?
	is 2 "$code"
	for form in text jsonl atom; do
		code=0
		coopq "--news=$form" @s >/dev/full 2>err || code=$?
		is 2 "$code"
		code=0
		coopq "--news=$form" @s >&- 2>err || code=$?
		is 2 "$code"
	done
	is '+ d' "$(news)"
	is s.json "$(ls -A "$NEWS")"
}

news_unwritable() { # nothing is printed that would be printed again
	begin
	coopq -i ./index --save=s scop 2>err
	coopq --news @s 2>err || :
	index "$A" "$B" "$C" "$D"
	chmod -R a+rX "$T/work" "$HOME"
	chmod -R 555 "$HOME/.local"
	chmod 644 "$SEARCHES/s.json" "$NEWS/s.json"
	expect_code 2 as_user env "HOME=$HOME" coopq --news @s
	has err "$NEWS"
	empty out
	expect_code 0 as_user env "HOME=$HOME" coopq --news --peek @s
	chmod -R 755 "$HOME/.local"
	is '+ d' "$(news)"
}

# full COMMAND...: where no file can grow, as on a full disk; its output and code go to `out`
full() {
	(
		trap '' XFSZ
		ulimit -f 0
		code=0
		"$@" 2>&1 || code=$?
		echo "code $code"
	) | cat >out
}

no_room() {
	begin
	full coopq -i ./index --save=s scop
	has out 'code 2'
	has out "$SEARCHES/s.json"
	is '' "$(ls -A "$SEARCHES")"
	coopq -i ./index --save=s scop 2>err
	full coopq -i ./index --save=s --force pommes
	has out 'code 2'
	holds "$SEARCHES/s.json" '.query == "scop"'
	coopq --news @s 2>err || :
	index "$A" "$B" "$C" "$D"
	full coopq --news @s
	has out 'code 2'
	hasnt out '+ d'
	is s.json "$(ls -A "$NEWS")"
	is '+ d' "$(news)"
}

news_damaged() {
	begin
	coopq -i ./index --save=s scop 2>err
	coopq --news @s 2>err || :
	cp "$NEWS/s.json" whole
	for text in '' '{' '[]' '{"schema":1}' "$(jq -c 'del(.hits)' whole)" "$(jq -c '.hits = 7' whole)" \
		"$(jq -c '.hits[0][1] = "xyz"' whole)" "$(jq -c '.hits[0] = []' whole)" \
		"$(jq -c '.count = 7' whole)" "$(jq -c '.count = -1' whole)" "$(jq -c '.date = "gestern"' whole)" \
		"$(jq -c '.date = "2026-13-41T00:00:00Z"' whole)" "$(jq -c '.fingerprint = "f"' whole)" \
		"$(jq -c '.digest = null' whole)"; do
		printf %s "$text" >"$NEWS/s.json"
		expect_code 2 coopq --news @s
		empty out
		has err "$NEWS/s.json"
		case $text in *'"digest"'*'"hits"'* | '' | '{' | '[]' | '{"schema":1}') ;; *) continue ;; esac
		printf %s "$text" >damaged.json
		expect_code 2 coopq --replay=damaged.json
		empty out
	done
	head -c 100 whole >"$NEWS/s.json"
	expect_code 2 coopq --news @s
	has err "$NEWS/s.json:1: "
	has err 'remove this file'
	rm "$NEWS/s.json"
	expect_code 1 coopq --news @s
}

news_words() {
	begin
	expect_code 2 coopq -i ./index --news scop
	has err --save
	expect_code 2 coopq -i ./index --news
	coopq -i ./index --save=s scop 2>err
	expect_code 2 coopq --news @s feu
	expect_code 2 coopq --news=rss @s
	[ ! -e "$NEWS" ]
}

# ---- citations ----

cites() {
	begin
	export SOURCE_DATE_EPOCH=1780000000
	expect_code 0 coopq -i ./index --cite scop annee:1990..
	print=$(coopidx -i ./index --fingerprint)
	is "28 May 2026: \"scop annee:1990..\" (that is: $(coopq --explain-query scop annee:1990.. | head -n 1)): \
2 notices of 3 in the index \"$(pwd)/index\", fingerprint $print; $(coopq --version), analysis 3." "$(cat out)"
	expect_code 0 env LC_ALL=fr_FR.UTF-8 coopq -i ./index --cite scop feu -n 1
	has out '28 mai 2026 : « scop feu » (c'\''est-à-dire : '
	has out "2 notices sur 3 dans l'index «"
	has out "empreinte $print ;"
	is 1 "$(wc -l <out)"
	expect_code 1 coopq -i ./index --cite marée
	has out '0 notices of 3'
	expect_code 1 env LC_ALL=fr_FR.UTF-8 coopq -i ./index --cite marée
	has out '0 notice sur 3'
	expect_code 0 coopq -i ./index --cite pommes
	has out '1 notice of 3'
	# a word that was corrected
	expect_code 0 coopq -i ./index --cite pomes
	has out '"pomes" taken for "pommes"'
	unset SOURCE_DATE_EPOCH
	for epoch in x -1 999999999999 1x; do
		expect_code 2 env SOURCE_DATE_EPOCH="$epoch" coopq -i ./index --cite scop
		has err SOURCE_DATE_EPOCH
	done
	expect_code 2 sh -c 'coopq -i ./index --cite scop >/dev/full'
}

same_fingerprint() { # as coopidx tells it: of a base, with a delta, folded, changed by a tool of the engine
	begin
	for step in 'true' 'index A B C D' 'index B C' 'coopidx -q -i ./index --fold films' \
		'coopidx -q -i ./index --full --engine-tools films'; do
		case $step in
		'index A B C D') index "$A" "$(echo "$B" | sed s/feu/four/)" "$C" "$D" ;;
		'index B C') index "$(echo "$B" | sed s/feu/bois/)" "$C" ;;
		*) $step ;;
		esac
		expect_code 0 coopq -i ./index --cite=json scop
		holds out ".fingerprint == \"$(coopidx -i ./index --fingerprint)\""
		holds out '.count == (.hits | length) and (.digest | length == 64)'
	done
}

replays() {
	begin
	coopq -i ./index --any --cite=json scop >cited
	holds cited '.query == "scop" and .options == ["--any"] and .count == 2 and .notices == 3'
	expect_code 0 coopq --replay=cited
	empty out
	expect_code 0 coopq --replay=- <cited
	index "$(echo "$A" | sed s/eau/ru/)" "$C" "$D"
	expect_code 1 coopq --replay=cited
	is '~ a + d - b' "$(cut -c 1-3 out | xargs)"
	has err 'entered: 1, changed: 1, left: 1'
	has err 'the index has changed'
	expect_code 1 coopq --replay=cited --jsonl
	is '{"a":"changed","d":"entered","b":"left"}' "$(jq -s -c 'map({(.id): .change}) | add' out)"
	expect_code 1 env LC_ALL=fr_FR.UTF-8 coopq --replay=cited
	has err "l'index a changé"
	has err 'entrées : 1, modifiées : 1, sorties : 1'
	# what it found is found again, wherever it stands
	index "$C" "$B" "$A"
	expect_code 0 coopq --replay=cited
	# of another index
	mkdir -p films2
	rows "$A" >films2/f.csv
	coopidx -q -i ./other films2
	expect_code 1 coopq -i ./other --replay=cited
	is '- b' "$(cat out)"
	# one that lists no hits
	jq -c 'del(.hits)' cited >short
	expect_code 0 coopq --replay=short
	has err 'are the same'
	index "$A" "$C"
	expect_code 1 coopq --replay=short
	empty out
}

replays_otherwise() {
	begin
	coopq -i ./index --cite=json scop >cited
	jq -c '.analysis = "1 x" | .parsed = "y"' cited >older
	expect_code 0 coopq --replay=older
	has err 'analysed otherwise'
	has err 'understood otherwise'
	expect_code 2 coopq --replay=none
	has err "'none'"
	expect_code 2 coopq --replay=cited scop
	expect_code 2 coopq --replay=.
	expect_code 2 coopq --replay=/dev/null
	coopq -i ./index --save=s scop 2>err
	expect_code 2 coopq --replay=@s
	has err '--news'
	coopq --news @s 2>err || :
	expect_code 0 coopq --replay=@s
	index "$A" "$C"
	expect_code 1 coopq --replay=@s
	is '- b' "$(cat out)"
	# options of a citation are no door to others
	jq -c '.options = ["--delete-search=s"]' cited >evil
	expect_code 2 coopq --replay=evil
	[ -e "$SEARCHES/s.json" ]
}

# ---- what the manuals say ----

# recipe PAGE: the line of a crontab in it runs
recipe() {
	begin
	coopidx -q films
	coopq --save=scop scop 2>err
	coopq --news @scop 2>err || :
	rows "$A" "$B" "$C" "$D" >films/films.csv
	coopidx -q films
	sed -n 's/^\.Dl \(coopq --news=atom .*\)/\1/p' "$1" | sed 's/\\-/-/g' >line
	[ -s line ]
	for _ in 1 2; do sh ./line 2>err || :; done # without news the feed stays
	cp feed.xml out
	is 'Le port' "$(xml a:entry/a:title)"
	is '' "$(find . -name '*.new')"
}

# Filters may be all that is asked; a search that is replaced begins its news anew.
filters_alone() {
	begin
	COOP_INDEX=./index
	export COOP_INDEX
	coopq --save=vieux --filter annee=..2000
	expect_code 0 coopq --ids @vieux
	coopq --ids --filter annee=..2000 >expected
	same expected out
	coopq --save=again scop
	coopq --news @again || [ $? -eq 1 ]
	coopq --save=again --force pommes
	expect_code 1 coopq --news @again
	empty out
	expect_code 2 coopq --searches words
	expect_code 2 coopq --delete-search=again words
	coopq @again >out
	[ -s out ]
	coopq --delete-search=again
	coopq --delete-search=vieux
}

test_case 'a search of filters alone, and one that is replaced' filters_alone
test_case 'a query is saved with its index and options' saves
test_case 'options of the command line win' line_wins
test_case 'more words narrow' narrows
test_case 'one thing at a time' one_thing
test_case 'words that begin with @ and are no names' no_names
test_case 'names' names
test_case 'nothing is replaced unless --force; searches are deleted' not_again
test_case 'what cannot be asked is not saved' not_saved
test_case 'of many that save at once one succeeds' at_once
test_case 'damaged and hostile files' damaged
test_case 'folders, pipes and links' no_files
test_case 'control characters in files' escapes
test_case 'the same news in all states of an index' as_built
test_case 'new and changed notices are news' is_news
test_case 'news of random updates' any_change
test_case 'all hits count' all_of_it
test_case 'news as JSON' news_jsonl
test_case 'news as Atom' atom
test_case 'news that could not be written' not_forgotten
test_case 'a disk without room' no_room
test_case 'damaged files of news' news_damaged
test_case 'news of what' news_words
test_case 'a citation' cites
test_case 'the fingerprint of coopidx' same_fingerprint
test_case 'replaying' replays
test_case 'replaying in other circumstances' replays_otherwise
for language in '' .fr; do
	test_case "coopq$language.1: the recipe for cron" recipe "$ROOT/query/coopq$language.1"
done
if can_be_user; then
	test_case 'folders that cannot be written' unwritable
	test_case 'news that could not be remembered' news_unwritable
else
	skip 'folders that cannot be written' 'no other user'
	skip 'news that could not be remembered' 'no other user'
fi
finish
