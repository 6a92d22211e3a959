#!/bin/sh
# Bibliographies: RIS, BibTeX, EndNote, PubMed, Web of Science, MODS and Word, a reference a notice.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes and dollars are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

has_kind() { "$BUILD/coopidx" --version | grep -qE "^reads:.* $1(,|\$)"; }

# needs KIND NAME COMMAND...: a test case, where the kind is built in.
needs() {
	kind=$1
	shift
	if has_kind "$kind"; then test_case "$@"; else skip "$1" "built without $kind"; fi
}

# fields FILE...: each notice as a line "LINE name=value|name=value...", in the order of the file, without ids
# that were made. Messages go to the file `err`.
fields() {
	coopidx --extract=jsonl "$@" 2>err | jq -r '"\(.line) " + ([.values[] |
		select(.field != "id" or (.value | contains("#") | not)) |
		"\(.name // .field)=\(.value)"] | sort | join("|"))'
}

# no_messages: nothing was told.
no_messages() { empty err; }

cat >livres.ris <<'END'
TY  - BOOK
AU  - Roux, Léa
AU  - Morin, Paul
TI  - La scierie des Hauts : récit d'une reprise
PY  - 2004
PB  - Éditions du Val
CY  - Besançon
SN  - 978-2-11-222333-4
KW  - reprise
KW  - SCOP
AB  - Douze salariés reprennent leur scierie,
et la gardent.
UR  - http://exemple.org/scierie
ER  - 

TY  - JOUR
A1  - Noël, Ève
T1  - Après la faillite
T2  - Cahiers du travail
Y1  - 2003/05//
VL  - 12
IS  - 3
SP  - 33
EP  - 47
DO  - https://doi.org/10.1000/xyz
N1  - Une note
ER  - 
END

ris_is_a_notice_a_reference() {
	fields livres.ris >actual
	no_messages
	cat >expected <<-'END'
		1 ISBN=978-2-11-222333-4|description=Douze salariés reprennent leur scierie, et la gardent.|director=Roux, Léa ; Morin, Paul|genre=livre|keywords=reprise ; SCOP|lieu d'édition=Besançon|title=La scierie des Hauts : récit d'une reprise|url=http://exemple.org/scierie|year=2004|éditeur=Éditions du Val
		16 DOI=10.1000/xyz|date complète=2003/05|director=Noël, Ève|genre=article|notes=Une note|numéro=3|pages=33-47|revue=Cahiers du travail|title=Après la faillite|volume=12|year=2003
	END
	same expected actual
}

# as_ris NAME: the file NAME gives the notices of livres.ris, wherever they begin.
as_ris() {
	fields "$1" | sed 's/^[0-9]* //' >actual
	fields livres.ris | sed 's/^[0-9]* //' >expected
	same expected actual
}

ris_of_all_programs() {
	{ printf '\357\273\277'; cat livres.ris; } >bom.ris
	sed 's/$/\r/' livres.ris >dos.ris
	tr '\n' '\r' <livres.ris >mac.ris
	iconv -t MACINTOSH livres.ris | tr '\n' '\r' >old.ris
	iconv -t CP1252 livres.ris >windows.ris
	{ printf '\377\376'; iconv -t UTF-16LE livres.ris; } >wide.ris
	sed 's/  - / - /' livres.ris >narrow.ris
	{ printf 'Provider: Exemple\nContent: text/plain; charset="UTF-8"\n\n'; sed 's/^/  /' livres.ris; } >headed.ris
	grep -v '^ER' livres.ris >endless.ris
	for name in bom dos mac old windows wide narrow headed endless; do
		as_ris "$name.ris"
	done
}

content_decides() {
	mkdir -p named
	cp livres.ris named/livres.txt
	expect_code 0 coopidx -i ./named.index named
	hasnt err 'not what its name says'
	is 2 "$(coopq -i ./named.index --count 'scierie OU faillite')"
	cp livres.ris named.bib
	as_ris named.bib
	fields named.bib >actual
	has err 'is RIS, not what its name says'
	# prose that quotes a reference stays a text
	printf 'Le format RIS\n\nUn\n\ndeux\n\ntrois\n\nquatre\n\ncinq\n\nsix\n\nExemple :\n\nTY  - BOOK\nTI  - Un\nER  -\n' >prose.txt
	is 1 "$(coopidx --extract=jsonl prose.txt | wc -l)"
	printf 'Rien de tel.\n' >prose.ris
	expect_code 2 coopidx --extract=jsonl prose.ris
	has err 'prose.ris: is damaged, or not what its name says'
}

