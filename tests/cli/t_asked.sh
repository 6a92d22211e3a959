#!/bin/sh
# Columns that are no field are asked by their names.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

mkdir tables
cat >tables/livres.csv <<'END'
id;Titre;Réalisateur;Auteur;Cote;Numéro d'inventaire;Éditeur(s);Prix (euros)
d1;Sur le fil;Anne Brun;Paul Roux;DVD 791.43 SUR;987.54.17;Maspero;12
d2;Autre voix 334;Eva Noir;Anne Brun;DVD 334 COO;987.54.18;Éditions de Minuit;15
d3;Encore le fil;Zoé Gris;Eva Noir;VHS 334.6 ABC;;Maspero, Syros;
d4;DVD Sur table;Luc Vert;Jean Bleu;K7 12;988.1.2;Syros;15
END
cat >tables/films.csv <<'END'
id;Titre;Support;cote
f1;Le port;16 mm;DVD 900
f2;La baleine;bobine;
END
coopidx -q -i ./index tables

# finds IDS ARGUMENT...: what a query finds, whatever the order
finds() {
	wanted=$1
	shift
	found=$(coopq -i "${index:-./index}" --ids -n 100 "$@" 2>err | sort | xargs)
	[ "$wanted" = "$found" ] || { echo "$* finds '$found' instead of '$wanted'"; cat err; return 1; }
}

by_name() {
	finds 'd2 d3' cote:334
	finds 'd1' 'cote:"DVD 791.43 SUR"'
	finds '' 'cote:"SUR 791.43 DVD"'
	finds 'd1 d2 f1' 'cote:DVD*'
	finds 'd1 d2 f1' 'cote:dvx~'
	finds 'd2' cote:DVD-334
	finds 'd2 d3' cote:=334
	finds 'd1 d4 f1 f2' -- -cote:334
	finds d1 -- cote:DVD -cote:334 -id:f1
	finds 'd1 d3' editeur:maspero
	finds 'd1 d2 d3' 'editeur:(maspero OU minuit)'
	finds 'd3' editeur:maspero editeur:syros
	finds 'd2 d4' prix_euros:15
	finds 'd1 d2 d4' 'prix_euros:*'
	finds 'd3 f1 f2' 'SAUF prix_euros:*'
	finds 'd1' 'cote:(dvd PRES sur)'
	finds 'f1' support:16
	# the words of a column are its own: a title has them as well
	finds 'd1 d2 f1' cote:dvd
	finds 'd4' titre:dvd
}

# accents, case, small words and what stands between the words of a name do not matter
names() {
	for name in numero_inventaire "Numéro_d_inventaire" numero-inventaire NUMERO_INVENTAIRE \
		"\"numero d'inventaire\"" "\"Numéro d’inventaire\"" autre.numero_inventaire; do
		finds 'd2' "$name:987.54.18"
	done
	for name in cote Cote COTE côte 'autre.cote'; do finds 'd2 d3' "$name:334"; done
	finds 'd2 d3' 'cote : 334'
	finds 'd2 d3' cote : 334
	finds 'd2' "\"numéro d'inventaire\" : 987.54.18"
	# with a capital and blanks it is a title that is pasted
	coopq -i ./index --explain-query 'Cote : 334' >out
	hasnt out 'field cote'
}

# what is taken for a field where no column is called so
aliases() {
	finds 'd1' id:d1
	finds '' cote:d1
	finds 'd2' auteur:brun
	finds 'd1' realisateur:brun
	finds 'd1 d3' titre:fil
	printf 'cote;Titre;Année de production\nDVD 1;Le fil;1998\nDVD 2;Usine;2001\n' >marks.csv
	coopidx -q -i ./marks marks.csv
	index=./marks
	finds 'DVD 1' 'cote:"DVD 1"'
	finds 'DVD 1' 'id:"DVD 1"'
	finds 'DVD 2' 'annee_production:2001'
	finds 'DVD 2' '"année de production":2001'
}

# a table with the column takes the name from the others: that is said
hidden() {
	mkdir both
	printf 'id;Titre;Réalisateur;Auteur\na;Un port;Anne Brun;Paul Roux\n' >both/a.csv
	printf 'id;Titre;Réalisateur\nb;Une rue;Paul Roux\nc;Une gare;Paul Roux\n' >both/b.csv
	coopidx -q -i ./both.index both
	index=./both.index
	finds 'a' auteur:roux
	has err 'auteur is the column of that name, which 1 notice has; the field is asked as director:'
	LC_ALL=fr_FR.UTF-8 LANGUAGE=fr coopq -i ./both.index auteur:roux >out 2>err
	has err 'auteur est ici la colonne de ce nom, que 1 notice a ; le champ se demande par réalisation:'
	finds 'b c' realisation:roux
	hasnt err 'column of that name'
	index=./index
	finds 'd2' auteur:brun
	hasnt err 'column of that name'
}

