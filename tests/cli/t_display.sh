#!/bin/sh
# Results for people: passages, width, links, the pager, groups.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

corpus_of_texts
coopidx -q -i ./index corpus 2>/dev/null || exit 1
COOP_INDEX=./index
export COOP_INDEX
esc=$(printf '\033') nbsp=$(printf '\302\240')

# on_terminal COLUMNS COMMAND: what it prints on a terminal of that width, without the terminal's CR; notes,
# such as how many notices there are, go elsewhere.
on_terminal() {
	ended=0
	TERM=xterm script -q -e -c "stty cols $1; exec 2>/dev/null; $2" /dev/null </dev/null >typed || ended=$?
	tr -d '\r' <typed
	return "$ended"
}

# plain: without colours and links
plain() {
	sed -e "s/$esc\\[[0-9;]*m//g" -e "s/$esc]8;;[^$esc]*$esc\\\\//g"
}

# keeps_to COLUMNS FILE
keeps_to() {
	widest=$(plain <"$2" | wc -L)
	if [ ! -s "$2" ] || [ "$widest" -gt "$1" ]; then
		echo "$widest columns in $2, not $1"
		cat -v "$2"
		return 1
	fi
}

# ---- layout ----

query='essaimage lumière villeurbanne'

layout() { # French in colour, English without, and a number of three figures
	on_terminal "$1" "LC_ALL=fr_FR.UTF-8 coopq --hyperlink=never -n 4 '$query'" >out
	on_terminal "$1" "coopq --color=never -n 2 --offset 98 'usine OU film OU scop OU france'" >>out
	keeps_to "$1" out
	golden "display.$1" out
}

any_width() {
	for columns in 20 27 33 46 61 79 99 140; do
		on_terminal "$columns" "coopq -n 10 --paths=absolute 'économie sociale lyon usine'" >out
		keeps_to "$columns" out
	done
	keeps_to 100 out # what is wider is hard to read
}

width_of_what() {
	on_terminal 0 "COLUMNS=50 coopq '$query'" >out # it does not say
	keeps_to 50 out
	on_terminal 60 "COLUMNS=30 coopq '$query'" >out
	[ "$(plain <out | wc -L)" -gt 50 ]
	on_terminal 0 "COLUMNS=wide coopq --color=never '$query'" >out
	coopq "$query" >expected
	same expected out
	COLUMNS=40 coopq "$query" >out
	same expected out
	on_terminal 40 "coopq '$query' >piped"
	same expected piped
}

# ---- passages ----

says_the_field() {
	LC_ALL=fr_FR.UTF-8 coopq -n 1 villeurbanne >out
	has out "    production${nbsp}: Cités télévision (6 rue Malherbe, 69100"
	coopq -n 1 villeurbanne >out
	has out '    producer: Cités télévision'
	printf 'id,titre,mots-clés,résumé,cote\n1,Un film,"essaimage, reprise",Rien.,zk-17\n' >field.csv
	coopidx -q -i ./field field.csv
	coopq -i ./field essaimage >out
	has out '    Rien.'
	has out '    keywords: essaimage, reprise'
	coopq -i ./field 'rien zk-17' >out
	has out '    cote: zk-17'
	coopq -i ./field --color=always film >out # the title has it
	hasnt out keywords
	coopq -i ./field --jsonl essaimage >out
	holds out '.snippet == "essaimage, reprise" and .passages[0].field == "keywords"
		and .passages[1].text == "Rien." and .passages[1].highlights == []'
}

covers_the_words() { # far apart in a long text
	{
		printf 'Titre\n\n'
		yes 'Un tout autre sujet, qui ne dit rien de cela.' | head -n 60
		printf 'La scop est née.\n'
		yes 'Un tout autre sujet, qui ne dit rien de cela.' | head -n 60
		printf 'Il y a de l’essaimage ici.\n'
	} >far.txt
	coopidx -q -i ./far far.txt
	coopq -i ./far 'scop essaimage' >out
	has out 'La scop est née.'
	has out 'Il y a de l’essaimage ici.'
	coopq -i ./far --color=always essaimage >out
	has out "l’${esc}[1;31messaimage${esc}[0m ici"
}

