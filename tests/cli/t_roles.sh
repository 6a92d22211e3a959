#!/bin/sh
# Roles of columns: by their headings in all forms, and by what they hold.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes and $a are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# roles FILE: its columns and their fields in a dry run, "heading=field" each.
roles() {
	coopidx -nq "$@" >page 2>err || :
	sed -n '/^  column  /,/^$/p' page | awk -F '  +' '$4 ~ /%/ {
		print $2 "=" ($3 ~ /^kept/ ? "-" : $3) }'
}

# values FILE: its records as JSON, an object each, with the other columns by their names.
values() {
	expect_code 0 coopidx -q --extract=jsonl "$@"
	jq -c '[.values[] | {(.name // .field): .value}] | add' out
}

shelf_marks() { # one that repeats is no id
	printf 'Titre;COTE\nLa laine;F LAI\nLe lin;F LAI\nLe coton;F COT\n' >t.csv
	values t.csv >got
	is 3 "$(jq -r .id got | grep -c '^t.csv#')"
	is 'F LAI F LAI F COT' "$(jq -r .COTE got | xargs)"
	expect_code 0 coopidx -i ./x t.csv
	is 1 "$(grep -c 'COTE' err)"
	has err "coopidx: t.csv: 'COTE' repeats, and is no id: rows have ids made of what they hold"
	expect_code 0 coopidx -q -i ./x --full t.csv
	empty err
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx -i ./x --full t.csv
	has err "« COTE » se répète et n'est pas un identifiant : les lignes en ont un, tiré de leur contenu"
	printf 'Titre;Cote\nLa laine;F LAI\nLe lin;F LIN\n' >t.csv # unique: it is one
	is 'F LAI F LIN' "$(values t.csv | jq -r .id | xargs)"
	printf 'titre,itemcallnumber\nLa laine,1 A\nLe lin,1 A\n' >t.csv
	is '1 A 1 A' "$(values t.csv | jq -r .itemcallnumber | xargs)"
	# numbers may be wrong once, and are ids all the same; not if they say something else
	printf 'N°;Titre\n1;La laine\n2;Le lin\n2;Le coton\n3;La soie\n' >t.csv
	expect_code 3 coopidx -q -i ./x t.csv
	has err "t.csv:4: the id '2' is taken; kept as '2~2'"
	printf 'N°;Titre\n7;La laine\n7;Le lin\n7;Le coton\n7;La soie\n' >t.csv
	is '7 7 7 7' "$(values t.csv | jq -r '."N°"' | xargs)"
}

two_ids() { # whatever their order, the id is the id
	printf 'Cote;id;Titre\nDVD 791.43 LAI;d1;La laine\nDVD 334 LIN;d2;Le lin\n' >t.csv
	is 'd1 d2' "$(values t.csv | jq -r .id | xargs)"
	is 'DVD 791.43 LAI' "$(values t.csv | jq -r .Cote | head -n 1)"
	printf 'Titre;Cote;Code-barres\nLa laine;L 1;0301\nLe lin;L 1;0302\n' >t.csv # the next best
	is '0301 0302' "$(values t.csv | jq -r .id | xargs)"
}

# table FROM REST: 1500 rows whose shelf marks are unique up to a row, and then only REST.
table() {
	awk -v from="$1" -v rest="$2" 'BEGIN { print "cote,titre"
		for (i = 1; i <= 1500; i++) print (i < from ? "C " i : rest) ",Le tissage " i }'
}

further_down() { # behind the rows that are looked at first
	table 1000 'F TIS' >t.csv
	expect_code 0 coopidx -i ./x t.csv
	is 1 "$(grep -c "'cote' repeats from line 1002 on" err)"
	has err 'rows that repeat one have ids made of what they hold: 500'
	expect_code 0 coopq -i ./x --ids '"tissage 7"'
	is 'C 7' "$(cat out)"
	is 'F TIS' "$(coopq -i ./x --ids '"tissage 1000"')"
	is 1500 "$(coopq -i ./x --count tissage)"
	hasnt err '~'
	coopq -i ./x --ids -n 2000 tissage | sort >ids
	is 0 "$(grep -c '~' ids || :)"
	expect_code 0 coopidx -n t.csv
	has out "'cote' repeats from line 1002 on"
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx -n t.csv
	has out '« cote » se répète à partir de la ligne 1002'
	sed '1s/cote/N°/' t.csv >n.csv # other headings that may mean something else
	expect_code 0 coopidx -i ./y n.csv
	has err "'N°' repeats from line 1002 on"
	sed '1s/cote/id/' t.csv >id.csv # also one that may mean nothing else
	expect_code 0 coopidx -i ./y --full id.csv
	has err "'id' repeats from line 1002 on"
	# a row more at the end: no id changes, whether it repeats or not
	echo 'F TIS,Le tissage encore' >>t.csv
	echo 'C 5,Le tissage toujours' >>t.csv
	expect_code 0 coopidx -q -i ./x t.csv
	coopq -i ./x --ids -n 2000 tissage | sort >after
	is 1500 "$(comm -12 ids after | wc -l)"
	is 1502 "$(wc -l <after)"
	cp after before
	expect_code 0 coopidx -q -i ./x --full t.csv # an update is what a build anew is
	coopq -i ./x --ids -n 2000 tissage | sort >after
	same before after
	# one at the beginning shows what the column is, and users are told
	sed -i '2a C 1,Le tissage de plus' t.csv
	expect_code 0 coopidx -i ./x t.csv
	has err "'cote' repeats, and is no id"
}

