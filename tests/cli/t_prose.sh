#!/bin/sh
# Running text: divided words, subtitles and e-mails in texts.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

# value FIELD: of the first record in json
value() {
	head -n 1 json | jq -r --arg field "$1" '[.values[] | select(.field == $field).value][0]'
}

extract() {
	expect_code 0 coopidx -q --extract=jsonl "$@"
	mv out json
}

divided() {
	printf 'La filature\n\nElle devient une coopé-\nrative à Saint-\nÉtienne, le vice-\nprésident part, les tis\302\255\nserandes res\302\255tent.\n' >a.txt
	printf 'titre;résumé\n"Le tissage";"la manufac-\r\nture de Saint-\r\nÉtienne, auto\302\255gestion"\n' >b.csv
	printf '%s\n' '---' 'title: Essai' 'description: une manufac-' '  ture, peut-' '  être' '---' 'Rien.' >c.md
	printf '<h1>Page</h1><p>la manufac-<br>ture</p><pre>les fila-\nteurs</pre>' >d.html
	expect_code 0 coopidx -q a.txt b.csv c.md d.html
	found coopérative a.txt
	found '"une coopérative à Saint-Étienne"' a.txt
	found vice-président a.txt
	found tisserandes a.txt
	found restent a.txt
	is 1 "$(coopq --count '"la manufacture de Saint-Étienne"' 2>/dev/null)"
	is 1 "$(coopq --count autogestion 2>/dev/null)"
	found peut-être c.md
	found '"une manufacture"' c.md
	found '"la manufacture" -tissage' d.html
	found filateurs d.html
	# as it is shown, and where it is in the file
	coopidx -q --extract=jsonl a.txt >json
	has json 'une coopérative à Saint-Étienne, le vice-président'
	is "$(jq -r '.values[] | select(.field == "body") | "\(.from) \(.to)"' json)" \
		"13 $(($(wc -c <a.txt) - 1))"
}

subtitles() {
	printf '1\r\n00:00:01,000 --> 00:00:04,000\r\n<i>On a repris</i> la fila-\r\nture\r\n\r\n2\r\n00:00:05,000 --> 00:00:08,500\r\n{\\an8}en coopérative.\r\n12\r\n' >L_atelier.txt
	extract L_atelier.txt
	is 'L atelier' "$(value title)"
	is 'On a repris la filature en coopérative. 12' "$(value body | tr '\n' ' ' | sed 's/ $//')"
	expect_code 0 coopidx -q L_atelier.txt
	found '"la filature en coopérative"' L_atelier.txt
	printf 'WEBVTT - essai\n\nNOTE\ntraduit\n\nSTYLE\n::cue {}\n\ndébut\n00:01.000 --> 00:04.000 align:start\n<v Anne>Ils <00:02.000>tissent\n\n00:05.000 --> 00:06.000\nà trois < quatre.\n' >v.txt
	extract v.txt
	is 'Ils tissent à trois < quatre.' "$(value body | tr '\n' ' ' | sed 's/ $//')"
	# numbers and times elsewhere are text
	printf '1\n\nLe texte va de 00:01:00 --> 00:02:00.\n' >n.txt
	extract n.txt
	has json '00:01:00'
}

mail() {
	cat >f.txt <<-'END'
		De : Luc Petit
		Envoyé : jeudi 12 mars 1998 10:00
		À : Zoé Gérard
		Objet : Le tissage

		Voici la coopé-
		rative.
	END
	extract f.txt
	is 'Le tissage' "$(value title)"
	is 'Voici la coopérative.' "$(value body)"
	printf 'From: a@b.fr\nTo: c@d.fr\n\nSans objet.\n' >sans_objet.txt
	extract sans_objet.txt
	is 'sans objet' "$(value title)"
	printf 'From: a@b.fr\nTo: c@d.fr\nSubject: Une\n idée\n\nSuite.\n' >folded.txt
	extract folded.txt
	is 'Une idée' "$(value title)"
}

others() { # a sheet with "De :", a text that speaks of mail, notices that somebody sent
	printf 'Titre : Le Fil\nDe : Anne Brun\nDate : 1998\nSujet : tissage\nDurée : 52 min\n' >sheet.txt
	extract sheet.txt
	is 'Le Fil' "$(value title)"
	is 1998 "$(value year)"
	printf 'Objet : une navette\nDate : 1850\nDe : Flers\n\nElle est en buis.\n' >museum.txt
	extract museum.txt
	is 'Objet : une navette' "$(value title)"
	printf 'From: A <a@b.fr>\nSubject: un film\n\nBonjour.\n\nLe Fil\nUn film de Anne Brun\n1998  France  Documentaire  52 min\n\nUne usine.\n' >sent.txt
	extract sent.txt
	is 'Le Fil' "$(value title)"
	is 'Anne Brun' "$(value director)"
}

test_case 'a divided word is one, a compound keeps its hyphen' divided
test_case 'subtitles are one text without numbers and times' subtitles
test_case 'a copied mail has its subject for a title' mail
test_case 'what only looks like a mail' others
finish
