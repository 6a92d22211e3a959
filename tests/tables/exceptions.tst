# The words that meet their family by shared/text/stem_exceptions.c, and those that must not meet.
#
# A line is two words with a sign between: = when the analyzer must give them one stem, !=
# when it must not. Every line of the table and every rule of stem_exceptions.c has a test here
# with its word on the left; t_exceptions fails when one has none.

# -eur, -euse
acheteuse = acheteur
acheteuses = acheteurs
bailleuse = bailleur
bailleuses = bailleurs
balayeuse = balayeur
balayeuses = balayeurs
brodeuse = brodeur
brodeuses = brodeurs
cadreuse = cadreur
cadreuses = cadreurs
chanteuse = chanteur
chanteuses = chanteurs
chasseuse = chasseur
chasseuses = chasseurs
chauffeuse = chauffeur
chauffeuses = chauffeurs
chercheuse = chercheur
chercheuses = chercheurs
chômeuse = chômeur
chômeuses = chômeurs
cireuse = cireur
cireuses = cireurs
coiffeuse = coiffeur
coiffeuses = coiffeurs
conteuse = conteur
conteuses = conteurs
coureuse = coureur
coureuses = coureurs
cueilleuse = cueilleur
cueilleuses = cueilleurs
danseuse = danseur
danseuses = danseurs
demandeuse = demandeur
demandeuses = demandeurs
éleveuse = éleveur
éleveuses = éleveurs
employeuse = employeur
employeuses = employeurs
emprunteuse = emprunteur
emprunteuses = emprunteurs
entrepreneuse = entrepreneur
entrepreneuses = entrepreneurs
faucheuse = faucheur
faucheuses = faucheurs
fileuse = fileur
fileuses = fileurs
footballeuse = footballeur
footballeuses = footballeurs
franchiseuse = franchiseur
franchiseuses = franchiseurs
glaneuse = glaneur
glaneuses = glaneurs
joueuse = joueur
joueuses = joueurs
livreuse = livreur
livreuses = livreurs
marcheuse = marcheur
marcheuses = marcheurs
moissonneuse = moissonneur
moissonneuses = moissonneurs
monteuse = monteur
monteuses = monteurs
nageuse = nageur
nageuses = nageurs
ouvreuse = ouvreur
ouvreuses = ouvreurs
pêcheuse = pêcheur
pêcheuses = pêcheurs
penseuse = penseur
penseuses = penseurs
porteuse = porteur
porteuses = porteurs
preneuse = preneur
preneuses = preneurs
prêteuse = prêteur
prêteuses = prêteurs
programmeuse = programmeur
programmeuses = programmeurs
repasseuse = repasseur
repasseuses = repasseurs
serveuse = serveur
serveuses = serveurs
skieuse = skieur
skieuses = skieurs
soigneuse = soigneur
soigneuses = soigneurs
tisseuse = tisseur
tisseuses = tisseurs
travailleuse = travailleur
travailleuses = travailleurs
trieuse = trieur
trieuses = trieurs
vendangeuse = vendangeur
vendangeuses = vendangeurs
vendeuse = vendeur
vendeuses = vendeurs
voyageuse = voyageur
voyageuses = voyageurs

# feminine of auteur
autrice = auteur
autrices = auteurs

# irregular plural
baux = bail
cieux = ciel
coraux = corail
émaux = émail
mesdames = madame
messieurs = monsieur
soupiraux = soupirail
travaux = travail
vitraux = vitrail
yeux = œil

# the seven plurals in -oux
bijoux = bijou
cailloux = caillou
choux = chou
genoux = genou
hiboux = hibou
joujoux = joujou
poux = pou

# spelling of 1990
bonhommie = bonhomie
charriot = chariot
charriots = chariots
combattif = combatif
combattive = combatif
imbécilité = imbécillité
nénufar = nénuphar
nénufars = nénuphars
ognon = oignon
ognons = oignons
quincailler = quincaillier
relai = relais

# not the family of chat
châtiment = châtier
châtiments = châtiers

# not the plural of foi
fois = fois

# not the plural of pari
paris = paris

# two spellings
clef = clé
clefs = clés

# irregular feminine
douce = doux
douces = doux
fausse = faux
fausses = faux
jalouse = jaloux
jalouses = jaloux
neuve = neuf
neuves = neufs
rousse = roux
rousses = roux

# -ee
employée = employé
employées = employés

# -ec, -ecque
grecque = grec
grecques = grecs

