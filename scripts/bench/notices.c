/*
 * notices - invented French film notices as CSV, as many as wanted.
 *
 * usage: notices [--short] COUNT [SEED]
 *        notices --queries term|and|or|phrase N [SEED]
 *
 * The same arguments give the same bytes, and a notice depends on the seed and its number
 * alone: a longer file begins with the shorter one. The queries are taken from the first
 * notices of that seed, so they find something in any file of at least as many.
 *
 * Notices have 1,500 bytes on average, with --short 390: one producer, a sentence or two, no history.
 *
 * The words come from three sources, so that their statistics are those of real French:
 * small words, as the grammar below asks for them; roots of ours with the endings of
 * French, by Zipf's law; and made-up words and names, each from a rank drawn from a power
 * law without an end, so that new ones never cease to turn up (Heaps' law).
 */
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	QUERY_NOTICES = 1000, /* the first notices, which queries are taken from */
	TEXT_MAX = 44,        /* bytes of a word */
	NOTICE_MAX = 1 << 18, /* bytes of a notice, with a wide margin */
	FLUSH_AT = 1 << 20,
	QUERY_TEXT = 1 << 24, /* ten times what those notices take */
};

static const char HEADER[] = "id,titre,realisateur,annee,pays,genre,duree,couleur,mode,"
			     "producteurs,resume,historique\n";

/* clang-format off */

/*
 * Verbs of the first group, the frequent ones first; behind the slash what is derived:
 * a -ation, g -age, m -ement, t -ateur and -atrice, r -eur and -euse, v -atif, w -ative (a
 * noun), n -ance, b -able, d -erie, e -ant, i -oir.
 */
static const char VERBS[] =
	"coopér/atvw travaill/re form/atrb particip/ateb cré/atv organis/atbr racont/rb "
	"mont/gmr film/g tourn/gmr montr/b occup/ate transform/atrb trouv/ib pass/gre "
	"parl/rei rest/e port/gmr don/re commenc/m arriv/g entr/e demand/re rencontr/ "
	"pens/reb gard/rdi cherch/r pos/r aid/e essay/g continu/at donn/re associ/atv "
	"autogér/ gér/ne tiss/gre fabriqu/r licenci/m lutt/r fond/atrm finan/mr partag/rb "
	"échang/rb accompagn/mrt install/atr développ/mr présent/atrb témoign/g relat/ "
	"invent/vr cultiv/atrb récolt/r habit/atneb rénov/atr administr/atrv représent/atev "
	"mobilis/atrb expériment/atr expliqu/ défend/r accept/ab refus/ ferm/gr achet/rb "
	"vend/r import/atrne export/atrb transport/rb livr/r command/re pay/rm épargn/e "
	"prêt/r cotis/at adhér/en vot/e élabor/at décid/r dirig/e surveill/ner contrôl/r "
	"réclam/at manifest/ate revendiqu/ négoci/atrb sign/atv rassembl/mr fédér/atrv "
	"milit/er engag/mre libér/atrb émancip/atr éduqu/ enseign/mre illustr/atrv dessin/r "
	"color/atri cadr/gr éclair/gr enregistr/mrb mix/gr projet/ diffus/rb distribu/r "
	"programm/atr interprét/atr jou/re chant/re dans/re fil/gr brod/dr taill/rd forg/r "
	"soud/r usin/g répar/atrb nettoy/gr balay/gr cuisin/r bouch/d boulang/d vendang/r "
	"labour/gr sem/r moissonn/r élev/gr pêch/r chass/r jardin/gr plant/atr irrigu/ "
	"embauch/r débauch/gr chôm/gr indemnis/atb retrait/ cotoy/ soign/e visit/re voyag/r "
	"déplac/m émigr/ate immigr/ate log/mr constat/at observ/atr analys/r étudi/e "
	"critiqu/ imagin/atb rêv/r espér/ne aim/ désir/b dout/ regrett/b pleur/r rigol/ "
	"amus/mre étonn/me inquiét/e rassur/e menac/e attaqu/e résist/ne persist/ne "
	"insist/ne exist/ne assist/ne consist/n bless/e tu/r enterr/mr célébr/at fêt/rd "
	"honor/ab salu/ti remerci/m félicit/at adopt/r proclam/at déclar/atb affirm/atv "
	"confirm/at inform/atrv document/atr archiv/g class/mrb conserv/atr restaur/atrb "
	"numéris/atr digitalis/at modernis/atr industrialis/atr mécanis/at rationalis/atr "
	"nationalis/atb privatis/atb délocalis/atb relocalis/at localis/at globalis/at "
	"mutualis/atb collectivis/at socialis/atb syndicalis/ responsabilis/at "
	"sensibilis/atr valoris/atb revaloris/at content/m avanc/m recul/ progress/ "
	"augment/atb diminu/ baiss/ hauss/ doubl/gr tripl/ pes/ge mesur/rb compt/grb "
	"calcul/atrb évalu/atr estim/atb factur/atr budget/ plac/mr épuis/mre exploit/atreb "
	"opprim/re protest/at occult/at bloqu/ évacu/at expuls/ assembl/gr boulonn/gr vid/gr "
	"charg/mr décharg/mr pilot/gr embarqu/m débarqu/m march/rde grimp/r tomb/re saut/re "
	"gliss/mre roul/gme coup/gre tranch/er perc/gr creus/mr fouill/r explor/atr "
	"chauff/gre refroid/ fum/re arros/gri goût/r mang/re abreuv/ri récupér/atrb "
	"recycl/gb tri/gr compost/gr pollu/e dépollu/e aménag/mr amélior/atrb adapt/atrb "
	"utilis/atrb consomm/atrb dépens/ économis/r gaspill/gr collect/rv mendi/ quêt/r "
	"écout/r regard/re racol/gr appréci/at préfér/nb compar/atvb sépar/atb divis/b "
	"unifi/atr pacifi/at fortifi/ate simplifi/atr qualifi/ate certifi/at clarifi/at "
	"modifi/at vérifi/atr planifi/atr justifi/atb identifi/atb diversifi/at électrifi/at "
	"communiqu/e alphabétis/at autoris/at légalis/at régularis/at normalis/at "
	"informatis/at automatis/at robotis/at spécialis/at généralis/atb centralis/atr "
	"décentralis/atr capitalis/atb urbanis/at fusionn/m fonctionn/m stationn/m "
	"collabor/atr dévou/m approvisionn/mr équip/gmr ravitaill/mr habill/rm chauss/r "
	"coiff/re lav/gre repass/gre rempaill/gr tann/grd cir/gr peaufin/g imprim/rde édit/ "
	"reli/r grav/re sculpt/r modél/ moul/gre émaill/gr dor/gre argent/ur bris/r cass/re "
	"dissip/at dissimul/atr simul/atr stimul/ate accumul/atr circul/at articul/at "
	"manipul/atr spécul/atrv postul/at tabul/atr aliment/atr fréquent/at orient/atr "
	"argument/atr fragment/at agit/atr hésit/at limit/atvb médit/atv profit/rb récit/ate "
	"déport/at report/gr support/rb rapport/r comport/m apport/ emport/m déroul/m "
	"enroul/m écroul/m soulag/m encourag/m rattach/m détach/m arrach/gr attach/me "
	"accroch/ge décroch/gr approch/b reproch/ renvers/me travers/e convers/at tiraill/m "
	"vis/re révis/r supervis/r improvis/atr dépos/r expos/e oppos/e propos/ impos/eb "
	"suppos/ dispos/ repos/e arrang/mre mélang/r dérang/me nag/re plong/re song/re "
	"alloc/at loc/atr provoqu/e convoqu/ évoqu/ invoqu/ appliqu/ compliqu/ impliqu/ "
	"dupliqu/ pratiqu/e indiqu/ trafiqu/e bricol/gr décol/ immol/atr consol/atre "
	"isol/atme désol/at viol/atr contempl/atvr trembl/me meubl/e peupl/m siffl/re "
	"gonfl/e enfl/ ronfl/re";

