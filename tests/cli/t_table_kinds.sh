#!/bin/sh
# Tables of kinds that are read otherwise than plain CSV: columns of empty cells in a page, several tables
# in a file, columns in fixed places, words for "no value".
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# list FILE [OPTION...]: the values of its records but made ids, a line each
list() {
	coopidx -q --extract=jsonl "$@" >json 2>err || [ $? -eq 3 ] # something was mended or left out
	jq -r '"\(.line) \([.values[] | select(.field != "id" or (.value | contains("#") | not))
		| "\(.name // .field)=\(.value)"] | join("|"))"' json >rows
}

# lines FILE N: the file has N lines
lines() {
	[ "$(wc -l <"$1")" -eq "$2" ] || {
		cat "$1"
		return 1
	}
}

# cells LAST: a table whose last row ends with that, and whose headings mostly name no field
cells() {
	cat <<-END
		<table><tr><td>Numéro</td><td>Nom usuel</td><td>Matricule</td><td>Promotion</td><td>Secteur</td></tr>
		<tr><td>11</td><td>Brun</td><td>M1</td><td>A</td><td>bois</td></tr>
		<tr><td>12</td><td>Noir</td><td>M2</td><td>B</td><td>fer</td></tr>
		<tr>$1</tr></table>
	END
}

empty_last_cells() { # blanks behind the last cell do not make a text of a list
	for last in '<td>13</td><td>Petit</td><td></td><td></td><td></td>' \
		'<td>13</td><td>Petit</td><td>&nbsp;</td><td> </td><td><br></td>'; do
		{ cells "$last"; } >a.html
		list a.html
		has rows 'title=Petit'
		lines rows 3
		{ echo '<h1>Anciens élèves</h1>'; cells "$last"; } >a.html
		list a.html
		has rows 'title=Petit'
		lines rows 3
	done
	cells '<td></td><td>Petit</td><td></td><td>C</td><td>or</td>' >a.html
	list a.html
	lines rows 3
}

two_tables() {
	cat <<-'END'
		Titre;Réalisateur;Année
		L'atelier rouge;Anne Brun;1998
		La forêt;Luc Petit;2003
		@
		Nom;Ville;Téléphone;Courriel
		Coop Image;Lyon;04 78 00 00 01;a@ex.coop
		Scop du Film;Paris;01 40 00 00 02;b@ex.coop
	END
}

several_tables() { # below a blank line, a row of empty cells or nothing, the next table has its own columns
	cat >expected <<-'END'
		2 title=L'atelier rouge|director=Anne Brun|year=1998
		3 title=La forêt|director=Luc Petit|year=2003
		6 title=Coop Image|town=Lyon|phone=04 78 00 00 01|email=a@ex.coop
		7 title=Scop du Film|town=Paris|phone=01 40 00 00 02|email=b@ex.coop
	END
	two_tables | sed 's/^@$//' >blank.csv
	two_tables | sed 's/^@$/;;/' >empty.csv
	two_tables | sed 's/^@$//; s/$/\r/' >crlf.csv
	two_tables | sed 's/^@$//' | iconv -t CP850 >dos.csv
	two_tables | sed 's/^@$//; s/;/\t/g' >tabs.tsv
	for file in blank.csv empty.csv crlf.csv dos.csv tabs.tsv; do
		list "$file"
		same expected rows
		has err "$file:5: another table begins here; read by its own header"
	done
	LC_ALL=fr coopidx --extract=jsonl blank.csv >/dev/null 2>err || :
	has err 'un autre tableau commence ici ; lu d'\''après son propre en-tête'
	two_tables | sed '/^@$/d' >close.csv # the width tells as well
	list close.csv
	sed 's/^6/5/; s/^7/6/' expected >close
	same close rows
}

title_between() { # rows of spreadsheets are all as wide
	two_tables | sed 's/^@$/;;/; s/^Nom/Membres en 2020;;\nNom/; 1,4s/$/;/' >sheet.csv
	list sheet.csv
	lines rows 4
	has rows '7 title=Coop Image|town=Lyon'
	has err 'sheet.csv:5: the title of another table; left out'
}

