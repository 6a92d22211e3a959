#!/bin/sh
# XML: the vocabularies of libraries, archives and sites, XML of no known one, and what is wrong in it.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# take FILE: the records as lines of "line|field=value|..."
take() {
	coopidx -q --extract=jsonl "$1" >json 2>err || [ $? -eq 3 ] # something was mended
	jq -r '"\(.line)|" + ([.values[] | select(.field != "id" or (.value | test("#") | not)) |
		"\(.name // .field)=\(.value | tostring | gsub("\n"; "/"))"] | join("|"))' json >rows
}

harvested() { # OAI-PMH, whatever the file is called
	cat >notices.txt <<-'END'
		<?xml version="1.0" encoding="UTF-8"?>
		<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
		<record><header><identifier>oai:scop:1</identifier><datestamp>2021-02-03</datestamp></header>
		<metadata><oai_dc:dc xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>L'atelier</dc:title>
		<dc:creator>Morvan, Jeanne</dc:creator><dc:creator>Grenier, Paul</dc:creator>
		<dc:contributor>Coop Image</dc:contributor><dc:subject>scop</dc:subject><dc:subject>Lyon, Rhône</dc:subject>
		<dc:date>1976-05-01</dc:date><dc:identifier>https://example.org/1</dc:identifier>
		<dc:identifier>ISBN 2</dc:identifier></oai_dc:dc></metadata></record>
		<record><header status="deleted"><identifier>oai:scop:2</identifier></header></record>
		<record><header><identifier>oai:scop:3</identifier></header><metadata><dc><title>La relève</title></dc></metadata></record>
		</ListRecords></OAI-PMH>
	END
	take notices.txt
	printf '%s\n' "3|id=oai:scop:1|title=L'atelier|director=Morvan, Jeanne ; Grenier, Paul|year=1976|keywords=scop ; Lyon, Rhône|url=https://example.org/1|date=1976-05-01|identifier=ISBN 2|contributor=Coop Image" \
		'10|id=oai:scop:3|title=La relève' >expected
	same expected rows
}

dublin_core_alone() {
	cat >a.rdf <<-'END'
		<rdf:RDF xmlns:rdf="r" xmlns:dc="http://purl.org/dc/elements/1.1/">
		<rdf:Description rdf:about="n1"><dc:title>Un</dc:title><dc:date>[1987?]</dc:date></rdf:Description>
		<rdf:Description rdf:about="n2"><dc:title>Deux</dc:title><dc:contributor>A. Brun</dc:contributor></rdf:Description>
		</rdf:RDF>
	END
	take a.rdf
	printf '%s\n' '2|id=n1|title=Un|year=1987|date=[1987?]' '3|id=n2|title=Deux|director=A. Brun' >expected
	same expected rows
	printf '<searchRetrieveResponse><records><record><recordData><srw_dc:dc><title>S</title></srw_dc:dc></recordData><recordPosition>1</recordPosition></record></records></searchRetrieveResponse>' >s.xml
	take s.xml
	printf '1|title=S\n' >expected
	same expected rows
}

units_of_archives() {
	cat >fonds.xml <<-'END'
		<?xml version="1.0" encoding="UTF-8"?>
		<!DOCTYPE ead SYSTEM "ead.dtd" [<!ENTITY coop "coopérative">]>
		<ead><eadheader><eadid>FRAD-12J</eadid></eadheader>
		<archdesc level="fonds"><did><unittitle>Union des <emph>scop</emph></unittitle><unitid>12 J</unitid>
		<unitdate normal="1898/1954">XIXe-XXe s.</unitdate></did>
		<bioghist><head>Histoire</head><p>Fondée en 1898.</p><p>Dissoute.</p></bioghist>
		<dsc><c01 level="series"><did><unitid>1</unitid><unittitle>Assemblées</unittitle></did>
		<c02 level="file"><did><unitid>1</unitid><unittitle>Registre de la &coop;</unittitle><unitdate>1898-1914</unitdate>
		<origination>Brun, Anne</origination><container label="boîte">4</container></did>
		<scopecontent><p>Relié.</p></scopecontent><controlaccess><persname>Brun</persname><geogname>Lyon</geogname></controlaccess></c02>
		<c02><did><unitdate>1920</unitdate></did></c02></c01></dsc>
		<controlaccess><subject>Grève</subject></controlaccess></archdesc></ead>
	END
	take fonds.xml
	empty err
	cat >expected <<-'END'
		7|id=1|title=Assemblées|level=series|cote=1|path=Union des scop
		8|id=1/1|title=Registre de la coopérative|director=Brun, Anne|year=1898-1914|description=Relié.|keywords=Brun ; Lyon|level=file|cote=1|container=4|path=Union des scop > Assemblées
		11|title=1920|year=1920|path=Union des scop > Assemblées
		4|id=12 J|title=Union des scop|year=1898-1954|history=Fondée en 1898./Dissoute.|keywords=Grève|level=fonds|cote=12 J|unitdate=XIXe-XXe s.
	END
	same expected rows
}