films_in_ris() {
	printf 'TY  - VIDEO\nID  - f-7\nA1  - Roux, Léa\nT1  - Les tisseuses\nY1  - 1998\nPB  - Atelier vidéo\nM3  - Documentaire\nVL  - 1 h 12\nN1  - Noir et blanc\nA4  - Petit, Zo&eacute;\nDB  - 77\nQQ  - x\nCN  - DVD 12\nXX  - reste\nER  - \n' >film.ris
	fields film.ris >actual
	echo '1 QQ=x|XX=reste|base=77|colour=Noir et blanc|cote=DVD 12|director=Roux, Léa|genre=Documentaire|id=f-7|interprètes=Petit, Zoé|minutes=72|producers=Atelier vidéo|title=Les tisseuses|year=1998' >expected
	same expected actual
}

cat >livres.bib <<'END'
% Encoding: UTF-8
@comment{jabref-meta: databaseType:bibtex;}
@string{ct = "Cahiers du travail"}
@book{roux_scierie,
	title = {{La scierie des Hauts}},
	author = {Roux, L{\'e}a and {SCOP du Haut and Bas} and others},
	publisher = {{\'E}ditions du Val}, address = {Besan{\c c}on},
	year = 2004, keywords = {reprise, SCOP},
	abstract = "L'{\oe}uvre de \emph{douze} salari{\'e}s \& amis~: 50\,\% de plus -- \og enfin\fg{}, $10^3$ m$^2$",
	file = {:C\:/a.pdf:PDF}
}
% @book{efface, title = {Non}}
@inproceedings(noel_faillite, title = {Apr\`es la faillite}, crossref = {actes}, pages = {33--47})
@proceedings{actes, title = {Actes de D\^ole}, editor = {Paul Morin}, year = {2003}, journal = ct # { (suite)}}
@misc{film, title = {Les tisseuses}, author = {Léa Roux}, howpublished = {Documentaire, 52 min, Couleur}, publisher = {Atelier}}
END

bibtex_and_its_tex() {
	fields livres.bib >actual
	no_messages
	cat >expected <<-'END'
		4 description=L'œuvre de douze salariés & amis : 50 % de plus – « enfin », 10³ m²|director=Roux, Léa ; SCOP du Haut and Bas|genre=livre|id=roux_scierie|keywords=reprise ; SCOP|lieu d'édition=Besançon|title=La scierie des Hauts|year=2004|éditeur=Éditions du Val
		13 director=Paul Morin|genre=communication|id=noel_faillite|pages=33-47|revue=Actes de Dôle|title=Après la faillite|year=2003
		14 director=Paul Morin|genre=actes de colloque|id=actes|revue=Cahiers du travail (suite)|title=Actes de Dôle|year=2003
		15 colour=Couleur|director=Léa Roux|genre=Documentaire|id=film|minutes=52|producers=Atelier|title=Les tisseuses
	END
	same expected actual
}

other_tags() {
	printf '%%0 Book\n%%A Roux, Léa\n%%T La scierie\n%%D 2004\n%%I Val\n%%K reprise\nSCOP\n%%X Un début.\n\nUne suite.\n\n%%0 Journal Article\n%%A Noël, Ève\n%%T Après\n%%J Cahiers\n%%P 3-7\n' >a.txt
	printf 'PMID- 1234\nFAU - Roux, Lea\nAU  - Roux L\nTI  - La scierie\n      des Hauts\nDP  - 2004 Mar\nAID - 10.1/x [doi]\n' >b.nbib
	printf 'FN Web\nVR 1.0\nPT J\nAU Roux, L\n   Morin, P\nTI La scierie\nSO Cahiers\nPY 2004\nAN 12\nER\n\nEF\n' >c.ciw
	fields a.txt >actual
	fields b.nbib >>actual
	fields c.ciw >>actual
	cat >expected <<-'END'
		1 description=Un début. Une suite.|director=Roux, Léa|genre=livre|keywords=reprise ; SCOP|title=La scierie|year=2004|éditeur=Val
		12 director=Noël, Ève|genre=article|pages=3-7|revue=Cahiers|title=Après
		1 DOI=10.1/x|date complète=2004 Mar|director=Roux, Lea|id=1234|title=La scierie des Hauts|year=2004
		3 AN=12|director=Roux, L ; Morin, P|revue=Cahiers|title=La scierie|year=2004
	END
	same expected actual
}

mods_and_other_xml() {
	cat >films.xml <<-'END'
		<?xml version="1.0" encoding="ISO-8859-1"?>
		<m:modsCollection xmlns:m="http://www.loc.gov/mods/v3"><m:mods>
		<m:titleInfo><m:nonSort>L'</m:nonSort><m:title>atelier</m:title><m:subTitle>une reprise</m:subTitle></m:titleInfo>
		<m:name><m:namePart type="given">Zo&#233;</m:namePart><m:namePart type="family">Petit</m:namePart><m:role><m:roleTerm type="code">drt</m:roleTerm></m:role></m:name>
		<m:typeOfResource>moving image</m:typeOfResource>
		<m:originInfo><m:dateIssued>1999</m:dateIssued><m:publisher>Atelier</m:publisher></m:originInfo>
		<m:physicalDescription><m:extent>1 film (52 min)</m:extent></m:physicalDescription>
		<m:subject><m:topic>travail</m:topic><m:geographic>Jura</m:geographic></m:subject>
		<m:location><m:shelfLocator>F 12</m:shelfLocator></m:location>
		<m:recordInfo><m:recordIdentifier>rec7</m:recordIdentifier></m:recordInfo>
		</m:mods></m:modsCollection>
	END
	fields films.xml >actual
	printf '<xml><records><record><ref-type name="Film or Broadcast">21</ref-type><contributors><authors><author><style face="normal">Petit, Zoé</style></author></authors></contributors><titles><title><style>Atelier</style></title></titles><dates><year>1999</year></dates></record></records></xml>' >endnote.xml
	fields endnote.xml >>actual
	printf '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Pet99</b:Tag><b:SourceType>Book</b:SourceType><b:Title>Atelier</b:Title><b:Author><b:Author><b:NameList><b:Person><b:Last>Petit</b:Last><b:First>Zoé</b:First></b:Person></b:NameList></b:Author></b:Author><b:Year>1999</b:Year></b:Source></b:Sources>' >word.xml
	fields word.xml >>actual
	cat >expected <<-'END'
		2 cote=F 12|director=Petit, Zoé|genre=film|id=rec7|keywords=travail -- Jura|minutes=52|producers=Atelier|title=L'atelier : une reprise|year=1999
		1 director=Petit, Zoé|genre=film|title=Atelier|year=1999
		1 director=Petit, Zoé|genre=livre|id=Pet99|title=Atelier|year=1999
	END
	same expected actual
}

# The programs of bibutils write what we read; what they leave out of a format is not asked for.
same_in_all_formats() {
	printf 'TY  - BOOK\nID  - roux\nAU  - Roux, Léa\nAU  - Morin, Paul\nTI  - La scierie des Hauts\nPY  - 2004\nPB  - Éditions du Val\nCY  - Dole\nKW  - reprise\nKW  - SCOP\nAB  - Douze salariés & leurs amis.\nUR  - http://exemple.org/a_b\nER  - \n\nTY  - JOUR\nID  - noel\nAU  - Noël, Ève\nTI  - Après la faillite\nJO  - Cahiers du travail\nPY  - 2003\nVL  - 12\nIS  - 3\nSP  - 33\nEP  - 47\nER  - \n' >one.ris
	ris2xml one.ris >two.mods 2>told
	xml2bib two.mods >three.bib 2>told
	xml2end two.mods >four.enw 2>told
	xml2ris two.mods >five.ris 2>told
	fields one.ris | sed 's/^[0-9]* //' >expected
	is 2 "$(wc -l <expected)"
	for name in two.mods three.bib four.enw five.ris; do
		fields "$name" | sed 's/^[0-9]* //' >actual
		same expected actual
	done
}

# What coopq prints is read back: fields that these formats have.
own_export_is_read_back() {
	cat >own.csv <<-'END'
		id;titre;réalisateur;année;genre;durée;couleur;production;résumé;mots-clés;langue;lien
		f1;L'atelier & les {autres};Léa Roux;1999;Documentaire;52;Couleur;Atelier vidéo;Un résumé à 50 %.;travail, scop;français;http://exemple.org/f1
		f2;Les tisseuses;Petit, Zoé;2003;Fiction;72;Noir et blanc;Atelier du Val;Autre résumé_2.;usine;français;http://exemple.org/f_2
	END
	coopidx -q -i ./own.index own.csv
	list='[.values[] | select(.field != "other") | {(.field): (.value | tostring | gsub(" ; "; ", "))}] | add'
	coopidx --extract=jsonl own.csv 2>err | jq -S -c "$list" | sort >expected
	coopq -i ./own.index --format=ris -n 9 'résumé' >own.ris
	coopq -i ./own.index --format=bibtex -n 9 'résumé' >own.bib
	for name in own.ris own.bib; do
		coopidx --extract=jsonl "$name" 2>err | jq -S -c "$list" | sort >actual
		same expected actual
	done
}

# left_out FILE LINE NOTICES: one message for the file, at that line, and so many notices.
left_out() {
	is "$3" "$(within coopidx --extract=jsonl "$1" 2>err | wc -l)"
	is 1 "$(wc -l <err)"
	has err "$1:$2: "
	has err 'left out'
}

damage_costs_one_reference() {
	printf '@book{a, title = {Un}}\n@book{b, title = {Deux {x},\n year = 1999}\n@book{c, title = {Trois}}\n' >mid.bib
	left_out mid.bib 2 2
	printf '@string{a = {Un\n@book{\n title = {Sans clef}\n}\n@book{b, title = {Deux}, note = \n@book{c, title = {Trois}}\n' >string.bib
	left_out string.bib 5 2
	{ printf '@book{a, title = {Un}}\n@book{b, title = {\n'; yes '{' | head -n 300000 | tr -d '\n'; } >braces.bib
	left_out braces.bib 2 1
	{ printf '@book{a, title = {Un}}\n@book{'; yes k | head -n 1000000 | tr -d '\n'; printf ', title = {Deux}}\n@book{c, title={Trois}}\n'; } >key.bib
	left_out key.bib 2 2
	{ printf 'TY  - BOOK\n'; yes 'AU  - Quelqu, Un' | awk '{print $0 NR}' | head -n 600000; printf 'ER  - \nTY  - BOOK\nTI  - Deux\nER  - \n'; } >authors.ris
	left_out authors.ris 1 1
	printf 'TY  - BOOK\nER  - \nTY  - BOOK\nTI  - Deux\nER  - \n' >empty.ris
	left_out empty.ris 1 1
	# abbreviations that take each other up
	{ printf '@string{a0 = "%01000d"}\n' 0; for i in $(seq 40); do echo "@string{a$i = a$((i - 1)) # a$((i - 1)) # a$((i - 1))}"; done; echo '@book{x, title = {Un} # a40}'; } >laugh.bib
	is 1 "$(within coopidx --extract=jsonl laugh.bib 2>err | wc -l)"
}

damage_in_xml_costs_one_reference() {
	{ printf '<modsCollection>\n<mods><titleInfo><title>Un</title></titleInfo></mods>\n<mods>'; yes '<a>' | head -n 10000 | tr -d '\n'; yes '</a>' | head -n 10000 | tr -d '\n'; printf '</mods>\n<mods><titleInfo><title>Trois</title></titleInfo></mods></modsCollection>\n'; } >deep.mods
	left_out deep.mods 3 2
	printf '<modsCollection>\n<mods><titleInfo><title>Un</titleInfo></mods>\n<mods><titleInfo><title>Deux</title></titleInfo></mods>\n</modsCollection>\n' >bad.mods
	left_out bad.mods 2 1
	printf '<modsCollection>\n<mods><titleInfo><title>Un\n<mods><titleInfo><title>Deux</title></titleInfo></mods>\n</modsCollection>\n' >cut.mods
	left_out cut.mods 2 1
	printf '<!DOCTYPE m [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>\n<modsCollection>\n<mods><titleInfo><title>&b;&f;</title></titleInfo></mods>\n<mods><titleInfo><title>Deux</title></titleInfo></mods>\n</modsCollection>\n' >laugh.mods
	left_out laugh.mods 3 1
}

test_case 'RIS is a notice a reference' ris_is_a_notice_a_reference
test_case 'RIS as all programs write it, in all character sets' ris_of_all_programs
test_case 'the content decides, whatever the name' content_decides
test_case 'films in RIS have their running time and colour' films_in_ris
test_case 'BibTeX, its abbreviations, crossrefs and TeX' bibtex_and_its_tex
test_case 'EndNote, PubMed and Web of Science' other_tags
needs MODS 'MODS, and the XML of EndNote and Word' mods_and_other_xml
needs MODS 'the same references in all formats give the same notices' same_in_all_formats
test_case "coopq's own RIS and BibTeX are read back" own_export_is_read_back
test_case 'damage costs one reference, and is told' damage_costs_one_reference
needs MODS 'so it does in XML' damage_in_xml_costs_one_reference
finish