codes() { # tables of a database, whose columns name no field
	printf '"id_film","nom","id_pays"\n"1","Un","2"\n"3","Deux","4"\n"id_role","code_role"\n"7","c7"\n"8","a8"\n' >codes.csv
	list codes.csv
	cat >expected <<-'END'
		2 id=1|title=Un|id_pays=2
		3 id=3|title=Deux|id_pays=4
		5 id_role=7|code_role=c7
		6 id_role=8|code_role=a8
	END
	same expected rows
}

behind_the_sample() { # the second table is found wherever it is
	{
		echo 'Titre;Réalisateur;Année'
		seq 20000 | sed 's/.*/Un film au titre bien long, numéro &;Anne Brun;1998/'
		echo
		printf 'Nom;Ville;Code postal;Année\nCoop;Lyon;69001;1999\nScop;Nice;06000;2001\n'
	} >long.csv
	list long.csv
	lines rows 20002
	has rows '20004 title=Coop|town=Lyon|postcode=69001|year=1999'
}

one_table() { # ragged rows, blank lines and words of headings in cells begin none
	printf 'Titre;Auteur;Année\nLes Lip;Rouaud;2007\n\nDeux;Noir\n\nTrois;Petit\n\nAuteur;Année;1999\n' >ragged.csv
	list ragged.csv
	same rows - <<-'END'
		2 title=Les Lip|director=Rouaud|year=2007
		4 title=Deux|director=Noir
		6 title=Trois|director=Petit
		8 title=Auteur|director=Année|year=1999
	END
	hasnt err 'another table'
}

no_title() { # is told, with the column that would do, and how
	cat >none.csv <<-'END'
		Commune;Code;Nom_bibliotheque;Canton
		Aurillac;15014;Bibliothèque;A
		Mauriac;15120;Médiathèque;A
		Riom;15162;Bibliothèque;B
		Murat;15138;Le Relais;B
		Salers;15219;La Halle;A
		Vic;15258;Bibliothèque;A
		Ydes;15265;Bibliothèque;B
	END
	expect_code 0 coopidx -i ./none none.csv
	has err "none.csv: no column is the title; 'Nom_bibliotheque' would be the best"
	has err "put the line 'Nom_bibliotheque = title' into a file, and name it with --map"
	LC_ALL=fr expect_code 0 coopidx -n none.csv
	has out '« Nom_bibliotheque » conviendrait le mieux'
	echo 'Nom_bibliotheque = titre' >map
	expect_code 0 coopidx -i ./none --map=map none.csv
	hasnt err 'no column is the title'
	printf 'Titre;Code\nUn;1\nDeux;2\n' >some.csv # where there is one, nothing is told
	expect_code 0 coopidx -i ./some some.csv
	hasnt err 'no column is the title'
}

no_values() { # words for "no value" are none, in either character set, and are told once
	cat >null.utf8 <<-'END'
		Titre;Réalisateur;Année;Lieu;Durée
		Un;n/a;1998;Lyon;52
		Deux;Anne Brun;Non renseignée;-;NULL
		Trois;NON COMMUNIQUÉ;2001;néant;s.o.
		Quatre;NA;????;(vide);–
		Six-Neuf;Luc Petit;2003;Sans-Souci;N.C.
	END
	cat >expected <<-'END'
		2 title=Un|year=1998|Lieu=Lyon|minutes=52
		3 title=Deux|director=Anne Brun
		4 title=Trois|year=2001
		5 title=Quatre
		6 title=Six-Neuf|director=Luc Petit|year=2003|Lieu=Sans-Souci
	END
	for set in UTF-8 CP1252; do
		iconv -f UTF-8 -t "$set" <null.utf8 >null.csv
		list null.csv
		same expected rows
		expect_code 0 coopidx -i ./null null.csv
		has err "null.csv: cells such as 'N/A' or '-', which are taken for no value: 12, the first on line 2"
	done
	LC_ALL=fr expect_code 0 coopidx -n null.csv
	has out 'tenues pour vides : 12'
}