# a field keeps its own names, whatever columns are called; "autre." means the column
same_names() {
	printf 'id;Titre;Titre;Année;Annee;id\na;Un port;Une rue;1998;2005;z1\nb;Une rue;Un port;2005;1998;z2\n' >same.csv
	coopidx -q -i ./same same.csv
	index=./same
	finds 'a' titre:port
	finds 'b' autre.titre:port
	finds 'b' other.titre:port
	finds 'a' annee:1998
	finds 'b' autre.annee:1998
	finds 'a' autre.id:z1
	expect_code 0 coopq -i ./same --explain-query autre.titre:port
	has out 'other.titre:port'
}

filters() {
	finds 'd2 d3' --filter cote=334
	finds 'd2' --filter cote=334 --filter "Numéro d'inventaire=987.54.18"
	finds 'd1' --filter 'cote=DVD 791.43 SUR' fil
	finds 'd3' --filter 'éditeur(s)=syros' fil
	expect_code 2 coopq -i ./index --filter zorglub=1 fil
	has err 'auteur, cote, editeur, numero_inventaire, prix_euros, support'
	LC_ALL=fr_FR.UTF-8 LANGUAGE=fr expect_code 2 coopq -i ./index --filter zorglub=1 fil
	has err "aucun champ ne s'appelle « zorglub »"
	has err 'prix_euros'
	# without an index its own message
	expect_code 2 coopq -i ./nothing --filter cote=1 fil
	has err 'nothing'
	hasnt err 'no field'
}

unknown() {
	coopq -i ./index zorglub:fil >out 2>err
	has err "'zorglub' is no field"
	has err 'auteur, cote, editeur, numero_inventaire, prix_euros, support'
	LC_ALL=fr_FR.UTF-8 LANGUAGE=fr coopq -i ./index zorglub:fil >out 2>err
	has err "colonnes de cet index que l'on peut interroger, outre les champs : auteur, cote"
	expect_code 2 coopq -i ./index --strict zorglub:fil
	coopq -i ./index titre:fil >out 2>err
	hasnt err 'numero_inventaire'
}

told() {
	LC_ALL=fr_FR.UTF-8 LANGUAGE=fr coopq -i ./index --explain-query 'cote:334 fil' >out
	has out 'dans le champ cote, « 334 »'
	coopq -i ./index --explain cote:334 >out 2>&1
	has out "filter cote '334'"
	coopq -i ./index --explain --jsonl cote:334 >out
	has out '"field":"other"'
	has out '"column":"cote"'
	expect_code 1 coopq -i ./index cote:zzz
	has err "'zzz' is nowhere in the field 'cote'"
	# where it stands: the column, and not the title
	coopq -i ./index --kwic cote:334 >out
	has out 'VHS 334.6 ABC'
	hasnt out 'Autre voix'
}

everywhere() {
	printf 'cote:334\nediteur:maspero\n' >queries
	is 4 "$(coopq -i ./index --batch --ids <queries | wc -l)"
	is 4 "$(coopq -i ./index --batch -j 2 --ids <queries | wc -l)"
	coopq -i ./index --save=cotes cote:334 2>err
	finds 'd2 d3' @cotes
	finds 'd2' @cotes numero_inventaire:987.54.18
	coopq -i ./index --fields='other.Cote' --tsv cote:791.43 >out
	has out 'DVD 791.43 SUR'
}

listed() {
	coopidx --status -i ./index >out
	has out 'own columns   auteur, cote, editeur, numero_inventaire, prix_euros, support'
	coopidx --status=json -i ./index >out
	has out '"own_columns":6'
	has out '"own_column_names":["auteur","cote","editeur","numero_inventaire","prix_euros","support"]'
	printf 'id;Titre\na;Un port\n' >none.csv
	coopidx -q -i ./none none.csv
	coopidx --status -i ./none >out
	hasnt out 'own columns'
}

