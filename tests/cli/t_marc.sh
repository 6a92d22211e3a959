#!/bin/sh
# UNIMARC and MARC21, in ISO 2709 and in XML: the exports of library systems.
# shellcheck disable=SC2317,SC2016 # test_case calls the functions; dollars are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

for kind in plain latin iso5426 lies marc21 marc8 marks damaged lengths lines hostile; do
	python3 "$TESTS/cli/marc.py" "$kind" >"$kind.mrc" || exit 1
done

# can_yaz, has_xml: what this build has.
can_yaz() { coopidx --extract=jsonl iso5426.mrc >/dev/null 2>&1; }
has_xml() { coopidx --version | grep -q '^reads:.* MARCXML'; }

# read_as CODE FILE [OPTION...]: its records as JSON, one a line, without where they stand, go to `out`.
read_as() {
	expect_code "$1" coopidx --extract=jsonl -q "$2"
	jq -c '[.values[] | [.name // .field, .value]]' out >values
	mv values out
}

# value FIELD: of the first record, values with a bar between them.
value() {
	head -n 1 out | jq -r --arg f "$1" 'map(select(.[0] == $f) | .[1] | tostring) | join("|")'
}

gives_fields() {
	read_as 0 plain.mrc
	empty err
	is 1 "$(wc -l <out)"
	is 'FR-0042' "$(value id)"
	is 'La ruche ouvrière : une coopérative à Saint-Étienne' "$(value title)"
	is 'Marianne Lagrège' "$(value director)"
	is '2011' "$(value year)"
	is 'France' "$(value country)"
	is 'Documentaire' "$(value genre)"
	is '72' "$(value minutes)"
	is 'Couleur' "$(value colour)"
	is 'français ; anglais' "$(value language)"
	is 'Les Films du Pavé' "$(value producers)"
	is 'Écran large' "$(value distribution)"
	is 'Coopératives -- France -- 1990-2020 ; Jean-Baptiste Godin ; Scop ; reprise' "$(value keywords)"
	is 'https://exemple.fr/ruche' "$(value url)"
	is 'Jean Dupuis' "$(value 'scénario')"
	is 'Paul Hémon' "$(value musique)"
	is '978-2-1234-5680-3' "$(value ISBN)"
	is 'Vivre ensemble ; 3' "$(value collection)"
	is 'DVD 334 RUC' "$(value cote)"
	is 'oui' "$(value 'En ligne')"
	has out 'Vingt-deux ouvrières rachètent leur usine'
}

# The field that a record has not is made of its codes: 115 $a has 074.
falls_back() {
	sed 's/(1 h 12 min)/(deux bobin)/' plain.mrc >codes.mrc
	read_as 0 codes.mrc
	is '74' "$(value minutes)"
}

is_found() {
	expect_code 0 coopidx -q -i ./index plain.mrc marc21.mrc
	is 'FR-0042' "$(coopq -i ./index --ids 'realisateur:lagrège annee:2011 duree:72')"
	is 'FR-0042' "$(coopq -i ./index --ids 'scénario:dupuis')"
	is 'ocm7' "$(coopq -i ./index --ids "réalisateur:brun")"
}

gives_fields_of_marc21() {
	read_as 0 marc21.mrc
	is 'The mill : a film in two parts' "$(value title)"
	is 'Anne Brun' "$(value director)"
	is '1998' "$(value year)"
	is 'France' "$(value country)"
	is 'français' "$(value language)"
	is '52' "$(value minutes)"
	is 'Noir et blanc' "$(value colour)"
	is 'Seuil' "$(value producers)"
	is 'Paul Noir' "$(value musique)"
	is 'Cooperatives -- France -- Drama' "$(value keywords)"
	is 'Мельница' "$(value 'autre titre')"
	is 'Workers buy their mill.' "$(value description)"
}

# Each set of characters, and 100 $a that declares another one than it is.
same_in_any_set() {
	read_as 0 plain.mrc
	cp out expected
	for kind in latin lies ${YAZ:+iso5426}; do
		read_as 0 "$kind.mrc"
		same expected out
	done
}

reads_marc8() {
	read_as 0 marc8.mrc
	is 'Hêtres, forêts et fenêtres en été : étude générale' "$(value title)"
	is 'Françoise Lemaître' "$(value director)"
	is '1987' "$(value year)"
	expect_code 0 coopidx -n marc8.mrc
	has out 'MARC21'
	has out 'marc-8'
}

user_names_set() {
	expect_code 0 coopidx --extract=jsonl -q --encoding=cp850 latin.mrc
	hasnt out 'ouvrière'
}

