# The headings of columns in exports, and the fields that they name: shared/index/heading.h.
#
# "?" stands after a field that the heading names only where no other column does; "-" means none.

# --- as they are, in plain lists
Titre -> title
TITRE -> title
 titre : -> title
Titre(s) -> title
Titres -> title
Title -> title
Réalisateur -> director
Réalisateur(s) -> director
Réalisateur·rice·s -> director
Réalisateur.rice.s -> director
Réalisateurs/trices -> director
Mot(s)-clé(s) -> keywords
Mots clés -> keywords
MotsClés -> keywords
Année -> year
ANNÉES -> year
Durée (min) -> minutes
Durée (mn) -> minutes
Durée (en minutes) -> minutes
Résumé -> description
N° -> id?
Num. -> id?
Code postal -> postcode
CodePostal -> postcode
code_postal -> postcode
Pays (ISO) -> country

# --- Dublin Core, Omeka, Omeka S, DSpace
Dublin Core:Title -> title
Dublin Core:Creator -> director
Dublin Core:Date -> year
Dublin Core:Description -> description
Dublin Core:Subject -> keywords
Dublin Core:Identifier -> id
Dublin Core:Language -> language
Dublin Core:Publisher -> -
dcterms:title -> title
dcterms:creator -> director
dcterms:date -> year
dcterms:abstract -> description
dcterms:subject -> keywords
dcterms:identifier -> id
dcterms:issued -> year?
dcterms:extent -> -
dcterms:isPartOf -> -
dc:title -> title
dc:type -> genre
dc:source -> source
dc.title -> title
dc.title[fr] -> title
dc.title[en] -> title
dc.contributor.author[] -> director
dc.date.issued[fr_FR] -> year?
dc.description.abstract[en_US] -> description
dc.subject[fr] -> keywords
dc.identifier.uri -> url?
o:id -> id
Item Type Metadata:Duration -> minutes

# --- languages and numbers
titre_fr -> title
titre_en -> title
title@en -> title
Titre (fr) -> title
Résumé [fr] -> description
résumé-en -> description
description_fre -> description
Auteur 1 -> director
Auteur 2 -> director
auteur1 -> director
Auteur principal -> director
Adresse 1 -> address
Adresse 2 -> address
adresse1 -> address
Téléphone 1 -> phone
tel_2 -> phone
Mot-clé 3 -> keywords

# --- with words that say no more, or a name before them
artwork - TITRE -> title
artwork – TITRE -> title
Œuvre : titre -> title
oeuvre_titre -> title
notice/titre -> title
film.titre -> title
Premier auteur -> director
nom films -> title
Nom du film -> title
nom_film -> title
réal_nom -> director
Nom du réalisateur -> director
auteur_nom -> director
author name -> director
Nom de l'auteur -> director
Titre du film -> title
Titre de l'œuvre -> title?
Libellé commune -> town?
Nom de la commune -> town?
Première adresse -> address

# --- what is not what it says first
Réalisateur - pays -> -
Auteur : date -> -
Producteur_ville -> -
auteur.id -> -
Titre/Auteur -> title?
Date de mise à jour -> -
Date de la notice -> -
Auteur de la notice -> -
Publication Title -> -
Short Title -> -
Series Title -> -
Sous-titre -> -
Titre de série -> -
Prénom -> -
Date de naissance -> -
Lieu de naissance -> -
Commentaire -> -
Observations -> -

# --- codes of MARC
200$a -> title
200 $a -> title
200a -> title
200_a -> title
UNI:200$a -> title
UNIMARC 200 $a -> title
200 1 $a -> title
245$a -> title?
245 10 $a -> title?
210$d -> year
214 $d -> year
330$a -> description
520$a -> description?
606$a -> keywords
650 $a -> keywords?
700$a -> director
100$a -> year director?
101$a -> language
215$a -> -
856$u -> url
856 40 $u -> url
300 -> -
001 -> id
200$z -> -