static const char MASCULINE[] =
	"film documentaire travail mouvement homme temps monde projet pays ouvrier patron "
	"village atelier métier syndicat réseau emploi statut cinéma groupe salaire conseil "
	"capital quartier récit portrait regard témoin jour an mois siècle moment enfant ami "
	"père fils frère paysan artisan marin mineur docker cheminot employé salarié "
	"sociétaire adhérent bénévole militant chômeur client fournisseur entrepreneur "
	"gérant directeur président secrétaire trésorier maire député ministre préfet juge "
	"avocat médecin instituteur élève étudiant chercheur historien géographe sociologue "
	"économiste philosophe écrivain poète peintre musicien acteur comédien cinéaste "
	"scénariste opérateur spectateur public marché commerce échange contrat accord "
	"compromis conflit combat débat dialogue discours livre journal article dossier "
	"document rapport bilan budget chiffre compte crédit prêt impôt prix coût profit "
	"bénéfice déficit revenu patrimoine héritage bien sol champ jardin pré bois arbre "
	"fruit blé vin lait pain fromage miel tissu drap fil coton lin cuir papier carton "
	"métal fer acier charbon pétrole gaz feu four moteur outil engin camion train bateau "
	"port quai canal fleuve barrage pont chemin sentier bâtiment toit mur escalier "
	"couloir bureau magasin entrepôt hangar chantier dépôt musée théâtre écran son plan "
	"cadre décor montage tournage générique titre sous-titre scénario commentaire "
	"entretien témoignage souvenir secret espoir rêve courage amour bonheur malheur "
	"chagrin rire silence bruit cri chant geste corps visage œil bras dos cœur esprit "
	"savoir-faire savoir art style genre mode modèle exemple cas sens rôle but moyen "
	"effet résultat échec succès progrès retard avenir passé présent hiver été printemps "
	"automne matin soir midi dimanche lundi samedi janvier février mars avril mai juin "
	"juillet août septembre octobre novembre décembre nord sud est ouest littoral "
	"plateau vallon sommet versant territoire département canton hameau faubourg "
	"boulevard square kiosque marché-gare lycée collège institut centre foyer club "
	"comité collectif congrès séminaire colloque atelier-relais stage diplôme concours "
	"examen cours exercice devoir droit règlement code décret arrêté service secteur "
	"domaine milieu système appareil mécanisme processus principe concept idéal "
	"socialisme syndicalisme mutualisme capitalisme libéralisme communisme féminisme "
	"cheval mouton bœuf porc oiseau poisson chien chat loup berger troupeau vignoble "
	"verger potager moulin pressoir cellier grenier silo tracteur sillon engrais semis "
	"labour";

static const char FEMININE[] =
	"coopérative entreprise usine économie société association histoire ville vie femme "
	"ouvrière région lutte grève école famille maison mémoire image terre rue place part "
	"fois année semaine journée heure nuit guerre paix crise main tête voix parole "
	"langue question réponse idée pensée œuvre scène salle caméra bobine pellicule "
	"musique chanson danse peinture photographie littérature culture agriculture "
	"industrie fabrique filature manufacture mine forge fonderie scierie verrerie "
	"imprimerie boulangerie laiterie ferme vigne récolte moisson vendange forêt montagne "
	"vallée plaine rivière mer côte île plage gare route ligne frontière banlieue cité "
	"commune mairie préfecture province république démocratie solidarité égalité liberté "
	"fraternité justice loi règle valeur dignité autonomie utopie expérience aventure "
	"initiative démarche méthode pratique théorie science technique machine énergie "
	"électricité eau lumière chaleur matière ressource richesse pauvreté misère dette "
	"épargne banque caisse monnaie bourse finance mutuelle assurance sécurité santé "
	"maladie retraite jeunesse vieillesse enfance mère fille sœur voisine amie collègue "
	"équipe assemblée réunion élection majorité minorité direction gestion décision "
	"responsabilité compétence qualité quantité mesure durée vitesse distance grandeur "
	"largeur profondeur surface figure forme couleur ombre trace preuve archive lettre "
	"carte liste série suite fin cause conséquence origine source naissance mort fête "
	"cérémonie tradition coutume croyance religion église messe prière armée police "
	"prison peine faute erreur chance fortune rencontre visite promenade découverte "
	"recherche enquête étude analyse critique défense attaque victoire défaite "
	"résistance révolte révolution réforme politique campagne union fédération "
	"confédération ligue section branche filière chaîne boutique épicerie librairie "
	"pharmacie clinique crèche cantine cuisine table chaise porte fenêtre clé clef "
	"pierre brique tuile poutre planche étoffe laine soie robe chemise chaussure valise "
	"malle lampe bougie horloge montre balance charrue faux faucille pelle pioche "
	"brouette charrette voiture bicyclette locomotive péniche barque voile rame ancre "
	"corde toile feuille fleur graine racine écorce herbe paille betterave carotte pomme "
	"poire cerise châtaigne noix olive vache chèvre brebis poule oie abeille ruche "
	"laiterie-fromagerie cave distillerie brasserie cidrerie minoterie tannerie corderie "
	"mégisserie ganterie coutellerie horlogerie lunetterie tuilerie briqueterie poterie "
	"faïencerie porcelaine dentelle tapisserie broderie bonneterie chapellerie "
	"cordonnerie maroquinerie menuiserie charpenterie ébénisterie plomberie maçonnerie "
	"serrurerie mécanique informatique audiovisuelle télévision radio presse affiche "
	"revue chronique anecdote légende fable";

static const char ADJECTIVES[] =
	"social économique coopératif ouvrier collectif solidaire français public populaire "
	"local national politique industriel agricole rural urbain nouveau jeune vieux "
	"humain quotidien historique culturel professionnel syndical démocratique juridique "
	"financier commun libre égal autonome responsable durable écologique équitable "
	"associatif mutualiste participatif alternatif créatif actif salarié patronal "
	"artisanal familial communal régional départemental européen africain américain "
	"italien espagnol allemand anglais lyonnais parisien breton alsacien normand basque "
	"catalan marseillais lillois ancien moderne contemporain actuel futur premier "
	"dernier seul unique double entier complet simple difficile possible nécessaire "
	"utile important essentiel principal central majeur grand petit long court haut "
	"profond large étroit lourd léger dur fragile fort faible riche pauvre heureux "
	"malheureux joyeux triste fier modeste discret célèbre inconnu étranger voisin "
	"proche lointain ouvert fermé plein vide clair sombre noir blanc rouge vert bleu "
	"gris jaune chaud froid doux amer sec humide sauvage fertile montagnard marin côtier "
	"fluvial portuaire minier textile métallurgique chimique électrique mécanique manuel "
	"intellectuel artistique cinématographique documentaire théâtral musical littéraire "
	"poétique dramatique comique tragique réaliste militant engagé critique théorique "
	"pratique technique scientifique médical sanitaire scolaire universitaire "
	"pédagogique éducatif religieux laïque républicain socialiste communiste libéral "
	"capitaliste révolutionnaire pacifiste féministe écologiste intérieur extérieur "
	"général particulier individuel spécial mondial international transnational "
	"interprofessionnel immobilier hospitalier coutumier saisonnier journalier régulier "
	"singulier précaire provisoire permanent récent prochain tardif précoce rapide lent "
	"patient prudent courageux généreux curieux sérieux nombreux vigoureux rigoureux "
	"audacieux précieux silencieux ambitieux laborieux harmonieux mystérieux fameux";

static const char ADVERBS[] =
	"très déjà aussi encore toujours bien ainsi alors souvent ensemble enfin parfois "
	"jamais longtemps aujourd'hui puis ensuite ici là notamment seulement peu beaucoup "
	"trop mieux peut-être surtout désormais autrement librement rapidement lentement "
	"vraiment simplement collectivement durablement également autant presque environ "
	"hier demain ailleurs progressivement directement finalement";

/* Verbs that are not of the first group: infinitive, present, participle. */
static const char *const IRREGULAR[][4] = {
	{"faire", "fait", "font", "fait"}, {"être", "est", "sont", "été"},
	{"avoir", "a", "ont", "eu"}, {"prendre", "prend", "prennent", "pris"},
	{"mettre", "met", "mettent", "mis"}, {"voir", "voit", "voient", "vu"},
	{"dire", "dit", "disent", "dit"}, {"vivre", "vit", "vivent", "vécu"},
	{"tenir", "tient", "tiennent", "tenu"}, {"suivre", "suit", "suivent", "suivi"},
	{"construire", "construit", "construisent", "construit"},
	{"produire", "produit", "produisent", "produit"},
	{"défendre", "défend", "défendent", "défendu"},
	{"réunir", "réunit", "réunissent", "réuni"}, {"devenir", "devient", "deviennent", "devenu"},
	{"savoir", "sait", "savent", "su"}, {"choisir", "choisit", "choisissent", "choisi"},
	{"ouvrir", "ouvre", "ouvrent", "ouvert"}, {"bâtir", "bâtit", "bâtissent", "bâti"},
	{"connaître", "connaît", "connaissent", "connu"},
	{"écrire", "écrit", "écrivent", "écrit"}, {"apprendre", "apprend", "apprennent", "appris"},
	{"entreprendre", "entreprend", "entreprennent", "entrepris"},
	{"soutenir", "soutient", "soutiennent", "soutenu"},
};

static const char FIRST_NAMES[] =
	"Jean Marie Pierre Michel Jacques Anne Catherine Philippe Alain Bernard Claire "
	"Hélène Françoise Nathalie Isabelle Jérôme François André Louis Paul Daniel Nicolas "
	"Christophe Sylvie Monique Martine Agnès Dominique René Marcel Robert Henri Georges "
	"Roger Lucie Camille Julie Émilie Céline Aurélie Stéphane Sébastien Frédéric Laurent "
	"Olivier Thierry Gérard Joël Raphaël Zoé Chloé Inès Léa Manon Hugo Théo Maxime "
	"Antoine Mathieu Étienne Yves Yann Loïc Gaëlle Maëlle Karim Fatima Mohamed Samira "
	"Rachid Leïla Mamadou Aminata Giovanni Carmen José Manuel Ana Wim Ken Agnieszka";