lacks_yaz() {
	mkdir broken
	echo 'no library' >broken/libyaz.so.5
	LD_LIBRARY_PATH=broken expect_code 3 coopidx -q -i ./other iso5426.mrc plain.mrc
	has err 'iso5426.mrc: is in a character set '
	LD_LIBRARY_PATH=broken LC_ALL=fr expect_code 3 coopidx -q -i ./other iso5426.mrc plain.mrc
	has err 'iso5426.mrc: est dans un jeu de caractères '
	is 'FR-0042' "$(coopq -i ./other --ids ruche)"
}

takes_marks_off() {
	expect_code 0 coopidx --extract=jsonl -q marks.mrc
	is "Le moulin|La forge|L'atelier|La forêt|L’œuvre, cœur" \
		"$(jq -r '.values[] | select(.field == "title") | .value' out | paste -sd '|')"
}

tells_of_it() {
	expect_code 0 coopidx -n plain.mrc
	has out 'UNIMARC'
	has out 'utf-8'
	has out 'La ruche ouvrière'
	cat plain.mrc marc21.mrc >both.mrc
	expect_code 0 coopidx -n both.mrc
	has out 'UNIMARC, MARC21'
	expect_code 0 coopidx --version
	has out ', MARC'
}

# A name only helps.
is_known_by_content() {
	cp plain.mrc film.pan
	cp plain.mrc film.iso
	cp plain.mrc film.txt
	cp plain.mrc film.csv
	for name in film.pan film.iso film.txt; do
		expect_code 0 coopidx --extract=jsonl "$name"
		hasnt err 'not what its name says'
		has out 'La ruche ouvrière'
	done
	expect_code 3 coopidx --extract=jsonl film.csv
	has err 'film.csv: is MARC, not what its name says'
	has out 'La ruche ouvrière'
	expect_code 0 coopidx --extract=jsonl --stdin-name=film.mrc - <plain.mrc
	has out 'La ruche ouvrière'
	printf 'id;titre\n1;Un film\n' >table.mrc
	expect_code 3 coopidx --extract=jsonl table.mrc
	has err 'table.mrc: is CSV, not what its name says'
	has out 'Un film'
}

leaves_out_the_damaged() {
	read_as 3 damaged.mrc
	is 'Un Deux Cinq' "$(jq -r '.[1][1]' out | paste -sd ' ')"
	has err 'damaged.mrc:3: a damaged record; left out'
	has err 'damaged.mrc:4: a damaged record; left out'
	is 2 "$(wc -l <err)"
}

reads_lying_lengths() {
	read_as 3 plain.mrc || read_as 0 plain.mrc
	cp out expected
	read_as 3 lengths.mrc
	head -n 1 out >first
	same expected first
	is 'Deux Trois Quatre Cinq' "$(sed 1d out | jq -r '.[1][1]' | paste -sd ' ')"
	has err 'lengths.mrc:1: lengths in a record that are wrong, read by its separators: 1'
	LC_ALL=fr expect_code 3 coopidx --extract=jsonl -q lengths.mrc
	has err 'longueurs fausses dans un enregistrement'
}

reads_lines() {
	read_as 0 lines.mrc
	is 'Titre 1 Titre 2 Titre 3' "$(jq -r '.[1][1]' out | paste -sd ' ')"
}

stands_hostile_files() {
	expect_code 3 within coopidx --extract=jsonl -q hostile.mrc
	is 'Un Neuf' "$(jq -r '.values[1].value' out | paste -sd ' ')"
	has err 'a record larger than a notice may be; left out'
	[ "$(wc -l <err)" -lt 8 ]
}

# ---- XML ----

WRAPPED='<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header/><metadata>
<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2"><mxc:leader>00000nam0 2200000   450 </mxc:leader>
<mxc:controlfield tag="001">1</mxc:controlfield><mxc:datafield tag="200" ind1="1" ind2=" ">
<mxc:subfield code="a">L&#39;été</mxc:subfield></mxc:datafield></mxc:record></metadata></record>
<record><header status="deleted"/></record></ListRecords></OAI-PMH>'

titles() {
	jq -r '.values[] | select(.field == "title") | .value' out | paste -sd '|'
}

reads_xml() {
	printf '%s' "$WRAPPED" >oai.xml
	expect_code 0 coopidx --extract=jsonl oai.xml
	empty err
	is "L'été" "$(titles)"
	printf '%s' '<searchRetrieveResponse><records><record><recordData><record><leader>0</leader><datafield
tag="245"><subfield code="a">Un /</subfield></datafield></record></recordData></record></records
></searchRetrieveResponse>' >sru.xml
	expect_code 0 coopidx --extract=jsonl sru.xml
	is 'Un' "$(titles)"
	printf '<?xml version="1.0" encoding="iso-8859-1"?>\n<unimarc><notice><dt>g</dt><f c="001">7</f><f c="200"
ind="1 "><s c="a">\311t\351 & Cie, &eacute;t\351</s></f></notice></unimarc>' >pmb.xml
	expect_code 0 coopidx --extract=jsonl pmb.xml
	is 'Été & Cie, été' "$(titles)"
	cp pmb.xml pmb.csv
	expect_code 3 coopidx --extract=jsonl pmb.csv
	has err 'pmb.csv: is MARCXML, not what its name says'
}

