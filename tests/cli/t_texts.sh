#!/bin/sh
# Texts whose form says what they are: subtitles with their times, records of BCDI, lists of ISBD, labels.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

extract() { # FILE: its records to json
	code=0
	coopidx -q --extract=jsonl "$@" >json 2>err || code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq 3 ]
}

# value N FIELD: of record N in json; a field without a place in the table by its name
value() {
	jq -rs --argjson n "$1" --arg field "$2" \
		'[.[$n - 1].values[] | select((.name // .field) == $field).value] | join("|") | gsub("\n"; " ")' json
}

records() {
	wc -l <json | tr -d ' '
}

srt() {
	mkdir folder
	printf '\357\273\2771\r\n0:00:01,5 --> 00:00:04,000 X1:3 Y1:4\r\n{\\an8}<font color="#fff">L\047usine</font> &amp; nous\r\n\r\n2\r\n00:00:05.000 --> 00:00:08\r\n- occupons mardi.\r\n3\r\n01:12:31,000 --> 01:12:32,000 Sur la même ligne\r\n' >folder/L_usine.fr.srt
	extract folder/L_usine.fr.srt
	is 'L usine' "$(value 1 title)"
	is fr "$(value 1 language)"
	is "L'usine & nous - occupons mardi. Sur la même ligne" "$(value 1 body)"
	is '0@1 15@5 33@4351' "$(value 1 cues)"
	# by content under any name, in other character sets, and with a header before it
	tail -c +4 folder/L_usine.fr.srt | iconv -f utf-8 -t cp1252 >a.dat
	printf 'Titre : La reprise\nRéalisatrice : Anne Brun\n\n1\n00:01 --> 00:04\nOui.\n' >b.csv
	extract a.dat
	is "L'usine & nous - occupons mardi. Sur la même ligne" "$(value 1 body)"
	extract b.csv
	is 'La reprise, Anne Brun, Oui.' "$(value 1 title), $(value 1 director), $(value 1 body)"
	# what only is called so
	printf 'Une scierie, un texte.\n' >faux.srt
	extract faux.srt
	has err 'faux.srt: holds no subtitles'
	is 'Une scierie, un texte.' "$(value 1 title)"
	coopidx -n folder >out
	has out 'kind        SRT'
	hasnt out '0@1'
}

said() {
	cat >film.vtt <<-'END'
		WEBVTT
		Language: fr

		NOTE relu

		00:01.000 --> 00:04.000 align:start
		<v Anne Brun>On a repris la scierie

		00:05.000 --> 00:08.000
		<v Luc>en coopérative
	END
	printf '\n12:00:00.000 --> 12:00:02.000\navec Zorglub, enfin.\n' >>film.vtt
	expect_code 0 coopidx -q film.vtt
	expect_code 0 coopq '"repris la scierie en coopérative"'
	has out '00:00:01 On a repris'
	expect_code 0 coopq coopérative
	has out '00:00:05 On a repris'
	expect_code 0 coopq --jsonl zorglub
	is '12:00:00 12:00:00 null' "$(jq -r '"\(.time) \(.passages[0].time) \(.cues)"' out)"
	is 'Anne Brun ; Luc' "$(jq -r .other.voix out)"
	expect_code 0 coopq --kwic zorglub
	has out 'film.vtt:1 12:00:00'
	expect_code 0 coopq --kwic --format=jsonl scierie
	is 00:00:01 "$(jq -r .time out)"
	expect_code 0 coopq --format=tsv --fields=titre,moment zorglub
	is "$(printf 'film\t12:00:00')" "$(tail -n 1 out)"
	expect_code 0 coopq --format=html zorglub
	has out '<p>12:00:00 '
	expect_code 0 coopq --show film.vtt
	hasnt out '@'
	# the times are no words, and no other notice has any
	expect_code 1 coopq 43200
	printf 'La scierie\n\nUn texte de la scierie.\n' >t.txt
	expect_code 0 coopidx -q t.txt
	expect_code 0 coopq --jsonl scierie
	is null "$(jq -r .time out)"
}

