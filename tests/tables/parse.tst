# Queries as the parser understands them (query/syntax/parser.h).
#
# A line is a query, " -> ", and the query printed anew from its tree, in the language of queries:
# fields and operators in English, with as few parentheses as it needs. A query behind --tree is
# shown as a tree: a node that has others below it is in parentheses, "..." are words. Behind "!"
# stand the kinds of warnings (query/syntax/warning.h) in their order. \n and \t are a line end and a
# tab. Every prefix of each query is also printed and parsed again, which must give the same tree.
# Empty lines and those with # say nothing.

# ---- trees: from the loosest operator to the tightest

--tree scop lyon -> "scop lyon"
--tree scop ET lyon -> (and "scop" "lyon")
--tree scop OU cae ET lyon -> (or "scop" (and "cae" "lyon"))
--tree (scop OU cae) ET lyon -> (and (or "scop" "cae") "lyon")
--tree scop SAUF lyon -> (and "scop" (not "lyon"))
--tree SAUF (scop OU lyon) -> (not (or "scop" "lyon"))
--tree film d'usine ET lyon grève -> (and "film d'usine" "lyon grève")
--tree +scop lyon -paris -> (list +"scop" "lyon" -"paris")
--tree -scop -> (list -"scop")
--tree (+scop) lyon -> (list (list +"scop") "lyon")
--tree scop "de lyon" film -> (list "scop" phrase "de lyon" "film")
--tree "société coopérative"~3 -> phrase "société coopérative" ~3
--tree scop PRES/5 lyon -> (near "scop" "lyon" NEAR/5)
--tree scop PUIS/3 lyon PRES/phrase film -> (near "scop" "lyon" ADJ/3 "film" NEAR/sentence)
--tree scop PRES/5 (lyon OU paris) film -> (list (near "scop" (or NEAR/5 "lyon" "paris")) "film")
--tree coop* lyyon~ f?lm^2 -> (list pattern "coop*" fuzzy "lyyon" ~1 pattern "f?lm" ^2)
--tree son:dupond -> sound "dupond"
--tree son:dupond scop -> (list sound "dupond" "scop")
--tree son:"jean dupond" -> (and sound "jean" sound "dupond")
--tree son:Jean-Pierre^2 -> (and ^2 sound "Jean" sound "Pierre")
--tree real:son:dupond -> (field director sound "dupond")
--tree real:(son:dupond OU roy) -> (field director (or sound "dupond" "roy"))
--tree son:(dupond ET durand) -> (and sound "dupond" sound "durand")
--tree son:real:x -> (and sound "real" sound "x")
--tree son:coop* -> pattern "coop*"
--tree -son:dupond scop -> (list -sound "dupond" "scop")
--tree son:dupond PRES/3 lyon -> (near sound "dupond" "lyon" NEAR/3)
--tree (scop lyon)^3 -> "scop lyon" ^3
--tree * -> all
--tree titre:scop lyon -> (list (field title "scop") "lyon")
--tree titre:(scop OU real:roy) -> (field title (or "scop" (field director "roy")))
--tree annee:1980..1985 -> (field year range 1980..1985)
--tree annee:>1980 -> (field year range 1981..99999)
--tree -annee:..1990 -> (list (-field year range 0..1990))
--tree annees:80 -> (field year range 1980..1989)
--tree duree:1h30 -> (field minutes range 90..90)
--tree genre:a lyon genre:b -> (list (or (field genre "a") (field genre "b")) "lyon")
--tree annee:1980.. annee:..1990 -> (field year range 1980..1990)
--tree annee:1980.. annee:1985 annee:1970 -> (field year range 1985..1985)
--tree genre:* -> (field genre all)
--tree scop) ET "lyon -> (and "scop" "lyon") ! close quote
--tree titre:(ET) film -> "film" ! operator empty value
--tree SCOP ET LYON -> "SCOP ET LYON" ! capitals

# ---- years and minutes that words tell