# long_text LINE COUNT: shows a notice whose text is that line so many times.
long_text() {
	yes "$1" | head -n "$2" >long.txt
	coopidx -q --full -i ./long long.txt
	counted coopq -i ./long 'scop lyon' >out
	has out '1. '
}

linear() { # in words that match, in sentences that do not end, in words that do not match
	in_proportion 2000 long_text 'La scop de Lyon ; un mot.'
	in_proportion 2000 long_text 'scop lyon,'
	in_proportion 2000 long_text 'Un mot, puis un autre, et lyon.'
}

# ---- what is hostile ----

evil=$(printf 'x\033[2J\007\302\233z\177\342\200\256a\342\201\246b\342\200\216c\342\200\250d\330\234e\tf')
hostile() {
	word=$(head -c 10000 /dev/zero | tr '\0' q)
	marks=$(yes "$(printf '\314\201')" | head -n 3000 | tr -d '\n')
	wide=$(yes '合作' | head -n 300 | tr -d '\n')
	for value in "$evil" "$word" "o$marks" "$wide" "$(printf 'a\342\200\213\342\200\215b')"; do
		printf 'id,titre,realisateur,annee,pays,genre,duree,resume,mots-clés,%s\n' "h$value"
		for field in 1 2 3 4 5 6 7 8 9 10; do
			awk -v n="$field" -v v="$value" 'BEGIN {
				for (i = 1; i <= 10; i++)
					printf "\"%s %s\"%s", i == n ? v : "val" i, i == 8 || i == 9 ? "zorglub" : "", i < 10 ? "," : "\n"
			}'
		done
	done >hostile.csv
	mkdir -p wild
	awk '/^id,/ { n++ } { print >("wild/" n ".csv") }' hostile.csv
	coopidx -q -i ./wild.index wild 2>/dev/null || [ $? -eq 3 ]
	for columns in 20 40 80 120; do
		on_terminal "$columns" "coopq -i ./wild.index -n 100 zorglub" >out
		[ "$(grep -c val out)" -ge 40 ]
		keeps_to "$columns" out
		plain <out >shown
		if LC_ALL=C tr -d '\n' <shown | LC_ALL=C grep -q -a -e "$(printf '[\001-\037\177]')" \
			-e "$(printf '\302[\200-\237]')" -e "$(printf '\342\200[\216\217\250-\256]')"; then
			cat -v shown
			return 1
		fi
	done
}

# ---- links ----

links() {
	mkdir -p "a b"
	printf 'Une scop zinzolin.\n' >"a b/é#1.txt"
	coopidx -q -i ./linked "a b"
	on_terminal 80 'coopq -i ./linked zinzolin' >out
	has out "$esc]8;;file://$(uname -n)$(pwd -P)/a%20b/%C3%A9%231.txt$esc\\a b/é#1.txt:1$esc]8;;$esc\\"
	on_terminal 80 'coopq -i ./linked --hyperlink=never zinzolin' >out
	hasnt out "$esc]8"
	on_terminal 80 'NO_COLOR=1 coopq -i ./linked zinzolin' >out
	hasnt out "$esc"
	on_terminal 80 'TERM=linux coopq -i ./linked zinzolin' >out
	hasnt out "$esc]8"
	coopq -i ./linked --color=always zinzolin >out
	hasnt out "$esc]8"
	coopq -i ./linked --hyperlink=always zinzolin >out
	has out "$esc]8;;file://"
	hasnt out "${esc}["
	rm -r "a b" # it leads nowhere any more
	coopq -i ./linked --hyperlink=always zinzolin >out
	hasnt out "$esc"
	expect_code 2 coopq --hyperlink=perhaps scop
}

# ---- the pager ----

# paged COMMAND: it on a terminal, with a pager that marks each line; `code` is its exit status.
paged() {
	code=0
	on_terminal 80 "export COOP_PAGER='sed s/^/%/'; $1" >out || code=$?
}

