# What the analyzer makes of a text, by the rules of shared/text/token.h and shared/text/analyzer.h.
#
# An entry is a line of input, the line of tokens expected, and an empty line. In the input
# \n \r \t \\ \xHH \u{HEX} stand for what they do in C (but \x takes two digits), \s for a
# blank and \e for nothing. A token is pos:form/stem, a stop word pos:form, a joined form
# +form/stem; "-" stands for no token at all.

# ---- elided heads

l'autogestion
1:autogestion/autogest

L'AUTOGESTION
1:autogestion/autogest

D'entreprise
1:entreprise/entrepris

J'accueille
1:accueille/accueil

m'associer
1:associer/associ

T'ENGAGER
1:engager/engag

s'organiser
1:organiser/organis

N'importe
1:importe/import

c'était
1:etait

qu'embaucher
1:embaucher/embauch

QU'ELLES
1:elles

jusqu'octobre
1:octobre/octobr

Lorsqu'arrive
1:arrive/arriv

puisqu'ils
1:ils

quoiqu'isolée
1:isolee/isole

quelqu'un
1:quelquun

Quelqu’une
1:quelquune

presqu'achevé
1:acheve/achev

entr'eux
1:eux

# several heads

qu'aujourd'hui
1:aujourdhui/aujourdhui

d'l'union
1:union/union

# every character that is typed for an apostrophe