# -ic, -ique
laïque = laïc
laïques = laïcs
publique = public
publiques = publics

# gentile
lyonnaise = lyonnais
lyonnaises = lyonnais

# -esse
maîtresse = maître
maîtresses = maîtres

# -an, -anne
paysanne = paysan
paysannes = paysans

# -al
syndicaux = syndical

# -c, -que
turque = turc
turques = turcs

# -er, -ere
usagère = usager
usagères = usager

# not the family of loi
loyer = loyers
loyers = loyers

# gentile
française = français
françaises = français
anglais = anglaise
irlandaise = irlandais
irlandaises = irlandais
japonaise = japonais
japonaises = japonais
portugaise = portugais
portugaises = portugais
hollandaise = hollandais
hollandaises = hollandais
écossaise = écossais
écossaises = écossais
polonaise = polonais
polonaises = polonais
libanaise = libanais
libanaises = libanais
sénégalaise = sénégalais
sénégalaises = sénégalais
marseillaise = marseillais
marseillaises = marseillais
thaïlandaise = thaïlandais
thaïlandaises = thaïlandais
néerlandaise = néerlandais
néerlandaises = néerlandais
islandaise = islandais
islandaises = islandais

# -ois, -oise
chinois = chinoise
danois = danoise
suédois = suédoise
hongrois = hongroise
québécois = québécoise
lillois = lilloise
grenoblois = grenobloise
bruxellois = bruxelloise
bourgeois = bourgeoise

# -ais, -aise
mauvais = mauvaise

# two spellings
cuiller = cuillère
cuillers = cuillère
bistro = bistrot
bistros = bistrot
payement = paiement
payements = paiements

# spelling of 1990
joailler = joaillier
dentelière = dentellière
dentelières = dentellière

# irregular plural
vantaux = vantail

# -it, -ite
petite = petit
petites = petit
inscrite = inscrit
inscrites = inscrit
interdite = interdit
interdites = interdit

# plural in -eux
lieux = lieu

# -er, -ere
étrangère = étranger
étrangères = étranger
boulangère = boulanger
boulangères = boulanger
bergère = berger
bergères = berger
ménagère = ménager
ménagères = ménager
passagère = passager
passagères = passager
messagère = messager
messagères = messager

# ---- the rules, for words that no line names

# -trice, -teur
actrice = acteur
actrices = acteurs
directrice = directeur
réalisatrice = réalisateur
productrices = producteur
coopératrice = coopérateurs
monitrice = moniteur
institutrices = instituteurs
motrice = moteur
conceptrice = concepteur
spectatrice = spectateur

# -iée, -ié
salariée = salarié
salariées = salariés
associée = associé
mariée = marié
alliées = alliés
qualifiée = qualifié
licenciées = licencié

# -ssion, whose plural Snowball takes for a verb
démission = démissions
démissions = démission
commissions = commission
passions = passion

# a plural behind i, o, u
emplois = emploi
lois = loi
élus = élu
fous = fou
essais = essai
vélos = vélo

# -ière, -ier
ouvrière = ouvrier
ouvrières = ouvriers
caissière = caissier
infirmières = infirmiers
fermière = fermier
policière = policier
pâtissière = pâtissières
financière = financiers

# -ifie, -ifiée, as -ifier
justifie = justifier
justifié = justifier
vérifiées = vérifier
modifiée = modifier
identifiés = identifiée
notifie = notifié
qualifiées = qualifier

# a plural behind it, er
crédits = crédit
délits = délit
profits = profit
petits = petit
conflits = conflit
étrangers = étranger
usagers = usager
passagers = passager
scanners = scanner

# ---- words that end like these and are none of them

cicatrice != cicateur
cicatrices != cicateurs
impératrice != empereur
impératrices != empereurs
matrice != mateur
matrices != mateurs
divers != diverger
travers != travée

# too short for a rule
trice != teur
fiée != fie
bière != bier

# ---- other families stay apart

loyer != loi
univers != unir
retrait != retraite
fois != foi
paris != pari
châtiment != chat
châtiments != chats
payé != paie
malle != mâle
publique != publication
baux != beau
cieux != cire
clef != clair
coraux != chorale
douce != douche
fausse != fosse
neuve != neuvième
poux != pouce
choux != chouette
travaux != travers
yeux != jeu
portière != port
monteuse != montagne
cadreuse != cadre
rousse != route
grecque != grève
maîtresse != mètre
messieurs != messe