by_content() { # a column that does not hold what its heading says
	printf 'Titre;Date;Durée;Site;Auteur;Année\n' >t.csv
	for n in 1 2 3 4; do echo "Le tissage $n;le matin;longue;atelier $n;$n$n$n$n$n;198$n"; done >>t.csv
	roles t.csv >got
	is 'Titre=title Date=- Durée=- Site=- Auteur=- Année=year' "$(xargs <got)"
	for why in "not 'year': no years in it" "not 'running time': no running times in it" \
		"not 'link': no links in it" "not 'director': it holds numbers"; do
		has page "      $why"
	done
	LC_ALL=fr_FR.UTF-8 coopidx -nq t.csv >page
	for why in "pas « année » : pas d'année dedans" "pas « durée » : pas de durée dedans" \
		"pas « lien » : pas de lien dedans" "pas « réalisation » : elle contient des nombres"; do
		has page "      $why"
	done
	has page 'Année                             année                     0 %  intitulé'
	printf 'Image;Œuvre;Titre\nhttp://a.example/1;Le lin;\nhttp://a.example/2;La soie;\n' >t.csv
	roles t.csv >got # an empty column is not the title where another has some
	is 'Image=- Œuvre=title Titre=-' "$(xargs <got)"
	has page "not 'colour': it holds links"
	has page "not 'title': another column is"
	printf 'Machin;Truc\nLe lin du nord;x\nLa soie du sud;x\n' >t.csv
	roles t.csv >got
	is 'Machin=title Truc=-' "$(xargs <got)"
	has page '0 %  content'
}

told_by_the_user() { # --map comes first, whatever a column holds
	printf 'Titre;Cote;Quand\nLa laine;F;jadis\nLe lin;F;hier\n' >t.csv
	printf 'Cote = id\nQuand = year\n' >map
	expect_code 3 coopidx -q --extract=jsonl --map map t.csv
	has err "the id 'F' is taken"
	roles --map map t.csv >got
	is 'Titre=title Cote=id Quand=year' "$(xargs <got)"
	has page '0 %  --map'
	printf 'Titre = other\n' >map
	roles --map map t.csv >got
	has got 'Titre=-'
}

# titled HEADER ROW...: the first row has a title; its fields go to `got`.
titled() {
	printf '%s\n' "$@" >t.csv
	values t.csv | head -n 1 >got
	jq -e '.title == "La laine"' got >log || cat got
}