static const char PLACES[] =
	"Paris Lyon Marseille Lille Nantes Toulouse Grenoble Villeurbanne Montreuil "
	"Saint-Étienne Rennes Bordeaux Strasbourg Montpellier Besançon Clermont-Ferrand "
	"Tours Dijon Nîmes Rouen Brest Limoges Amiens Metz Nancy Mulhouse Roubaix Tourcoing "
	"Calais Dunkerque Lorient Quimper Vannes Angers Laval Chartres Orléans Bourges "
	"Nevers Moulins Vichy Roanne Vienne Valence Romans Privas Annonay Gap Digne Nice "
	"Toulon Arles Avignon Carcassonne Perpignan Albi Castres Rodez Millau Mende Aurillac "
	"Tulle Brive Périgueux Agen Auch Tarbes Pau Bayonne Angoulême Saintes Niort Poitiers "
	"Châteauroux Blois Évreux Caen Cherbourg Alençon Bruxelles Liège Genève Lausanne "
	"Montréal Dakar Alger Turin Barcelone Londres Berlin";

static const char ACRONYMS[] =
	"SCOP CAE SCIC ESS UES SARL CNC INA CPE ARTE CGT CFDT RATP SNCF ONG PME BTP EDF URSS "
	"USA AMAP CIGALES MJC ZAC RMI SMIC CDI CDD ANPE DDTE CRESS CIVAM GIE PTCE SACEM FSGT";

/* Groups of words that stand together more often than chance, as in any real text. */
static const char *const MASC_SETS[] = {
	"mode de production", "chiffre d'affaires", "conseil d'administration", "droit du travail",
	"point de vue", "long métrage", "court métrage", "film documentaire", "monde du travail",
	"mouvement coopératif", "lien social", "réseau d'entreprises", "comité d'entreprise",
	"Groupement d'intérêt économique (GIE)", "marché de l'emploi", "savoir-faire ouvrier",
};
static const char *const FEM_SETS[] = {
	"économie sociale et solidaire", "économie sociale", "assemblée générale",
	"mise en scène", "vie quotidienne", "coopérative ouvrière de production",
	"Coopérative d'Activité et d'Emploi (CAE)", "Union d'Économie Sociale (UES)",
	"Société Coopérative d'Intérêt Collectif (SCIC)", "création d'entreprise",
	"Société Coopérative Ouvrière de Production (SCOP)", "classe ouvrière",
	"Seconde Guerre mondiale", "protection sociale", "finance solidaire", "main-d'œuvre",
	"prise de conscience", "prise de vues", "sécurité sociale",
};

static const char GENRES[] =
	"Documentaire Documentaire Documentaire Fiction Reportage Animation Essai Magazine "
	"Docu-fiction Portrait";
static const char COUNTRIES[] =
	"France France France France France France Belgique Suisse Canada Italie Espagne "
	"Allemagne Algérie Sénégal Argentine Portugal Royaume-Uni Tunisie Maroc Mali";
static const char MODES[] =
	"Télévision Télévision Cinéma Institutionnel Associatif Autoproduction Vidéo Internet";

/* Made-up words are built of these. */
static const char *const SYLLABLES[] = {
	"ba", "be", "bi", "bo", "bu", "bra", "bré", "bri", "ca", "co", "cu", "cla", "cré", "cro",
	"cha", "ché", "chi", "da", "dé", "di", "do", "du", "dra", "dri", "fa", "fe", "fé", "fi",
	"fo", "fla", "fré", "ga", "go", "gra", "gri", "gué", "ja", "jo", "ju", "la", "le", "lé",
	"li", "lo", "lu", "lou", "ma", "mé", "mi", "mo", "mu", "mou", "na", "né", "ni", "no",
	"nou", "pa", "pe", "pé", "pi", "po", "pu", "pla", "pré", "pro", "phi", "qua", "ra", "re",
	"ré", "ri", "ro", "ru", "rou", "sa", "se", "sé", "si", "so", "su", "sta", "sti", "stro",
	"ta", "te", "té", "ti", "to", "tu", "tra", "tré", "tri", "tou", "va", "vé", "vi", "vo",
	"vra", "za", "zo", "ar", "or", "al", "an", "en", "on", "er", "in", "ou", "au",
	"bal", "bar", "ban", "bel", "bon", "cal", "can", "car", "con", "cor", "fan", "fer", "for",
	"gal", "gar", "gen", "lan", "mal", "man", "mar", "men", "mon", "mor", "pal", "pan", "par",
	"per", "por", "ran", "sal", "san", "ser", "sol", "tal", "tan", "ter", "ton", "tor", "val",
	"ver", "vin", "vol",
};
static const char *const ENDS_M[] = {
	"age", "eur", "ier", "ement", "on", "et", "eau", "isme", "oir", "in", "ard", "al", "é",
	"ateur", "is", "ien",
};
static const char *const ENDS_F[] = {
	"ation", "ité", "ure", "ette", "ie", "ance", "erie", "euse", "ière", "ine", "ée", "esse",
	"ille", "atrice", "ade", "ienne",
};
static const char *const ENDS_NAME[] = {
	"ard", "et", "ot", "in", "eau", "ier", "on", "el", "and", "ac", "ec", "oux", "an", "ault",
	"is", "as", "ez", "i", "y", "ois", "ert", "é", "er", "ol",
};
static const char *const PREFIXES[] = {
	"re", "auto", "inter", "multi", "anti", "sur", "micro", "contre-", "ex-", "non-", "pré",
	"post", "hyper", "éco-",
};

/* A small word and how often it stands in its place. */
struct choice {
	const char *text;
	unsigned weight;
};

static const struct choice DETERMINERS[] = {
	/* D definite, I indefinite, P his, Q their, T this, others as they are */
	{"D", 600}, {"I", 165}, {"P", 52}, {"Q", 22}, {"T", 40}, {"N", 10}, {"-", 60},
};
static const struct choice SINGULAR_OTHERS[] = {{"chaque", 5}, {"notre", 6}, {"tout", 3},
	{"quelque", 1}, {"votre", 2}, {"aucun", 2}, {"même", 1}};
static const struct choice PLURAL_OTHERS[] = {{"plusieurs", 4}, {"deux", 8}, {"trois", 4},
	{"quelques", 5}, {"ces", 3}, {"nos", 4}, {"certains", 3}, {"dix", 2}, {"quatre", 2},
	{"cinq", 1}, {"vingt", 1}};
static const struct choice PREPOSITIONS[] = {{"dans", 120}, {"pour", 80}, {"par", 66},
	{"sur", 66}, {"avec", 42}, {"à", 340}, {"de", 150}, {"sans", 12}, {"entre", 14},
	{"sous", 9}, {"chez", 7}, {"vers", 8}, {"contre", 9}, {"après", 20}, {"avant", 7},
	{"depuis", 10}, {"pendant", 8}, {"en", 190}, {"selon", 3}, {"malgré", 3}, {"parmi", 3},
	{"devant", 4}, {"derrière", 2}, {"comme", 14}};
static const struct choice PRONOUNS[] = {{"il", 66}, {"elle", 40}, {"on", 38}, {"nous", 22},
	{"je", 20}, {"vous", 12}, {"cela", 9}, {"celui-ci", 2}, {"tout", 4}, {"tu", 3},
	{"Ils", 48}, {"Elles", 14}, {"Ceux-ci", 2}, {"Tous", 4}};
static const struct choice CONNECTORS[] = {{" et", 110}, {",", 60}, {" qui", 100},
	{" que", 66}, {", mais", 26}, {" où", 26}, {", dont", 9}, {" ou", 16}, {" parce que", 5},
	{" quand", 8}, {" si", 8}, {" ;", 6}, {" :", 12}, {" car", 4}, {", donc", 4},
	{" lorsque", 4}, {" puisque", 2}, {", alors que", 3}, {", tandis que", 2}, {" ni", 3}};
static const struct choice ENDS[] = {{".", 900}, {" ?", 30}, {" !", 25}, {"...", 15}};
static const struct choice LEGAL[] = {{"SCOP", 20}, {"Coopérative", 8}, {"Association", 8},
	{"Les Films", 12}, {"Productions", 10}, {"Studio", 6}, {"Atelier", 8}, {"SARL", 4},
	{"Collectif", 5}, {"", 20}};
static const struct choice STREETS[] = {{"rue", 70}, {"avenue", 14}, {"place", 9},
	{"boulevard", 9}, {"chemin", 5}, {"impasse", 4}, {"quai", 4}};
static const struct choice MAIL_HOSTS[] = {{"wanadoo.fr", 20}, {"free.fr", 18},
	{"orange.fr", 10}, {"laposte.net", 6}, {"gmail.com", 8}, {"", 38}};

/* The endings of the first conjugation, for one and for many. */
static const struct choice VERB_ONE[] = {{"e", 60}, {"ait", 16}, {"era", 6}, {"a", 10}};
static const struct choice VERB_MANY[] = {{"ent", 60}, {"aient", 16}, {"eront", 5}, {"èrent", 9},
	{"ons", 4}};
/* clang-format on */

#define LEN(array)         (sizeof(array) / sizeof((array)[0]))
#define CHOOSE(rng, table) choose(rng, table, LEN(table))