# however the index is made, and whatever answers
made_otherwise() {
	coopidx -q --engine-writes -i ./engine tables
	coopidx -q --engine-tools -i ./tools tables
	coopidx -q -j 3 -i ./threads tables
	coopidx --dump -i ./index >dump 2>err
	coopidx -q --load dump -i ./loaded
	[ ! -e engine/gen-1/postings.coop ]
	for index in ./engine ./tools ./threads ./loaded; do
		by_name
		[ "$index" = ./engine ] || coopidx -q --check=full -i "$index"
	done
	"$BUILD/tests/terms_of" ./index >index.terms
	"$BUILD/tests/terms_of" ./loaded >loaded.terms
	same index.terms loaded.terms
	is 'Focote:334' "$(grep -ao 'Focote:334' index.terms | head -1)"
}

# a delta and tombstones: a column comes with its notices, and goes with them
updated() {
	mkdir many
	{
		echo 'id;Titre;Cote'
		for n in $(seq 600); do echo "m$n;Notice $n;AB $n"; done
	} >many/a.csv
	printf 'id;Titre;Localisation\nx;Une chose;Réserve 5\n' >many/b.csv
	index=./many.index
	coopidx -q -i "$index" many
	finds 'x' localisation:reserve
	printf 'id;Titre;Donateur\ny;Autre chose;Legs 77\n' >many/c.csv
	rm many/b.csv
	coopidx -q -i "$index" many
	[ -d many.index/gen-2/delta ] && [ -d many.index/gen-2/removed ]
	finds 'y' donateur:legs
	finds 'y' 'donateur:"Legs 77"'
	finds 'm17' 'cote:17'
	coopq -i "$index" localisation:reserve >out 2>err || :
	has err "'localisation' is no field"
	hasnt err 'localisation,'
	has err 'cote, donateur'
	coopidx -q --fold -i "$index" many
	finds 'y' donateur:legs
	coopidx --status -i "$index" >out
	has out 'own columns   cote, donateur'
}

# more words of one beginning than are compared
many_words() {
	awk 'BEGIN { print "id;Titre;Code"; for (i = 0; i < 25000; i++) printf "n%d;T;FRA%05d\n", i, i }' >codes.csv
	coopidx -q -i ./codes codes.csv
	index=./codes
	finds n24999 code:fra24999
	finds n24990 'code:"FRA24990"'
}

hostile() {
	awk 'BEGIN { printf "id;Titre"; for (i = 0; i < 10000; i++) printf ";Col%d", i; print ""
		for (r = 0; r < 3; r++) { printf "r%d;T", r; for (i = 0; i < 10000; i++) printf ";v%dx%d", r, i; print "" } }' >wide.csv
	expect_code 0 coopidx -q -i ./wide wide.csv
	index=./wide
	finds r2 col9999:v2x9999
	expect_code 1 coopq -i ./wide zorglub:rien
	is 1 "$(grep -c 'columns of this index' err)"
	[ "$(wc -c <err)" -lt 2000 ]
	coopidx --status -i ./wide >out
	has out ' and 9970 more'
	long=$(printf '%010000d' 0 | tr 0 a)
	printf 'id;Titre;%s;Cote;Coté;€;%s b\nr;T;un;deux;trois;quatre;cinq\n' "$long" "$long" >long.csv
	expect_code 0 coopidx -q -i ./long long.csv
	index=./long
	finds r cote:deux cote:trois
	finds r aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:un
	finds r quatre
	coopidx --status -i ./long >out
	has out 'own columns   aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, cote'
	# names without end in a query
	expect_code 1 coopq -i ./long "$(yes 'cote:deux' | head -n 3000)"
	has err 'at most 50 are looked for'
}

# steps COUNT: a table of so many columns; a query of so many names
columns_indexed() {
	awk -v n="$1" 'BEGIN { printf "id;Titre"; for (i = 0; i < n; i++) printf ";Col%d", i; print ""
		printf "r;T"; for (i = 0; i < n; i++) printf ";v%d", i; print "" }' >grows.csv
	counted coopidx -q -j 1 -i ./grows grows.csv
}
names_asked() {
	counted coopq -i ./index "$(awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "zorglub%d:x cote:y ", i }')" >out 2>err || :
}

test_case 'columns by their names' by_name
test_case 'the ways to write a name' names
test_case 'other names of fields mean columns first' aliases
test_case 'a column that takes the name from a field of other tables' hidden
test_case 'columns that are called as fields are' same_names
test_case '--filter' filters
test_case 'a name that there is not' unknown
test_case 'what is said of a column' told
test_case 'batches, saved searches, columns of results' everywhere
test_case '--status lists them' listed
test_case 'however the index is made' made_otherwise
test_case 'beside a delta' updated
test_case 'many words that begin alike' many_words
test_case 'many columns, long names, the same names' hostile
test_case 'columns take linear work' in_proportion 500 columns_indexed
test_case 'names take linear work' in_proportion 500 names_asked
finish
