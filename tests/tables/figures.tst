# Figures, dates, measures, marks and numbers of books, and the queries that find them.
#
# A line is TEXT | QUERY | HOW. HOW is "found" when the query finds the notice with that text, or "not";
# nothing is relaxed. The text is the title of its notice and its summary, or
# its year or running time where that stands before it. A new line needs nothing else; all texts are in one index.

# ---- thousands and decimals
Une ville de 12.500 habitants | 12500 | found
Une ville de 12.500 habitants | 12 500 | found
Une ville de 12.500 habitants | "12 500 habitants" | found
Une ville de 12.500 habitants | 12500 ET ville | found
Une île de 13 600 âmes | "13600 âmes" | found
Une île de 13 600 âmes | 13.600 | found
Une île de 13 600 âmes | 600 | found
Un budget de 1 234 567 francs | 1.234.567 | found
Un budget de 1 234 567 francs | "1234567 francs" | found
Un budget de 2345678 francs | 2 345 678 | found
Environ 14,5 degrés | 14.5 | found
Environ 14,5 degrés | "14.5 degrés" | found
Environ 15.7 degrés | "15,7 degrés" | found
Soit 12 345,67 en tout | "12345,67 en tout" | found
Soit 12 345,67 en tout | 12.345,67 | found
De 1951 2004 pages | 19512004 | not
Un prix de 12.55 | 1255 | not
La version 1.22.333 | 122333 | not
La cote 0.512 | 512000 | not
Les 7 300e lignes | 7300 | not

# ---- hours and running times
Le passage aux 35 heures | 35h | found
Le passage aux 35 heures | "35h" | found
Le passage aux 35 heures | "aux 35 h" | found
Le passage aux 35 heures | 35h ET passage | found
Le passage aux 35 heures | passage SAUF 35h | not
Les 39h de travail | 39 heures | found
Les 39h de travail | "39 heures de travail" | found
Les 39h de travail | 39 h ET travail | found
Un court de 26'30" | "26 min 30 s" | found
Un court de 26'30" | 26'30 | found
Un court de 26'30" | 26'30" | found
Un court de 26'30" | 26'30" ET court | found
Un court de 26'30" | court 26'30" | found
Un court de 26'30" | "court de 26'30" | found
Un court de 26'30" | 26'31" | not
Un moyen de 27 min 40 s | 27'40 | found
Un moyen de 27 min 40 s | "27 minutes 40 secondes" | found
Un long de 1h05m | "1 h 05" | found
Un long de 1h05m | 1h05 | found
Un long de 1 heure 06 minutes | 1h06 | found
Un long de 1 h 07 min | "1h07" | found
Un film de 52' | 52 min | found
Un film de 52' | 52mn | found
Un film de 52' | "film de 52 minutes" | found
Un film de 53mn | "53 min" | found
Un film de 53mn | 53 minutes ET film | found
Un film de 54’ | 54min | found
Deux fois 35 ans | 35h | not
Dure 1h15 30 fois | "1 h 15" | found
Vers 14 h 12 mars 1991 | 12/03/1991 | found
Les 36 heures 40 ans après | 36h40 | not
Un film de 55 mètres | 55min | not
Le bus 56 à Min | 57min | not
À 21h, 30 personnes | 21h30 | not

# ---- money, per cent, measures
Une hausse de 5 % | 5% | found
Une hausse de 5 % | "5 %" | found
Une hausse de 6 pour cent | 6% | found
Une hausse de 6 pour cent | "6 %" | found
Une hausse de 7% | "7 pour cent" | found
Une hausse de 8,5 % | 8.5% | found
Une entrée à 10 € | 10€ | found
Une entrée à 10 € | "10 euros" | found
Une entrée à 11 euros | 11 € | found
Une entrée à 11 euros | "à 11€" | found
Une dette de 10 500 euros | 10500€ | found
Une dette de 10 500 euros | "10.500 €" | found
Une marche de 3 km | 3km | found
Une marche de 4 kilomètres | "4 km" | found
Un sac de 20kg | 20 kg | found
Un sac de 20kg | "sac de 20 kilos" | found
Un carré de 30 cm | 30cm | found
Une hausse de 9 points | 9% | not
Une entrée à 12 francs | 12€ | not

