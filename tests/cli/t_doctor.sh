#!/bin/sh
# When nothing is found: what coopq says would find more, and what it takes words for.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cat >films.csv <<'END'
id,titre,réalisateur,année,pays,genre,résumé
a,Ma mondialisation,Gilles Perret,2006,France,Documentaire,"Un décolleteur de la vallée et sa coopérative"
b,Les Jours heureux,Gilles Perret,2013,France,Documentaire,"Le programme de la Résistance"
c,Permis,Anne Roux,1990,France,Fiction,"Ce que permet un permis. La Scop permet tout"
d,Scop,Anne Roux,1985,France,Documentaire,"La Scop de Lyon permet d'entreprendre, et l'usine aussi"
e,Usine,Cleo Mur,1978,Belgique,Documentaire,"Une coopérative ouvrière à Lyon, une scop"
f,Gilles,Dan Fer,2001,France,Reportage,"Gilles permet aux coopératives de naître ; des documents"
g,Lyon la nuit,Dan Fer,2002,France,Reportage,"Lyon permet la nuit. On y travaille, on y dort"
h,Le Lyon d'or,Eve Bo,2003,France,Fiction,"Lyon encore, où l'on dorment"
i,Encore Lyon,Eve Bo,2004,France,Fiction,"Lyon toujours, et le lyyon"
j,Encre,Eve Bo,2005,France,Fiction,"Une imprimerie et son papier"
k,Plomb,Eve Bo,2005,France,Fiction,"Le papier manque à une autre imprimerie"
l,Escalier,Eve Bo,2005,France,Fiction,"Un palier"
m,Étage,Eve Bo,2005,France,Fiction,"Ce palier"
n,Porte,Eve Bo,2005,France,Fiction,"Le palier"
END
coopidx -q -i ./index films.csv || exit 1
COOP_INDEX=./index
export COOP_INDEX

# says QUERY LINE...: nothing is found, and these lines are said, in this order, after that.
says() {
	query=$1
	shift
	expect_code 1 coopq "$query"
	empty out
	printf 'coopq: %s\n' 'nothing found' "$@" >expected
	same expected err
}

# dit QUERY LINE...: the same in French.
dit() {
	query=$1
	shift
	LC_ALL=fr_FR.UTF-8 expect_code 1 coopq "$query"
	printf 'coopq : %s\n' 'rien trouvé' "$@" | sed 's/^coopq :/coopq:/' >expected
	same expected err
}

words() {
	says xyzzy "'xyzzy' is not in the index"
	dit xyzzy "« xyzzy » n'est pas dans l'index"
	says '=perrret' "'perrret' is not in the index; near it: Perret"
	says 'real:permet' "'permet' is nowhere in the field 'director'; near it: Perret" \
		"permet in the whole notice: 4 notices   coopq 'permet'"
	dit 'genre:lyon' "« lyon » n'est nulle part dans le champ « genre »" \
		"lyon dans toute la notice : 5 notices   coopq 'lyon'"
}

relaxed() {
	says 'scop annee:1750' 'no notice has year:1750; the index has 1978 to 2013' \
		"without year:1750: 3 notices   coopq 'scop'"
	dit 'scop annee:1750' "aucune notice n'a année:1750 ; l'index va de 1978 à 2013" \
		"sans année:1750 : 3 notices   coopq 'scop'"
	dit 'scop annee:1990 pays:belgique' \
		"« pays:belgique » écarte la dernière notice" \
		"sans année:1990 : 1 notice   coopq 'scop pays:belgique'" \
		"sans pays:belgique : 1 notice   coopq 'scop année:1990'"
	says '+scop -lyon annee:1985' "'year:1985' leaves out the last notice" \
		"without excluding lyon: 1 notice   coopq '+scop year:1985'" \
		"without year:1985: 1 notice   coopq '+scop -lyon'"
	dit 'nuit ET usine ET lyon' \
		"sans nuit : 2 notices   coopq 'usine ET lyon'" \
		"sans usine : 1 notice   coopq 'nuit ET lyon'" \
		"au choix nuit ET usine ET lyon : 5 notices   coopq 'nuit OU usine OU lyon'"
	says 'scop NEAR/1 usine' \
		"scop NEAR/1 usine at any distance: 2 notices   coopq 'scop AND usine'"
	says '+"permet ouvrière" annee:1978' \
		"without the quotes of \"permet ouvrière\": 1 notice   coopq '+(permet ouvrière) year:1978'" \
		"without \"permet ouvrière\": 1 notice   coopq 'year:1978'"
}

