# How words sound (shared/text/sound.h).
#
# Words with "=" between them all sound alike, words with "#" between them all differ; with "~" between
# them they sound alike to those who spell by ear, and differ else. "word : code" is a code. Empty lines
# and those with # at the start say nothing.

# ---- surnames

Dupont = Dupond = Dupon = Duppont
Lefebvre = Lefèvre = Lefebure = Lefébure = Lefebvre
Meyer = Mayer = Maier = Meier = Mayet
Thibault = Thibaud = Thibaut = Tibo = Thibeau = Tibaud
Gauthier = Gautier = Gotier = Gaultier ~ Gautié
Renaud = Reynaud = Raynault = Renault = Regnault = Renaut = Raynaud
Schmitt = Schmidt = Chmite = Schmit = Schmid
Durand = Durant = Duran
Arnaud = Arnault = Arnaut = Arnaux
Moreau = Morot = Moraud = Maureau
Rousseau = Rousseaux = Roussot
Legrand = Legran = Legrant
Leblanc = Leblan
Dubois = Duboi = Duboy
Lecomte = Lecompte = Leconte
Prévost = Prévot = Prévôt = Prevaut
Benoist = Benoît = Benois
Arnould = Arnoux = Arnoult = Arnou
Schultz = Schulz = Schulze
Perrin = Perrain = Périn = Pérain
Martin = Martain
Lambert # Lombard
Bertrand = Bertran
Picard = Pikard = Piccard
Roussel # Rousseau
Collin = Colin = Colain
Mathieu = Matthieu = Mattieu
Hébert = Ébert
Bernard = Bernart
Fournier ~ Fournié
Chevalier = Chevallier
Guérin = Guerrin = Guérain
Boucher = Bouchet ~ Bouché
Faure = Fore
Blanchard = Blanchart
Guillaume = Guillome
Lemaître = Lemaitre = Lemètre
Henry = Henri = Henrie
Denis = Denys = Deni
Rémy = Rémi
Fernandez ~ Fernandé

# ---- first names

Philippe = Filip = Philipe = Filippe
Christine = Kristine = Cristine
Christophe = Kristof
Catherine = Katerine = Caterine
Georges = Jorge = George
Jacques = Jak = Jack
Vincent = Vinsan = Vinçant
François = Fransois = Franssois
Jean = Jan
Nathalie = Natalie
Isabelle = Izabel
Louise = Louize
René = Renée
Véronique = Véronik
Éric = Erik = Hérik

# ---- words

photographie = fotografie = photografi
pharmacie = farmassi = farmacie
association = associassion
association ~ associasion ~ asossiasion
phare = far
quai = ké = quet
beau = bot = baux = bau
compte = conte
chœur = coeur
psychologie = psikologie
guerre = guère
sang = cent = sans = sent
maire = mère = mer
sot = seau = saut = sceau
français = fransais = franssais
garçon = garsson
leçon = lesson
électricité = électrissité
technique : teknik
bourg : bur
accueil = acueil
fauteuil = foteuil

# ---- what is not the same

poisson # poison # poussin
Meyer # Maillet # Mailly
Dupont # Dupuy # Dupin # Dupré
Durand # Durieux # Duras
Martin # Martine # Marty # Marteau
Renaud # Renard # René
Gauthier # Gautheron # Gaudin
Schmitt # Schneider # Chmiel
Petit # Petite # Petiot
Simon # Simone # Siméon
Germain # Germaine # Germon
Lefebvre # Lebrun # Levieux
Philippe # Félix # Philibert
gare # guerre # car
chat # jas # char
vin # vent # vont
banc # bain # bon
feu # fou # fût
père # bière # pierre
ton # don # thon-thon
famille # famine
désert # dessert
Paul # Pau # Paulo
lion # Lyonne
grève # grave # greffe

# ---- by ear

possession ~ posession
combiné ~ kombinai
métier ~ métyé
réussir ~ réusir

# ---- codes

dupont : dypO
Lefebvre : lefevr
Guillaume : gijom
Christophe : kristof
agneau : aNo
montagne : mOtaN
travail : travaj
feuille : f2j
accueil : ak2j
moyen : muajI
ciel : sjel
examen : eksamA
aquarium : akarjom
nation : nasjO
national : nasjonal
question : kestjO
hache : aS
pays : pe
wagon : vagO