# ---- letters with digits
Tableau RF 2125 du musée | RF2125 | found
Tableau RF 2125 du musée | "RF2125" | found
Tableau RF 2125 du musée | RF2125 ET tableau | found
Tableau RF 2125 du musée | "tableau RF2125 du musée" | found
Dessin RF2126 du musée | RF 2126 | found
Dessin RF2126 du musée | "RF 2126" | found
Dessin RF2126 du musée | RF 2126 ET dessin | found
Dessin RF2126 du musée | rf-2126 | found
Pastel RF-2127 du musée | RF2127 | found
Pastel RF-2127 du musée | "RF 2127" | found
Une 2CV verte | 2 CV | found
Une 4 CV rouge | 4CV | found
Le sommet du G20 | G20 | found
Le sommet du G20 | "G 20" | found
La nationale N 7 | N7 | found
Un pick-up 4x4+1 | 4x4+1 | found
Un pick-up 4x4+1 | "4x4+1" | found
Le canon de 75 | RF75 | not
Le g du 20 mai | G20 | not
RF et puis 2128 | RF2128 | not
Le 3e étage | "3 e" | not

# ---- dates
La grève du 12 mars 1998 | 12/03/1998 | found
La grève du 12 mars 1998 | "12/03/1998" | found
La grève du 12 mars 1998 | 1998-03-12 | found
La grève du 12 mars 1998 | 12.03.1998 ET grève | found
La grève du 12 mars 1998 | 12.03.98 | found
La grève du 12 mars 1998 | "mars 1998" | found
La grève du 12 mars 1998 | "03/1998" | found
La grève du 12 mars 1998 | "grève du 12/03/1998" | found
La fête du 1er mai 1999 | 01/05/1999 | found
La fête du 1er mai 1999 | "1 mai 1999" | found
La fête du 01/06/1999 | "1er juin 1999" | found
La fête du 01/06/1999 | "fête du 1er juin 1999" | found
Le congrès du 2001-11-30 | "30 novembre 2001" | found
Le congrès du 2001-11-30 | 30/11/2001 | found
Le congrès du 2001-11-30 | "novembre 2001" | found
Le congrès du 2001-11-30 | "congrès du 30 novembre 2001" | found
La parade du 1er mai 1936 | 1er | found
La parade du 1er mai 1936 | =1er | found
La parade du 1er mai 1936 | titre:1er | found
La parade du 1er mai 1936 | corps:1er | found
La parade du 1er mai 1936 | 1er ET mai ET parade | found
La parade du 1er mai 1936 | "parade du 1er" | found
La parade du 1er mai 1936 | "1er mai" | found
La parade du 1er mai 1936 | "parade du 1 mai" | found
La parade du 1er mai 1936 | 1er PRES/2 mai | found
Le bal du 1 juin | "1er juin" | found
Le bal du 1 juin | 1 ET juin ET bal | found
Le bal du 11 juin | 1er | not
La parade du 1er mai 1936 | 1er | found
La parade du 1er mai 1936 | =1er | found
La parade du 1er mai 1936 | titre:1er | found
La parade du 1er mai 1936 | corps:1er | found
La parade du 1er mai 1936 | 1er ET mai ET parade | found
La parade du 1er mai 1936 | "parade du 1er" | found
La parade du 1er mai 1936 | "1er mai" | found
La parade du 1er mai 1936 | "parade du 1 mai" | found
La parade du 1er mai 1936 | 1er PRES/2 mai | found
Le bal du 1 juin | "1er juin" | found
Le bal du 1 juin | 1 ET juin ET bal | found
Le bal du 11 juin | 1er | not
Une lettre du 5 févr. 1936 | 5/2/1936 | found
Une lettre du 05.02.1937 | 5 février 1937 ET lettre | found
Un appel du 06/03/2002 | 6 mars 2002 ET appel | found
Un appel du 06/03/2002 | "3 juin 2002" | not
La grève du 13 mars 1998 | 12/03/1998 | not
Le 12 et mars, 1997 | 12/03/1997 | not
Le rapport 12/13/1998 | "12 janvier 1998" | not
Les années 1998-2005 | "1998 2005" | found
Les années 1998-2005 | 2005 | found
Le copyright c1985 | 1985 | found
Vers ca 1986 | 1986 | found