l`union
1:union/union

l´union
1:union/union

lʼunion
1:union/union

l‘union
1:union/union

l’union
1:union/union

l‛union
1:union/union

l′union
1:union/union

l＇union
1:union/union

# an apostrophe that does not stand between letters or digits only separates

l' union
1:union/union

l'«union»
1:l 2:union/union

'union'
1:union/union

«l'union»
1:union/union

l''union
1:l 2:union/union

d'
1:d

d'1,5
1:1/1 2:5/5

52'
+52min/52min 1:52/52 2:minutes/minut

# ---- words whose apostrophe is part of the spelling

aujourd'hui
1:aujourdhui/aujourdhui

AUJOURD’HUI
1:aujourdhui/aujourdhui

d'aujourd'hui
1:aujourdhui/aujourdhui

prud'homme
1:prudhomme/prudhomm

prud’hommes
1:prudhommes/prudhomm

conseil prud'homal
1:conseil/conseil 2:prudhomal/prudhomal

presqu'île
1:presquile/presquil

La Presqu’Île
1:la 2:presquile/presquil

entr'aide
1:entraide/entraid

L'entr’aide
1:entraide/entraid

s'entr'aider
1:entraider/entraid

entr'ouvert
1:entrouvert/entrouvert

entr'acte
1:entracte/entract

# ---- other apostrophes: the pieces and their join

O'Brien
1:o +obrien/obrien 2:brien/brien

O’BRIEN
1:o +obrien/obrien 2:brien/brien

d'O'Brien
1:o +obrien/obrien 2:brien/brien

grand'mère
1:grand/grand +grandmere/grandmer 2:mere/mer

rock'n'roll
1:rock/rock +rocknroll/rocknroll 2:n 3:roll/roll

5'30
+5min30s/5min30s 1:5/5 2:minutes/minut 3:30/30 4:secondes/second

# ---- compounds

savoir-faire
1:savoir/savoir +savoirfaire/savoirfair 2:faire

Haute-Garonne
1:haute/haut +hautegaronne/hautegaron 2:garonne/garon

peut-être
1:peut +peutetre/peutetr 2:etre

arc-en-ciel
1:arc/arc +arcenciel/arcenciel 2:en 3:ciel/ciel

va-t-en-guerre
1:va/va +vatenguerre/vatenguerr 2:t 3:en 4:guerre/guerr

un-deux-trois-quatre-cinq
1:un 2:deux/deux 3:trois/troi 4:quatre/quatr 5:cinq/cinq

donne-t-il
1:donne/don +donnetil/donnetil 2:t 3:il

L'Haÿ-les-Roses
1:hay/hay +haylesroses/haylesros 2:les 3:roses/ros

l'avant-garde
1:avant +avantgarde/avantgard 2:garde/gard

c'est-à-dire
1:est +estadire/estadir 2:a 3:dire/dir

main-d'œuvre
1:main/main +maindoeuvre/maindoeuvr 2:oeuvre/oeuvr

O'Brien-Smith
1:o +obrien/obrien +obriensmith/obriensmith 2:brien/brien 3:smith/smith

d'aujourd'hui-même
1:aujourdhui/aujourdhui +aujourdhuimeme/aujourdhuimem 2:meme

COVID-19
1:covid/covid +covid19/covid19 2:19/19

# Unicode hyphens are hyphens

savoir‐faire
1:savoir/savoir +savoirfaire/savoirfair 2:faire

savoir‑faire
1:savoir/savoir +savoirfaire/savoirfair 2:faire

savoir－faire
1:savoir/savoir +savoirfaire/savoirfair 2:faire

# dashes, and hyphens beside a blank, separate

Lyon–Paris
1:lyon/lyon 2:paris/paris

Lyon—Paris
1:lyon/lyon 2:paris/paris

savoir - faire
1:savoir/savoir 2:faire

savoir--faire
1:savoir/savoir 2:faire

-coopérative-
1:cooperative/cooper

# ---- numbers: no joined form without a letter

1998-2005
1:1998/1998 2:2005/2005

04-72-73
1:04/04 2:72/72 3:73/73

10-12 ans
1:10/10 2:12/12 3:ans/an

04.72.73
1:04/04 2:72/72 3:73/73

G20
+g20/g20 1:g 2:20/20

1er
1:1er/1er

n°12
1:numero/numero 2:12/12

10€
+10eur/10eur 1:10/10 2:euros/euro

3
1:3/3

# ---- acronyms

S.C.O.P.
1:scop/scop

s.c.o.p.
1:scop/scop

C.A.E
1:cae/ca

la C.A.E. de Lyon
1:la 2:cae/ca 3:de 4:lyon/lyon

une S.C.O.P., deux S.C.I.C.
1:une 2:scop/scop 3:deux/deux 4:scic/scic

É.D.F.
1:edf/edf

# the same, decomposed
E\u{301}.D.F.
1:edf/edf

# rules 2 and 4 together: the head goes, the acronym stays whole
l'U.E.S.
1:ues/ue

L’E.D.F. de Lyon
1:edf/edf 2:de 3:lyon/lyon

qu'A.N.P.E.
1:anpe/anpe

# initials are no acronym

M. Dupont
1:monsieur/monsieur 2:dupont/dupont

J.-P. Vigier
1:j 2:p 3:vigier/vigi

S. C. O. P.
1:scop/scop

www.cap.coop
+cap.coop/cap.coop 1:www/www 2:cap/cap 3:coop/coop

# ---- case and accents

coopérative
1:cooperative/cooper

COOPÉRATIVE
1:cooperative/cooper

Cooperative
1:cooperative/cooper

coope\u{301}rative
1:cooperative/cooper

COOPE\u{301}RATIVE
1:cooperative/cooper

été
1:ete

e\u{301}te\u{301}
1:ete

garc\u{327}on
1:garcon/garcon

garçon naïf Noël
1:garcon/garcon 2:naif/naif 3:noel/noel

cœur
1:coeur/coeur

CŒUR
1:coeur/coeur

Ætna
1:aetna/aetn

straße
1:strasse/strass

STRAẞE
1:strasse/strass

København
1:kobenhavn/kobenhavn

Łódź
1:lodz/lodz

Þorlák
1:thorlak/thorlak

Ĳssel
1:ijssel/ijssel

Việt Nam
1:viet/viet 2:nam/nam

Vie\u{323}\u{302}t
1:viet/viet

İzmir
1:izmir/izmir

# ---- characters that are not there

coopé\u{AD}rative
1:cooperative/cooper

coo\u{200B}pérative
1:cooperative/cooper

coo\u{200C}pé\u{200D}ra\u{2060}tive
1:cooperative/cooper

\u{FEFF}Coopérative
1:cooperative/cooper

\u{202B}scop\u{202C} \u{200E}lyon\u{200F}
1:scop/scop 2:lyon/lyon

sc\u{2066}op\u{2069}
1:scop/scop

l\u{200B}'\u{AD}union
1:union/union

savoir\u{AD}-\u{200B}faire
1:savoir/savoir +savoirfaire/savoirfair 2:faire

\u{301}
-

# ---- blanks and marks that separate

à\u{A0}Lyon
1:a 2:lyon/lyon

Scop\u{202F}Lyon
1:scop/scop 2:lyon/lyon

Scop\tLyon
1:scop/scop 2:lyon/lyon

(Scop), « Lyon »/Villeurbanne
1:scop/scop 2:lyon/lyon 3:villeurbanne/villeurbann

coopérateur·rice
1:cooperateur/cooper

scop_lyon@cap
1:scop/scop 2:lyon/lyon 3:cap/cap

scop×lyon÷cap
1:scop/scop 2:lyon/lyon 3:cap/cap

# ---- stop words

le la les des et
1:le 2:la 3:les 4:des 5:et

de la coopération
1:de 2:la 3:cooperation/cooper

À QUI ÊTES-VOUS ?
1:a 2:qui 3:etes/ete +etesvous/etesvou 4:vous

x y z
1:xyz/xyz

voilà après très même
1:voila 2:apres 3:tres 4:meme

# ---- sentences and paragraphs

Un. Deux.
1:un 12:deux/deux

Oui ! Non ? Si ; ou : bien
1:oui/oui 12:non/non 23:si 24:ou 25:bien/bien

Fin… suite
1:fin/fin 2:suite/suit

Fin... ?! Suite
1:fin/fin 12:suite/suit

Fin... Suite
1:fin/fin 2:suite/suit

fin. suite
1:fin/fin 12:suite/suit

fin .Suite
1:fin/fin 2:suite/suit

(fin). Suite
1:fin/fin 12:suite/suit

(fin.) Suite
1:fin/fin 12:suite/suit

voir ;fin; suite
1:voir/voir 2:fin/fin 3:suite/suit

en 1998. Suite
1:en 2:1998/1998 13:suite/suit

n°12. Suite
1:numero/numero 2:12/12 13:suite/suit

Web 2.0. Suite
1:web/web +2.0/2.0 2:2/2 3:0/0 14:suite/suit

987.54.17
1:987/987 2:54/54 3:17/17

DVD 791.43 SUR
1:dvd/dvd +791.43/791.43 2:791/791 3:43/43 4:sur

12.000 voix
1:12000/12000 +12/12 +000/000 2:voix/voix

\u{ff11}.\u{ff12}
1:1/1 2:2/2

# ---- initials and abbreviations end no sentence

A. Camus
1:a 2:camus/camu

a. camus
1:a 2:camus/camu

É. Zola
1:e 2:zola/zol

E\u{301}. Zola
1:e 2:zola/zol

l'A. Camus
1:a 2:camus/camu

(A. Camus)
1:a 2:camus/camu

J.-P. Jeunet
1:j 2:p 3:jeunet/jeunet

J. R. R. Tolkien
1:jrr/jrr 2:tolkien/tolkien

J.R.R. Tolkien
1:jrr/jrr 2:tolkien/tolkien

c.-à-d. puis
1:c 2:a +ad/ad 3:d 4:puis

p.12 et p. 12
1:page/pag 2:12/12 3:et 4:page/pag 5:12/12

salarié.e.s. Ils
1:salarie/salar 12:ils

salarié·e·s. Ils
1:salarie/salar 12:ils

salarié(e)s. Ils
1:salarie/salar 12:ils

étudiant-e-s. Ils
1:etudiant/etudi 12:ils

Mme. Dupont
1:madame/madam 2:dupont/dupont

MME. DUPONT
1:madame/madam 2:dupont/dupont

Mlle. Dupont
1:mademoiselle/mademoisel 2:dupont/dupont

Dr. Knock
1:docteur/docteur 2:knock/knock

St. Denis
1:saint/saint 2:denis/den

av. de la République
1:avenue/avenu 2:de 3:la 4:republique/republ

bd. Voltaire
1:boulevard/boulevard 2:voltaire/voltair

fbg. Voltaire
1:fbg/fbg 2:voltaire/voltair

éd. revue
1:edition/edit 2:revue/revu

coll. Folio
1:collection/collect 2:folio/folio

dir. Jean
1:direction/direct 2:jean/jean

des pommes, etc. Il
1:des 2:pommes/pomm 3:etc 4:il

déc. dernier
1:decembre/decembr 2:dernier/derni

n° 5, no. 5
1:numero/numero 2:5/5 3:numero/numero 4:5/5

vol. 5
1:volume/volum 2:5/5

vol.\u{a0}5
1:volume/volum 2:5/5

un vol. Il
1:un 2:vol/vol 13:il

l'art. 5
1:article/articl 2:5/5

l'art. Il
1:art/art 12:il

la mer. Il
1:la 2:mer/mer 13:il

de près. Il
1:de 2:pres/pre 13:il

le 5 sept. 2019
1:le +2019-09-05/2019-09-05 2:5/5 3:septembre/septembr 4:2019/2019

ils sont sept. Il
1:ils 2:sont 3:sept/sept 14:il

dirx. Jean
1:dirx/dirx 12:jean/jean

dépt. voisin
1:departement/depart 2:voisin/voisin

BTP. Suite
1:btp/btp 12:suite/suit

qq. mots
1:qq/qq 2:mots/mot


Un, deux (trois) – quatre
1:un 2:deux/deux 3:trois/troi 4:quatre/quatr

un\ndeux
1:un 2:deux/deux

un\n\ndeux
1:un 22:deux/deux

un.\n\ndeux
1:un 22:deux/deux

un\r\n\r\ndeux
1:un 22:deux/deux

un\n\s\t\n\n\ndeux
1:un 22:deux/deux

un\n-\ndeux
1:un 2:deux/deux

un\u{2029}\u{2029}deux
1:un 22:deux/deux

\n\n...deux
1:deux/deux

un. deux\n\ntrois quatre. cinq
1:un 12:deux/deux 33:trois/troi 34:quatre/quatr 45:cinq/cinq

un\n\nsavoir-faire. Lyon
1:un 22:savoir/savoir +savoirfaire/savoirfair 23:faire 34:lyon/lyon

# a line that holds nothing but what is not there is empty
un\n\u{200B}\ndeux
1:un 22:deux/deux

# ---- other scripts

Συνεταιρισμός
1:συνεταιρισμοσ/συνεταιρισμοσ

ΣΥΝΕΤΑΙΡΙΣΜΌΣ
1:συνεταιρισμοσ/συνεταιρισμοσ

Кооператив
1:кооператив/кооператив

Ёлка
1:елка/елка

تَعَاوُن
1:تعاون/تعاون

تعاون عمل
1:تعاون/تعاون 2:عمل/عمل

שָׁלוֹם
1:שלום/שלום

合作社
1:合作社/合作社

# ---- compatibility forms

ＳＣＯＰ
1:scop/scop

ﬁnance
1:finance/financ

oﬃciel
1:officiel/officiel

m²
+m2/m2 1:m 2:2/2

CO₂
+co2/co2 1:co/co 2:2/2

½
-

3½
1:3/3

Ⅳ
1:iv/iv

①
1:1/1

⑴
-

1º
1:1o/1o

２００１
1:2001/2001

# full-width digits are digits: no joined form without a letter
１９９８-２００５
1:1998/1998 2:2005/2005

# ---- bytes that are no UTF-8, and NUL

scop\xC0\xAFlyon
1:scop/scop 2:lyon/lyon

scop\xED\xA0\x80lyon
1:scop/scop 2:lyon/lyon

scop\xF4\x90\x80\x80lyon
1:scop/scop 2:lyon/lyon

caf\xE9 noir
1:caf/caf 2:noir/noir

caf\xC3
1:caf/caf

caf\xE2\x80
1:caf/caf

\xFF\xFE
-

l'\xFFunion
1:l 2:union/union

scop\x00lyon
1:scop/scop 2:lyon/lyon

\x00
-

# ---- no word

\e
-

\s\t\n\s
-

... !!! --- ''' « »
-

# ---- the word families of the field, as libstemmer and stem_exceptions.c really have them

coopérer
1:cooperer/cooper

coopérative
1:cooperative/cooper

coopératives
1:cooperatives/cooper

coopération
1:cooperation/cooper

coopérateur
1:cooperateur/cooper

coopératrice
1:cooperatrice/cooper

coopérateurs
1:cooperateurs/cooper

association
1:association/associ

l'association
1:association/associ

associations
1:associations/associ

associer
1:associer/associ

associé
1:associe/assoc

travail
1:travail/travail

travaux
1:travaux/travail

travailler
1:travailler/travaill

travailleur
1:travailleur/travailleur

travailleuse
1:travailleuse/travailleur

travailleurs
1:travailleurs/travailleur

salarié
1:salarie/salar

salariée
1:salariee/salar

salariés
1:salaries/salar

salariat
1:salariat/salariat

entreprise
1:entreprise/entrepris

entreprises
1:entreprises/entrepris

entreprendre
1:entreprendre/entreprendr

entrepreneur
1:entrepreneur/entrepreneur

entrepreneuse
1:entrepreneuse/entrepreneur

société
1:societe/societ

sociétés
1:societes/societ

social
1:social/social

sociale
1:sociale/social

sociaux
1:sociaux/social

sociales
1:sociales/social

emploi
1:emploi/emploi

emplois
1:emplois/emploi

employer
1:employer/emploi

employé
1:employe/employ

activité
1:activite/activit

activités
1:activites/activit

solidaire
1:solidaire/solidair

solidaires
1:solidaires/solidair

solidarité
1:solidarite/solidarit

mutualiste
1:mutualiste/mutual

mutualistes
1:mutualistes/mutual

mutuelle
1:mutuelle/mutuel

autogestion
1:autogestion/autogest

autogéré
1:autogere/autoger

économie
1:economie/econom

économique
1:economique/econom

économiques
1:economiques/econom

essaimage
1:essaimage/essaimag

essaimer
1:essaimer/essaim

chômeur
1:chomeur/chomeur

chômeurs
1:chomeurs/chomeur

chômage
1:chomage/chomag

ouvrier
1:ouvrier/ouvri

ouvrière
1:ouvriere/ouvri

ouvrières
1:ouvrieres/ouvri

documentaire
1:documentaire/documentair

documentaires
1:documentaires/documentair

film
1:film/film

films
1:films/film

réalisateur
1:realisateur/realis

réalisatrice
1:realisatrice/realis

réalisation
1:realisation/realis

# ---- telephone numbers: the whole form, and the words they are made of (whole_form.h)

04 78 68 18 18
+0478681818/0478681818 1:04/04 2:78/78 3:68/68 4:18/18 5:18/18

04.78.68.18.18
+0478681818/0478681818 1:04/04 2:78/78 3:68/68 4:18/18 5:18/18

04-78-68-18-18
+0478681818/0478681818 1:04/04 2:78/78 3:68/68 4:18/18 5:18/18

04/78/68/18/18
+0478681818/0478681818 1:04/04 2:78/78 3:68/68 4:18/18 5:18/18

0478681818
1:0478681818/0478681818

04\u{A0}78\u{A0}68\u{A0}18\u{A0}18
+0478681818/0478681818 1:04/04 2:78/78 3:68/68 4:18/18 5:18/18

04\u{202F}78\u{202F}68\u{202F}18\u{202F}18
+0478681818/0478681818 1:04/04 2:78/78 3:68/68 4:18/18 5:18/18

Tél. : 04 78 68 18 18.
1:tel +0478681818/0478681818 2:04/04 3:78/78 4:68/68 5:18/18 6:18/18

+33 4 78 68 18 18
+0478681818/0478681818 1:33/33 2:4/4 3:78/78 4:68/68 5:18/18 6:18/18

+33 (0)4 78 68 18 18
+0478681818/0478681818 1:33/33 2:0/0 3:4/4 4:78/78 5:68/68 6:18/18 7:18/18

+33(0)478681818
+0478681818/0478681818 1:33/33 2:0/0 3:478681818/478681818

+33478681818
+0478681818/0478681818 1:33478681818/33478681818

+33.4.78.68.18.18
+0478681818/0478681818 1:33/33 2:4/4 3:78/78 4:68/68 5:18/18 6:18/18

0033 4 78 68 18 18
+0478681818/0478681818 1:0033/0033 2:4/4 3:78/78 4:68/68 5:18/18 6:18/18

0033478681818
+0478681818/0478681818 1:0033478681818/0033478681818

06 12 34 56 78 ou 01 23 45 67 89
+0612345678/0612345678 1:06/06 2:12/12 3:34/34 4:56/56 5:78/78 6:ou +0123456789/0123456789 7:01/01 8:23/23 9:45/45 10:67/67 11:89/89

# too few digits, no such zone, another country: none; more digits behind or before: what
# has the form is one

04 78 68 18
1:04/04 2:78/78 3:68/68 4:18/18

04 78 68 18 18 18
+0478681818/0478681818 1:04/04 2:78/78 3:68/68 4:18/18 5:18/18 6:18/18

00 78 68 18 18
1:00/00 2:78/78 3:68/68 4:18/18 5:18/18

+32 4 78 68 18 18
1:32/32 2:4/4 3:78/78 4:68/68 5:18/18 6:18/18

1 04 78 68 18 18
1:1/1 +0478681818/0478681818 2:04/04 3:78/78 4:68/68 5:18/18 6:18/18

# pairs that a line end parts are not joined
04 78 68\n18 18
1:04/04 2:78/78 3:68/68 4:18/18 5:18/18

# ---- figures

14 200
1:14200/14200 +14/14 +200/200

14\u{A0}200
1:14200/14200 +14/14 +200/200

14\u{202F}200
1:14200/14200 +14/14 +200/200

14\u{2009}200
1:14200/14200 +14/14 +200/200

14200
1:14200/14200

1 234 567
1:1234567/1234567 +1/1 +234/234 +567/567

14,5
+14.5/14.5 1:14/14 2:5/5

0,5
+0.5/0.5 1:0/0 2:5/5

3,14159
+3.14159/3.14159 1:3/3 2:14159/14159

1 500,25
+1500.25/1500.25 1:1500/1500 +1/1 +500/500 2:25/25

14 200 salariés
1:14200/14200 +14/14 +200/200 2:salaries/salar

de 14 200 à 15 000 euros
1:de 2:14200/14200 +14/14 +200/200 3:a +15000eur/15000eur 4:15000/15000 +15/15 +000/000 5:euros/euro

69 001 Lyon
1:69001/69001 +69/69 +001/001 2:lyon/lyon

12,5 %
+12.5%/12.5% +12.5/12.5 1:12/12 2:5/5

1,5 million
+1.5/1.5 1:1/1 2:5/5 3:million/million

100 000 €
+100000eur/100000eur 1:100000/100000 +100/100 +000/000 2:euros/euro

# years are no figures, nor are numbers of four digits, groups of two, a leading zero

1998 2005
1:1998/1998 2:2005/2005

en 1998 200 salariés
1:en 2:1998/1998 3:200/200 4:salaries/salar

1998, 2005
1:1998/1998 2:2005/2005

12 34
1:12/12 2:34/34

14 2000
1:14/14 2:2000/2000

14 20
1:14/14 2:20/20

012 345
1:012/012 2:345/345

2 1998
1:2/2 2:1998/1998

3, 4
1:3/3 2:4/4

14.5
+14.5/14.5 1:14/14 2:5/5

1.234
1:1234/1234 +1/1 +234/234

5 rue 200
1:5/5 2:rue/ru +rue200/rue200 3:200/200

# ---- electronic addresses

contact@cap.coop
+contact@cap.coop/contact@cap.coop 1:contact/contact 2:cap/cap 3:coop/coop

Contact@Cap.Coop
+contact@cap.coop/contact@cap.coop 1:contact/contact 2:cap/cap 3:coop/coop

CONTACT@CAP.COOP
+contact@cap.coop/contact@cap.coop 1:contact/contact 2:cap/cap 3:coop/coop

cap(@)cap-services.coop
+cap@cap-services.coop/cap@cap-services.coop 1:cap/cap 2:cap/cap +capservices/capservic 3:services/servic 4:coop/coop

cap[@]cap-services.coop
+cap@cap-services.coop/cap@cap-services.coop 1:cap/cap 2:cap/cap +capservices/capservic 3:services/servic 4:coop/coop

cap(at)cap-services.coop
+cap@cap-services.coop/cap@cap-services.coop 1:cap/cap 2:at/at 3:cap/cap +capservices/capservic 4:services/servic 5:coop/coop

cap[at]cap-services.coop
+cap@cap-services.coop/cap@cap-services.coop 1:cap/cap 2:at/at 3:cap/cap +capservices/capservic 4:services/servic 5:coop/coop

cap (at) cap-services.coop
+cap@cap-services.coop/cap@cap-services.coop 1:cap/cap 2:at/at 3:cap/cap +capservices/capservic 4:services/servic 5:coop/coop

cap [at] cap-services.coop
+cap@cap-services.coop/cap@cap-services.coop 1:cap/cap 2:at/at 3:cap/cap +capservices/capservic 4:services/servic 5:coop/coop

cap (@) cap.coop
+cap@cap.coop/cap@cap.coop 1:cap/cap 2:cap/cap 3:coop/coop

jean.dupont@cap.coop
+jean.dupont@cap.coop/jean.dupont@cap.coop 1:jean/jean 2:dupont/dupont 3:cap/cap 4:coop/coop

jean-luc_d+film@mail.cap.coop
+jean-luc_d+film@mail.cap.coop/jean-luc_d+film@mail.cap.coop 1:jean/jean +jeanluc/jeanluc 2:luc/luc 3:d 4:film/film 5:mail/mail 6:cap/cap 7:coop/coop

<cap@cap.coop>,
+cap@cap.coop/cap@cap.coop 1:cap/cap 2:cap/cap 3:coop/coop

mailto:cap@cap.coop
1:mailto/mailto +cap@cap.coop/cap@cap.coop 2:cap/cap 3:cap/cap 4:coop/coop

# none of them is one: no domain, a figure for a domain, a blank, no name

cap@coop
1:cap/cap 2:coop/coop

cap@cap.42
1:cap/cap 2:cap/cap 3:42/42

cap @ cap.coop
1:cap/cap +cap.coop/cap.coop 2:cap/cap 3:coop/coop

@cap.coop
1:cap/cap 2:coop/coop

cap at cap.coop
1:cap/cap 2:at/at +cap.coop/cap.coop 3:cap/cap 4:coop/coop

# ---- sites

www.cooperer.coop
+cooperer.coop/cooperer.coop 1:www/www 2:cooperer/cooper 3:coop/coop

http://www.cooperer.coop/film
1:http/http +cooperer.coop/cooperer.coop 2:www/www 3:cooperer/cooper 4:coop/coop 5:film/film

https://cooperer.coop
1:https/http +cooperer.coop/cooperer.coop 2:cooperer/cooper 3:coop/coop

cap-services.coop
+cap-services.coop/cap-services.coop 1:cap/cap +capservices/capservic 2:services/servic 3:coop/coop

films.cooperer.coop
+films.cooperer.coop/films.cooperer.coop 1:films/film 2:cooperer/cooper 3:coop/coop

voir cooperer.coop.
1:voir/voir +cooperer.coop/cooperer.coop 2:cooperer/cooper 3:coop/coop

scic.org et scop.fr
+scic.org/scic.org 1:scic/scic 2:org/org 3:et +scop.fr/scop.fr 4:scop/scop 5:fr/fr

WWW.cooperer.coop
+cooperer.coop/cooperer.coop 1:www/www 2:cooperer/cooper 3:coop/coop

# none of them is one: no such domain, a capital, one label

fichier.txt
1:fichier/fichi 2:txt/txt

fin.La
1:fin/fin 2:la

Lyon.La formule
1:lyon/lyon 2:la 3:formule/formul

fin.Le
1:fin/fin 2:le

coop.fr2
1:coop/coop +fr2/fr2 2:fr/fr 3:2/2

.coop
1:coop/coop

# ---- inclusive endings are dropped

salarié·e·s
1:salarie/salar

salarié·e
1:salarie/salar

salarié·es
1:salarie/salar

salarié.e.s
1:salarie/salar

salarié.e
1:salarie/salar

salarié-e-s
1:salarie/salar

salarié-e
1:salarie/salar

salarié(e)s
1:salarie/salar

salarié(e)
1:salarie/salar

salarié/e
1:salarie/salar

salarié•e•s
1:salarie/salar

salarié‧e‧s
1:salarie/salar

salarié⋅e⋅s
1:salarie/salar

les adhérent(e)s.
1:les 2:adherent/adherent

acteur·rice·s
1:acteur/acteur

acteur.rice.s
1:acteur/acteur

acteur/rice
1:acteur/acteur

acteur(rice)
1:acteur/acteur

acteur-rice-s
1:acteur/acteur

directeur·trice
1:directeur/directeur

directeur/trice
1:directeur/directeur

directeur(trice)s
1:directeur/directeur

directeurs/trices
1:directeurs/directeur

travailleur·euse·s
1:travailleur/travailleur

travailleur/euse
1:travailleur/travailleur

travailleur.euses
1:travailleur/travailleur

ouvrier·ère·s
1:ouvrier/ouvri

ouvrier.ère.s
1:ouvrier/ouvri

citoyen·ne·s
1:citoyen/citoyen

citoyen.ne.s
1:citoyen/citoyen

citoyen(ne)s
1:citoyen/citoyen

professionnel·le·s
1:professionnel/professionnel

professionnel(le)s
1:professionnel/professionnel

créatif·ve·s
1:creatif/creatif

permanent·te
1:permanent/permanent

nombreux·ses
1:nombreux/nombreux

tous·tes
1:tous

beau·x
1:beau/beau

«salarié·e·s»
1:salarie/salar

salarié·e·s, coopérateur·rice·s
1:salarie/salar 2:cooperateur/cooper

« Les salarié·e·s »
1:les 2:salarie/salar

l'adhérent·e
1:adherent/adherent

l'adhérent(e)
1:adherent/adherent

salarié·e·s-coopérateur·rice·s
1:salarie/salar +salariecooperateur/salariecooper 2:cooperateur/cooper

salarié·e·s.
1:salarie/salar

# whatever the quotation marks around, the case and the accents

“salarié·e·s”
1:salarie/salar

salarié·e·s…
1:salarie/salar

salarié·e·s\u{A0}!
1:salarie/salar

salarié·e·s—coopérateurs
1:salarie/salar 2:cooperateurs/cooper

SALARIÉ·E·S
1:salarie/salar

ouvrier·e\u{300}re·s
1:ouvrier/ouvri

salarie\u{301}·e·s
1:salarie/salar

boulanger·ere
1:boulanger/boulang

# near misses: words, not endings

donne-le
1:donne/don +donnele/donnel 2:le

peut-elle
1:peut +peutelle/peutel 2:elle

prend-les
1:prend/prend +prendles/prendl 2:les

« fin ».La
1:fin/fin 12:la

le/la
1:le 2:la

et/ou
1:et 2:ou

il/elle
1:il 2:elle

celui/celle
1:celui 2:celle

km/s
1:km/km 2:s

salarié-essaimage
1:salarie/salar +salarieessaimage/salarieessaimag 2:essaimage/essaimag

salarié·enthousiaste
1:salarie/salar 2:enthousiaste/enthousiast

acteur.film
1:acteur/acteur 2:film/film

le.s
1:le 2:s

l.e.s
1:les

film(s)
1:film/film

salariés (e)
1:salaries/salar 2:e

fin.s
1:fin/fin 2:s

mot·mot
1:mot/mot 2:mot/mot

1998·e
1:1998/1998 2:e

# ---- traps

chat
1:chat/chat

chats
1:chats/chat

châtiment
1:chatiment/chati

châtier
1:chatier/chati

malle
1:malle/mall

mâle
1:male/mal

tour
1:tour/tour

tours
1:tours/tour

prud'hommes
1:prudhommes/prudhomm

prudhommes
1:prudhommes/prudhomm

entr'aide
1:entraide/entraid

entraide
1:entraide/entraid

pêcheur
1:pecheur/pecheur

pécheur
1:pecheur/pecheur

cae
1:cae/ca

CAE
1:cae/ca

ça
1:ca/ca

C.A.E. CAE cae
1:cae/ca 2:cae/ca 3:cae/ca

peut-être
1:peut +peutetre/peutetr 2:etre

dès des
1:des 2:des

côté cote côte
1:cote/cot 2:cote/cot 3:cote/cot

où ou
1:ou 2:ou

élève élevé
1:eleve/elev 2:eleve/elev

# ---- families of the field, continued

mutuelles
1:mutuelles/mutuel

mutualité
1:mutualite/mutualit

mutualisme
1:mutualisme/mutual

entrepreneuriat
1:entrepreneuriat/entrepreneuriat

entrepreneuses
1:entrepreneuses/entrepreneur

entrepreneurial
1:entrepreneurial/entrepreneurial

coopératif
1:cooperatif/cooper

coopérant
1:cooperant/cooper

coopératisme
1:cooperatisme/cooperat

travailleuses
1:travailleuses/travailleur

salariées
1:salariees/salar

ouvriers
1:ouvriers/ouvri

autogestionnaire
1:autogestionnaire/autogestionnair

autogestions
1:autogestions/autogest

syndicat
1:syndicat/syndicat

syndical
1:syndical/syndical

syndicaux
1:syndicaux/syndical

syndicale
1:syndicale/syndical

syndicalisme
1:syndicalisme/syndical

associatif
1:associatif/associ

associative
1:associative/associ

associés
1:associes/assoc

sociétaire
1:societaire/societair

sociétaires
1:societaires/societair

sociétariat
1:societariat/societariat

administrateur
1:administrateur/administr

administratrice
1:administratrice/administr

consommateur
1:consommateur/consomm

consommatrice
1:consommatrice/consomm

producteur
1:producteur/producteur

productrice
1:productrice/producteur

production
1:production/product

agriculteur
1:agriculteur/agriculteur

agricultrice
1:agricultrice/agriculteur

paysan
1:paysan/paysan

paysanne
1:paysanne/paysan

employée
1:employee/employ

employeur
1:employeur/employeur

employeuse
1:employeuse/employeur

chômeuse
1:chomeuse/chomeur

habitant
1:habitant/habit

habitante
1:habitante/habit

habitat
1:habitat/habitat

lyonnais
1:lyonnais/lyon

lyonnaise
1:lyonnaise/lyon

usager
1:usager/usag

# Snowball takes -er for a verb but not -ers: an exception does
usagers
1:usagers/usag

usagère
1:usagere/usag

# ---- short forms are the word that they stand for (equivalents.h)

St-Étienne
1:saint/saint +saintetienne/saintetien 2:etienne/etien

ST ETIENNE
1:saint/saint 2:etienne/etien

st etienne
1:saint/saint 2:etienne/etien

St. Étienne
1:saint/saint 2:etienne/etien

Saint-Étienne
1:saint/saint +saintetienne/saintetien 2:etienne/etien

Stes-Maries et Sts-Pères
1:saintes/saint +saintesmaries/saintesmar 2:maries/mar 3:et 4:saints/saint +saintsperes/saintsper 5:peres/per

Ste Anne
1:sainte/saint 2:anne/anne

l'église St-Jean
1:eglise/eglis 2:saint/saint +saintjean/saintjean 3:jean/jean

Sainte-Foy, Saintes, saints
1:sainte/saint +saintefoy/saintefoy 2:foy/foy 3:saintes/saint 4:saints/saint

un st. anonyme. Fin
1:un 2:saint/saint 3:anonyme/anonym 14:fin/fin

stupeur, stop, stem
1:stupeur/stupeur 2:stop/stop 3:stem/stem

M. Hulot, MM. Hulot
1:monsieur/monsieur 2:hulot/hulot 3:messieurs/monsieur 4:hulot/hulot

M Hulot
1:monsieur/monsieur 2:hulot/hulot

une longueur de 500 m. de soie
1:une 2:longueur/longueur 3:de +500m/500m 4:500/500 5:m 6:de 7:soie/soi

500 m de soie
+500m/500m 1:500/500 2:m 3:de 4:soie/soi

Ophuls, M. 1998
1:ophuls/ophul 2:m 3:1998/1998

Ophuls, M. et Renoir
1:ophuls/ophul 2:m 3:et 4:renoir/renoir

m appelle
1:appelle/appel

Mr Dupont, Mgr Dupont, Dr Dupont, Pr. Dupont
1:monsieur/monsieur 2:dupont/dupont 3:monseigneur/monseigneur 4:dupont/dupont 5:docteur/docteur 6:dupont/dupont 7:professeur/professeur 8:dupont/dupont

Mmes et Mlles Dupont
1:mesdames/madam 2:et 3:mesdemoiselles/mesdemoisel 4:dupont/dupont

avenue, av. et av
1:avenue/avenu 2:avenue/avenu 3:et 4:avenue/avenu

en 52 av. J.-C. et 14 apr. J.-C.
1:en +52av/52av 2:52/52 3:avant 4:j 5:c 6:et 7:14/14 8:apres 9:j 10:c

12 bd Voltaire
+12bd/12bd 1:12/12 2:boulevard/boulevard 3:voltaire/voltair

Une BD. Elle rit
1:une 2:bd/bd 3:elle 4:rit/rit

la BD belge
1:la 2:bd/bd 3:belge/belg

une bd de 12 pages
1:une 2:bd/bd 3:de 4:12/12 5:pages/pag

rte de Lyon, pl. Bellecour, boul. Laurier
1:route/rout 2:de 3:lyon/lyon 4:place/plac 5:bellecour/bellecour 6:boulevard/boulevard 7:laurier/lauri

vol. 2, t. 3, chap. IV
1:volume/volum 2:2/2 3:tome/tom 4:3/3 5:chapitre/chapitr 6:iv/iv

t. II, vol. XII
1:tome/tom 2:ii/ii 3:volume/volum 4:xii/xii

un vol. Deux otages
1:un 2:vol/vol 13:deux/deux 14:otages/otag

le vol 714 et le vol de 1998
1:le 2:volume/volum +vol714/vol714 3:714/714 4:et 5:le 6:vol/vol 7:de 8:1998/1998

art. 5, fig. 3 et l'art. Fin
1:article/articl 2:5/5 3:figure/figur 4:3/3 5:et 6:art/art 17:fin/fin

l'art de 1998
1:art/art 2:de 3:1998/1998

N° 12, nº 12, No 12, n°s 3 et 4
1:numero/numero 2:12/12 3:numero/numero +no12/no12 4:12/12 5:numero/numero +no12/no12 6:12/12 7:numero/numero +s3/s3 8:3/3 9:et 10:4/4

n° d'inventaire
1:numero/numero 2:inventaire/inventair

non, no man's land
1:non/non 2:no/no 3:man/man +mans/man 4:s 5:land/land

p. 12, pp. 12-15, 220 p.
1:page/pag 2:12/12 3:pages/pag 4:12/12 5:15/15 +220p/220p 6:220/220 7:page/pag

P. Dupont
1:p 2:dupont/dupont

éd. Agone, coll. Terrains, dir. Jean
1:editions/edit 2:agone/agon 3:collection/collect 4:terrains/terrain 5:direction/direct 6:jean/jean

réal. Agnès Varda
1:realisation/realis 2:agnes/agne 3:varda/vard

le Real Madrid
1:le 2:real/real 3:madrid/madrid

janv. 1998, 3 févr. 1998, juil. 98
1:janvier/janvi 2:1998/1998 +1998-02-03/1998-02-03 3:3/3 4:fevrier/fevri 5:1998/1998 6:juillet/juillet 7:98/98

12 avr. 1998, oct. 1998, 3 nov, déc. 1998
+1998-04-12/1998-04-12 1:12/12 2:avril/avril 3:1998/1998 4:octobre/octobr 5:1998/1998 6:3/3 7:novembre/novembr 8:decembre/decembr 9:1998/1998

le DEC québécois
1:le 2:dec/dec 3:quebecois/quebecois

3 sept. 1998, sept. 1998, 3 sept 1998
+1998-09-03/1998-09-03 1:3/3 2:septembre/septembr 3:1998/1998 4:septembre/septembr 5:1998/1998 +1998-09-03/1998-09-03 6:3/3 7:septembre/septembr 8:1998/1998

ils sont sept. Fin
1:ils 2:sont 3:sept/sept 14:fin/fin

sept samouraïs
1:sept/sept 2:samourais/samour

Dupont et Cie, Ets Durand
1:dupont/dupont 2:et 3:compagnie/compagn 4:etablissements/etabl 5:durand/durand

dépt. du Rhône, dpt 69
1:departement/depart 2:du 3:rhone/rhon 4:departement/depart +dpt69/dpt69 5:69/69

univ. Lyon. Fin
1:universite/universit 2:lyon/lyon 13:fin/fin

# ---- & and + for "et"

arts & métiers
1:arts/art 2:et 3:metiers/meti

arts et métiers
1:arts/art 2:et 3:metiers/meti

Dupont &amp; fils
1:dupont/dupont 2:et 3:fils/fil

R&D
1:r 2:et 3:d

R & D
1:r 2:et 3:d

&
-

& fils
1:et 2:fils/fil

fils &
1:fils/fil

Smith&Wesson
1:smith/smith 2:et 3:wesson/wesson

a=1&b=2
1:a 2:1/1 3:et 4:b 5:2/2

&#39; &nbsp
1:39/39 2:et 3:nbsp/nbsp

pain + lait
1:pain/pain 2:et 3:lait/lait

C++ et C#
1:c 2:et 3:c

+33 4 78 68 18 18
+0478681818/0478681818 1:33/33 2:4/4 3:78/78 4:68/68 5:18/18 6:18/18

bac + 2, bac+2
1:bac/bac 2:2/2 3:bac/bac 4:2/2

4x4+1
1:4x4/4x4 2:1/1

un + 2
1:un 2:2/2

A+B
1:a 2:b

# ---- ordinals (ordinal.h)

XIXe, XIXème, XIXᵉ, XIXE
1:19e/19e 2:19e/19e 3:19e/19e 4:19e/19e

19e, 19ème, 19eme, 19ième, 19E
1:19e/19e 2:19e/19e 3:19e/19e 4:19e/19e 5:19e/19e

XIX e siècle, 19 e siècle, 19 ème
1:19e/19e 2:siecle/siecl 3:19e/19e 4:siecle/siecl 5:19e/19e

XIX siècle, Louis XIV, tome III
1:xix/xix 2:siecle/siecl 3:louis/lou 4:xiv/xiv 5:tome/tom 6:iii/iii

19 en 1998, 3 et 4, 12 E
1:19/19 2:en 3:1998/1998 4:3/3 5:et 6:4/4 +12e/12e 7:12/12 8:e

1er, 1re, 1ère, 1ere, 1ers
1:1er/1er 2:1er/1er 3:1er/1er 4:1er/1er 5:1er/1er

Ier, François Ier, IER, françois ier
1:1er/1er 2:francois/francoi 3:1er/1er 4:1er/1er 5:francois/francoi 6:1er/1er

2e, 2nd, 2nde, IInd, IIe
1:2e/2e 2:2e/2e 3:2e/2e 4:2e/2e 5:2e/2e

3D, 2d, 3E
+3d/3d 1:3/3 2:d +2d/2d 3:2/2 4:d 5:3e/3e

XXIe siècle, XVIIe-XVIIIe siècles
1:21e/21e 2:siecle/siecl 3:17e/17e +17e18e/17e18e 4:18e/18e 5:siecles/siecl

XVIIE-XVIIIE SIECLES
1:17e/17e +17e18e/17e18e 2:18e/18e 3:siecles/siecl

VIe siècle, vie siècle, VIE SIECLE
1:6e/6e 2:siecle/siecl 3:6e/6e 4:siecle/siecl 5:6e/6e 6:siecle/siecl

la vie, LA VIE, Vie
1:la 2:vie/vi 3:la 4:vie/vi 5:vie/vi

Ve République, ve république
1:5e/5e 2:republique/republ 3:5e/5e 4:republique/republ

VE, ve
1:ve/ve 2:ve/ve

Xe siècle, XIe, xie
1:10e/10e 2:siecle/siecl 3:11e/11e 4:xie/xi

lie, mie, die, dime, mime, mixe, civil, dix, live
1:lie/li 2:mie/mi 3:die/di 4:dime/dim 5:mime/mim 6:mixe/mix 7:civil/civil 8:dix/dix 9:live/liv

le siècle, les siècles
1:le 2:siecle/siecl 3:les 4:siecles/siecl

LIe congrès
1:51e/51e 2:congres/congr

l'XIe heure
1:11e/11e 2:heure/heur

le 20e arrondissement, XXe ARRONDISSEMENT
1:le 2:20e/20e 3:arrondissement/arrond 4:20e/20e 5:arrondissement/arrond

100e, 1001e nuit, 12345e
1:100e/100e 2:1001e/1001e 3:nuit/nuit 4:12345e/12345e

ire, ière, ie
1:ire/ire 2:iere/ier 3:ie/ie

xxème et xxieme
1:20e/20e 2:et 3:21e/21e

5 e étage
+5e/5e 1:5/5 2:e 3:etage/etag

# ---- acronyms whose letters are parted by blanks (spaced.h)

S. C. O. P.
1:scop/scop

S C O P
1:scop/scop

s c o p
1:scop/scop

S. C. O. P
1:scop/scop

l'U. R. S. S.
1:urss/urss

l U R S S
1:urss/urss

J. P. Dupont
1:j 2:p 3:dupont/dupont

A. B. Martin
1:a 2:b 3:martin/martin

Dupont, J. P.
1:dupont/dupont 2:j 3:p

J. M. G. Le Clézio
1:jmg/jmg 2:le 3:clezio/clezio

S.C.O.P. et C. G. T.
1:scop/scop 2:et 3:cgt/cgt

É. N. S.
1:ens/en

il n y a pas
1:il 2:y 3:a 4:pas

m a t elle dit
1:m 2:a 3:elle 4:dit/dit

y a t il
1:y 2:a 3:il

à a b
1:a 2:a 3:b

S  C  O  P
1:s 2:c 3:o 4:p

A. B. J.-P. C
1:a 2:b 3:j 4:p 5:c

vitamines A B C
1:vitamines/vitamin 2:abc/abc

D O C U M E N T A I R E
1:documentaire/documentair

a b c d e f g h i j k l m n o p q r
1:a 2:b 3:c 4:d 5:e 6:f 7:g 8:h 9:i 10:j 11:k 12:l 13:m 14:n 15:o 16:p 17:q 18:r

# ---- a blank for the apostrophe (elision.h)

aujourd hui
1:aujourdhui/aujourdhui

AUJOURD HUI
1:aujourdhui/aujourdhui

aujourd' hui
1:aujourdhui/aujourdhui

presqu ile, presqu île
1:presquile/presquil 2:presquile/presquil

quelqu un, quelqu une, quelquun
1:quelquun 2:quelquune 3:quelquun

prud hommes, prud homal
1:prudhommes/prudhomm 2:prudhomal/prudhomal

entr aide, entraide, entr'aide
1:entraide/entraid 2:entraide/entraid 3:entraide/entraid

jusqu ici, lorsqu il, puisqu on
1:ici/ici 2:il 3:on

c est la vie, C ETAIT
1:est 2:la 3:vie/vi 4:etait

qu il vienne
1:il 2:vienne/vien

l economie, L ECONOMIE, L économie
1:economie/econom 2:economie/econom 3:economie/econom

l' économie
1:economie/econom

d une part, n est pas, s il y a
1:une 2:part/part 3:est 4:pas 5:il 6:y 7:a

vitamine C est utile
1:vitamine/vitamin 2:c 3:est 4:utile/util

vitamine C et D
1:vitamine/vitamin 2:c 3:et 4:d

la vitamine D aide
1:la 2:vitamine/vitamin 3:d 4:aide/aid

Harry S Allen
1:harry/harry 2:allen/allen

vitamine c est utile
1:vitamine/vitamin 2:c 3:est 4:utile/util

la vitamine d aide
1:la 2:vitamine/vitamin 3:d 4:aide/aid

R et D en usine, r et d en usine, R & D en usine, r&d en usine, R&amp;D en usine
1:r 2:et 3:d 4:en 5:usine/usin 6:r 7:et 8:d 9:en 10:usine/usin 11:r 12:et 13:d 14:en 15:usine/usin 16:r 17:et 18:d 19:en 20:usine/usin 21:r 22:et 23:d 24:en 25:usine/usin

culture et l économie, culture & L ECONOMIE
1:culture/cultur 2:et 3:economie/econom 4:culture/cultur 5:et 6:economie/econom

j t aime, il y a l école, 1 l d eau
1:j 2:t 3:aime/aim 4:il 5:y 6:a 7:ecole/ecol +1l/1l 8:1/1 9:l 10:eau/eau

PLAN B EN USINE, plan b en usine, L EN, va t en
1:plan/plan 2:b 3:en 4:usine/usin 5:plan/plan 6:b 7:en 8:usine/usin 9:en 10:va/va 11:en

Jusqu au bout, jusqu'au bout, lorsqu avec
1:au 2:bout/bout 3:au 4:bout/bout 5:avec

M Albert
1:monsieur/monsieur 2:albert/albert

classe A ou B
1:classe/class 2:a 3:ou 4:b

t es, j ai
1:es 2:ai

d'aujourd hui
1:aujourdhui/aujourdhui

week end, week-end, weekend
1:week/week 2:end/end 3:week/week +weekend/weekend 4:end/end 5:weekend/weekend

# ---- short forms that the words around them tell (short_form.h)

M. et Mme Dupont, m et mme dupont, M. & Mlle Dupont
1:monsieur/monsieur 2:et 3:madame/madam 4:dupont/dupont 5:monsieur/monsieur 6:et 7:madame/madam 8:dupont/dupont 9:monsieur/monsieur 10:et 11:mademoiselle/mademoisel 12:dupont/dupont

MM. et Mmes, M. le maire, Dr et Mme, Ophuls, M. et Renoir
1:messieurs/monsieur 2:et 3:mesdames/madam 4:monsieur/monsieur 5:le 6:maire/mair 7:docteur/docteur 8:et 9:madame/madam 10:ophuls/ophul 11:m 12:et 13:renoir/renoir

de M Hulot, de m hulot, chez m albert, de m aider, je m habille
1:de 2:monsieur/monsieur 3:hulot/hulot 4:de 5:monsieur/monsieur 6:hulot/hulot 7:chez 8:monsieur/monsieur 9:albert/albert 10:de 11:aider/aid 12:je 13:habille/habill

Sté des amis, STÉ, Ste\u{301}, Stés, Ste Anne
1:societe/societ 2:des 3:amis/ami 4:societe/societ 5:societe/societ 6:societes/societ 7:sainte/saint 8:anne/anne

éd. du Seuil, éd. de Minuit, ed. gallimard
1:editions/edit 2:du 3:seuil/seuil 4:editions/edit 5:de 6:minuit/minuit 7:editions/edit 8:gallimard/gallimard

2e éd. du livre, nouv. éd. Paris, éd. revue, éd. de poche
1:2e/2e 2:edition/edit 3:du 4:livre/livr 5:nouv/nouv 6:edition/edit 7:paris/paris 8:edition/edit 9:revue/revu 10:edition/edit 11:de 12:poche/poch

bd st michel, 12, bd Voltaire, 12 bis, bd voltaire, la BD noire
1:boulevard/boulevard 2:saint/saint 3:michel/michel 4:12/12 5:boulevard/boulevard 6:voltaire/voltair 7:12/12 8:bis/bis 9:boulevard/boulevard 10:voltaire/voltair 11:la 12:bd/bd 13:noire/noir

XIX-XXe siècles, XVI et XVIIe siècle, XVIII – XIXe s.
1:19e/19e +19e20e/19e20e 2:20e/20e 3:siecles/siecl 4:16e/16e 5:et 6:17e/17e 7:siecle/siecl 8:18e/18e 9:19e/19e 10:siecle/siecl

XIX° s., XVIII° siècle, 19e s
1:19e/19e 2:siecle/siecl 3:18e/18e 4:siecle/siecl 5:19e/19e 6:siecle/siecl

XIXe s'achève, le 19e s achève, Louis XIV et Louis XV
1:19e/19e 2:acheve/achev 3:le 4:19e/19e 5:acheve/achev 6:louis/lou 7:xiv/xiv 8:et 9:louis/lou 10:xv/xv

Ire guerre, jan. 2000, Jan Kounen
1:1er/1er 2:guerre/guerr 3:janvier/janvi 4:2000/2000 5:jan/jan 6:kounen/kounen
