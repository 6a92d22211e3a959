#!/bin/sh
# What the language of queries understands in other forms: values as facets show them, years and running
# times that words tell at any level.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

corpus_of_texts
coopidx -q -i ./index corpus
COOP_INDEX=./index
export COOP_INDEX

# says TEXT WORD...: the first line of what is understood, in French
says() {
	said=$1
	shift
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopq --explain-query "$@"
	is "$said" "$(head -n 1 out)"
}

# each_label FACET: each line of the bars of a facet as a filter finds as many notices as it says
each_label() {
	# a label ends where two blanks or more stand before a number
	sed -n 's/^  \(.*[^ ]\)  *\([0-9][0-9]*\) [█▉▊▋▌▍▎▏]*$/\1|\2/p' out >lines
	[ "$(wc -l <lines)" -ge 5 ]
	while IFS='|' read -r label count; do
		echo "$1=$label: $count"
		is "$count" "$(coopq --count --filter="$1=$label")"
	done <lines
}

labels_filter() {
	for facet in décennie département année; do
		expect_code 0 coopq -n 0 --facets="$facet:1000" '*'
		each_label "$facet"
		LC_ALL=fr_FR.UTF-8 expect_code 0 coopq -n 0 --facets="$facet:1000" '*'
		each_label "$facet"
	done
}

# what is shown in one language is understood in the other, and a name alone as well
labels_in_either_language() {
	for filter in 'décennie=années 1980' 'decade=1980s' 'décennie=années 80' 'annees=80s'; do
		is 12 "$(LC_ALL=fr_FR.UTF-8 coopq --count --filter="$filter")"
		is 12 "$(coopq --count --filter="$filter")"
	done
	for filter in département=Rhône 'dept=RHONE' 'department=69 Rhône' 'dept=69'; do
		is 3 "$(coopq --count --filter="$filter")"
	done
	is "$(coopq --count dept:75 scop)" "$(coopq --count dept:Paris scop)"
	for without in '(sans valeur)' '(without)'; do
		is 12 "$(coopq --count --filter="genre=$without")"
	done
}

# there are more postcodes of a department than words of an expansion elsewhere
many_postcodes() {
	awk 'BEGIN {
		print "id,titre,production"
		for (i = 0; i < 300; i++)
			printf "n%d,Essai,\"Cap (6 rue X, 59%03d Lille)\"\n", i, i
		print "m,Essai,"
	}' >nord.csv
	coopidx -q -i ./nord nord.csv
	expect_code 0 coopq -i ./nord --count dept:Nord
	is 300 "$(cat out)"
	empty err
	is 1 "$(coopq -i ./nord --count --filter='dept=(sans valeur)')"
}

at_every_level() {
	says "(« scop » ou « cae ») et (l'un des mots « lyon années 80 », de préférence dans le champ année, de 1980 à 1989)" \
		'(scop OU cae) ET (lyon années 80)'
	says "« scop » et (tout sauf (« 1h30 » ou dans le champ durée, 90))" 'scop SAUF 1h30'
	# nothing is left out where other words say what is looked for
	for query in 'film' 'film OU grève' '(usine OU film) grève'; do
		ids "* ET ($query)" | sort >without
		ids "* ET ($query années 80)" | sort >with
		[ "$(comm -23 without with | wc -l)" -eq 0 ]
	done
	# what the words tell alone is found and left out as at the top
	coopq --ids -n 1000 'années 80' | sort >eighties
	coopq --ids -n 1000 'documentaire ET années 80' | sort >both
	coopq --ids -n 1000 documentaire | sort >all
	comm -12 eighties all | same both -
	coopq --ids -n 1000 'documentaire SAUF années 80' | sort >others
	comm -13 eighties all | same others -
}

# a saved search is narrowed by more words
in_a_saved_search() {
	expect_code 0 coopq --save=decennie 'années 80'
	expect_code 0 coopq --ids -n 1000 @decennie documentaire
	sort out >narrowed
	same both narrowed
}

# the deepest query there can be is answered
deepest() {
	query='+scop +film -usine lyon'
	for _ in $(seq 32); do
		query="zz OU scop ET +film +($query) -usine lyon années 80 SAUF qq"
	done
	expect_code 0 coopq --count -- "$query"
	is 2 "$(cat out)"
}

# in_line WORD...: the ids of all that is found, in one line
in_line() {
	ids "$@" | sort | paste -s -d ' '
}

# running text is told from titles, names and keywords, in whatever columns and order it comes
running_text() {
	cat >films.csv <<-END
		id,résumé,titre,réalisation,texte,mots-clés
		a,Une scop à Lyon,Essaimage en zones rurales,Ada Roy,,grève
		b,Dans les zones vraiment rurales,Usine,Lyon Sol,L'essaimage des scops,
		c,rien,Zones,Rurales,Un essaimage dans les zones rurales,essaimage
		d,,Essaimage,Personne,,usine
		e,Des essaimages à Lyon,,,,
	END
	coopidx -q -i ./films films.csv
	COOP_INDEX=./films
	is 'a b c d e' "$(in_line essaimage)"
	is 'b c e' "$(in_line corps:essaimage)"
	is 'b c e' "$(in_line body:essaimages)"
	is 'b c e' "$(in_line '*' --filter=texte=essaimage)"
	is 'a d' "$(in_line -- essaimage -corps:essaimage)"
	is 'a e' "$(in_line corps:Lyon)"
	is c "$(ids 'corps:"zones rurales"')"
	is 'b c' "$(in_line 'corps:"zones rurales"~1')"
	is 'a b' "$(in_line 'corps:(scop OU usine)')"
	is 'a b c e' "$(in_line 'corps:*')"
	is b "$(ids 'corps:vraim* corps:dans')"
	is e "$(ids resume:essaimage)"
	is a "$(ids 'resume:(scop PRES/2 lyon)')"
	expect_code 1 coopq --ids 'historique:essaimage'
	empty err
	# said in words, with its score, and a passage from there
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopq --explain corps:essaimage
	has out 'champ texte « essaimage »'
	has out 'Un essaimage dans les zones rurales'
	expect_code 0 coopq --explain-query=plan corps:essaimage
	has out '(ORDERED/1/running '
}

# an index without our lists refuses it, and says what to do
running_text_without_lists() {
	coopidx -q --engine-writes -i ./engine films.csv
	expect_code 2 coopq -i ./engine corps:essaimage
	has err 'rebuild it with coopidx'
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopq -i ./engine 'usine OU resume:scop'
	has err 'reconstruisez-le avec coopidx'
	is 'b d' "$(COOP_INDEX=./engine in_line usine)"
}

test_case 'each value that facets show is a filter that finds as many' labels_filter
test_case '... in either language, and departments by their names alone' labels_in_either_language
test_case '... with all postcodes of a department' many_postcodes
test_case 'years and running times that words tell are understood at every level' at_every_level
test_case '... and in a saved search' in_a_saved_search
test_case '... however deep' deepest
test_case 'words in running text are told from those in other fields' running_text
test_case '... which an index without our lists says it cannot' running_text_without_lists
finish