/* Random numbers: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
struct rng {
	uint64_t state;
};

static uint64_t stirred(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static uint32_t bits(struct rng *r)
{
	r->state += UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(stirred(r->state) >> 32);
}

static uint32_t below(struct rng *r, uint32_t limit)
{
	return (uint32_t)(((uint64_t)bits(r) * limit) >> 32);
}

static bool chance(struct rng *r, uint32_t per_mille)
{
	return below(r, 1000) < per_mille;
}

/* Between 0 and 1, never 0. */
static double fraction(struct rng *r)
{
	return (bits(r) + 1.0) / 4294967296.0;
}

/* Tables of choices are short: a search costs less than a pool's memory. */
static const char *choose(struct rng *r, const struct choice *table, size_t n)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += table[i].weight;
	uint32_t drawn = below(r, sum);
	size_t i = 0;
	while (drawn >= table[i].weight)
		drawn -= table[i++].weight;
	return table[i].text;
}

static const char *one_of(struct rng *r, const char *const *list, size_t n)
{
	return list[below(r, (uint32_t)n)];
}

/* Words with weights, drawn in constant time (Walker's alias method). */
struct word {
	char text[TEXT_MAX];
	unsigned char len;
	double weight;
};

struct pool {
	struct word *words;
	uint32_t n, cap;
	uint32_t *limit, *other;
};

static void *checked(void *memory)
{
	if (!memory) {
		fputs("notices: error: out of memory\n", stderr);
		exit(2);
	}
	return memory;
}

static void pool_add(struct pool *p, const char *text, double weight)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 64;
		p->words = checked(realloc(p->words, p->cap * sizeof *p->words));
	}
	struct word *w = &p->words[p->n++];
	w->len = (unsigned char)snprintf(w->text, sizeof w->text, "%s", text);
	w->weight = weight;
}

/* Pairs each word that is too rare for a full share with one that has too much. */
static void pool_close(struct pool *p)
{
	double sum = 0;
	uint32_t *rare = checked(malloc(p->n * sizeof *rare));
	uint32_t *rich = checked(malloc(p->n * sizeof *rich));
	double *share = checked(malloc(p->n * sizeof *share));
	uint32_t rares = 0, riches = 0;
	p->limit = checked(malloc(p->n * sizeof *p->limit));
	p->other = checked(malloc(p->n * sizeof *p->other));
	for (uint32_t i = 0; i < p->n; i++)
		sum += p->words[i].weight;
	for (uint32_t i = 0; i < p->n; i++) {
		share[i] = p->words[i].weight * p->n / sum;
		p->limit[i] = UINT32_MAX;
		p->other[i] = i;
		if (share[i] < 1)
			rare[rares++] = i;
		else
			rich[riches++] = i;
	}
	while (rares && riches) {
		uint32_t poor = rare[--rares], giver = rich[riches - 1];
		p->limit[poor] = (uint32_t)(share[poor] * UINT32_MAX);
		p->other[poor] = giver;
		share[giver] -= 1 - share[poor];
		if (share[giver] < 1) {
			riches--;
			rare[rares++] = giver;
		}
	}
	free(rare);
	free(rich);
	free(share);
}

static const struct word *draw(struct rng *r, const struct pool *p)
{
	uint32_t i = below(r, p->n);
	return &p->words[bits(r) <= p->limit[i] ? i : p->other[i]];
}

/* The pools. Of nouns and adjectives there are four: by gender, then number. */
enum pool_id {
	NOUN,
	ADJECTIVE = NOUN + 4,
	VERB = ADJECTIVE + 4,
	ADVERB,
	FIRST_NAME,
	PLACE,
	ACRONYM,
	GENRE,
	COUNTRY,
	MODE,
	POOLS
};

static struct pool pools[POOLS];

static struct pool *agreeing(enum pool_id first, bool fem, bool many)
{
	return &pools[first + 2 * fem + many];
}

/* How far a word of a list is from its beginning makes it rare. */
static double zipf(unsigned place)
{
	return 1 / pow(place + 5, 0.9);
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);
	return n >= m && strcmp(s + n - m, end) == 0;
}

/* Replaces `cut` bytes at the end of a word. */
static void respell(char *to, const char *word, size_t cut, const char *end)
{
	snprintf(to, TEXT_MAX, "%.*s%s", (int)(strlen(word) - cut), word, end);
}

struct rule {
	const char *from, *to;
};

static void respell_by(char *to, const char *word, const struct rule *rules)
{
	while (!ends_with(word, rules->from))
		rules++;
	respell(to, word, strlen(rules->from), rules->to);
}

static void plural(char *to, const char *word)
{
	static const struct rule rules[] = {{"s", "s"}, {"x", "x"}, {"z", "z"},
		{"al", "aux"}, {"travail", "travaux"}, {"eau", "eaux"}, {"eu", "eux"},
		{"", "s"}};
	respell_by(to, word, rules);
}

static void feminine(char *to, const char *word)
{
	static const struct rule rules[] = {{"e", "e"}, {"if", "ive"}, {"eux", "euse"},
		{"el", "elle"}, {"en", "enne"}, {"er", "ère"}, {"on", "onne"},
		{"public", "publique"}, {"eau", "elle"}, {"vieux", "vieille"},
		{"long", "longue"}, {"doux", "douce"}, {"sec", "sèche"},
		{"blanc", "blanche"}, {"", "e"}};
	respell_by(to, word, rules);
}

static void add_noun(bool fem, const char *noun, double weight)
{
	char many[TEXT_MAX];
	plural(many, noun);
	pool_add(agreeing(NOUN, fem, false), noun, weight);
	pool_add(agreeing(NOUN, fem, true), many, weight);
}

static void add_adjective(const char *adjective, double weight)
{
	char form[2][TEXT_MAX], many[TEXT_MAX];
	respell(form[0], adjective, 0, "");
	feminine(form[1], adjective);
	for (int fem = 0; fem < 2; fem++) {
		plural(many, form[fem]);
		pool_add(agreeing(ADJECTIVE, fem, false), form[fem], weight);
		pool_add(agreeing(ADJECTIVE, fem, true), many, weight);
	}
}

/* "libér" + "e" is "libère": an acute accent before one consonant turns. */
static void deepen(char *root)
{
	size_t n = strlen(root);
	if (n > 3 && root[n - 3] == '\xc3' && root[n - 2] == '\xa9' && root[n - 1] > 0)
		root[n - 2] = '\xa8';
}

/* "partag" + "ation" is "partagation" but + "a" "partagea"; "commenc" + "a" "commença". */
static void join(char *to, const char *root, const char *ending)
{
	bool hard = *ending == 'a' || *ending == 'o';
	if (hard && ends_with(root, "c"))
		respell(to, root, 1, "ç");
	else if (hard && ends_with(root, "g"))
		respell(to, root, 0, "e");
	else if (*ending == 'a' && ends_with(root, "qu") && ending[1] == 't')
		respell(to, root, 2, "c");
	else
		respell(to, root, 0, "");
	if (strcmp(ending, "e") == 0 || strcmp(ending, "ent") == 0)
		deepen(to);
	strncat(to, ending, TEXT_MAX - strlen(to) - 1);
}

/* The nouns and adjectives made from a verb; a letter of the table chooses them. */
static void derive(const char *root, const char *kinds, double weight)
{
	static const struct {
		char kind;
		int gender; /* 2: an adjective */
		const char *ending;
		double share;
	} derived[] = {
		{'a', 1, "ation", .9},
		{'g', 0, "age", .7},
		{'m', 0, "ement", .7},
		{'t', 0, "ateur", .35},
		{'t', 1, "atrice", .12},
		{'r', 0, "eur", .4},
		{'r', 1, "euse", .12},
		{'v', 2, "atif", .4},
		{'w', 1, "ative", .9},
		{'n', 1, "ance", .6},
		{'b', 2, "able", .3},
		{'d', 1, "erie", .4},
		{'e', 0, "ant", .3},
		{'e', 1, "ante", .12},
		{'i', 0, "oir", .4},
	};
	char word[TEXT_MAX];
	for (size_t i = 0; i < LEN(derived); i++) {
		if (!strchr(kinds, derived[i].kind))
			continue;
		join(word, root, derived[i].ending);
		if (derived[i].gender == 2)
			add_adjective(word, weight * derived[i].share);
		else
			add_noun(derived[i].gender, word, weight * derived[i].share);
	}
}

/* A verb has its kinds of derivation behind a slash. */
static void add_verb(char *word, double weight)
{
	char *slash = strchr(word, '/');
	*slash = '\0';
	pool_add(&pools[VERB], word, weight);
	derive(word, slash + 1, weight);
}

/* To which pool the words of a list belong: a noun of either gender is the first. */
static void add(enum pool_id pool, char *word, double weight)
{
	if (pool == VERB)
		add_verb(word, weight);
	else if (pool == ADJECTIVE)
		add_adjective(word, weight);
	else if (pool < ADJECTIVE)
		add_noun(pool >= NOUN + 2, word, 1.6 * weight);
	else
		pool_add(&pools[pool], word, weight);
}