# What an export writes reads the same again, and a table without subtitles has no column for them.
round_trip() {
	printf '1\n00:00:01,000 --> 00:00:04,000\nOn reprend.\n\n2\n00:00:05,000 --> 00:00:06,000\nOui.\n' >u.srt
	printf 'La scierie\n\nUn texte.\n' >u.txt
	coopidx -q --extract=csv u.srt >u.csv
	extract u.csv
	is '0@1 12@5' "$(value 1 cues)"
	coopidx -q --extract=csv u.txt >v.csv
	hasnt v.csv cues
}

rolling() { # each caption repeats the line above, as YouTube writes them
	cat >yt.vtt <<-'END'
		WEBVTT
		Kind: captions

		00:00.000 --> 00:02.000 align:start position:0%

		bonjour<00:00:00.500><c> à</c><00:00:01.000><c> tous</c>

		00:02.000 --> 00:02.010 align:start position:0%
		bonjour à tous


		00:02.010 --> 00:05.000 align:start position:0%
		bonjour à tous
		on<00:00:03.000><c> reprend</c>

		00:05.000 --> 00:05.010 align:start position:0%
		on reprend


		00:05.010 --> 00:07.000 align:start position:0%
		on reprend
		l'usine

		00:07.010 --> 00:08.000
		l'usine est à nous

		00:20.000 --> 00:21.000
		l'usine est à nous
	END
	extract yt.vtt
	is "bonjour à tous on reprend l'usine est à nous l'usine est à nous" "$(value 1 body)"
	is '0@0 16@2 27@5 35@7 47@20' "$(value 1 cues)"
}

others() {
	printf '[Script Info]\nTitle: Le Fil rouge\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: 0,0:00:00.00,0:00:01.00,D,,0,0,0,,rien\nDialogue: 0,0:00:01.00,0:00:04.00,D,Anne,0,0,0,,{\\i1}On tient{\\i0} le fil,\\Ntoujours\nDialogue: 1,0:00:01.00,0:00:04.00,D,,0,0,0,,{\\p1}m 0 0 l 9 0\nDialogue: 0,0:10:05.20,0:10:08.00,D,Luc,0,0,0,,rouge, oui.\n' >f.ass
	extract f.ass
	is 'Le Fil rouge' "$(value 1 title)"
	is 'On tient le fil, toujours rouge, oui.' "$(value 1 body)"
	is '0@1 26@605' "$(value 1 cues)"
	is 'Anne ; Luc' "$(value 1 voix)"
	printf '0:00:01.000,0:00:04.000\nUne grève\n\n0:00:05.000,0:00:08.000\nsans fin.\n' >g.sbv
	extract g.sbv
	is 'Une grève sans fin.' "$(value 1 body)"
	is '0@1 11@5' "$(value 1 cues)"
}

broken() {
	printf '1\n00:00:01,000 --> 00:00:04,000\nUn.\n\n2\n00:0x:05,000 --> 00:00:08,000\nDeux.\n\n3\n00:00:20,000 --> 00:00:09,000\nTrois.\n\nquatre\n\n5\n99:99:99,000 --> 99:99:99,000\nCinq.\n' >k.srt
	expect_code 3 coopidx -q --extract=jsonl k.srt
	mv out json
	is 'Un. Deux. Trois. quatre Cinq.' "$(value 1 body)"
	is '0@1 10@20' "$(value 1 cues)"
	is 'k.srt:6 k.srt:10 k.srt:16' "$(grep -o 'k.srt:[0-9]*' err | xargs)"
}

