# Phrases and the texts that they are looked for in.
#
# A line is FIELD: TEXT | PHRASE | HOW. The field is title, names (of directors), shelf (a column
# of its own) or body. The phrase is what is typed between quotes; \n stands for the end of a line.
# HOW is the first way in which the notice is found: "found" as the phrase is typed, "forms" by all
# forms of its words in their order, "near" by these near each other, "words" by any of its words,
# or "never". A new line needs nothing else; all texts are in one index.

# ---- titles pasted as they stand

title: Coopérer : mode d'emploi | Coopérer : mode d'emploi | found
title: Attendre… et après | Attendre… et après | found
title: Attendre... et encore | Attendre... et encore | found
title: Tous ensemble ! Encore un effort | Tous ensemble ! Encore un effort | found
title: Qui garde les enfants ? Les pères ! | Qui garde les enfants ? Les pères ! | found
title: M. Hulot en vacances | M. Hulot en vacances | found
title: Le 12 av. de la Gare | Le 12 av. de la Gare | found
title: Au 3 bd. Voltaire | Au 3 bd. Voltaire | found
title: Autogestion 2.0 | Autogestion 2.0 | found
title: Conversation avec A. Camus | Conversation avec A. Camus | found
title: Rendez-vous. Le retour | Rendez-vous. Le retour | found
title: Lip ; l'imagination au pouvoir | Lip ; l'imagination au pouvoir | found
title: Une histoire. Deux fins. Trois débuts | histoire. Deux fins. Trois | found
title: Vive la S.C.O.P. ! Vive elle | la S.C.O.P. ! Vive | found
title: Nœud ?! Encore | Nœud ?! Encore | found
title: Non !… Si ? | Non !… Si ? | found
title: Le film (1re partie). La suite | (1re partie). La suite | found
title: Vers. 1.2.3 : notes | Vers. 1.2.3 : notes | found
title: Ch. 4. Le départ | Ch. 4. Le départ | found
title: Oui. | oui | found
title: « Bonjour. » dit-elle | « Bonjour. » dit-elle | found

# ---- the same typed without the signs, or with others

title: Semer : petit traité | semer petit traité | found
title: Moudre. Pétrir. Cuire | moudre pétrir cuire | found
title: Pétrir ? Oui ! | pétrir oui | found
title: Lever la pâte | Lever ? La pâte ! | found
title: Façonner : le pain | FACONNER. LE PAIN | found
title: Cuire ! Défourner | cuire... défourner | found

# ---- shelf marks, inventory numbers, names

shelf: DVD 791.43 SUR | DVD 791.43 SUR | found
shelf: DVD 791.43 TER | dvd 791 43 ter | found
shelf: 987.54.17 | 987.54.17 | found
shelf: 987.54.18 | 987 54 18 | found
shelf: FR. 12. B | FR. 12. B | found
shelf: FR. 13. C | fr 13 c | found
shelf: Prêté : voir bureau ! Urgent | voir bureau ! Urgent | found
names: J.-P. Jeunet | J.-P. Jeunet | found
names: A. Varda et J. Demy | A. Varda et J. Demy | found
names: St. Frears ; K. Loach | St. Frears ; K. Loach | found
names: Dupont (dir.), Durand (éd.) | Dupont (dir.), Durand | found
names: Collectif. Film Flamme | Collectif. Film Flamme | found

# ---- running text: no sentence ends at these

body: Chez M. Dufour, on rit. | chez m dufour on rit | found
body: Chez Mme. Dufour, on chante. | Chez Mme. Dufour, on chante | found
body: Le Dr. Durieux soigne. | le dr durieux soigne | found
body: Au 7 bd. Magenta, à Paris. | 7 bd magenta à paris | found
body: Voir la coll. Terrains, éd. Agone. | voir la coll terrains ed. agone | found
body: Des pommes, poires, etc. Puis rien. | poires etc puis rien | found
body: Le web 3.0 arrive. | web 3 0 arrive | found
body: Rendez-vous pl. Bellecour. | rendez-vous pl bellecour | found
body: Tél. de Mlle. Rose, poste 4. | tél de mlle rose poste 4 | found
body: C'est A. Gatti qui filme. | c'est a gatti qui filme | found
body: La S. C. I. C. du Midi. | s c i c du midi | found
body: Une idée : filmer ; monter… montrer. | idée filmer monter montrer | found
body: L'art. 5 du décret. | art 5 du décret | found
body: La .NET attitude. | la net attitude | found
body: Fin du tournage.Début du montage. | tournage début du montage | found
body: Écrire à a.gatti@parole.example, merci. | écrire à a gatti parole example merci | found

# ---- running text: a sentence ends at these, unless it was typed

