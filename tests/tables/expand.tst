# What the words of queries are in the index of stages.csv (query/plan/expand.h).
#
# A line is a query, " -> ", and its words with the number of documents that hold their term: word:3.
# "lyyon>lyon" is a correction, "|" stands before the stems of others. "&" stands before the terms of
# a long form or acronym, {} are the terms of a word in its field. Words of what must not match stand
# behind "-". Then the terms of leaves: of patterns, edits and ranges any, of phrases in order, in [];
# in () the forms that will do instead of a relaxed phrase's word, in {} its terms in the field. A leaf
# may be "dropped". Options before a query and warnings behind "!" are as in analyse.tst.

# ---- words

lyon -> lyon:3
élevé -> eleve:1
coopératives -> cooperatives:3
=coopération -> cooperation:1
=élève -> eleve:1
Lyon introuvable -> lyon:3 introuvable:0
porte-voix -> porte:1 portevoix:1 voix:1
porte voix -> porte:1&Zportevoix voix:1
--keep la scop -> la:2 scop:1
scop -lyon -> scop:1 - lyon:3

# ---- corrections

lyyon -> lyyon>lyon:3
montrre -> montrre>montre:1
monte -> monte>montre:1
montsre -> montsre>monstre|montr:1
=lyyon -> lyyon:0
-lyyon -> - lyyon:0
lyo -> lyo:0
# a plural or feminine is no further than its singular
salarrié -> salarrie>salaries:1
monstrre -> monstrre>monstre:1
# numerals are never corrected, nor taken for another word
XIXème siècle -> 19e:0 siecle:0
xviii 19e -> xviii:0 19e:0
# in a field, only to a word of that field
real:royy -> royy>roy:2{FCroy}
pays:belgiqe -> belgiqe>belgique:1{FEbelgique}
genre:lyyon -> lyyon:0{}

# ---- acronyms and long forms

cae -> cae:1&Zcooper&Zactivit&Zemploi
coopératives d'activité et d'emploi -> cooperatives:3&Zcae activite:2 emploi:2
emploi d'activité -> emploi:2 activite:2
=cae -> cae:1

# ---- patterns and words with edits

coop* -> coop*:0 [cooperation cooperative]
*voix -> *voix:0 [voix]
ess?im* -> ess?im*:0 [essaim essaimage essaimer]
montre~1 -> montre:1 [monstre montre montres]
zz* -> zz*:0
son:montres -> montres:1 [montre montres]
son:lion -> lion:0 [lyon]
son:élaive -> elaive:0 [eleve elevee]

# ---- beside NEAR, all forms of a word

coopérative PRES/5 lyon -> cooperative:3 lyon:3 [cooperative cooperation cooperative] [lyon lyon]
coopérative lyon -"une montre" -> cooperative:3 lyon:3 - montre:1 [une montre]

# ---- fields

genre:documentaire -> documentaire:2{FFdocumentaire}
genre:fict* -> fict*:0 [FFfiction]
annee:1980.. -> [FD1985 FD1998 FD2001]
annee:..1980 -> [FD1978]
dept:69 -> 69:0{Fz69100}
dept:Rhône -> 69:0{Fz69100}
lyon ET années 80 -> lyon:3 annees:0 80:0 [FD1985]
decennie:"années 80" -> [FD1985]
tel:0478 -> 0478:0{Fx0478681818}
titre:(scop cae) -> scop:1{FBscop} cae:1{FBcae}
real:roys -> roys:2{FCroy}
real:son:rois -> rois:0 [FCroy]
real:son:lyon -> lyon:3
titre:son:emploi -> emploi:1 [FBemplois]
resume:son:elaive -> elaive:0 [eleve elevee]
id:3 son:roi -> 3:0 roi:0 [Q3] [roy]
annee:avril -> avril:1{FDavril}
annee:abc -> abc:0{} dropped ! number
annee:(avril abc) -> avril:1{FDavril} abc:0{}
annee:1998-04-31 -> [FD1998]
annee:12/03/1998 -> [FD1998]
genre:* -> [FF]
id:3 -> 3:0 [Q3]
resume:lyon -> lyon:3{lyon}
corps:coopération -> cooperation:3{cooperation cooperative}
corps:lyyon -> lyyon>lyon:3{lyon}
corps:coop* -> coop*:0 [cooperation cooperative]
titre:"scop" -> scop:1 [scop]{FBscop}

# ---- phrases

"coopération de lyon" -> cooperation:1 lyon:3 [cooperation de lyon]
--forms "coopération de lyon" -> cooperation:3 lyon:3 [cooperation de lyon](cooperation cooperative)(lyon)
--forms titre:"emploi lyyon" -> emploi:2{FBemplois} lyyon:0{} [emploi lyyon](emploi emplois)