# ---- numbers of books and periodicals
ISBN 978-2-07-064309-7 | 9782070643097 | found
ISBN 978-2-07-064309-7 | "978 2 07 064309 7" | found
ISBN 978-2-07-064309-7 | 978-2070643097 | found
ISBN 978-2-07-064309-7 | 2-07-064309-3 | found
ISBN 978-2-07-064309-7 | 2070643093 | found
ISBN 978-2-07-064309-7 | isbn:9782070643097 | found
ISBN 978-2-07-064309-7 | isbn:2-07-064309-3 | found
ISBN 978-2-07-064309-7 | 978-2-07-064310-3 | not
ISBN 978-2-07-064309-7 | 978 2 07 064310 3 | not
ISBN 9782070643103 br. | 978-2-07-064310-3 | found
ISBN 9782070643103 br. | 978 2 07 064310 3 | found
ISBN 9782070643103 br. | isbn:978-2-07-064310-3 ET br | found
ISBN 2-8041-3508-X | 280413508X | found
ISBN 2-8041-3508-X | 2-8041-3508-x | found
ISBN 978-2-07-000000-1 | 978-2-07-000000-1 | found
EAN 3 760123 456781 | 3760123456781 | not
EAN 4 006381 333931 | 4006381333931 | found
ISSN 1628-4259 | 16284259 | found
ISSN 1628-4259 | 1628 4259 | found
ISSN 1628-4259 | issn:16284259 | found
ISSN 1628-4259 | issn:1628-4258 | not
ISSN 2434561X | 2434-561X | found
ISSN 2434561X | "2434-561x" | found

ISBN 978-2-07-064309-7 | 978–2–07–064309–7 | found
ISBN 978-2-07-064309-7 | ISBN 9782070643097 | found
ISBN 978-2-07-064309-7 | ISBN 9782070643103 | not
ISBN 978-2-07-064309-7 | ISSN 1628-4259 | not
ISBN 978-2-07-064309-7 | isbn | found
Voir 978−2−07−064304−2 | 9782070643042 | found
Voir 978-2-07-036822-9 ici | 9782070368229 | found
Voir 978-2-07-036822-9 ici | isbn:9782070368229 | found
Voir 9782070368236 ici | 978-2-07-036823-6 | found
Voir 9782070368236 ici | 978-2-07-036824-6 | not
Voir 2-07-036823-1 ici | 2070368231 | found
Voir 2-07-036823-1 ici | 2-07-036823-1 | found
ISSN 1628-4259 | ISSN 16284259 | found
ISSN 1628-4259 | issn 1628–4259 | found
ISSN 1628-4259 | ISSN 2434-561X | not
ISSN 1628-4259 | ISSN 1628-4251 | not
ISSN 1234-5670 | ISSN 1234-5670 | found
ISSN 1234-5670 | issn:12345670 | found
Les pages 1628–4267 | 4267 | found

# ---- shelf marks, inventory and telephone numbers
Dans le rayon DVD 791.43 SUR du fonds | "791.43" | found
Dans le rayon DVD 791.43 SUR du fonds | "DVD 791.43 SUR" | found
Dans le rayon DVD 791.43 SUR du fonds | 791.43 | found
La cote 334.6 COO | "334.6 COO" | found
L'inventaire 987.54.17 est clos | "987.54.17" | found
L'inventaire 987.54.17 est clos | "987 54 17" | found
Le numéro 2004-12-7 du registre | "2004-12-7" | found
Le numéro 2004-12-7 du registre | "2004 12 7" | found
Don MNAM AM 1976-931 | "MNAM AM 1976-931" | found
Don MNAM AM 1976-931 | AM1976-931 | found
Appeler le 04 78 68 18 18 | 0478681818 | found
Appeler le 04 78 68 18 18 | "04.78.68.18.18" | found
Appeler le 04 78 68 18 18 | "0478681818" | found
Appeler le 0478681819 | "04 78 68 18 19" | found