# subfield TEXT: a record with that title.
subfield() {
	printf '<record><leader>0</leader><datafield tag="200"><subfield code="a">%s\n' "$1"
}
END='</subfield></datafield></record>'

leaves_out_the_damaged_of_xml() {
	{
		echo '<collection xmlns="http://www.loc.gov/MARC21/slim">'
		subfield "Un$END"
		subfield "Deux</datafield></record>"
		subfield "Trois</deep>$END"
		subfield "<![CDATA[Quatre</record>]]>$END"
		echo "<!-- $(subfield "Non$END") -->"
		subfield "Cinq"
	} >bad.xml
	expect_code 3 coopidx --extract=jsonl bad.xml
	is 'Un|Quatre</record>' "$(titles)"
	has err 'bad.xml:3: a damaged record; left out'
	has err 'bad.xml:4: a damaged record; left out'
	has err 'bad.xml:7: a damaged record; left out'
}

stands_hostile_xml() {
	perl -e 'print qq(<!DOCTYPE c [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]>);
		print "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">", "<record>" x 100000, "<leader>0</leader><a>" x 100000, "</a>" x 100000, "</record>\n";
		print "<record><leader>0</leader><datafield tag=\"200\">", "<subfield code=\"a\">x</subfield>" x 400000, "</datafield></record>\n";
		print "<record><leader>0</leader><datafield tag=\"200\"><subfield code=\"a\">Bon &b; &e; fin</subfield></datafield></record></collection>"' >hostile.xml
	expect_code 3 within coopidx --extract=jsonl hostile.xml
	is 'Bon &b; &e; fin' "$(titles)"
	has err 'hostile.xml:1: a damaged record; left out'
	has err 'hostile.xml:2: a record larger than a notice may be; left out'
}

# Software that is not ours writes what it reads: other bytes, the same records.
round_trips() {
	cat plain.mrc marc21.mrc plain.mrc | sed 's/FR-0042/FR-0043/3' >all.mrc
	read_as 3 all.mrc || read_as 0 all.mrc
	cp out expected
	yaz-marcdump -o marcxml all.mrc >all.xml
	yaz-marcdump -o marcxchange all.mrc >change.xml
	yaz-marcdump -i marcxml -o marc all.xml >again.mrc
	for file in all.xml change.xml again.mrc; do
		expect_code 3 coopidx --extract=jsonl -q "$file"
		jq -c '[.values[] | [.name // .field, .value]]' out >values
		same expected values
	done
	if [ -n "$YAZ" ]; then
		yaz-marcdump -f utf-8 -t marc8 -l 9=32 -o marc marc21.mrc >marc8.mrc
		hasnt marc8.mrc 'Мельница'
		read_as 0 marc21.mrc
		cp out expected
		read_as 0 marc8.mrc
		same expected out
	fi
}

YAZ=
if can_yaz; then YAZ=yes; fi
test_case 'a record of UNIMARC gives its fields' gives_fields
test_case 'what no field says is taken from codes' falls_back
test_case 'MARC is indexed, and found by its fields' is_found
test_case 'a record of MARC21 gives its fields' gives_fields_of_marc21
test_case 'the character set is found out, whatever is declared' same_in_any_set
if [ -n "$YAZ" ]; then
	test_case 'MARC-8' reads_marc8
	test_case 'without the library that converts, the set is told' lacks_yaz
fi
test_case 'a character set that the user names' user_names_set
test_case 'marks of articles are taken off titles' takes_marks_off
test_case 'a dry run tells format and character set' tells_of_it
test_case 'MARC is known by its content' is_known_by_content
test_case 'a damaged record is left out alone' leaves_out_the_damaged
test_case 'lengths that lie' reads_lying_lengths
test_case 'a record a line, with a byte order mark' reads_lines
test_case 'hostile records' stands_hostile_files
if has_xml; then
	test_case 'MARCXML, its wrappings and its kin' reads_xml
	test_case 'a damaged record in XML is left out alone' leaves_out_the_damaged_of_xml
	test_case 'hostile XML' stands_hostile_xml
	test_case 'what YAZ writes is read to the same records' round_trips
fi
finish