static void add_list(enum pool_id pool, const char *list)
{
	char word[TEXT_MAX];
	unsigned place = 0;
	while (*list) {
		size_t n = strcspn(list, " ");
		snprintf(word, sizeof word, "%.*s", (int)n, list);
		add(pool, word, zipf(place++));
		list += n;
		list += strspn(list, " ");
	}
}

static void lexicon_open(void)
{
	add_list(NOUN, MASCULINE);
	add_list(NOUN + 2, FEMININE);
	add_list(VERB, VERBS);
	add_list(ADJECTIVE, ADJECTIVES);
	add_list(ADVERB, ADVERBS);
	add_list(FIRST_NAME, FIRST_NAMES);
	add_list(PLACE, PLACES);
	add_list(ACRONYM, ACRONYMS);
	add_list(GENRE, GENRES);
	add_list(COUNTRY, COUNTRIES);
	add_list(MODE, MODES);
	for (size_t i = 0; i < POOLS; i++)
		pool_close(&pools[i]);
}

static void lexicon_close(void)
{
	for (size_t i = 0; i < POOLS; i++) {
		free(pools[i].words);
		free(pools[i].limit);
		free(pools[i].other);
	}
}

/* A notice in the making. */
struct text {
	char *s;
	size_t len;
	struct rng rng;
	uint32_t words;
	bool brief;     /* the notices are short ones */
	bool glued;     /* the next word follows without a blank */
	bool eliding;   /* the last word loses its vowel before another */
	bool fem, many; /* of the last noun */
	const char *apostrophe;
	const char *before;      /* the blank before ; : ? ! */
	size_t prose, prose_end; /* the summary, without its quotes */
};

static void raw(struct text *t, const char *s, size_t n)
{
	memcpy(t->s + t->len, s, n);
	t->len += n;
}

static void puts_raw(struct text *t, const char *s)
{
	raw(t, s, strlen(s));
}

static void blank(struct text *t)
{
	if (!t->glued)
		t->s[t->len++] = ' ';
	t->glued = false;
}

static bool begins_with_vowel(const char *s)
{
	unsigned char second = (unsigned char)s[1];
	if (*s == '\xc3')
		return second != 0xa7 && second != 0x87;
	return *s == '\xc5' || (*s && strchr("aeiouhAEIOU", *s));
}

static void put(struct text *t, const char *s, size_t n)
{
	if (t->eliding && begins_with_vowel(s)) {
		t->len--;
		puts_raw(t, t->apostrophe);
	} else {
		blank(t);
	}
	t->eliding = false;
	raw(t, s, n);
	t->words++;
}

static void puts_word(struct text *t, const char *s)
{
	put(t, s, strlen(s));
}

/* A word such as "le" or "que", which becomes "l'" or "qu'" if need be. */
static void puts_eliding(struct text *t, const char *s)
{
	puts_word(t, s);
	t->eliding = true;
}

/* Makes the letter at `at` a capital: a-z, U+00E0 to U+00FE, oe. */
static void capital(char *s)
{
	if (*s >= 'a' && *s <= 'z')
		*s = (char)(*s - 32);
	else if (*s == '\xc3' && (unsigned char)s[1] >= 0xa0)
		s[1] = (char)(s[1] - 32);
	else if (*s == '\xc5' && s[1] == '\x93')
		s[1] = '\x92';
}

/*
 * The rank of a made-up word or name: P(rank > x) = (1 + x / first)^-exponent, so that n
 * draws yield different ones in proportion to n^(1 / (1 + exponent)). The first ranks
 * share what they have: no family is as frequent as the law would make the first one.
 */
static uint64_t tail_rank(struct rng *r)
{
	const double exponent = 0.25, first = 2.6, last = 1e15;
	const uint32_t level = 200;
	double rank = first * pow(fraction(r), -1 / exponent) - first;
	if (rank < level)
		return below(r, level);
	return rank < last ? (uint64_t)rank : (uint64_t)last + bits(r);
}

static char *append(char *to, const char *s)
{
	size_t n = strlen(s);
	memcpy(to, s, n + 1);
	return to + n;
}

/* Spells a rank: the rarer the longer. The kind keeps names and words apart. */
static size_t spell(
	char *to, uint64_t rank, uint64_t kind, const char *const *ends, size_t n)
{
	static const char bridges[] = "ntrlsdvmcgbp";
	uint64_t h = stirred(rank * 8 + kind + 1);
	int syllables = rank < 300 ? 1 : rank < 60000 ? 2 : 3;
	char *end = to;
	for (int i = 0; i < syllables; i++, h /= LEN(SYLLABLES))
		end = append(end, SYLLABLES[h % LEN(SYLLABLES)]);
	if (strchr("aeiou\xa9", end[-1]))
		*end++ = bridges[h % (sizeof bridges - 1)];
	h /= sizeof bridges - 1;
	return (size_t)(append(end, ends[h % n]) - to);
}

static size_t family_name(char *to, uint64_t rank)
{
	size_t n = spell(to, rank, 2, ENDS_NAME, LEN(ENDS_NAME));
	capital(to);
	return n;
}

static void person(struct text *t)
{
	char name[2 * TEXT_MAX];
	const struct word *first = draw(&t->rng, &pools[FIRST_NAME]);
	put(t, first->text, first->len);
	put(t, name, family_name(name, tail_rank(&t->rng)));
}

/* A word of a pool, now and then with a prefix, or in its place a made-up one. */
static size_t lexical(struct text *t, enum pool_id pool, uint32_t made_up, char *to)
{
	struct rng *r = &t->rng;
	size_t n = 0;
	uint32_t dice = below(r, 1000);
	if (dice < made_up) {
		n = t->fem ? spell(to, tail_rank(r), 1, ENDS_F, LEN(ENDS_F))
			   : spell(to, tail_rank(r), 0, ENDS_M, LEN(ENDS_M));
		if (t->many)
			to[n++] = 's';
		to[n] = '\0';
		return n;
	}
	const struct word *w = draw(r, agreeing(pool, t->fem, t->many));
	if (dice >= 988 && !begins_with_vowel(w->text))
		n = (size_t)(append(to, one_of(r, PREFIXES, LEN(PREFIXES))) - to);
	memcpy(to + n, w->text, w->len + 1U);
	return n + w->len;
}

/* How a determiner joins "de" and "à". */
enum lead { NONE, OF, TO };

static void definite(struct text *t, enum lead lead, bool vowel)
{
	static const char *const alone[3] = {"le", "du", "au"};
	static const char *const many[3] = {"les", "des", "aux"};
	static const char *const full[3] = {"", "de", "à"};
	if (t->many) {
		puts_word(t, many[lead]);
	} else if (!vowel && !t->fem) {
		puts_word(t, alone[lead]);
	} else {
		if (lead)
			puts_word(t, full[lead]);
		puts_eliding(t, "la");
	}
}

/* After "de" the article "des" goes: "de" or "d'" alone. */
static void indefinite(struct text *t, enum lead lead)
{
	if (lead == OF)
		puts_eliding(t, "de");
	else if (lead == TO)
		puts_word(t, "à");
	if (!t->many)
		puts_word(t, t->fem ? "une" : "un");
	else if (lead != OF)
		puts_word(t, "des");
}

static const char *possessive(const struct text *t, char kind, bool vowel)
{
	if (kind == 'P')
		return t->many ? "ses" : t->fem && !vowel ? "sa" : "son";
	if (kind == 'Q')
		return t->many ? "leurs" : "leur";
	return t->many ? "ces" : t->fem ? "cette" : vowel ? "cet" : "ce";
}

static void other_determiner(struct text *t, char kind, bool vowel)
{
	if (kind != 'N')
		puts_word(t, possessive(t, kind, vowel));
	else if (t->many)
		puts_word(t, CHOOSE(&t->rng, PLURAL_OTHERS));
	else
		puts_word(t, CHOOSE(&t->rng, SINGULAR_OTHERS));
}

static void determiner(struct text *t, enum lead lead, bool vowel)
{
	char kind = *CHOOSE(&t->rng, DETERMINERS);
	if (kind == '-' && lead == OF) {
		puts_eliding(t, "de");
	} else if (kind == 'I') {
		indefinite(t, lead);
	} else if (kind == 'D' || kind == '-') {
		definite(t, lead, vowel);
	} else {
		if (lead)
			puts_word(t, lead == OF ? "de" : "à");
		other_determiner(t, kind, vowel);
	}
}

static void adjective(struct text *t)
{
	char word[2 * TEXT_MAX];
	put(t, word, lexical(t, ADJECTIVE, 45, word));
}

/* A proper name where a noun could stand. */
static void name_phrase(struct text *t, enum lead lead)
{
	if (lead == OF)
		puts_eliding(t, "de");
	else if (lead == TO)
		puts_word(t, "à");
	t->many = t->fem = false;
	if (lead == TO || chance(&t->rng, 350)) {
		const struct word *w = draw(&t->rng, &pools[PLACE]);
		put(t, w->text, w->len);
	} else {
		person(t);
	}
}

