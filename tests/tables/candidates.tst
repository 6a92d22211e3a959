# What may stand where something is typed, at the end of the line: "from" and the candidates, with '|' between,
# each with what is said of it where that is asked for below. tests/unit/t_candidates.c has the notices.

# names of fields, in French first; accents and case do not matter
ti -> 0 titre:
REA -> 0 réalisation:|Réal
real -> 0 réalisation:|Réal
pa -> 0 pays:
cou -> 0 country:|couleur:|court
lot -> 0 lot_d:
num -> 0 numero_inventaire:
numéro -> 0 numero_inventaire:
-genr -> 1 genre:
scop +(genr -> 7 genre:
dece -> 0 décennie:
sou -> 0 source:|sous
zz -> 0

# values, the most frequent first, between quotes where the language wants them
genre: -> 6 "court métrage"|Fiction|"a  b"|"a (b) \c $(touch x) `y` *?"|"Étude = un:deux"|"Film d'archives"
genre:f -> 6 Fiction|"Film d'archives"
genre:ÉT -> 6 "Étude = un:deux"
genre:etude = u -> 6 "Étude = un:deux"
genre:court mé -> 6 "court métrage"
genre:"court mé -> 6 "court métrage"
genre:“cou -> 6 "court métrage"
GENRE:fic -> 6 Fiction
genre:film d' -> 6 "Film d'archives"
genre:"Fiction" -> 0
annee: -> 6 1981|1979|1995
annee:19 -> 6 1981|1979|1995
annee:1995 -> 6 1995
annee:x -> 6
décennie: -> 10 1980|1970|1990
dep: -> 4 69|38
departement:rho -> 12 69
id:f- -> 3 f-1|f-2|f-3|f-4|f-5
titre:re -> 6 real|retour
lot_d:b -> 6 boite
numero_inventaire:inv -> 18 inv|inv1|inv2|inv3|inv4|inv5
resume:sco -> 7 scop
-genre:fic -> 7 Fiction
lyon (genre:fic -> 12 Fiction
coop genre:fic -> 11 Fiction
tel:04 -> 4
nosuch:sco -> 7 scop

# a value that may go on, and else a word of the index
genre:fiction co -> 14 country:|couleur:|company:|court|coopérative
genre:fiction ly -> 14 Lyon

# words of the index, as they are spelled
coo -> 0 coopérative
COOP -> 0 coopérative
l'éco -> 2 économie
"la coo -> 4 coopérative
ly -> 0 Lyon

# saved searches
@ -> 0 @mes-films|@presse.2
@M -> 0 @mes-films
lyon @m -> 5
