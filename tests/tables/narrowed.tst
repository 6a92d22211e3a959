# Queries and the filters beside them (query/syntax/narrowing.h).
#
# A line is a query, " | ", filters with " & " between them, " -> ", and what is parsed, printed anew:
# parsed again, it is the same.

# ---- words, operators and fields
scop | genre=documentaire -> scop genre:documentaire
scop lyon | genre=documentaire -> scop lyon genre:documentaire
scop OU lyon | pays=france -> (scop OR lyon) country:france
scop ET lyon | pays=france -> (scop AND lyon) country:france
scop SAUF lyon | pays=france -> (scop AND NOT lyon) country:france
SAUF lyon | pays=france -> (NOT lyon) country:france
scop +lyon -paris | pays=france -> (scop +lyon -paris) country:france
"l'économie" | pays=france -> "l'économie" country:france
a PRES/5 b | pays=france -> a NEAR/5 b country:france
* | pays=france -> * country:france
 | pays=france -> country:france
 | pays=france & annee=1980.. -> country:france year:1980..

# ---- what is wrong in a query stays in it
a) OU (b | genre=x -> (a OR b) genre:x
"a | genre=x -> a genre:x
( | genre=x -> genre:x
genre: | genre=x -> genre; genre:x

# ---- values of one field are alternatives, but for those of the query
scop | genre=a & genre=b -> scop (genre:a OR genre:b)
genre:a | genre=b -> +genre:a genre:b
genre:a genre:b | genre=c -> +(genre:a OR genre:b) genre:c
scop genre:a | genre=b -> (scop genre:a) genre:b
annee:1980.. | annee=..1990 -> +year:1980.. year:..1990
x | annee=1980.. & annee=..1990 -> x year:1980..1990
x | sujet=a & sujet=b -> x keywords:a keywords:b

# ---- fields of text narrow too
scop lyon | titre=a -> +(scop lyon) title:a
scop | genre=x & réalisateur=varda -> +scop genre:x director:varda
a OU b | titre=c -> +(a OR b) title:c

# ---- names
x | Année=1998 -> x year:1998
x | mots-clés=a -> x keywords:a
x | Mots clés=a -> x keywords:a
x | code postal=69 -> x department:69
x | décennie=80 -> x year:1980..1989
x | decade=1980 -> x year:1980..1989
x | département=69 -> x department:69
x | Durée (min.)=52 -> x minutes:52

# ---- values as in a query
x | annee=1998..2005 -> x year:1998..2005
x | duree=<1h30 -> x minutes:..89
x | duree=>=52 -> x minutes:52..
x | annee=..1990 -> x year:..1990
x | genre=doc* -> x genre:doc*
x | genre=* -> x genre:*
x | genre=fiktion~1 -> x genre:fiktion~1
x | genre==élevé -> x
x | genre=a:b -> x genre:a:b
x | genre=a=b -> x genre:a=b

# ---- others are a phrase, whatever signs they have
x | genre=film documentaire -> x genre:"film documentaire"
x | genre="film documentaire" -> x genre:" film documentaire "
x | genre=« film » -> x genre:"« film »"
x | genre=“film d’art” -> x genre:" film d’art "
x | genre=court (moyen) -> x genre:"court (moyen)"
x | genre=a^3 -> x genre:"a^3"
x | genre=-a -> x genre:"-a"
x | genre=a OU b -> x genre:"a OU b"
x | genre=) OU (titre:y -> x genre:") OU (titre:y"
x | titre=l'atelier -> +x title:l'atelier

# ---- a query in capitals is none beside a filter
LYON ET PARIS | genre=x -> (LYON AND PARIS) genre:x

# ---- what words imply is a wish beside them; a filter of that field says it all
films années 80 | genre=x -> films années 80 genre:x
films années 80 | annee=1990 -> films années 80 year:1990
scop -lyon années 80 | genre=x -> (scop -lyon années 80) genre:x

# ---- values as facets show them, in either language
x | décennie=années 1980 -> x year:1980..1989
x | decade=1980s -> x year:1980..1989
x | decennie=années 80 -> x year:1980..1989
x | departement=Rhône -> x department:69
x | departement=69 Rhône -> x department:69
x | department=Bouches-du-Rhône -> x department:13
x | dept=22 Côtes-d’Armor -> x department:22
x | dept=rhône & dept=Ain -> x (department:69 OR department:01)
x | genre=(sans valeur) -> x -genre:*
x | annee=(without) -> x -year:*
x | departement=(sans valeur) -> x -department:*