static void set_phrase(struct text *t, enum lead lead)
{
	const char *set = t->fem ? one_of(&t->rng, FEM_SETS, LEN(FEM_SETS))
				 : one_of(&t->rng, MASC_SETS, LEN(MASC_SETS));
	t->many = false;
	determiner(t, lead, begins_with_vowel(set));
	while (*set) {
		size_t n = strcspn(set, " '");
		put(t, set, n);
		if (set[n] == '\'') {
			puts_raw(t, t->apostrophe);
			t->glued = true;
		}
		set += n + (set[n] != '\0');
	}
}

static void acronym_phrase(struct text *t, enum lead lead)
{
	const struct word *w = draw(&t->rng, &pools[ACRONYM]);
	t->many = false;
	definite(t, lead, begins_with_vowel(w->text));
	put(t, w->text, w->len);
}

static void common_phrase(struct text *t, enum lead lead)
{
	char noun[2 * TEXT_MAX];
	size_t n = lexical(t, NOUN, 66, noun);
	if (chance(&t->rng, 60)) {
		const struct word *w =
			draw(&t->rng, agreeing(ADJECTIVE, t->fem, t->many));
		determiner(t, lead, begins_with_vowel(w->text));
		put(t, w->text, w->len);
	} else {
		determiner(t, lead, begins_with_vowel(noun));
	}
	put(t, noun, n);
	if (chance(&t->rng, 290))
		adjective(t);
	if (chance(&t->rng, 15)) {
		puts_word(t, "et");
		adjective(t);
	}
}

static void noun_phrase(struct text *t, enum lead lead)
{
	uint32_t dice = below(&t->rng, 1000);
	t->fem = dice & 1;
	t->many = chance(&t->rng, 330);
	dice = below(&t->rng, 1000);
	if (dice < 60)
		name_phrase(t, lead);
	else if (dice < 110)
		set_phrase(t, lead);
	else if (dice < 135)
		acronym_phrase(t, lead);
	else
		common_phrase(t, lead);
	dice = below(&t->rng, 1000);
	if (dice >= 410)
		return;
	bool fem = t->fem, many = t->many || dice >= 310;
	if (dice >= 310)
		puts_word(t, "et");
	noun_phrase(t, dice >= 310 ? NONE : OF);
	t->fem = fem;
	t->many = many;
}

/* A verb with that ending. */
static void conjugated(struct text *t, const char *ending)
{
	char verb[2 * TEXT_MAX];
	join(verb, draw(&t->rng, &pools[VERB])->text, ending);
	puts_word(t, verb);
}

static void infinitive(struct text *t)
{
	if (chance(&t->rng, 300))
		puts_word(t, IRREGULAR[below(&t->rng, LEN(IRREGULAR))][0]);
	else
		conjugated(t, "er");
}

/* `agree`: with "être", the participle follows its subject. */
static void participle(struct text *t, bool agree)
{
	static const char *const endings[2][2] = {{"é", "és"}, {"ée", "ées"}};
	if (!agree && chance(&t->rng, 250))
		puts_word(t, IRREGULAR[below(&t->rng, LEN(IRREGULAR))][3]);
	else
		conjugated(t, endings[agree && t->fem][agree && t->many]);
}

static void simple_verb(struct text *t, bool many)
{
	if (chance(&t->rng, 350))
		puts_word(t, IRREGULAR[below(&t->rng, LEN(IRREGULAR))][many ? 2 : 1]);
	else
		conjugated(
			t, many ? CHOOSE(&t->rng, VERB_MANY) : CHOOSE(&t->rng, VERB_ONE));
}

static void adverb(struct text *t)
{
	const struct word *w = draw(&t->rng, &pools[ADVERB]);
	put(t, w->text, w->len);
}

static void auxiliary_verb(struct text *t, bool many)
{
	static const char *const have[2][3] = {
		{"a", "a", "avait"}, {"ont", "ont", "avaient"}};
	puts_word(t, have[many][below(&t->rng, 3)]);
	if (chance(&t->rng, 220))
		puts_word(t, "été");
	participle(t, false);
}

static void copula(struct text *t, bool many)
{
	static const char *const is[2][4] = {
		{"est", "est", "est", "était"}, {"sont", "sont", "sont", "étaient"}};
	puts_word(t, is[many][below(&t->rng, 4)]);
	uint32_t dice = below(&t->rng, 1000);
	if (dice < 150)
		puts_word(t, dice < 40 ? "très" : dice < 100 ? "plus" : "aussi");
	if (dice < 650)
		participle(t, true);
	else
		adjective(t);
}

static void modal_verb(struct text *t, bool many)
{
	static const char *const modal[2][4] = {{"peut", "doit", "va", "veut"},
		{"peuvent", "doivent", "vont", "veulent"}};
	puts_word(t, modal[many][below(&t->rng, 4)]);
	infinitive(t);
}

static void reflexive_verb(struct text *t, bool many)
{
	puts_eliding(t, "se");
	conjugated(t, many ? "ent" : "e");
}

static void denied_verb(struct text *t, bool many)
{
	static const struct choice denials[] = {
		{"pas", 70}, {"plus", 18}, {"jamais", 6}, {"rien", 6}, {"que", 12}};
	puts_eliding(t, "ne");
	if (chance(&t->rng, 330))
		puts_word(t, many ? "sont" : "est");
	else
		conjugated(t, many ? "ent" : "e");
	puts_word(t, CHOOSE(&t->rng, denials));
}

/* True when an object may follow. */
static bool verb_phrase(struct text *t, bool many)
{
	uint32_t dice = below(&t->rng, 1000);
	if (dice < 210)
		auxiliary_verb(t, many);
	else if (dice < 390)
		copula(t, many);
	else if (dice < 460)
		modal_verb(t, many);
	else if (dice < 560)
		reflexive_verb(t, many);
	else if (dice < 660)
		denied_verb(t, many);
	else
		simple_verb(t, many);
	if (dice > 840)
		adverb(t);
	return dice < 210 || dice >= 390;
}

static void number(struct text *t, const char *format, uint32_t value)
{
	char digits[24];
	snprintf(digits, sizeof digits, format, value);
	puts_word(t, digits);
}

/* Figures thin out as they grow. */
static void quantity(struct text *t)
{
	static const char *const units[] = {"francs", "euros", "heures", "salariés",
		"ans", "%", "kilomètres", "sociétaires"};
	uint32_t size = below(&t->rng, 10);
	if (size < 7) {
		number(t, "%u", 2 + below(&t->rng, size < 4 ? 30 : 900));
	} else {
		number(t, "%u", 1 + below(&t->rng, 300));
		number(t, "%03u", size < 9 ? 0 : below(&t->rng, 1000));
	}
	puts_word(t, one_of(&t->rng, units, LEN(units)));
}

static uint32_t year(struct rng *r)
{
	uint32_t back = below(r, 100) * below(r, 100) / 140;
	return 2024 - back - below(r, 12);
}

static void after_in(struct text *t)
{
	uint32_t dice = below(&t->rng, 1000);
	puts_word(t, "en");
	if (dice < 330) {
		number(t, "%u", year(&t->rng));
	} else if (dice < 450) {
		puts_word(t, "France");
	} else {
		char noun[2 * TEXT_MAX];
		t->fem = true;
		t->many = false;
		put(t, noun, lexical(t, NOUN, 20, noun));
	}
}

static void prepositional(struct text *t)
{
	const char *preposition = CHOOSE(&t->rng, PREPOSITIONS);
	if (strcmp(preposition, "en") == 0) {
		after_in(t);
	} else if (strcmp(preposition, "de") == 0) {
		noun_phrase(t, OF);
	} else if (strcmp(preposition, "à") == 0) {
		noun_phrase(t, TO);
	} else {
		puts_word(t, preposition);
		if (chance(&t->rng, 60))
			quantity(t);
		else
			noun_phrase(t, NONE);
	}
}

/* "pour" or "de" and a verb. */
static void purpose(struct text *t)
{
	uint32_t dice = below(&t->rng, 10);
	if (dice < 5)
		puts_eliding(t, "de");
	else
		puts_word(t, dice < 7 ? "à" : "pour");
	infinitive(t);
}

/* True when it is more than one. */
static bool subject(struct text *t)
{
	if (chance(&t->rng, 620)) {
		noun_phrase(t, NONE);
		return t->many;
	}
	const char *pronoun = CHOOSE(&t->rng, PRONOUNS);
	char small[TEXT_MAX];
	t->many = *pronoun < 'a'; /* the table's sign for the third person plural */
	t->fem = strchr(pronoun, 'l') && ends_with(pronoun, t->many ? "lles" : "lle");
	respell(small, pronoun, 0, "");
	if (t->many)
		small[0] = (char)(small[0] + 32);
	puts_word(t, small);
	t->eliding = strcmp(small, "je") == 0;
	return t->many;
}

static void predicate(struct text *t, bool many)
{
	uint32_t dice = below(&t->rng, 1000);
	if (verb_phrase(t, many) && dice < 560)
		noun_phrase(t, NONE);
	if (dice % 8 == 0) {
		purpose(t);
		noun_phrase(t, NONE);
	}
	for (uint32_t n = dice % 5 < 2 ? 0 : dice % 5 < 4 ? 1 : 2; n; n--)
		prepositional(t);
}