# Many cues, voices and lies: a message or twenty, and time that grows with the file.
hostile() {
	awk 'BEGIN { print "WEBVTT\n"; for (i = 0; i < 20000; i++)
		printf "%02d:%02d.000 --> 00:00.000\n<v N%d>mot %d\n\n", i / 60 % 60, i % 60, i, i }' >h.vtt
	extract h.vtt
	[ "$(wc -l <err)" -lt 30 ]
	is 20000 "$(jq -r '.values[] | select(.field == "cues").value' json | wc -w | tr -d ' ')"
	{ printf '1\n00:00:01,000 --> 00:00:02,000\n' && yes '<a ' | head -n 300000 | tr -d '\n'; } >h.srt
	extract h.srt
	is 1 "$(records)"
	{ printf 'TI_NOT: x\nAU_NOT: y\nRE_NOT: ' && yes 'a // b' | head -n 100000; } >h.txt
	extract h.txt
	is 1 "$(records)"
}

bcdi() {
	cat >memo.txt <<-'END'
		TI_NOT: La Scierie//
		AU_NOT: Brun, Anne//
		AU_NOT: Vert, Paul//
		DP_NOT: 1998//
		RE_NOT: Une scierie est reprise
		par ses ouvriers en coopé-
		rative.//
		DE_NOT: coopérative / scierie//
		ED_NOT: Le Moulin//
		DU_NOT: 52 min//

		TI_NOT: Les Usines//
		AU_NOT: Noir, Eva//
		LA_NOT: français//
	END
	extract memo.txt
	is 2 "$(records)"
	is 'La Scierie, Brun, Anne ; Vert, Paul, 1998, 52' \
		"$(value 1 title), $(value 1 director), $(value 1 year), $(value 1 minutes)"
	is 'Une scierie est reprise par ses ouvriers en coopérative.' "$(value 1 description)"
	is 'coopérative / scierie' "$(value 1 keywords)"
	is 'Le Moulin' "$(value 1 ED_NOT)"
	is 'Les Usines, Noir, Eva, français' "$(value 2 title), $(value 2 director), $(value 2 language)"
	is '1 12' "$(jq -r .line json | xargs)"
	# a line that ends records; one without its end; a field that not all have first
	printf 'NU_NOT: 7\nTI_NOT: Un\nDA_NOT: 1998\n//\nTI_NOT: Deux\nDA_NOT: 1999\nTI_NOT: Trois\nDA_NOT: 2000' >n.txt
	extract n.txt
	is 'Un|Deux|Trois' "$(jq -rs '[.[].values[] | select(.field == "title").value] | join("|")' json)"
	is 7 "$(value 1 id)"
	# the same names are headings of a table
	printf 'TI_NOT;AU_NOT;DE_NOT;LA_NOT\nUn;Brun;usine;fr\nDeux;Noir;fil;en\n' >t.csv
	extract t.csv
	is 'Un Brun usine fr' "$(value 1 title) $(value 1 director) $(value 1 keywords) $(value 1 language)"
	# a text that speaks of codes
	printf 'FOO_BAR: 1\nBAZ_QUX: 2\n' >o.txt
	extract o.txt
	is 'FOO_BAR: 1' "$(value 1 title)"
}

