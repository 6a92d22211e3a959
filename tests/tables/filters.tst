# What queries with filters find in the notices of filters.csv.
#
# A line is a query, " -> ", and the ids of all that it finds, in alphabetical order, or "none".
# A query behind --any is asked with that option. Empty lines and those with # say nothing.

# ---- words alone, and filters alone
essaimage -> a d
scop lyon -> a b c f g
annee:1980.. -> c d e f
genre:documentaire -> a c f
* -> a b c d e f g
genre:* -> a b c d e f

# ---- what is no value of a field of numbers is ignored, unless some notice has it
annee:abc -> none
lyon annee:abc -> a b c f g
lyon annee:1980...1985 -> a b c f g
lyon -annee:abc -> a b c f g
lyon annee:(abc OU 1978) -> b
lyon annee:1979 -> none

# ---- a filter narrows what words find
essaimage annee:1980.. -> d
annee:1980.. essaimage -> d
scop genre:documentaire -> a c f
fleuve pays:france -> b d
scop lyon pays:belgique -> c
lyon couleur:couleur -> b c f
lyon langue:allemand -> f
lyon mode:vidéo -> c f
lyon source:médiathèque -> c
lyon dept:69 -> a
lyon cp:75011 -> b
lyon tel:0478 -> a
lyon ville:paris -> b
lyon genre:"documentaire" -> a c f
lyon genre:doc* -> a c f
lyon pays:(suisse OU belgique) -> c f
lyon genre:(documentaire fiction) -> a b c f
lyon id:b -> b
lyon sujet:scop -> a c f
lyon url:scop.coop -> f
lyon genre:* -> a b c f
scop annee:* -> a c f
lyon duree:>52 -> b
lyon -genre:documentaire -> b g
essaimage -annee:1980.. -> a
scop* annee:1980.. -> c f
essaimge~1 annee:1980.. -> d
=lyon annee:1980.. -> c f
essaimage lyon annee:1980.. -> c d f
essaimage genre:fiction annee:1980.. -> d
essaimage genre:documentaire annee:1980.. -> none

# ---- the old meaning: words rank
--any essaimage annee:1980.. -> c d e f
--any essaimage genre:documentaire -> a c f
--any genre:documentaire genre:fiction -> a b c d f
--any xyzzyx annee:1980.. -> c d e f
* essaimage annee:1980.. -> c d e f

# ---- words that say nothing, and words that are nowhere
le la annee:1980.. -> c d e f
le annee:1980.. la -> c d e f
le annee:1980.. essaimage -> d
(le OU la) annee:1980.. -> c d e f
xyzzyx annee:1980.. -> none
essaimaje annee:1980.. -> d
... annee:1980.. -> c d e f

# ---- what must be there is there, and the others are wishes
+scop lyon annee:1980.. -> c f
+scop annee:1980.. -> c f
+annee:1980.. essaimage -> d
+annee:1980.. +essaimage -> d
titre:scop annee:1980.. -> c
titre:scop lyon annee:1980.. -> c
titre:lyon annee:1980.. -> none
réal:"Ben Sol" annee:1980.. -> f
prod:cap genre:documentaire -> a
"la grève" annee:1980.. -> e f
"la grève" lyon annee:1980.. -> e f
naît PRES/3 grève annee:1980.. -> f
scop -lyon annee:1980.. -> none
genre:documentaire -lyon -> none
annee:1980.. -lyon -> d e

# ---- operators say what they say
essaimage ET annee:1980.. -> d
annee:1980.. OU essaimage -> a c d e f
(annee:1980.. OU genre:documentaire) lyon -> a c f
(annee:1980.. OU titre:lyon) usine -> e
lyon SAUF annee:1980.. -> a b g
(SAUF annee:1980..) lyon -> a b g
genre:documentaire SAUF (lyon annee:1980..) -> a
(essaimage scop) annee:1980.. -> c d f
(essaimage annee:1980..) genre:fiction -> d
(genre:fiction pays:france) lyon -> b
lyon annee:1980.. ET genre:documentaire -> c f
lyon annee:1980.. OU titre:usine -> c e f

# ---- values of one field
genre:fiction genre:reportage -> b d e
genre:fiction genre:reportage usine -> e
usine genre:fiction grève genre:reportage -> e
pays:suisse pays:belgique -> c e f
pays:suisse genre:fiction pays:belgique -> none
pays:france genre:fiction pays:belgique -> b d
dept:69 dept:75 -> a b
id:a id:g -> a g
source:cinémathèque source:médiathèque lyon -> a b c f
genre:fiction ET genre:reportage -> none
+genre:fiction +genre:reportage -> none
+genre:fiction genre:reportage -> none
genre:(documentaire -reportage) genre:fiction -> a b c d f
genre:* genre:fiction -> b d
sujet:scop sujet:grève -> f
titre:la titre:scop -> c
lieu:rue lieu:villeurbanne -> a
lieu:quai lieu:villeurbanne -> none
-genre:fiction -genre:documentaire -> e g

# ---- ranges of one field
annee:1960..1969 annee:1980..1989 -> a c d
annee:1960..1969 annee:1980..1989 essaimage -> a d
annee:1998 annee:2001 -> e f
annees:60 annees:80 -> a c d
annee:1980.. annee:..1990 -> c d
annee:..1990 annee:1980.. lyon -> c
annee:1980.. ET annee:..1990 -> c d
duree:>20 duree:<60 -> a c f
duree:<20 duree:>100 -> d e
annee:..1970 annee:2000.. -> a f
annee:1970.. annee:1980.. -> c d e f
annee:1980.. annee:1960..1985 -> c
annee:1980.. annee:1960..1969 -> a c d e f
annee:1970..1985 duree:52..60 -> c
+annee:1960..1969 +annee:1980..1989 -> none
annee:1960..1969 ET annee:1980..1989 -> none
-annee:1960..1969 -annee:1980..1989 -> b e f g

# ---- what words tell of years and running times, below operators
années 80 -> c d
scop ET années 80 -> c
scop ET (lyon années 80) -> a c f g
scop ET (xyzzyx années 80) -> none
essaimage OU années 80 -> a c d
scop SAUF années 80 -> a f g
scop SAUF (lyon années 80) -> none
scop -52min -> a g
lyon ET 52 min -> c f
(fleuve 26 min) ET (années 80 OU années 70) -> b d
(années 80 ET 52 min) OU (usine ET 13 minutes) -> c e

# ---- values as facets show them
dept:Rhône -> a
dept:"69 Rhône" -> a
dept:(paris OU rhône) -> a b
decennie:"années 80" -> c d
lyon decennie:1970s -> b
-dept:* -> c d e f g