pager_when() {
	paged 'coopq -n 11 scop'
	has out '% 1. '
	is 0 "$code"
	for command in 'coopq scop' 'coopq -n 11 --no-pager scop' \
		'coopq -n 11 --tsv scop' 'TERM=dumb coopq -n 11 scop' 'coopq -n 11 scop | cat' \
		'echo scop | coopq --batch -n 11'; do
		paged "$command"
		has out scop
		hasnt out '%'
	done
	for command in 'coopq --pager scop' 'coopq --tsv --pager scop' 'echo scop | coopq --pager --batch'; do
		paged "$command"
		has out '%'
	done
	coopq --pager scop >out # no terminal
	coopq scop >expected
	same expected out
}

pager_which() {
	on_terminal 80 'unset COOP_PAGER; PAGER="sed s/^/@/" coopq --pager scop' >out
	has out '@ 1. '
	on_terminal 80 'COOP_PAGER="tr a-z A-Z | sed s/^/@/" PAGER=cat coopq --pager scop' >out
	has out '@ 1. '
	has out 'SCOP'
	for pager in cat '' ' ' ./missing; do
		on_terminal 80 "PAGER=false COOP_PAGER='$pager' coopq --pager scop" >out
		has out ' 1. '
	done
	on_terminal 80 "COOP_PAGER='echo \$LESS; cat' coopq --pager scop" >out
	is FRX "$(head -n 1 out)"
	on_terminal 80 "LESS=S COOP_PAGER='echo \$LESS; cat' coopq --pager scop" >out
	is S "$(head -n 1 out)"
	# less itself, in locales that know no accents, or are not there
	for locale in C fr_FR.UTF-8 tr_TR.UTF-8; do
		on_terminal 80 "LC_ALL=$locale LESS=FRX COOP_PAGER=less coopq --pager -n 1 coopérative" >out
		has out 'grâce'
		hasnt out '<C3>'
	done
	on_terminal 80 "LESSCHARSET=latin1 COOP_PAGER='echo \$LESSCHARSET; cat' coopq --pager scop" >out
	is latin1 "$(head -n 1 out)"
}

pager_status() { # that of the search, whatever becomes of the pager
	paged 'coopq --pager xyzzy'
	is 1 "$code"
	paged 'coopq --pager -i ./nowhere scop'
	is 2 "$code"
	on_terminal 80 "COOP_PAGER='head -n 1' coopq -n 1000 'scop OU film OU le'" >out
	is 1 "$(wc -l <out)"
	on_terminal 80 "COOP_PAGER=false coopq -n 11 scop" >out
	empty out
}

pager_width() { # that of the terminal
	on_terminal 40 "COOP_PAGER='cat -u' coopq -n 11 '$query'" >out
	keeps_to 40 out
	has out "${esc}["
}

# ---- groups ----

mkdir films
cat >films/a.csv <<'END'
id,titre,réalisateur,année,résumé
a1,La Sortie de l’usine,Louis Lumière,1895,Des ouvrières sortent de l’usine.
a2,Les Lip,Christian Rouaud,2007,Les montres de Besançon et l’usine occupée.
a3,Sans titre,,,Une usine.
a4,L’Usine,Anne Roux,,Elle filme l’usine.
END
cat >films/b.csv <<'END'
id,titre,réalisateur,année,résumé
b1,"SORTIE DE L'USINE (LA)",Lumière,vers 1895,On voit des gens devant l’usine ; rien d’autre.
b2,"Lip, les",C. Rouaud,2007-03-21,Un documentaire de deux heures sur une usine.
b3,Sans titre,,,Une autre usine.
b4,Usine,anne roux,,"Anne Roux a tourné cela dans une usine."
b5,"La sortie de l’usine",,1996,Un film de cent ans plus tard : une usine.
END
printf 'La reprise de l’usine par ses ouvriers a pris trois ans, et rien ne disait que la coopérative vivrait ; elle vit.\n' >films/c.txt
printf 'La reprise de l’usine par ses ouvriers a pris trois ans, et rien ne disait que la coopérative vivrait ; elle vit !\n' >films/d.txt
coopidx -q -i ./films.index films 2>/dev/null || exit 1