--tree films des années 80 -> (list "films des années 80" (?field year range 1980..1989))
--tree les années 1970 et 80 -> (list "les années 1970 et 80" (|field year range 1970..1989))
--tree années 70-80 -> (list "années 70-80" (|field year range 1970..1989))
--tree annees 10 -> (list "annees 10" (|field year range 2010..2019))
--tree DÉCENNIE 1990 -> (list "DÉCENNIE 1990" (|field year range 1990..1999))
--tree scop depuis les années 80 -> (list "scop depuis les années 80" (?field year range 1980..99999))
--tree avant les années 60 -> (list "avant les années 60" (|field year range 0..1959))
--tree après les années 60 -> (list "après les années 60" (|field year range 1970..99999))
--tree jusqu'aux années 60 -> (list "jusqu'aux années 60" (|field year range 0..1969))
--tree années 1981 à 1985 -> (list "années 1981 à 1985" (|field year range 1981..1985))
--tree documentaire 52 min -> (list "documentaire 52 min" (?field minutes range 52..52))
--tree portrait 52mn, Lyon -> (list "portrait 52mn, Lyon" (?field minutes range 52..52))
--tree film 1h30 -> (list "film 1h30" (?field minutes range 90..90))
--tree film de 1 h 05 -> (list "film de 1 h 05" (?field minutes range 65..65))
--tree années 80, 26 minutes -> (list "années 80, 26 minutes" (|field year range 1980..1989) (|field minutes range 26..26))
--tree scop "de lyon" années 80 -> (list "scop" phrase "de lyon" "années 80" (?field year range 1980..1989))
--tree annee:1975 années 80 -> (list (field year range 1975..1975) "années 80")
--tree les 24 h du Mans -> "les 24 h du Mans"
--tree 48 heures -> "48 heures"
--tree années 85 -> "années 85"
--tree les 80 années -> "les 80 années"
--tree années folles -> "années folles"
--tree genre:fiction années 80 -> (list (field genre "fiction") "années 80" (|field year range 1980..1989))
--tree 5 rue de la 3 min -> (list "5 rue de la 3 min" (?field minutes range 3..3))
films des années 80 -> films des années 80

# ---- below operators and in parentheses, too: each group of free words by itself

--tree années 80 ET scop -> (and (list "années 80" (|field year range 1980..1989)) "scop")
--tree scop ET lyon années 80 -> (and "scop" (list "lyon années 80" (?field year range 1980..1989)))
--tree scop OU (films 52 min) -> (or "scop" (list "films 52 min" (?field minutes range 52..52)))
--tree scop SAUF années 80 -> (and "scop" (not (list "années 80" (|field year range 1980..1989))))
--tree scop SAUF lyon années 80 -> (and "scop" (not "lyon années 80"))
--tree SAUF 1h30 -> (not (list "1h30" (|field minutes range 90..90)))
--tree scop -(années 80) -> (list "scop" (-list "années 80" (|field year range 1980..1989)))
--tree scop -(lyon années 80) -> (list "scop" -"lyon années 80")
--tree +(lyon années 80) scop -> (list (+list "lyon années 80" (?field year range 1980..1989)) "scop")
--tree (+lyon années 80) scop -> (list (list +"lyon" "années 80" (?field year range 1980..1989)) "scop")
--tree scop (lyon OU (26 minutes ET années 80)) -> (list "scop" (or "lyon" (and (list "26 minutes" (|field minutes range 26..26)) (list "années 80" (|field year range 1980..1989)))))
--tree (années 80)^2 ET scop -> (and (list "années 80" ^2 (|field year range 1980..1989)) "scop")
--tree années 80 ET genre:fiction -> (and (list "années 80" (|field year range 1980..1989)) (field genre "fiction"))
--tree (années 80) ET scop annee:1975 -> (and "années 80" (list "scop" (field year range 1975..1975)))
--tree titre:(années 80) ET scop -> (and (field title "années 80") "scop")
--tree "années 80" ET scop -> (and phrase "années 80" "scop")
--tree lyon PRES/5 1h30 ET scop -> (and (near "lyon" "1h30" NEAR/5) "scop")
+(52 min) -52min ET années 80 -> +(52 min) -(52min) AND années 80
(lyon années 80) OU scop -> lyon années 80 OR scop

# ---- values as facets show them