# Filters beside the query are clauses as those in it are, and so are the clauses beside them.
filters_beside() {
	for query in 'scop annee:1990' 'scop annee:1985 pays:suisse'; do
		coopq --doctor "$query genre:fiction" 2>&1 | sort >expected || :
		coopq --doctor --filter genre=fiction "$query" 2>&1 | sort >actual || :
		same expected actual
	done
	expect_code 1 coopq --filter annee=2013 'scop genre:fiction pays:suisse'
	has err "'country:suisse' leaves out the last notice"
	has err "without country:suisse, without year:2013: 1 notice   coopq 'scop genre:fiction'"
	hasnt err 'without scop genre:fiction'
}

# A value that a facet shows is no clause: it is left out, or kept beside what is proposed.
values_of_facets() {
	expect_code 1 coopq --filter genre==Fiction 'scop annee:1985'
	has err "without genre: Fiction: 1 notice   coopq 'scop year:1985'"
	has err "without year:1985: 1 notice   coopq --filter 'genre==Fiction' 'scop'"
	LC_ALL=fr_FR.UTF-8 expect_code 1 coopq --filter genre==Reportage --filter pays==Belgique scop
	has err "sans genre : Reportage : 1 notice   coopq --filter 'pays==Belgique' 'scop'"
	is 1 "$(coopq --count --filter pays==Belgique scop)"
	expect_code 1 coopq --filter genre==Reportage --filter pays==Belgique --filter annee==1985 'nuit'
	has err "without filters: 1 notice   coopq 'nuit'"
}

# Two changes where none helps, and more where two do not.
several_changes() {
	says 'scop annee:2013 genre:fiction pays:suisse' \
		"'suisse' is nowhere in the field 'country'" \
		"'year:2013' leaves out the last 3 notices" \
		"without year:2013, without country:suisse: 1 notice   coopq 'scop genre:fiction'"
	expect_code 1 coopq 'scop annee:2013 genre:fiction pays:suisse titre:nuit'
	has err "without filters: "
}

# Each command that is proposed finds what it says.
commands_are_true() {
	tried=0
	for query in 'scop annee:1750' "l'usine annee:1990" '-scop -lyon annee:1978' \
		'nuit ET usine' 'scop NEAR/1 usine' 'titre:coopérative' \
		'("permet ouvrière" OU "nuit lyon") annee:1978' \
		'réal:(anne ET gilles)' 'annee:1978 pays:france' \
		'+scop +nuit^2 annee:1978..1980' "d'or \$(touch owned) \`touch owned\`" \
		"scop 'x; touch owned' annee:1750"; do
		for locale in C fr_FR.UTF-8; do
			LC_ALL=$locale coopq --doctor -- "$query" >out 2>err || [ $? -eq 1 ]
			sed -n 's/^.*: \([0-9]*\) notices\{0,1\}   \(coopq .*\)$/\1 \2 -n 1000 --ids/p' err >lines
			sed 's/coopq -- \(.*\) -n 1000 --ids$/coopq -n 1000 --ids -- \1/' lines >commands
			while read -r count command; do
				is "$count" "$(sh -c "$command" 2>/dev/null | wc -l)"
				tried=$((tried + 1))
			done <commands
		done
	done
	[ "$tried" -ge 30 ]
	[ ! -e owned ]
}

said_when_asked() {
	# something is found: what finds more
	expect_code 0 coopq --doctor --ids 'scop annee:1985'
	is d "$(cat out)"
	is "coopq: without year:1985: 3 notices   coopq 'scop'" "$(cat err)"
	expect_code 0 coopq --doctor --ids scop
	empty err
	# for programs, only when asked
	expect_code 1 coopq --tsv 'scop annee:1750'
	empty err
	expect_code 1 coopq --jsonl --doctor 'scop annee:1750'
	has err "coopq 'scop'"
	empty out
	# another page is no lack
	expect_code 1 coopq --offset 50 'scop annee:1985'
	hasnt err without
	# lines of a batch, only when asked
	printf 'q1\tscop annee:1750\nscop\n' >lines
	expect_code 0 coopq --batch --ids <lines
	empty err
	expect_code 0 coopq --batch --ids --doctor <lines
	has err "coopq: query q1: without year:1750: 3 notices   coopq 'scop'"
	hasnt err 'query 2'
}

