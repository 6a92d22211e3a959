# What mistyped words are taken for (query/plan/correct.h).
#
# A line that begins with "+" has words of the index, each with the number of documents that hold it.
# Others are a word as it is typed, folded, " -> ", and its corrections, the best first; none if nothing
# follows. Empty lines and those with # say nothing.

+ association:20 associer:6 cooperateur:9 cooperative:30 documentaire:40 photographie:12 pharmacie:5
+ physique:4 phare:6 faire:50 gare:9 philosophie:7 theatre:15 rythme:5 bibliotheque:11 mediatheque:8
+ francais:33 garcon:14 lecon:6 facade:4 commercant:3 electricite:7 mecanique:5 automobile:9
+ ouvrier:25 usine:18 greve:16 syndicat:12 patron:8 salaire:10 metier:13 chomage:9 retraite:7
+ enseignement:10 developpement:12 environnement:9 gouvernement:8 evenement:7 appartement:6
+ maison:30 montagne:10 campagne:12 paysan:7 agriculture:9 vigneron:4 jardin:8 quartier:11
+ chateau:6 bateau:7 tableau:8 journal:14 travail:35 famille:22 feuille:5 oeil:4 accueil:6
+ necessaire:8 professionnel:9 occasion:5 possession:3 discussion:4 passion:8 emission:7
+ interview:6 realisateur:20 musicien:5 comedien:6 technicien:4 ambitieux:3 essentiel:5
+ entretien:12 temoignage:14 portrait:16 histoire:28 memoire:18 resistance:9 liberation:6
+ dupont:5 dupond:1 lefebvre:4 gauthier:3 renault:8 reynaud:2 thibault:3 schmitt:2 mathieu:4
+ godard:6 truffaut:5 varda:4 marker:3 resnais:3 tavernier:4 depardieu:3 deneuve:2
+ xixe:9 xxe:7 copropriete:5 securite:9 reunion:6 assurance:5 hopital:7 ecole:20 eleve:12

# ---- sounds

assosiation -> association
assosiations -> association
asosiassion -> association
associassion -> association
fotografie -> photographie
farmacie -> pharmacie
farmassi -> pharmacie
fisique -> physique
filosofie -> philosophie
teatre -> theatre
ritme -> rythme
bibliotek -> bibliotheque
mediatek -> mediatheque
fransais -> francais
franssais -> francais
garson -> garcon
lesson -> lecon
fassade -> facade
comersant -> commercant
elektrissite -> electricite
electrissitai -> electricite
mekanik -> mecanique
otomobile -> automobile
sindica -> syndicat
greive -> greve
gouvernemant -> gouvernement
ensaignemant -> enseignement
evainement -> evenement
montanye -> montagne
kartier -> quartier
cartier -> quartier
bato -> bateau
chato -> chateau
tablo -> tableau
travaille -> travail
famiye -> famille
feuye -> feuille
acueil -> accueil
nesesaire -> necessaire
okasion -> occasion
posession -> possession
paission -> passion
emition -> emission
realizateur -> realisateur
muzicien -> musicien
teknissien -> technicien
ambissieux -> ambitieux
essenciel -> essentiel
istoire -> histoire
memoir -> memoire
rezistanse -> resistance
opital -> hopital
ekole -> ecole

# ---- keys of an azerty and of a qwerty keyboard

mqison -> maison
ouvroer -> ouvrier
salqire -> salaire
jardim -> jardin
hisroire -> histoire
travsil -> travail
ysine -> usine

# ---- letters doubled, left out, swapped, at the end

developement -> developpement
developpment -> developpement
envirronnement -> environnement
environement -> environnement
apartement -> appartement
proffesionel -> professionnel
docuemntaire -> documentaire
documenaire -> documentaire
temoigange -> temoignage
entretiens -> entretien
portrai -> portrait
cooperrateurs -> cooperateur
cooperativve -> cooperative

# ---- names

lefevre -> lefebvre
lefebure -> lefebvre
gotier -> gauthier
tibo -> thibault
reynault -> renault reynaud
chmite -> schmitt
matieu -> mathieu
dupon -> dupont dupond
godart -> godard
truffo -> truffaut
trufaut -> truffaut
rene ->
depardieux -> depardieu
deneuv -> deneuve

# ---- two likely slips in a word of six or seven letters, and not any two

chomaje -> chomage
retrete -> retraite
patorn -> patron
salzkre ->
gqxdin ->

# ---- neither corrected nor corrections

xixeme ->
xixieme ->
mcmlxviii ->
xxeme ->
taxixe ->
19eme ->
9782070643103 ->
issn ->
rf2125 ->

# ---- what sounds the same before slips, and voices

+ foot:90 photo:6 embauche:9 bouche:7

foto -> photo
embauge -> embauche
embauje -> embauche