decennie:"années 80" -> year:1980..1989
decade:1980s -> year:1980..1989
annee:"les années 1970 et 80" -> year:1970..1989
duree:"52 min" -> minutes:52
duree:"1 h 30" -> minutes:90
annee:"films des années 80" -> year:"films des années 80"
titre:"années 80" -> title:"années 80"
dept:Rhône -> department:69
departement:"69 RHONE" -> department:69
dept:(haute-loire OU Loire) -> department:(43 OR 42)
dept:(Haute Loire rhône 75 x) -> department:(43 69 75 x)
dept:"Côte-d'Or" -> department:21
dept:réunion -> department:974
dept:"La Réunion" -> department:974
dept:"2A Corse-du-Sud" -> department:2a
-dept:(Territoire de Belfort) -> -department:90
dept:rhô* -> department:rhô*
dept:rhôn -> department:rhôn
ville:Rhône -> place:Rhône

# ---- words are words, with all that stands in them

scop lyon -> scop lyon
  scop\tlyon\n -> scop lyon
l'économie (sociale) et solidaire -> l'économie sociale et solidaire
salarié(e)s et directeur(trice) -> salarié(e)s et directeur(trice)
cap (at) cap.coop -> cap (at) cap.coop
+33 (0)4 78 68 18 18 -> +33 (0)4 78 68 18 18
Qui a fondé Lip ? -> Qui a fondé Lip ?
Qui a fondé Lip? -> Qui a fondé Lip?
Qu'est-ce qu'un "tiers autorisé" ? -> Qu'est-ce qu'un tiers autorisé ?
Comment lire le "fichier des fichiers"? -> Comment lire le fichier des fichiers ?
le "contrat d'appui" -> le "contrat d'appui"
+"contrat d'appui" ? -> +"contrat d'appui" ?
titre:"contrat d'appui" ? -> title:"contrat d'appui" ?
le "oui OU non" ? -> le "oui OU non" ?
C'EST QUOI UN "TIERS AUTORISÉ" ? -> C'EST QUOI UN TIERS AUTORISÉ ?
le "-oui" ? -> le "-oui" ?
http://www.cooperer.coop/ -> http://www.cooperer.coop/
12:30 - 14:00 -> 12:30 - 14:00
pomme de terre et eau -> pomme de terre et eau
=élevé film -> =élevé film
Titre : la suite -> Titre : la suite

# ---- operators

scop ET lyon -> scop AND lyon
scop OU cae ET lyon -> scop OR cae AND lyon
(scop OU cae) ET lyon -> (scop OR cae) AND lyon
scop SAUF lyon -> scop AND NOT lyon
scop ET SAUF lyon -> scop AND NOT lyon
scop AND NOT lyon -> scop AND NOT lyon
SAUF lyon -> NOT lyon
scop SANS lyon -> scop AND NOT lyon
scop NON lyon -> scop AND NOT lyon
scop ET NON lyon -> scop AND NOT lyon
SANS TOIT NI LOI -> SANS TOIT NI LOI ! capitals
NON À LA GUERRE -> NON À LA GUERRE ! capitals
FILM SAUF LYON -> FILM NOT LYON
sans toit non plus -> sans toit non plus
film d'usine ET lyon -> film d'usine AND lyon
scop OU SAUF lyon -> scop OR NOT lyon
a OU (b OU c) -> a OR (b OR c)
((((scop)))) -> scop
+scop -lyon film -> +scop -lyon film
+(a b) -(c OU d) -> +(a b) -(c OR d)
(+a) b -> (+a) b
a -titre:b -> a -title:b
titre : coop -> title:coop
titre : coop lyon -> title:coop lyon
titre :coop -> title:coop
titre: coop -> title:coop
année : 1980..1985 scop -> year:1980..1985 scop
-titre : "la scop" lyon -> -title:"la scop" lyon
genre : (drame OU portrait) -> genre:(drame OR portrait)
Titre : coop -> Titre : coop
TITRE : coop -> TITRE : coop
lieu : -> lieu ;
lieu: -> lieu;
scop titre:) lyon -> scop titre; lyon ! close
film : une histoire -> film : une histoire
a : b -> a : b
mots-clés:scop -> keywords:scop
mots-clés : scop -> keywords:scop
code-postal:69001 -> department:69001
semi-finale:scop -> semi-finale:scop
n : 12 -> n : 12

# ---- places