values() { # that look like such words: codes among codes, a title, ids made of their rows
	printf 'Titre;Pays;Type\nNéant;FR;A\nSans objet ni loi;NA;Non applicable ici\nTrois;BE;ND1\nN/A;DE;x-y\n' >codes.csv
	list codes.csv
	cat >expected <<-'END'
		2 title=Néant|country=FR|genre=A
		3 title=Sans objet ni loi|country=NA|genre=Non applicable ici
		4 title=Trois|country=BE|genre=ND1
		5 country=DE|genre=x-y
	END
	same expected rows
	printf 'Titre;Note\nNéant;NA\nDeux;B\nNéant;C\nQuatre;bien vu\nCinq;assez bien\n' >titles.csv
	list titles.csv # a word that is there again and again is no title
	lines rows 5
	hasnt rows 'title=Néant'
}

fixed_table() {
	cat <<-'END'
		Catalogue des films

		  N°  Titre                      Réalisateur    Année
		----  -------------------------  -------------  -----
		   1  Les bâtisseurs de forêt    Renée Mañas     1998
		  12  À côté                     Éva Noir        2003
		 133  "Coopérer", ensemble; ici  Luc Petit       2004
	END
}

fixed_places() { # cells to the left or to the right, in any character set, under any name
	cat >expected <<-'END'
		5 id=1|title=Les bâtisseurs de forêt|director=Renée Mañas|year=1998
		6 id=12|title=À côté|director=Éva Noir|year=2003
		7 id=133|title="Coopérer", ensemble; ici|director=Luc Petit|year=2004
	END
	fixed_table >fixed.csv
	fixed_table >fixed.txt
	fixed_table | sed 's/$/\r/' >crlf.csv
	fixed_table | iconv -t CP850 >dos.csv
	fixed_table | iconv -t UTF-16 >wide.csv
	for file in fixed.csv fixed.txt crlf.csv dos.csv wide.csv; do
		list "$file"
		same expected rows
	done
	LC_ALL=fr expect_code 0 coopidx -n fixed.csv
	has out 'en colonnes à places fixes : 4'
	printf 'TITRE          AUTEUR\nUn             Brun\nDeux           \n\nTrois mots     Noir\n' >few.csv
	list few.csv
	same rows - <<-'END'
		2 title=Un|director=Brun
		3 title=Deux
		5 title=Trois mots|director=Noir
	END
}

not_fixed() { # a row that does not keep to the columns, prose, labels beside values
	printf 'TITRE          AUTEUR\nUn             Brun\nDeux mots et plus  Noir\nTrois          Petit\n' >doubt.csv
	expect_code 0 coopidx -i ./doubt doubt.csv
	has err 'doubt.csv: the headings stand in columns, but some rows do not keep to them; read as lines'
	LC_ALL=fr coopidx -n doubt.csv >out
	has out 'ne s'\''y tiennent'
	printf 'Titre          Les ateliers\nRéalisateur    Anne Brun\nAnnée          1998\n' >labels.txt
	list labels.txt
	lines rows 1
	printf 'Titre;Auteur  et  date;Année  \nUn  deux;Brun;1998\nTrois;Noir;1999\n' >plain.csv
	list plain.csv
	has rows '2 title=Un  deux'
}

longer() { # than its column, behind what the columns were found in: told
	{
		printf 'TITRE          AUTEUR\n'
		seq 20000 | sed 's/.*/Un film        Brun/'
		printf 'Un film bien trop long  Noir\n'
	} >longer.csv
	list longer.csv
	lines rows 20001
	has err 'longer.csv:20002: a cell is longer than its column'
}