# --- Joconde, Mérimée, museums
REF -> id?
INV -> id?
DOMN -> genre?
DENO -> genre?
TITR -> title?
AUTR -> director?
PERI -> -
MILL -> year?
TECH -> -
DESC -> description?
REPR -> keywords?
TICO -> title?
HIST -> history?
N° d'inventaire -> id
Numéro d'inventaire -> id
Désignation -> title?
Dénomination -> title?
Datation -> year?
Matière/Technique -> keywords?
Dimensions -> -
Lieu de conservation -> -

# --- SIRENE and RNA
siren -> id?
siret -> id?
denominationUniteLegale -> title?
sigleUniteLegale -> -
codePostalEtablissement -> postcode?
libelleCommuneEtablissement -> town
libelleVoieEtablissement -> address?
dateCreationUniteLegale -> year?
nomUniteLegale -> -
objet -> description?
titre_court -> title?
adrs_codepostal -> postcode?
adrs_libcommune -> town?
adrs_codeinsee -> -
siteweb -> url
date_creat -> year?
Raison sociale -> title?
Forme juridique -> -
Activité -> -
Courriel -> email
Site internet -> url

# --- Zotero
Key -> id?
Item Type -> genre?
Publication Year -> year
Author -> director
Abstract Note -> description?
Url -> url
Manual Tags -> keywords?
Automatic Tags -> keywords?
Date Added -> -
Call Number -> id?
Running Time -> minutes
Publisher -> -
Place -> -
ISBN -> -

# --- Koha, PMB, Syracuse
biblionumber -> id
itemnumber -> id?
itemcallnumber -> id?
copyrightdate -> year
publicationyear -> year
itype -> genre?
barcode -> id?
author -> director
subtitle -> -
Code à barres -> id?
Cote -> id?
Cote exemplaire -> id?
notice_id -> id
tit1 -> title
tit2 -> -
typdoc -> genre
index_l -> keywords
n_resume -> description
n_contenu -> description
expl_cote -> id?
ed1_name -> title?
Titre propre -> title
Langue de publication -> language?
Date de parution -> year?
Sujets -> keywords
Type de document -> genre
Permalien -> url
Importance matérielle -> -

# --- films
Visa -> id?
N° de visa -> id?
Titre original -> title?
Titre VO -> title?
Titre français -> title
Date de sortie -> year
Date de sortie en salles -> year?
Nationalité -> country
Auteur-réalisateur -> director
Production / Diffusion -> producers?
Réalisé par -> director
Format -> -
Couleur / N&B -> colour
Thématiques -> keywords
OriginalTitle -> title?
TranslatedTitle -> title?
FormattedTitle -> title?
Length -> minutes
Director -> director
Actors -> -
Category -> genre
Country -> country
idFilm -> id
film_id -> id
release_date -> year

# --- archives
Intitulé -> title
Dates extrêmes -> year?
Présentation du contenu -> description?
scopeAndContent -> description?
eventDates -> year?
unitid -> id?
unittitle -> title?
unitdate -> year?
Niveau de description -> -
archivalHistory -> history?
subjectAccessPoints -> keywords?

# --- nothing
Colonne1 -> -
x -> -
 :  -> -
( -> -
abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnop -> -

# --- directories
Société -> company
Nom de la structure -> title?
Nom de l'association -> title?
Organisme -> title?
Tél. portable -> phone
E-mail -> email
Site web -> url
CP -> postcode
Ville -> town
Code Postal Établissement -> postcode?
Téléphone fixe -> phone?
NUM_NOTICE -> id?
DUREE_MN -> minutes
RESUME_FILM -> description

# --- two names at once, which come last
Titre ou désignation -> title?
Auteur / exécutant -> director?
Titre et mention de responsabilité -> title?
Matière et technique -> keywords?
Ville ou pays -> town?
N&B/Coul. -> colour?
directorLabel -> director
Identifiant ARK -> id?
Nat. -> country?