isbd() {
	cat >liste.txt <<-'END'
		BIBLIOGRAPHIE

		Films

		1. La Scierie [Images animées] : chronique / un film de Anne Brun ; musique de
		Luc Vert ; Les Films du Moulin, prod. - Lyon : Éd. du Moulin [éd., distrib.], [1998]. - 1 cassette
		vidéo (VHS) (52 min) : n. et b. ; 12 cm. - (Mémoires ; 3). -
		ISBN 978-2-1234-5680-3 : 20 EUR
		Mots-clés : coopérative ; scierie

		2. Les Usines = The Mills / Eva Noir, réal. – Paris : Lutte, cop. 2003. – 1 DVD (1 h 15 min) : coul.

		Trois usines en lutte.

		Livres

		3. BRUN, Anne. - Histoire des scieries. - 2e éd. - Paris : Seuil, DL 2004. - 342 p. : ill. ; 24 cm
	END
	extract liste.txt
	is 3 "$(records)"
	is 'La Scierie : chronique, Anne Brun, 1998, 52, noir et blanc' \
		"$(value 1 title), $(value 1 director), $(value 1 year), $(value 1 minutes), $(value 1 colour)"
	is 'Images animées, Lyon, Éd. du Moulin, Les Films du Moulin' \
		"$(value 1 genre), $(value 1 lieu), $(value 1 éditeur), $(value 1 producers)"
	is '978-2-1234-5680-3, 20 EUR, Mémoires ; 3, musique de Luc Vert, Films' \
		"$(value 1 ISBN), $(value 1 prix), $(value 1 collection), $(value 1 'mention de responsabilité'), $(value 1 rubrique)"
	is 'coopérative ; scierie' "$(value 1 keywords)"
	is 'Les Usines, The Mills, Eva Noir, 2003, 75' \
		"$(value 2 title), $(value 2 'titre parallèle'), $(value 2 director), $(value 2 year), $(value 2 minutes)"
	is 'Trois usines en lutte.' "$(value 2 description)"
	is 'Histoire des scieries, BRUN, Anne, 2004, Seuil, 2e éd, Livres' \
		"$(value 3 title), $(value 3 director), $(value 3 year), $(value 3 éditeur), $(value 3 édition), $(value 3 rubrique)"
	is '5 11 17' "$(jq -r .line json | xargs)"
	# what coopq writes itself, a line a notice
	coopidx -q liste.txt
	coopq --format=isbd 'scierie OU usines' >own.txt
	extract own.txt
	is 3 "$(records)"
	expect_code 0 coopidx -n liste.txt
	has out 'kind        ISBD'
}

prose() { # dashes, slashes and a quotation do not make a list
	cat >p.txt <<-'END'
		Le soir, ils rentrent à l'usine. - Tu viens ? dit-elle. - Non, répond Paul.

		Il a travaillé 30 ans. - En 1998, il part / revient. - 52 min plus tard, il dort.

		Voir La Scierie / Anne Brun. - Lyon : Moulin, 1998. - 1 DVD (52 min). C'est un film que j'aime.

		Une autre phrase encore, assez longue pour être un paragraphe de prose.
	END
	extract p.txt
	is 1 "$(records)"
	printf 'Compte rendu\n\nLe film La Scierie / Anne Brun. - Lyon : Moulin, 1998. - 52 min, nous a plu.\n\nEncore une phrase de prose qui suit.\n\nEt une autre, qui la suit elle-même.\n\nPuis la dernière.\n' >q.txt
	extract q.txt
	is 'Compte rendu' "$(value 1 title)"
}

labels() { # records of labels in any order, behind empty lines or rules
	printf 'Auteur : Brun, Anne\nTitre : Un\nISBN : 1\n\nAuteur : Noir, Eva\nTitre : Deux\nISBN : 2\n\nAuteur : Noir, Eva\nTitre : Trois\n' >l.txt
	for rule in '' '====' '##' '//'; do
		sed "s|^\$|$rule|" l.txt >m.txt
		extract m.txt
		is 'Un|Deux|Trois' "$(jq -rs '[.[].values[] | select(.field == "title").value] | join("|")' json)"
		is 'Noir, Eva 2' "$(value 2 director) $(value 2 ISBN)"
		is '1 5 9' "$(jq -r .line json | xargs)"
	done
	printf 'N° : 12\nTITRE PROPRE: La Scierie\nAUTEUR: Brun, Anne\nDATE: 1998\n##\nN° : 13\nTITRE PROPRE: Les Usines\nAUTEUR: Noir, Eva\nDATE: 2003\n##\n' >c.txt
	extract c.txt
	is '12 La Scierie 13 Les Usines' "$(value 1 id) $(value 1 title) $(value 2 id) $(value 2 title)"
}

test_case 'SRT: a text, a title, a language; known by its content' srt
test_case 'a hit in subtitles says its time' said
test_case 'cue times survive an export' round_trip
test_case 'captions that roll up say things once' rolling
test_case 'ASS and SBV' others
test_case 'broken cues are told, and nothing is lost' broken
test_case 'hostile texts take little' hostile
test_case 'BCDI: a notice a record' bcdi
test_case 'ISBD: a notice a description' isbd
test_case 'prose is no list of descriptions' prose
test_case 'records of labels' labels
finish