columns_by_content() { # pictures are no colours, a genre is one before a type, a postcode has no decimals
	cat >roles.csv <<-'END'
		Type,Genre,Titre,Image,Code postal
		DVD,Fiction,Un,https://ex.coop/1.jpg,84200.0
		VHS,Animation,Deux,,69001
		DVD,Fiction,Trois,https://ex.coop/3.jpg,75011.0
	END
	list roles.csv
	same rows - <<-'END'
		2 Type=DVD|genre=Fiction|title=Un|Image=https://ex.coop/1.jpg|postcode=84200
		3 Type=VHS|genre=Animation|title=Deux|postcode=69001
		4 Type=DVD|genre=Fiction|title=Trois|Image=https://ex.coop/3.jpg|postcode=75011
	END
	printf 'Titre;Image;Type\nUn;N&B;Fiction\nDeux;couleur;Animation\n' >colour.csv
	list colour.csv
	has rows '2 title=Un|colour=N&B|genre=Fiction'
	printf 'Titre;Image\nUn;vignettes/1.jpg\nDeux;vignettes/2.jpg\n' >files.csv
	list files.csv
	has rows 'Image=vignettes/1.jpg'
}

hours() { # of a course, where a heading speaks of them
	printf 'Titre;Durée totale;Nb d'\''heures en salle\nUn;7;3\nDeux;11;4\n' >hours.csv
	list hours.csv
	has rows '2 title=Un|minutes=420'
	has rows '3 title=Deux|minutes=660'
	printf 'Titre;Durée (heures)\nUn;7,5\nDeux;2h30\nTrois;45 min\n' >hours.csv
	list hours.csv
	same rows - <<-'END'
		2 title=Un|minutes=450
		3 title=Deux|minutes=150
		4 title=Trois|minutes=45
	END
	printf 'Titre;Durée\nUn;7\nDeux;11\n' >minutes.csv
	list minutes.csv
	has rows '2 title=Un|minutes=7'
}

unclosed() { # the last quote of a file: what is there is kept
	printf 'id;Titre;Année\n1;Un;1998\n3;"Les Lip;2007\n' >last.csv
	list last.csv
	has rows '3 id=3|title=Les Lip|year=2007'
	has err "last.csv:3: a quote opened in this row is never closed; kept as far as the file goes"
	printf 'id;Titre;Résumé\n1;Un;a\n3;Lip;"Un long résumé\nqui continue' >cut.csv
	list cut.csv
	tail -n 2 rows >last
	same last - <<-'END'
		3 id=3|title=Lip|description=Un long résumé
		qui continue
	END
	printf 'id;Titre;Résumé\n1;Un;a\n2;"Deux;b\n3;Lip;un\n4;Quatre;deux\n' >within.csv
	list within.csv # rows behind it stay rows
	lines rows 3
	has rows '5 id=4|title=Quatre'
}

late_ids() { # that repeat behind the first rows are none where they do, also under the plainest heading
	{
		echo 'id;titre'
		seq 600 | sed 's/.*/n&;Titre numéro &/'
		printf 'n3;Encore trois\nn5;Encore cinq\n'
	} >late.csv
	list late.csv
	lines rows 602
	has rows '602 id=n3|title=Encore trois'
	hasnt json '~2'
	expect_code 0 coopidx -i ./late late.csv
	has err "'id' repeats from line 602 on: rows that repeat one have ids made of what they hold: 2"
}

test_case 'a table in a page whose last cells are empty is a list' empty_last_cells
test_case 'several tables in a file have columns of their own' several_tables
test_case 'the title of a further table is none of its rows' title_between
test_case 'tables of a database in one file' codes
test_case 'a second table far below' behind_the_sample
test_case 'one table stays one' one_table
test_case 'a table without titles: the best column is told' no_title
test_case 'words for "no value" are none' no_values
test_case 'what looks like such a word, and is a value' values
test_case 'columns in fixed places' fixed_places
test_case 'what is no table of columns in fixed places' not_fixed
test_case 'a cell that is longer than its column' longer
test_case 'columns by what they hold' columns_by_content
test_case 'running times in hours' hours
test_case 'a last quote that is never closed' unclosed
test_case 'ids that repeat behind the first rows' late_ids
finish