options_are_kept() {
	unset COOP_INDEX
	expect_code 1 coopq -i ./index 'scop annee:1750'
	has err "coopq -i ./index 'scop'"
	mkdir -p "o'x"
	coopidx -q -i "./o'x/i" films.csv
	expect_code 1 coopq -i "./o'x/i" --any 'scop annee:1750'
	has err "coopq -i './o'\\''x/i' --any 'scop'"
	expect_code 1 coopq -i ./index --stop-words=keep 'titre:xyzzy annee:1985'
	has err "coopq -i ./index --stop-words=keep 'year:1985'"
}

# A query of any length and form is answered in bounded work, and prints nothing that drives a terminal.
hostile() {
	esc=$(printf 'scop\033[31m annee:1750')
	expect_code 1 coopq "$esc"
	hasnt err "$(printf '\033')"
	has err "coopq 'scop"
	expect_code 1 coopq "$(printf 'scop \377\376 annee:1750')"
	has err "without year:1750: 3 notices"
	expect_code 1 coopq "$(printf '(%.0s' $(seq 200))scop annee:1750"
	awk 'BEGIN { for (i = 0; i < 1000; i++) printf "+w%d ", i; print "annee:1750" }' >long
	counted coopq --doctor --ids - <long >out 2>err || [ $? -eq 1 ]
	work=$(cut -d ' ' -f 1 steps)
	hasnt err 'coopq '\'
	counted coopq --ids - <long >out 2>err || [ $? -eq 1 ]
	[ "$work" -lt $(($(cut -d ' ' -f 1 steps) * 3)) ]
	awk 'BEGIN { for (i = 0; i < 60; i++) printf "annee:%d ET ", 1700 + i; print "scop" }' >many
	expect_code 1 coopq --doctor - <many
	[ "$(wc -l <err)" -le 30 ]
}

# took QUERY WORD MEANT: a word is taken for another one, each as it is spelled.
took() {
	coopq --ids "$1" >out 2>err || [ $? -eq 1 ]
	has err "'$2' is not in the index; looked for '$3'"
}

corrected() {
	# what sounds as it was typed, though 'permet' is as near and more frequent
	took péret péret Perret
	took 'gilles péret' péret Perret
	took 'péret gilles' péret Perret
	took 'PÉRET, Gilles' PÉRET Perret
	took 'real:péret' péret Perret
	took 'anne rouxx' rouxx Roux
	is 'a b' "$(ids 'gilles péret' 2>err | head -n 2 | tr '\n' ' ' | sed 's/ $//')"
	# what stands beside a word in texts, though 'palier' is more frequent
	took pabier pabier palier
	took 'imprimerie pabier' pabier papier
	took 'pabier escalier' pabier palier
	# accents of what is typed and of what is meant
	took cooperatve cooperatve coopérative
	took coopératve coopératve coopérative
	took docment docment documents
	LC_ALL=fr_FR.UTF-8 coopq --ids cooperatve >out 2>err
	is "coopq: « cooperatve » n'est pas dans l'index ; recherche de « coopérative »" "$(cat err)"
	# numerals and figures are what they are
	for word in XIXe XIXème XVIIIe MCMLXXVIII 2ème 1979x 978-2-07-036822-X; do
		coopq --ids "scop $word" >out 2>err
		empty err
	done
}

# Of words that the index holds, a rare one is asked about, and nothing is changed.
asked() {
	expect_code 0 coopq lyyon
	has out Encore
	is "coopq: did you mean 'Lyon'? 5 notices   coopq 'Lyon'" "$(head -n 1 err)"
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopq 'le lyyon'
	is "coopq: vouliez-vous dire « le Lyon » ? 5 notices   coopq 'le Lyon'" "$(head -n 1 err)"
	# not where little is gained, for names, beside figures, or for programs
	for query in nuit perret fer 'lyyon 2004' usine; do
		expect_code 0 coopq "$query"
		hasnt err 'did you mean'
	done
	expect_code 0 coopq --ids lyyon
	empty err
}

test_case 'words that are nowhere' words
test_case 'one change' relaxed
test_case 'several changes' several_changes
test_case 'filters beside the query' filters_beside
test_case 'values as facets show them' values_of_facets
test_case 'each command finds what is said' commands_are_true
test_case 'when it is said' said_when_asked
test_case 'options stay' options_are_kept
test_case 'hostile queries' hostile
test_case 'what words are taken for' corrected
test_case 'did you mean' asked
finish
