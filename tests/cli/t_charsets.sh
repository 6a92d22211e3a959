#!/bin/sh
# Exports in the character sets of old programs, and text that lost its accents on the way.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cat >table.utf8 <<'END'
Titre;Réalisateur;Année;Résumé
L'été au moulin;Zoé Gérard;1998;Près de Besançon, une usine à côté du fossé où naît une coopérative.
La forêt brûlée;François Lemaître;2003;Après la grève, les ouvrières reprennent l'atelier.
Élever;Éric Garçon;2007;Élèves et maîtres, à l'école Émile-Zola.
END
cat >text.utf8 <<'END'
L'été au moulin
Un film de Zoé Gérard
1998  France  Documentaire  52 min

Près de Besançon, une usine à côté du fossé où naît une coopérative.
END
printf 'id;films;genre;pays\n1;la scierie;comédie;France\n2;le moulin;drame;Suisse\n' >few.utf8
coopidx --extract=jsonl --stdin-name=x.csv -q - <table.utf8 >table.expected
coopidx --extract=jsonl --stdin-name=x.txt -q - <text.utf8 >text.expected
coopidx --extract=jsonl --stdin-name=x.csv -q - <few.utf8 >few.expected

# marc MORE: UTF-8 as MARC writes it, an accent before its letter; MORE makes MARC-8 of ISO 5426.
marc() {
	perl -CI -MUnicode::Normalize -e '
		my %accent = ("\x{300}", 0xc1, "\x{301}", 0xc2, "\x{302}", 0xc3, "\x{308}", 0xc8, "\x{327}", 0xd0);
		while (<STDIN>) {
			for (NFD($_) =~ /\X/g) {
				my ($letter, @marks) = split //;
				print map({ chr($accent{$_} + $ARGV[0]) } @marks), $letter;
			}
		}' "$1"
}

# reads KIND FILE [OPTION...]: a file is read without a complaint, as what was written.
reads() {
	kind=$1 file=$2
	shift 2
	case $kind in text) name=x.txt ;; *) name=x.csv ;; esac
	expect_code 0 coopidx --extract=jsonl --stdin-name="$name" -q "$@" - <"$file"
	empty err
	cmp "$kind.expected" out
}

from_iconv() {
	for set in CP850 CP437 MACINTOSH WINDOWS-1252 UTF-16LE UTF-16BE UTF-7; do
		for kind in table text few; do
			if iconv -f UTF-8 -t "$set" <"$kind.utf8" >file 2>/dev/null; then
				reads "$kind" file
				reads "$kind" file --encoding="$set"
			fi
		done
	done
}

# Where YAZ is not built in, the message says what to do.
from_marc() {
	for kind in table text; do
		marc 0 <"$kind.utf8" >file
		if coopidx -q --extract=jsonl --stdin-name=x.csv - <file >out 2>err; then
			reads "$kind" file
			reads "$kind" file --encoding=iso5426
			marc 32 <"$kind.utf8" >file
			reads "$kind" file
			reads "$kind" file --encoding=ANSEL
		else
			has err 'iso-5426, a character set of MARC'
			has err 'export it again as UTF-8'
		fi
	done
}

no_library() {
	mkdir -p broken
	echo 'no library' >broken/libyaz.so.5
	marc 0 <table.utf8 >marc.csv
	cp table.utf8 table.csv
	LD_LIBRARY_PATH=broken expect_code 3 coopidx -n marc.csv table.csv
	has out 'iso-5426, a character set of MARC'
	LD_LIBRARY_PATH=broken LC_ALL=fr expect_code 3 coopidx -n marc.csv table.csv
	has out 'un jeu de caractères de MARC'
}

end_of_dos() { # 0x1a at the end, once or to the end of a block, after a line or in it
	iconv -f UTF-8 -t CP850 <table.utf8 | sed 's/$/\r/' >dos
	for end in '\032' '\032\032\032\032'; do
		{ cat dos; printf '%b' "$end"; } >file
		reads table file
		{ head -c -2 dos; printf '%b' "$end"; } >file
		reads table file
	done
	{ cat text.utf8; printf '\032'; } >file
	reads text file
}