# ---- figures in fields
Une ville de 15.500 habitants | corps:15500 | found
Une ville de 15.500 habitants | corps:15.500 | found
Une ville de 15.500 habitants | resume:15500 | found
Une ville de 15.500 habitants | titre:15500 | found
Une ville de 15.500 habitants | corps:15501 | not
Une salle de 3000 places | resume:3000 | found
Au XIXe siècle encore | corps:19e | found
Au XIXe siècle encore | corps:XIXe | found
La semaine de 35h ou 1h30 par jour | corps:35h | found
La semaine de 35h ou 1h30 par jour | resume:1h30 | found
La grève du 12 mars 1998 | corps:12/03/1998 | found
La grève du 12 mars 1998 | corps:13/03/1998 | not

Un tirage au format A4 | titre:A4 | found
Un tirage au format A4 | titre:a4 | found
Un tirage au format A4 | corps:A4 | found
Un tirage au format A4 | titre:A5 | not
Un 4 x 4 aux champs | titre:A4 | not
Un 4 x 4 aux champs | corps:A4 | not
La ligne N7 et le RF3125 | titre:N7 | found
La ligne N7 et le RF3125 | titre:RF3125 | found
La ligne N7 et le RF3125 | titre:"RF3125" | found
La ligne N7 et le RF3125 | titre:Z7 | not

# ---- near each other: all words of a side
Le 14 mars 1998 à Brest | 14/03/1998 PRES/3 brest | found
Les 14 de Brest en 1998 | 14/03/1998 PRES/3 brest | not
Le port de Saint-Malo | st-malo PRES/4 port | found
Le port de Saint-Malo | port PRES/4 saint-malo | found
Un saint dans un port | st-malo PRES/4 port | not
Partir à 3h40 au plus tard | 3h40 PRES/4 tard | found
Partir à 3 heures ou tard | 3h40 PRES/4 tard | not
Les porte-clés de Vannes | porte-clés PRES/3 vannes | found
La porte de Vannes | porte-clés PRES/3 vannes | not
Le papier A4 du bureau | A4 PRES/3 papier | found
Le papier en 4 du bureau | A4 PRES/3 papier | not

# ---- years and running times: numbers that are none are not found as such
année: [199-] | annee:..1909 | not
année: [199-] | annee:199 | not
année: [199-] | annee:1995 | found
année: 198? | annee:..1909 | not
année: 198? | annee:198? | found
année: 12/03/1985 | annee:..1909 | not
année: 12/03/1985 | annee:12 | not
année: 12/03/1985 | annee:1985 | found
année: 12/03/1985 | annee:"12 mars 1985" | found
année: 1985-87 | annee:..1909 | not
année: 1985-87 | annee:87 | not
année: 1985-87 | annee:1987 | found
durée: 3 x 53 min | duree:..10 | not
durée: 3 x 53 min | duree:53 | found
durée: 2 × 55' | duree:..10 | not
durée: 2 × 55' | duree:55 | found
durée: 4 x 1h31 | duree:..10 | not
durée: 61 min | duree:61 | found
durée: 62 min | duree:62 | found
durée: 63 min | duree:63 | found
durée: 64 min | duree:64 | found
durée: 65 min | duree:65 | found
durée: 66 min | duree:66 | found
durée: 67 min | duree:67 | found
durée: 68 min | duree:68 | found
durée: 69 min | duree:69 | found
durée: 71 min | duree:71 | found
durée: 72 min | duree:72 | found
durée: 73 min | duree:73 | found
année: [entre 1970 et 1975] | annee:1973 | found
année: [entre 1970 et 1975] | annee:1976 | not
