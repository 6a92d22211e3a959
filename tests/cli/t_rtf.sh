#!/bin/sh
# RTF: notices in it, under its own name or another, in a folder and in an archive.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

cat >film.rtf <<'END'
{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}{\info{\title Sans titre}{\author Webmestre}}
\pard\b Tisser ensemble\b0\par
Un film de Lucie Tavernier\par
2004\tab France\tab Documentaire\tab 48 min\tab Couleur\par
{\b Producteurs\~:}\line Atelier du Rh\'f4ne (Lyon)\line SCOP Trame\par
Deux tisserandes ouvrent un atelier, et d\rquote autres les rejoignent.\par}
END

notice() {
	expect_code 0 coopidx -q film.rtf
	empty err
	coopq --jsonl tisserandes >json
	holds json '.title == "Tisser ensemble" and .director == "Lucie Tavernier" and .year == 2004
		and .country == "France" and .genre == "Documentaire" and .minutes == 48
		and .producers == ["Atelier du Rhône (Lyon)", "SCOP Trame"]
		and (.description | startswith("Deux tisserandes"))'
}

any_text() { # its title and author are what it says of itself
	cat >mac.rtf <<-'END'
		{\rtf1\mac{\info{\title Caf\'8e}{\author Anne Brun}}\f0 Un texte\
		de No\'91l}
	END
	expect_code 0 coopidx -q mac.rtf
	coopq --jsonl texte >json
	holds json '.title == "Café" and .director == "Anne Brun" and .body == "Un texte\n\nde Noël"'
}

other_names() {
	mkdir -p tree
	cp film.rtf tree/a.doc
	cp film.rtf tree/b.txt
	cp film.rtf tree/c.csv
	expect_code 3 coopidx -q tree
	for file in a.doc b.txt c.csv; do
		has err "coopidx: tree/$file: is RTF, not what its name says; read as what it is"
	done
	found tisserandes a.doc b.txt c.csv
}

damaged() {
	head -c 300 film.rtf >cut.rtf
	echo 'Un texte' >not.rtf
	{
		printf '{\\rtf1 '
		awk 'BEGIN { for (i = 0; i < 10000; i++) printf "{" }'
	} >deep.rtf
	expect_code 3 coopidx -q cut.rtf not.rtf deep.rtf film.rtf
	is 'coopidx: cut.rtf: stops in the middle; what is there is read
coopidx: not.rtf: is damaged, or not what its name says
coopidx: deep.rtf: has its elements nested too deep; left out' "$(cat err)"
	found tavernier cut.rtf film.rtf
}

examined() {
	expect_code 0 coopidx -n film.rtf
	has out 'RTF'
	has out 'Lucie Tavernier'
	expect_code 0 coopidx --extract=jsonl film.rtf
	holds out '.file == "film.rtf" and .values[0].value == "Tisser ensemble"'
	LC_ALL=fr_FR.UTF-8 expect_code 3 coopidx -q --full cut.rtf
	has err "coopidx: cut.rtf: s'arrête en plein milieu ; ce qu'il y a est lu"
}

test_case 'RTF: a notice' notice
test_case 'RTF: any text, of a Mac' any_text
test_case 'RTF under other names' other_names
test_case 'RTF that is cut, none, or made to do harm' damaged
test_case 'RTF is examined and taken out' examined
finish