"scop de lyon" -> "scop de lyon"
“scop de lyon”~5 film -> "scop de lyon"~5 film
scop PRES/5 lyon -> scop NEAR/5 lyon
scop PRÈS lyon -> scop NEAR/10 lyon
scop PUIS/3 lyon NEAR/2 film -> scop ADJ/3 lyon NEAR/2 film
a scop PRES/phrase lyon b -> a scop NEAR/sentence lyon b
scop ADJ/paragraphe (lyon OU paris) -> scop ADJ/paragraph (lyon OR paris)
scop NEAR/0 lyon -> scop NEAR/1 lyon

# ---- patterns

coop* *logie co*tive f?lm ?oop -> coop* *logie co*tive f?lm ?oop
mot~ mot~2 mot~9 -> mot~1 mot~2 mot~2
sound:mot phonétique:mot SON:mot Phonetic:mot -> sound:mot sound:mot sound:mot sound:mot
le son : mot -> le son ; mot
Le son: mot -> Le son; mot
son:l'abbé -> sound:abbé
son:"l’abbé Pierre" -> sound:abbé AND sound:Pierre
son:. -> son:.
son:"..." scop -> scop ! value
titre:son:mot -> title:sound:mot
son:3 -> sound:3
* -> *
scop^3 lyon^0.5 (a b)^2 -> scop^3 lyon^0.5 (a b)^2
((a^2))^3 "b"^0 -> a^6 "b"^0.01

# ---- fields

titre:scop -> title:scop
Réal:"Jean Rouch" annee:1998..2005 -> director:"Jean Rouch" year:1998..2005
titre:(scop OU cae*) -> title:(scop OR cae*)
titre:ET -> title:ET
annee:..1990 -> year:..1990
annee:1998-2005 OU annees:80 -> year:1998..2005 OR year:1980..1989
+duree:>52 +duree:<=1h30 +duree:52min -> +minutes:53.. +minutes:..90 +minutes:52

# ---- values of one field side by side

genre:a genre:b -> genre:a OR genre:b
x genre:a y genre:b z -> x (genre:a OR genre:b) y z
genre:a pays:b genre:c pays:d -> (genre:a OR genre:c) (country:b OR country:d)
genre:a genre:(b c) -> genre:a OR genre:(b c)
genre:a ET genre:b -> genre:a AND genre:b
+genre:a +genre:b -> +genre:a +genre:b
+genre:a genre:b -> +genre:a genre:b
genre:a -genre:b -> genre:a -genre:b
genre:a genre:* -> genre:a genre:*
(genre:a OU genre:b) genre:c -> genre:a OR genre:b OR genre:c
(genre:a)^2 genre:b^3 -> (genre:a)^2 OR genre:b^3
id:a id:b dept:69 dept:75 -> (id:a OR id:b) (department:69 OR department:75)

# ---- but not of a field that has several, or of text

titre:a titre:b -> title:a title:b
sujet:a sujet:b tel:04 tel:06 -> keywords:a keywords:b phone:04 phone:06

# ---- ranges: closed ones are alternatives, open ones limits

annees:80 annees:10 -> year:1980..1989 OR year:2010..2019
annee:1998 annee:2001 -> year:1998 OR year:2001
annee:1980.. annee:..1990 -> year:1980..1990
duree:<60 duree:>20 -> minutes:21..59
annee:1980.. annee:1985.. -> year:1985..
annee:..1960 annee:1990.. -> year:..1960 OR year:1990..
annee:1980.. annee:1975..1985 annee:2001 -> year:1980..1985 OR year:2001
annee:1960..1969 annee:1980.. -> year:1960..1969 OR year:1980..
annee:avril annee:1980.. annee:mai -> (year:avril OR year:mai) year:1980..
annee:ET annee:1980 annee:PRES/5 -> year:ET OR year:1980 OR year:PRES/5
prod:* -tel:* dept:69 ville:Lyon -> producers:* -phone:* department:69 place:Lyon
annee:avril -> year:avril
annee:2005..1998 -> year:1998..2005
duree:(+0 PUIS/2 10) -> minutes:(+(0 ADJ/2 10)) ! near
duree:(+0 +5 -0) -> minutes:(+( 0) +(5) -( 0))