exports() {
	titled 'Key,Item Type,Publication Year,Author,Title,Publication Title,Url,Abstract Note,Date,Manual Tags' \
		'AB12,book,1998,"Brun, Zoé",La laine,,http://a.example,Un résumé.,1998-03,laine' \
		'AB13,book,1999,"Roux, Ali",Le lin,,,Un autre.,1999,lin'
	jq -e '.id == "AB12" and .year == 1998 and .description == "Un résumé." and .keywords == "laine"
		and .genre == "book" and .Date == "1998-03"' got >log
	titled 'id;titre;objet;adrs_codepostal;adrs_libcommune' \
		'W1;La laine;filer la laine;69001;Lyon' 'W2;Le lin;filer le lin;69002;Lyon'
	jq -e '.description == "filer la laine" and .postcode == "69001" and .town == "Lyon"' got >log
	titled 'siren,siret,denominationUniteLegale,codePostalEtablissement,libelleCommuneEtablissement' \
		'1,12,La laine,69001,LYON' '2,23,Le lin,74000,ANNECY'
	jq -e '.id == "12" and .postcode == "69001" and .town == "LYON"' got >log
	titled 'REF;DENO;TITR;AUTR;MILL' 'R1;tableau;La laine;BRUN;1898' 'R2;tableau;Le lin;ROUX;1899'
	jq -e '.id == "R1" and .director == "BRUN" and .year == 1898' got >log
	titled 'Dublin Core:Title,Dublin Core:Creator,Dublin Core:Date' 'La laine,Brun,1998' 'Le lin,Roux,1999'
	jq -e '.director == "Brun" and .year == 1998' got >log
	titled 'dc.title[fr],dc.contributor.author[],dc.subject[fr]' 'La laine,Brun,fil' 'Le lin,Roux,fil'
	jq -e '.director == "Brun" and .keywords == "fil"' got >log
	titled 'Raison sociale;Dénomination;Adresse 1;Adresse 2;CP;Commune;Téléphone 1' \
		'La laine;;1 rue du Four;Bât. B;69001;Lyon;04 00 00 00 00' 'Le lin;;2 rue du Lac;;74000;Annecy;'
	jq -e '.address == "Bât. B" and .town == "Lyon" and .phone == "04 00 00 00 00"' got >log
	titled 'Société;Ville' 'La laine;Lyon' 'Le lin;Lille'
	titled 'OriginalTitle;TranslatedTitle;Length' 'Wool;La laine;52' 'Flax;Le lin;26'
	titled '001;200$a;700$a;210$d;856$u' '1;La laine;Brun;c1998;http://a.example' '2;Le lin;Roux;[199-];'
	jq -e '.id == "1" and .director == "Brun" and .year == "c1998"' got >log
	titled 'title_en,titre_fr,nom_auteur' 'Wool,La laine,Brun' 'Flax,Le lin,Roux'
	jq -e '.director == "Brun" and .title_en == "Wool"' got >log
	titled 'Date,Premier auteur,artwork - TITRE' 'hier,Brun,La laine' 'hier,Roux,Le lin'
	jq -e '.director == "Brun" and .Date == "hier"' got >log
}

header_by_its_forms() { # below lines that are none
	printf 'Export du catalogue;;\n;;\ndcterms:title;dcterms:creator;dcterms:date\nLa laine;Brun;1998\nLe lin;Roux;1999\n' >t.csv
	is 'La laine Le lin' "$(values t.csv | jq -r .title | xargs)"
	printf 'La laine,Film 1,1998\nLe lin,Film 2,1999\nLa soie,Film 3,2001\n' >t.csv # no header
	is 3 "$(values t.csv | wc -l)"
}

dates() { # as catalogues write them
	cat >t.csv <<'END'
id;titre;annee;duree
a;Un;[197-];1 DVD (2h10)
b;Deux;196?;48'20"
c;Trois;c1975;1h07m
d;Quatre;1985-87;95 min. env.
e;Cinq;MCMLXXII;4 x 26 min
f;Six;années 50;[ca 30 mn]
g;Sept;s.d.;PT1H2M
END
	coopidx -q -i ./x t.csv
	for query in 'annees:70=a c e' 'annees:60=b' 'annee:1975=a c' 'annee:1987=d' 'annee:1972=a e' 'annees:50=f' \
		'duree:130=a' 'duree:48=b' 'duree:67=c' 'duree:95=d' 'duree:26=e' 'duree:30=f' 'duree:62=g'; do
		is "${query#*=}" "$(coopq -i ./x --ids "${query%=*}" | sort | xargs)"
	done
	# what is counted is what is found
	coopq -i ./x -n 0 --tsv --facets decennie '*' >counted
	has counted 'decade	1970	3'
	is 'f b a' "$(coopq -i ./x --ids --sort annee '*' | head -n 3 | xargs)"
}

# wide N: a table of so many columns that name fields.
wide() {
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "%sdc:Titre %d (s)", i ? "," : "", i; print ""
		for (i = 0; i < n; i++) printf "%sLe lin", i ? "," : ""; print "" }' >wide.csv
	expect_code 0 counted coopidx -q --extract=jsonl wide.csv
}

many_columns() {
	in_proportion 5000 wide
}

test_case 'shelf marks that repeat are no ids' shelf_marks
test_case 'an id and a shelf mark' two_ids
test_case 'shelf marks that repeat further down' further_down
test_case 'columns that do not hold what their headings say' by_content
test_case 'the map of the user' told_by_the_user
test_case 'exports as they are' exports
test_case 'a header in other forms' header_by_its_forms
test_case 'years and running times' dates
test_case 'many columns' many_columns
finish