/* "c'est" and "il y a": small words that stand together. */
static void presentative(struct text *t)
{
	if (chance(&t->rng, 600)) {
		puts_eliding(t, "ce");
		puts_word(t, "est");
	} else {
		puts_word(t, "il");
		puts_word(t, "y");
		puts_word(t, "a");
	}
	noun_phrase(t, NONE);
}

static void clause(struct text *t)
{
	if (chance(&t->rng, 75))
		presentative(t);
	else
		predicate(t, subject(t));
}

/* A sign that French sets off by a blank has it before it. */
static void sign(struct text *t, const char *s)
{
	for (; *s == ' '; s++)
		puts_raw(t, t->before);
	puts_raw(t, s);
}

static void connected(struct text *t)
{
	bool many = t->many;
	const char *link = CHOOSE(&t->rng, CONNECTORS);
	if (link[1] == '\0' || link[1] == ';' || link[1] == ':') {
		sign(t, link);
		clause(t);
		return;
	}
	if (*link == ',') {
		puts_raw(t, ",");
		link++;
	}
	puts_word(t, link + 1);
	t->eliding = ends_with(link, "que");
	if (strcmp(link, " qui") == 0)
		predicate(t, many);
	else
		clause(t);
}

/* The words between two places as a quotation, within a quoted cell. */
static void quotation(struct text *t)
{
	bool guillemets = chance(&t->rng, 700);
	blank(t);
	puts_raw(t, guillemets ? "«" : "\"\"");
	if (guillemets)
		puts_raw(t, t->before);
	t->glued = true;
	noun_phrase(t, NONE);
	if (guillemets)
		puts_raw(t, t->before);
	puts_raw(t, guillemets ? "»" : "\"\"");
}

/* A name of several words, and its initials in parentheses. */
static void definition(struct text *t)
{
	static const char *const heads[] = {"Union", "Association", "Fédération",
		"Groupement", "Coopérative", "Réseau", "Comité", "Institut"};
	char initials[8] = "", noun[2 * TEXT_MAX], quality[2 * TEXT_MAX];
	const char *head = one_of(&t->rng, heads, LEN(heads));
	t->fem = below(&t->rng, 2);
	t->many = true;
	lexical(t, NOUN, 30, noun);
	lexical(t, ADJECTIVE, 30, quality);
	capital(noun);
	capital(quality);
	const char *parts[] = {head, noun, quality};
	for (int i = 0; i < 3; i++)
		initials[i] = *parts[i] > 0 ? *parts[i] : 'E';
	puts_word(t, head);
	puts_word(t, "des");
	puts_word(t, noun);
	puts_word(t, quality);
	puts_raw(t, " (");
	t->glued = true;
	puts_word(t, initials);
	puts_raw(t, ")");
}

static void sentence(struct text *t)
{
	uint32_t wanted = t->words + 6 + below(&t->rng, 15);
	blank(t);
	size_t start = t->len;
	t->glued = true;
	clause(t);
	if (chance(&t->rng, 30))
		quotation(t);
	if (chance(&t->rng, 12)) {
		puts_word(t, "avec");
		puts_word(t, "la");
		definition(t);
	}
	while (t->words < wanted)
		connected(t);
	capital(t->s + start);
	sign(t, CHOOSE(&t->rng, ENDS));
}

/* About so many words, in paragraphs. */
static void prose(struct text *t, uint32_t words)
{
	uint32_t end = t->words + words, paragraph = 3 + below(&t->rng, 5);
	t->glued = true;
	do {
		sentence(t);
		if (--paragraph == 0 && t->words < end) {
			puts_raw(t, t->apostrophe[1] ? "\n\n" : "\n");
			t->glued = true;
			paragraph = 2 + below(&t->rng, 5);
		}
	} while (t->words < end);
}

/* Appends formatted text. */
__attribute__((format(printf, 2, 3))) static void print(
	struct text *t, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	t->len += (size_t)vsnprintf(t->s + t->len, NOTICE_MAX, format, arguments);
	va_end(arguments);
}

static void telephone(struct text *t, const char *label)
{
	print(t, ", %s 0%u", label, 1 + below(&t->rng, 5));
	for (int i = 0; i < 4; i++)
		print(t, " %02u", below(&t->rng, 100));
}

/* At a large host by its own name, or in its own domain. */
static void mail(struct text *t, char *name)
{
	const char *host = CHOOSE(&t->rng, MAIL_HOSTS);
	for (char *s = name; *s; s++)
		*s = (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s > 0 ? *s : 'e');
	if (*host)
		print(t, ", %s@%s", name, host);
	else
		print(t, ", contact@%s.coop", name);
}

/* A producer is one for all notices: its rank says all about it. */
static void producer(struct text *t, uint64_t rank)
{
	struct rng of_notice = t->rng, *r = &t->rng;
	char name[2 * TEXT_MAX], street[2 * TEXT_MAX];
	r->state = stirred(rank + 77);
	const char *legal = CHOOSE(r, LEGAL);
	family_name(name, rank);
	family_name(street, tail_rank(r));
	print(t, "%s%s%s (%u ", legal, *legal ? " " : "", name, 1 + below(r, 150));
	print(t, "%s %s, ", CHOOSE(r, STREETS), street);
	print(t, "%02u", 1 + below(r, 95));
	print(t, "%03u ", 10 * below(r, 60));
	print(t, "%s", draw(r, &pools[PLACE])->text);
	telephone(t, chance(r, 500) ? "Tel." : "Tel :");
	if (chance(r, 400))
		telephone(t, "Fax");
	if (chance(r, 700))
		mail(t, name);
	puts_raw(t, ")");
	t->rng = of_notice;
}

static void producers(struct text *t)
{
	uint32_t dice = below(&t->rng, 100);
	for (uint32_t n = dice < 55 || t->brief ? 1 : dice < 85 ? 2 : 3; n; n--) {
		producer(t, tail_rank(&t->rng));
		if (n > 1)
			puts_raw(t, "\n");
	}
}

static void title(struct text *t)
{
	size_t start = t->len;
	uint32_t dice = below(&t->rng, 100);
	t->glued = true;
	noun_phrase(t, NONE);
	if (dice < 25)
		prepositional(t);
	else if (dice < 35)
		puts_raw(t, ", ");
	if (dice >= 25 && dice < 35) {
		t->glued = true;
		noun_phrase(t, NONE);
	}
	capital(t->s + start);
}

static void cell(struct text *t, enum pool_id pool)
{
	puts_raw(t, draw(&t->rng, &pools[pool])->text);
	puts_raw(t, ",");
}

/* Country, genre, minutes, colour and mode. */
static void facts(struct text *t)
{
	static const uint32_t usual[] = {26, 52, 52, 52, 59, 90, 13, 80};
	uint32_t minutes = below(&t->rng, 10) < 7 ? usual[below(&t->rng, LEN(usual))]
						  : 3 + below(&t->rng, 140);
	cell(t, COUNTRY);
	cell(t, GENRE);
	print(t, "%u min,", minutes);
	puts_raw(t, chance(&t->rng, 800) ? "Couleur," : "Noir et blanc,");
	cell(t, MODE);
}

/* Lengths are lopsided, as a sum of two even draws times another. */
static uint32_t prose_words(struct rng *r, uint32_t mean)
{
	uint32_t half = below(r, 100) + below(r, 100) + 2;
	return mean * half * (20 + below(r, 200)) / 12000 + 5;
}

static void source(struct text *t)
{
	char name[2 * TEXT_MAX];
	size_t n = spell(name, tail_rank(&t->rng), 0, ENDS_M, LEN(ENDS_M));
	t->len += (size_t)sprintf(
		t->s + t->len, "\n(source : www.%.*s.coop/)", (int)n, name);
}

/* One notice in two hundred is a stub, one in three hundred a long study. */
static void long_cells(struct text *t)
{
	uint32_t dice = below(&t->rng, 10000);
	bool stub = dice < 50, study = dice >= 9966;
	if (!stub)
		producers(t);
	puts_raw(t, "\",\"");
	t->prose = t->len;
	if (study)
		prose(t, 600 + below(&t->rng, 4200));
	else
		prose(t, stub ? 3 : prose_words(&t->rng, 94));
	t->prose_end = t->len;
	if (chance(&t->rng, 80))
		source(t);
	puts_raw(t, "\",\"");
	if (!stub && chance(&t->rng, 780))
		prose(t, prose_words(&t->rng, 81));
	puts_raw(t, "\"\n");
}

static void short_cells(struct text *t)
{
	producers(t);
	puts_raw(t, "\",\"");
	prose(t, prose_words(&t->rng, 12));
	puts_raw(t, "\",\n");
}

static void notice(struct text *t, uint64_t seed, uint64_t id)
{
	t->rng.state = stirred(seed * UINT64_C(0x9e3779b97f4a7c15) + id);
	t->apostrophe = chance(&t->rng, 650) ? "’" : "'";
	t->before = chance(&t->rng, 500) ? " " : "\xc2\xa0";
	t->words = 0;
	print(t, "n%07llu,\"", (unsigned long long)id);
	title(t);
	puts_raw(t, "\",");
	t->glued = true;
	person(t);
	print(t, ",%u,", year(&t->rng));
	facts(t);
	puts_raw(t, "\"");
	t->brief ? short_cells(t) : long_cells(t);
}