body: La grève commence. Les femmes tiennent. | commence les femmes | words
body: La grève commence. Les hommes tiennent. | commence. Les hommes | found
body: La grève s'arrête ! Les usines ouvrent. | s'arrête ! Les usines | found
body: La grève s'arrête ! Les bureaux ouvrent. | s'arrête les bureaux | words
body: Pourquoi partir ? Restons ici. | partir ? restons | found
body: Pourquoi dormir ? Veillons ici. | dormir veillons | words
body: Un vol. Deux otages. | un vol. Deux otages | found
body: Un convoi. Deux otages libres. | convoi deux otages | words
body: Des salarié.e.s. Elles votent. | salarié.e.s. Elles votent | found
body: En 1936. Les congés payés. | en 1936. les congés payés | found
body: Un mot. Un autre. Un dernier mot. | mot. Un autre. Un dernier | found
body: Un pas. Un autre. Un dernier pas. | pas un autre un dernier | words
body: Première phrase. Une suite sans point | première phrase, une suite | words
body: Sans point ni virgule du tout | Sans point. Ni virgule | found
body: Paragraphe premier.\n\nParagraphe second. | premier.\n\nParagraphe second | found
body: Chapitre premier\n\nchapitre second. | premier\n\nchapitre second | found
body: Verset premier.\n\nVerset second. | premier verset second | near
body: Ligne une\nligne deux | une ligne deux | found

# ---- relaxed

body: Les coopératives ouvrières de production essaiment. | coopérative ouvrière de production | forms
body: Des journaux locaux et fiers. | journal local | forms
body: Un journal libre, et fier. | journaux libres | forms
body: La production laitière, en coopération. | coopération laitière | near
body: Vaisselle lavée; assiettes essuyées. | assiette essuyée | forms
body: Le tisserand parle du canut. | tisserrand parle du canut | forms
body: Le canut parle. Il chante, il rit, il danse, il pleure, il dort, il rêve, il part tisser. | canut tisser | words
body: Rien à voir avec la mutuelle. | mutuelle introuvable | words
body: L'usine, longtemps fermée, a été rachetée. | usine rachetée | near
body: Les filateurs filent. Les cardeurs cardent. | cardeurs filateurs | words
body: Rien du tout, vraiment. | inexistante absolument | never
title: Le travail des femmes | femme au travail | near

# ---- short forms and long ones, both ways

title: Saint-Étienne, ville noire | st etienne ville | found
title: Les mineurs de St-Nazaire | mineurs de Saint-Nazaire | found
title: ST MALO EN CAPITALES | saint malo en | found
title: Ste Marie aux mines | sainte-marie aux mines | found
title: Les Stes Maries de la mer | Saintes-Maries de la mer | found
title: Saint Brieuc | ste brieuc | forms
title: Arts & métiers en coopérative | arts et métiers en | found
title: Durand et fils | durand & fils | found
title: Pain + lait | pain et lait | found
title: Le beurre et le miel | beurre + le miel | found
title: R&D en Rhône-Alpes | r et d en rhône | found
title: M. et Mme Bricole | monsieur et madame bricole | found
title: Bricole (éd. du Seuil) | éditions du seuil | found
title: R et D en usine | r et d en usine | found
title: Visite à M. Tati | visite à monsieur tati | found
title: Monsieur Taxi roule | M. Taxi roule | found
title: Madame Chèvre et Mme Loup | mme chèvre et madame loup | found
title: Un boulevard Carnot | bd. carnot | found
title: Au 12 bd Lumière | 12 boulevard lumière | found
title: Revue du cinéma, n° 12 | cinéma numéro 12 | found
title: Revue du théâtre, numéro 7 | théâtre nº 7 | found
body: Un ouvrage, vol. II, pl. hors texte. | ouvrage volume ii place hors | found
body: Le 3 sept. 1977, il pleut. | 3 septembre 1977 | found
body: Ils étaient sept. Tous rient. | étaient septembre tous | never
body: Un vol de cigognes. | volume de cigognes | words

# ---- ordinals

title: Le XIXe siècle ouvrier | 19e siècle ouvrier | found
title: Le 18ème siècle paysan | XVIIIe siècle paysan | found
title: Au XVI e siècle déjà | 16ème siècle déjà | found
title: François Ier à Marignan | françois 1er à marignan | found
title: AU VIE SIÈCLE ROMAIN | VIe siècle romain | found
title: La vie paysanne | 6e paysanne | words
title: Louis XIV danse | louis 14e danse | words
title: XIVe-XVe siècles gothiques | 14e-15e siècles gothiques | found

# ---- acronyms with blanks, blanks for apostrophes

title: Les S. C. O. P. du Forez | les scop du forez | found
title: La scic de Thiers | la S.C.I.C. de Thiers | found
title: La S A P O de Roanne | la s.a.p.o. de roanne | found
title: Entretien avec J. P. Garnier | avec J. P. Garnier | found
title: L'O. N. U. demain | l'onu demain | found
title: Aujourd'hui peut-être | aujourd hui peut être | found
title: La presqu île de Crozon | la presqu'île de Crozon | found
title: Quelqu'un d'autre vient | quelqu un d autre vient | found
title: Conseil de prud hommes | conseil de prud'hommes | found
title: C est l usine | c'est l'usine | found
title: L'outil et la main d'œuvre | l outil et la main d oeuvre | found
title: La vitamine C est utile | vitamine c | found