names() {
	printf 'titre\n\372\346\347\n' >koi8.csv
	expect_code 0 coopidx -q --extract=jsonl --encoding=KOI8-U koi8.csv
	has out '"value":"ЗФГ"'
	expect_code 0 coopidx -n --encoding=koi8-u koi8.csv
	has out 'encoding    koi8-u, as told'
	expect_code 0 coopidx -n --encoding=DOS koi8.csv
	has out 'encoding    cp850, as told'
	expect_code 2 coopidx -n --encoding=klingon koi8.csv
	has err "there is no character set 'klingon'"
	has err 'iso-5426, marc-8'
	LC_ALL=fr expect_code 2 coopidx -n --encoding=klingon koi8.csv
	has err "il n'y a pas de jeu de caractères « klingon »"
	expect_code 2 coopidx -n --encoding="$(printf 'x%.0s' $(seq 100))" koi8.csv
}

doubt() { # is told, in both languages, and how to end it
	printf 'titre\nParis \205 Lyon\n' >doubt.csv
	expect_code 3 coopidx -q --extract=jsonl doubt.csv
	has err 'doubt.csv: the character set is doubtful: read as windows-1252, might be cp850'
	has err '--encoding=SET says which it is'
	LC_ALL=fr expect_code 3 coopidx -n doubt.csv
	has out 'le jeu de caractères est douteux : lu comme windows-1252'
	expect_code 0 coopidx -q --extract=jsonl --encoding=cp850 doubt.csv
	has out 'Paris à Lyon'
	empty err
	printf 'titre\n\317\360\350\342\345\362, \352\340\352 \344\345\353\340, \344\360\363\343\n' >doubt.csv
	expect_code 3 coopidx -q --extract=jsonl doubt.csv
	has err 'read as windows-1252, which makes no French of it'
}

lost() { # before: told with its place, also where it was garbled, and once
	printf 'titre;lieu\nL\357\277\275t\357\277\275;Lip\nUsine;Lyon\n' >lost.csv
	expect_code 3 coopidx -q -i ./lost lost.csv
	has err 'lost.csv:2:2: 2 characters were lost before'
	has err 'export the file again'
	LC_ALL=fr expect_code 3 coopidx -n lost.csv
	has out '2 caractères déjà perdus, remplacés par U+FFFD'
	has out 'ligne 2:2'
	printf 'Une coop\357\277\275rative\n\nDeux lignes plus bas, l\303\257\302\277\302\275usine.\n' >lost.txt
	expect_code 3 coopidx -q --extract=jsonl lost.txt
	has err 'lost.txt:1:9: 1 character was lost before'
	has err 'lost.txt:3:24: 1 character was lost before'
	# what cannot be converted is counted at the end, and no more than that
	printf 'titre\na\0' | iconv -f UTF-8 -t UTF-16LE | head -c -1 >cut.csv
	expect_code 3 coopidx -q --extract=jsonl --encoding=utf-16le cut.csv
	has err 'means nothing in utf-16le'
	hasnt err 'lost before'
}

garbled() { # by MARC, wholly or not at all
	cat >garbled.csv <<-'END'
		TITRE;AUTEUR;LIEU
		Le chãateau ambulant;Brun, Anne;Marne-la-Vallâee
		La forãet brãulâee;Gâerard, Zoâe;Besanðcon
		Apráes la gráeve;Sâaenz, Noðel;Sáete
	END
	expect_code 3 coopidx -q --extract=jsonl garbled.csv
	for text in 'Le château ambulant' 'Marne-la-Vallée' 'La forêt brûlée' 'Gérard, Zoé' \
		'Besançon' 'Après la grève' 'Sâaenz, Noðel' 'Sète'; do
		has out "\"$text\""
	done
	has err 'garbled.csv:2:6: 1 character was garbled before'
	printf 'titre;lieu\nPáez y Sáenz;São Paulo\nmãe;Guimarães\n' >names.csv
	expect_code 0 coopidx -q --extract=jsonl names.csv
	has out 'Páez y Sáenz'
}

test_case 'sets that iconv converts' from_iconv
test_case 'those of MARC' from_marc
test_case 'without the library for them' no_library
test_case 'the end of a DOS file' end_of_dos
test_case '--encoding takes all names' names
test_case 'a doubtful guess' doubt
test_case 'characters lost before' lost
test_case 'accents of MARC taken for letters' garbled
finish