texts_of_tei() {
	cat >lettres.tei <<-'END'
		<teiCorpus><teiHeader><fileDesc><titleStmt><title>Lettres</title></titleStmt></fileDesc></teiHeader>
		<TEI xml:lang="fr"><teiHeader><fileDesc><titleStmt><title>Lettre</title><title type="sub">à Lyon</title><author>Anne Brun</author></titleStmt>
		<publicationStmt><date>2015</date></publicationStmt></fileDesc><profileDesc><creation><date when="1898-03-02">2 mars 1898</date></creation>
		<textClass><keywords><term>scop</term></keywords></textClass></profileDesc></teiHeader>
		<text><body><p>Cher <hi>a</hi>mi,<lb/>adieu.</p></body></text></TEI>
		<TEI><teiHeader><fileDesc><titleStmt><title>Autre</title></titleStmt></fileDesc></teiHeader><text><body><p>Bref.</p></body></text></TEI></teiCorpus>
	END
	take lettres.tei
	cat >expected <<-'END'
		2|title=Lettre : à Lyon|director=Anne Brun|year=1898|keywords=scop|body=Cher ami,/adieu.|language=fr|creation=2 mars 1898|date=2015
		6|title=Autre|body=Bref.
	END
	same expected rows
}

feeds() {
	cat >f.rss <<-'END'
		<rss version="2.0"><channel><title>Blog coop</title><image><title>logo</title></image>
		<item><title>Un &amp; deux</title><link>http://b/1</link><guid>b-1</guid><pubDate>Tue, 10 Mar 2020 09:00:00 +0100</pubDate>
		<category>scop</category><category>Lyon</category><description><![CDATA[<p>R&eacute;sum&eacute; <b>gras</b></p><p>fin</p>]]></description></item></channel></rss>
	END
	take f.rss
	printf '%s\n' '2|id=b-1|title=Un & deux|year=2020|description=Résumé gras//fin|keywords=scop ; Lyon|source=Blog coop|url=http://b/1|pubDate=Tue, 10 Mar 2020 09:00:00 +0100' >expected
	same expected rows
	cat >f.atom <<-'END'
		<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title><id>urn:1</id><updated>2021-02-03T04:05:06Z</updated>
		<published>2019</published><link rel="self" href="http://s"/><link href="http://a"/><author><name>Anne</name><email>a@b</email></author>
		<category term="scop"/><content type="html">&lt;p&gt;Long&lt;/p&gt;</content></entry></feed>
	END
	take f.atom
	printf '%s\n' '1|id=urn:1|title=T|director=Anne|year=2019|keywords=scop|body=Long|source=F|url=http://a|updated=2021-02-03T04:05:06Z' >expected
	same expected rows
}

unknown() { # what repeats is a table; the user's map holds for it as for CSV
	cat >u.xml <<-'END'
		<?xml version="1.0"?>
		<catalogue date="2020"><editeur>Nous</editeur><notices>
		<notice id="12"><titres><titre>Les ouvrières</titre></titres>
		<auteurs><auteur><nom>Brun</nom><prenom>Anne</prenom></auteur><auteur><nom>Petit</nom></auteur></auteurs>
		<annee>1998</annee><motscles><mot>grève</mot><mot>usine</mot></motscles><zz>x</zz></notice>
		<notice id="13"><titres><titre>Deux</titre></titres><annee>2001</annee><lien href="http://a.b/c"/></notice></notices></catalogue>
	END
	take u.xml
	printf '%s\n' '3|id=12|title=Les ouvrières|director=Brun, Anne/Petit|year=1998|keywords=grève/usine|zz=x' \
		'6|id=13|title=Deux|year=2001|url=http://a.b/c' >expected
	same expected rows
	printf 'zz = genre\n' >map
	coopidx -q --map map --extract=jsonl u.xml >json
	holds json '.values[] | select(.field == "genre").value == "x"'
}

named_by_attributes() { # as portals, search engines and databases export
	printf '<?xml version="1.0"?>\n<items><item type="X"><property name="Titre" value="La Scierie" rank="1"/>\n<property name="Publié le" value="1998"/></item></items>' >s.xml
	take s.xml
	printf '2|title=La Scierie|year=1998|genre=X\n' >expected
	cut -d '|' -f 1- rows | tr '|' '\n' | sort >got
	tr '|' '\n' <expected | sort >wanted
	same wanted got
	printf '<add><doc><field name="title">Un</field><field name="author">A B</field></doc><doc><field name="title">Deux</field></doc></add>' >solr.xml
	take solr.xml
	printf '1|title=Un|director=A B\n1|title=Deux\n' >expected
	same expected rows
}