grouped() {
	coopq -i ./films.index --group "$@" usine
}

folds() {
	is 11 "$(coopq -i ./films.index --ids -n 100 usine | wc -l)"
	grouped --jsonl -n 100 >out
	jq -r '[.id] + .group.ids | sort | join(" ")' out | sort >groups
	printf '%s\n' 'a1 b1' 'a2 b2' a3 'a4 b4' b3 b5 'c.txt d.txt' >expected
	same expected groups
	holds out '.group.count == (.group.ids | length)'
	is '1 2 3 4 5 6 7' "$(jq .rank out | xargs)"
	coopq -i ./films.index --jsonl usine >out
	holds out 'has("group") | not'
}

counts_groups() { # -n and --offset do
	grouped --ids -n 100 >all
	is 7 "$(wc -l <all)"
	for offset in 0 1 2 3 4 5 6; do
		grouped --ids -n 1 --offset "$offset"
	done >singly
	same all singly
	grouped --ids -n 3 --offset 5 >out
	is 2 "$(wc -l <out)"
	expect_code 1 coopq -i ./films.index --group --offset 7 usine
	has err 'no more results'
	printf 'usine\nxyzzy\nlip\n' | coopq -i ./films.index --batch --group --ids -n 100 >out
	is '7 1 1' "$(cut -f 1 out | uniq -c | awk '{ print $1 }' | xargs)"
	for format in --tsv --trec; do
		grouped -n 100 "$format" >out
		is 7 "$(wc -l <out)"
	done
}

names_others() {
	LC_ALL=fr_FR.UTF-8 grouped -n 100 >out
	is 4 "$(grep -c "^    + 1 autre${nbsp}: " out)"
	grouped -n 100 >out
	is 4 "$(grep -c '^    + 1 other: ' out)"
	printf 'id,titre,année,résumé\n' >many.csv
	for n in $(seq 9); do
		printf 'id-%s,Le Même,2001,zinzolin %s\n' "$n" "$n"
	done >>many.csv
	coopidx -q -i ./many many.csv
	LC_ALL=fr_FR.UTF-8 coopq -i ./many --group zinzolin >out
	has out "+ 8 autres${nbsp}: id-"
	has out ' …'
	is 1 "$(grep -c '^ *[0-9]*\. ' out)"
}

looks_further() { # than the hits it begins with
	awk 'BEGIN {
		print "id,titre,année,résumé"
		for (i = 0; i < 900; i++) print i ",Le Même,2001,zinzolin"
		print "x,Un autre,1999,zinzolin et encore beaucoup de mots qui le rendent plus long que les autres"
	}' >same.csv
	coopidx -q -i ./same same.csv
	coopq -i ./same --group --jsonl zinzolin >out
	is '899 0' "$(jq .group.count out | xargs)"
}

if script -q -e -c true /dev/null </dev/null >/dev/null 2>&1; then
	for columns in 40 80 120; do
		test_case "results at $columns columns, in French and in English" layout "$columns"
	done
	test_case 'no line is wider than the terminal' any_width
	test_case 'the width is that of the terminal, else COLUMNS, and 80 elsewhere' width_of_what
	test_case 'no field breaks a terminal' hostile
	test_case 'paths lead to their files' links
	test_case 'the pager: on a terminal, for many results or on demand' pager_when
	test_case 'the pager: which, and how it is run' pager_which
	test_case 'the pager changes no exit status' pager_status
	test_case 'the pager: lines are as wide as the terminal' pager_width
else
	skip 'results on a terminal' 'no pseudo-terminal to be had'
fi
test_case 'a word that no text has is shown in its field' says_the_field
test_case 'two passages hold the words that one does not' covers_the_words
test_case 'the time for passages is linear in the text' linear
test_case '--group folds the notices of a film, and near duplicates' folds
test_case '--group counts groups' counts_groups
test_case '--group names the others' names_others
test_case '--group looks at as many hits as it takes' looks_further
finish