# ---- the code of a country is a number where there are some

annee:(+33 4) -> year:(33 4)
annee:(avril PRES/5 +33. 4) -> year:(avril NEAR/5 33 4) ! near
avril PRES/5 +33 4 -> avril NEAR/5 33 4
titre:(real:rouch scop) -> title:(director:rouch scop)

# ---- in capitals alone, operators are words, but NOT and a distance that is given

CDD ET PERIODE D'ESSAI -> CDD ET PERIODE D'ESSAI ! capitals
PRES DE LYON -> PRES DE LYON ! capitals
MINE D'OR OU D'ARGENT -> MINE D'OR OU D'ARGENT ! capitals
SCOP AND SCIC OR CAE NEAR LYON -> SCOP AND SCIC OR CAE NEAR LYON ! capitals
LAVER PUIS RINCER -> LAVER PUIS RINCER ! capitals
SCOP ET SCIC 2001 -> SCOP ET SCIC 2001 ! capitals
ÉTUDE ET ŒUVRE -> ÉTUDE ET ŒUVRE ! capitals
Nº 5 ET 6 -> Nº 5 ET 6 ! capitals
QU'EST-CE QU'UN PAYS-BAS ET UN R&D ? -> QU'EST-CE QU'UN PAYS-BAS ET UN R&D ? ! capitals
SALARIÉ(E)S ET CDI - 35 H. -> SALARIÉ(E)S ET CDI - 35 H. ! capitals
ET -> ! operator
ET ET SAUF -> ! operator operator operator
ET 1 -> ET 1 ! capitals
CAE SAUF SCOP -> CAE NOT SCOP
CAE NOT SCOP -> CAE NOT SCOP
CAE ET SCIC SAUF SCOP OU SARL -> CAE ET SCIC NOT SCOP OU SARL ! capitals
SAUF SCOP SAUF CAE -> NOT SCOP NOT CAE
SCOP PRES/5 LYON -> SCOP NEAR/5 LYON
SCOP PUIS/5 LYON ET PARIS -> SCOP ADJ/5 LYON ET PARIS ! capitals

# ---- with anything else they are operators

SCOP ET Lyon -> SCOP AND Lyon
SCOP ET œUVRE -> SCOP AND œUVRE
SCOP ET é -> SCOP AND é
(SCOP ET SCIC) OU CAE -> (SCOP AND SCIC OR CAE)
(SCOP) ET SCIC SAUF LYON -> (SCOP AND SCIC AND NOT LYON)
SCOP ET "LYON" -> SCOP AND "LYON"
SCOP ET -LYON -> SCOP AND -LYON
SCOP ET +LYON -> SCOP AND +LYON
SCOP ET =LYON -> SCOP AND =LYON
SCOP ET LYON~ -> SCOP AND LYON~1
SCOP ET COOP* -> SCOP AND COOP*
SCOP ET LY?N -> SCOP AND LY?N
SCOP ET LYON^2 -> SCOP AND LYON^2
SCOP ET TITRE:LYON -> SCOP AND title:LYON
SCOP PRES LYON* -> SCOP NEAR/10 LYON*

# ---- what cannot be obeyed

scop ET -> scop ! operator
ET scop -> scop ! operator
scop ET ET lyon -> scop AND lyon ! operator
scop OU OU lyon -> scop OR lyon ! operator
scop SAUF -> scop ! operator
SAUF SAUF scop -> NOT scop ! operator
"scop lyon -> scop lyon ! quote
(scop lyon -> scop lyon ! open
scop) lyon -> scop lyon ! close
() scop -> scop ! empty
foo:bar -> foo:bar ! field
scop PRES/5 -> scop ! operator
PRES/5 scop -> scop ! operator
scop PRES/5 (a ET b) -> scop NEAR/5 (a AND b) ! near
titre:() scop -> scop ! empty value
scop PRES/x lyon -> scop PRES/x lyon
annee:1980...1985 scop -> scop ! number
+annee:>abc scop -> scop ! number
scop ET annee:..x -> scop ! number
annee:(..x OU 1998) -> year:1998 ! number
annee:(..x) scop -> scop ! number
titre:..x -> title:(..x)
a ( ( b ET ) c -> a b c ! operator open