running_text() { # markup is never a title
	printf '<?xml version="1.0"?><livre><titre>Le titre</titre><par>Une <i>phrase</i> ici.</par><par>Une <i>autre</i>.</par></livre>' >d.xml
	take d.xml
	printf '1|title=Le titre|body=Une phrase ici.//Une autre.|id=d.xml\n' >expected
	same expected rows
}

mended() { # what is not well-formed costs no other record, and is told with its line
	{
		printf '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH><ListRecords>\n'
		printf '<record><header><identifier>1</identifier></header><metadata><dc><title>R&D & l&eacute;gumes < 3</title></dc></metadata></record>\n'
		printf '<record><header><identifier>2</identifier></header><metadata><dc><title>Sans fin\n'
		printf '<record><header><identifier>3</identifier></header><metadata><dc><title>Scierie d\351j\340 vue</title></dc></metadata></record>\n'
		printf '<record><header><identifier>4</identifier></header><metadata><dc><title lang="fr>Quatre</title></dc></metadata></record>\n'
		printf '<record><header><identifier>5</identifier></header><metadata><dc><title>Coup'
	} >m.xml
	expect_code 3 coopidx -q --extract=jsonl m.xml
	jq -r '[.values[] | select(.field == "id" or .field == "title").value] | join("|")' out >rows
	printf '%s\n' '1|R&D & légumes < 3' '2|Sans fin' '3|Scierie déjà vue' '4|Quatre' '5|Coup' >expected
	same expected rows
	has err 'm.xml:3: bare & or < in a text, read as that sign: 3'
	has err 'm.xml:3: entities of HTML'
	has err 'm.xml:5: bytes that are not of the declared character set, read as Windows-1252: 2'
	has err 'm.xml:5: not well-formed: start or end tags without the other, mended: 1'
	has err 'm.xml:6: attributes that are damaged'
	has err 'm.xml:7: the file is cut'
}

hostile() { # entities that grow, or lead elsewhere; depth; attributes and elements without end
	{
		printf '<!DOCTYPE dc [<!ENTITY a "ha"><!ENTITY p SYSTEM "file:///etc/passwd">'
		for i in b c d e f g h; do
			printf '<!ENTITY %s "' "$i"
			for _ in 1 2 3 4 5 6 7 8 9 0; do printf '&%s;' "$(printf %s "$i" | tr b-h a-g)"; done
			printf '">'
		done
		printf ']>\n<dc><title>rire &h;</title><creator>&p;</creator></dc>'
	} >laughs.xml
	take laughs.xml
	hasnt rows root:
	[ "$(wc -c <rows)" -lt 200 ]
	has err 'unknown entities, kept as they stand'
	awk 'BEGIN { print "<?xml version=\"1.0\"?>"; for (i = 0; i < 100000; i++) printf "<a>"; print "Fin" }' >deep.xml
	take deep.xml
	has err 'nested too deep'
	has rows 'title=Fin'
	awk 'BEGIN { print "<dc><title>A</title><description>"; for (i = 0; i < 100000; i++) printf "&a<b c=\"<"; print "</description></dc>" }' >signs.xml
	take signs.xml
	has rows 'title=A'
	awk 'BEGIN { printf "<dc><title "; for (i = 0; i < 300000; i++) printf "a%d=\"x\" ", i; print ">T</title></dc>" }' >attributes.xml
	take attributes.xml
	has rows 'title=T'
	has err 'attributes that are damaged, repeated or too many'
	printf 'pas de balises\n' >none.xml
	expect_code 2 coopidx -q --extract=jsonl none.xml
	has err 'is damaged, or not what its name says'
}

dry_run() {
	printf '<?xml version="1.0"?><l><n><titre>Un</titre><annee>1998</annee></n><n><titre>Deux</titre></n></l>' >l.xml
	expect_code 0 env LC_ALL=C.UTF-8 coopidx -n l.xml
	has out 'kind        XML'
	has out 'notices     2'
	has out 'annee'
}

in_folders() { # the suffixes are read in folders
	mkdir f
	for suffix in xml rdf rss atom ead tei oai; do
		printf '<dc><title>%s</title></dc>' "$suffix" >"f/a.$suffix"
	done
	coopidx -q --extract=jsonl f >json 2>err || [ $? -eq 3 ]
	[ "$(jq -r '.values[] | select(.field == "title").value' json | sort | tr '\n' ' ')" = 'atom ead oai rdf rss tei xml ' ]
}

test_case 'OAI-PMH: a notice a record' harvested
test_case 'Dublin Core by itself, and from SRU' dublin_core_alone
test_case 'EAD: a notice a unit' units_of_archives
test_case 'TEI: a notice a text' texts_of_tei
test_case 'RSS and Atom: a notice an item' feeds
test_case 'unknown XML: what repeats is a table' unknown
test_case 'elements that attributes name are columns' named_by_attributes
test_case 'running text in XML' running_text
test_case 'XML that is not well-formed' mended
test_case 'hostile XML' hostile
test_case 'XML in a dry run' dry_run
test_case 'XML in folders' in_folders
finish