static void text_open(struct text *t, size_t size)
{
	memset(t, 0, sizeof *t);
	t->s = checked(malloc(size));
}

static void flush(struct text *t)
{
	fwrite(t->s, 1, t->len, stdout);
	t->len = 0;
}

static void print_notices(bool brief, uint64_t count, uint64_t seed)
{
	struct text t;
	text_open(&t, FLUSH_AT + NOTICE_MAX);
	t.brief = brief;
	puts_raw(&t, HEADER);
	for (uint64_t id = 1; id <= count && !ferror(stdout); id++) {
		notice(&t, seed, id);
		if (t.len >= FLUSH_AT)
			flush(&t);
	}
	flush(&t);
	free(t.s);
}

/* A word of the first notices: where it stands, and whether the next one follows it. */
struct token {
	const char *s;
	uint32_t len, notice, count;
	bool joined; /* only a blank or an apostrophe before the next one */
};

struct tokens {
	struct token *all;
	size_t n, cap;
};

/* Bytes of the letter at s; 0 when it is none. The letters of French are below U+0180. */
static size_t letter(const char *s)
{
	unsigned char c = (unsigned char)*s;
	if (c >= 0xc3 && c <= 0xc5)
		return 2;
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 1 : 0;
}

static size_t joint(const char *s)
{
	if (*s == ' ' || *s == '\'')
		return 1;
	return strncmp(s, "’", 3) == 0 ? 3 : 0;
}

static void split(struct tokens *tokens, const char *s, const char *end, uint32_t number)
{
	while (s < end) {
		const char *start = s;
		while (s < end && letter(s))
			s += letter(s);
		if (s == start) {
			s++;
			continue;
		}
		if (tokens->n == tokens->cap) {
			tokens->cap = tokens->cap ? 2 * tokens->cap : 1 << 16;
			tokens->all = checked(
				realloc(tokens->all, tokens->cap * sizeof *tokens->all));
		}
		size_t gap = joint(s);
		tokens->all[tokens->n++] = (struct token){start, (uint32_t)(s - start),
			number, 1, gap && s + gap < end && letter(s + gap)};
	}
}

static int by_text(const void *a, const void *b)
{
	const struct token *x = a, *y = b;
	int order = memcmp(x->s, y->s, x->len < y->len ? x->len : y->len);
	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static int by_count(const void *a, const void *b)
{
	const struct token *x = a, *y = b;
	return x->count != y->count ? (x->count < y->count ? 1 : -1) : by_text(a, b);
}

/* Words that stop-word lists hold, more or less, and what is too short to be asked for. */
static bool is_small(const struct token *w)
{
	static const char small[] =
		" dans pour avec sans sous chez vers entre contre "
		"après avant depuis pendant "
		"selon malgré parmi comme cette leur leurs elle "
		"elles nous vous cela tout tous "
		"mais dont donc parce quand lorsque puisque alors "
		"tandis sont était étaient "
		"avait avaient peut doit veut vont plus très aussi "
		"même être avoir fait font "
		"jamais rien été ceux celui plusieurs quelques chaque notre ";
	char word[2 * TEXT_MAX + 3];
	if (w->len < 4 || w->len > 2 * TEXT_MAX)
		return true;
	snprintf(word, sizeof word, " %.*s ", (int)w->len, w->s);
	word[1] = (char)(word[1] >= 'A' && word[1] <= 'Z' ? word[1] + 32 : word[1]);
	return strstr(small, word) != NULL;
}

/* The different words that may be asked for, the most frequent first. */
static struct tokens distinct(const struct tokens *tokens)
{
	struct tokens d = {checked(malloc(tokens->n * sizeof *d.all)), 0, tokens->n};
	for (size_t i = 0; i < tokens->n; i++)
		if (!is_small(&tokens->all[i]))
			d.all[d.n++] = tokens->all[i];
	qsort(d.all, d.n, sizeof *d.all, by_text);
	size_t kept = 0;
	for (size_t i = 0; i < d.n; i++)
		if (kept && by_text(&d.all[kept - 1], &d.all[i]) == 0)
			d.all[kept - 1].count++;
		else
			d.all[kept++] = d.all[i];
	d.n = kept;
	qsort(d.all, d.n, sizeof *d.all, by_count);
	return d;
}

/* Even over the logarithm of the rank: as many frequent as middling as rare ones. */
static const struct token *any_frequency(struct rng *r, const struct tokens *d)
{
	return &d->all[(size_t)exp(fraction(r) * log((double)d->n)) % d->n];
}

static void print_tokens(const struct token *const *words, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		printf("%s%.*s", i ? " " : "", (int)words[i]->len, words[i]->s);
	putchar('\n');
}

static uint32_t query_length(struct rng *r)
{
	uint32_t dice = below(r, 10);
	return dice < 5 ? 2 : dice < 8 ? 3 : 4;
}

static void print_any(struct rng *r, const struct tokens *d, uint32_t n)
{
	const struct token *words[4];
	for (uint32_t i = 0; i < n; i++)
		words[i] = any_frequency(r, d);
	print_tokens(words, n);
}

/* True when a word may be asked for and is not among those found. */
static bool is_new(
	const struct token *w, const struct token *const *words, uint32_t found)
{
	for (uint32_t i = 0; i < found; i++)
		if (by_text(w, words[i]) == 0)
			return false;
	return !is_small(w);
}

/* Words of one notice, so that at least it holds all of them. */
static void print_all(struct rng *r, const struct tokens *tokens, uint32_t n)
{
	const struct token *words[4];
	uint32_t found, tries, span = 80;
	do {
		uint32_t at = below(r, (uint32_t)tokens->n - span);
		const struct token *some = &tokens->all[at];
		for (found = tries = 0; found < n && tries < 2 * span; tries++) {
			const struct token *w = some + below(r, span);
			if (w->notice == some->notice && is_new(w, words, found))
				words[found++] = w;
		}
	} while (found < n);
	print_tokens(words, n);
}

/* Words in a row, the last of them and one more in five of substance. */
static void print_phrase(struct rng *r, const struct tokens *tokens, uint32_t n)
{
	const struct token *w;
	bool fits;
	do {
		w = &tokens->all[below(r, (uint32_t)tokens->n)];
		fits = w + n <= tokens->all + tokens->n && !is_small(w) &&
		       !is_small(w + n - 1);
		for (uint32_t i = 0; fits && i + 1 < n; i++)
			fits = w[i].joined;
	} while (!fits);
	printf("%.*s\n", (int)(w[n - 1].s + w[n - 1].len - w->s), w->s);
}

static void print_query(
	char kind, struct rng *r, const struct tokens *tokens, const struct tokens *d)
{
	if (kind == 't')
		print_any(r, d, 1);
	else if (kind == 'o')
		print_any(r, d, query_length(r));
	else if (kind == 'a')
		print_all(r, tokens, query_length(r));
	else
		print_phrase(r, tokens, query_length(r));
}

static void print_queries(char kind, uint64_t count, uint64_t seed)
{
	struct text t;
	struct tokens tokens = {0};
	struct rng rng = {stirred(seed + (unsigned char)kind)};
	text_open(&t, QUERY_TEXT + NOTICE_MAX);
	for (uint32_t id = 1; id <= QUERY_NOTICES && t.len < QUERY_TEXT; id++) {
		notice(&t, seed, id);
		split(&tokens, t.s + t.prose, t.s + t.prose_end, id);
	}
	struct tokens d = distinct(&tokens);
	while (count--)
		print_query(kind, &rng, &tokens, &d);
	free(d.all);
	free(tokens.all);
	free(t.s);
}

static bool parse(const char *s, uint64_t *value)
{
	char *end;
	*value = strtoull(s, &end, 10);
	return *s >= '0' && *s <= '9' && *end == '\0';
}

static bool is_kind(const char *s)
{
	return strcmp(s, "term") == 0 || strcmp(s, "and") == 0 || strcmp(s, "or") == 0 ||
	       strcmp(s, "phrase") == 0;
}

static int usage(void)
{
	fputs("usage: notices [--short] COUNT [SEED]\n"
	      "       notices --queries term|and|or|phrase N [SEED]\n",
		stderr);
	return 2;
}

int main(int argc, char **argv)
{
	bool queries = argc > 1 && strcmp(argv[1], "--queries") == 0;
	bool brief = argc > 1 && strcmp(argv[1], "--short") == 0;
	int options = queries ? 3 : brief ? 2 : 1, given = argc - options;
	char **numbers = argv + options;
	uint64_t count, seed = 1;
	if (given < 1 || given > 2 || (queries && !is_kind(argv[2])) ||
		!parse(numbers[0], &count) || (given == 2 && !parse(numbers[1], &seed)))
		return usage();
	lexicon_open();
	if (queries)
		print_queries(*argv[2], count, seed);
	else
		print_notices(brief, count, seed);
	lexicon_close();
	if (fflush(stdout) || ferror(stdout)) {
		fputs("notices: error: cannot write the output\n", stderr);
		return 2;
	}
	return 0;
}
