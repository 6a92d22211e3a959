# What the analysis makes of queries (query/plan/analyse.h), without any index.
#
# A line is a query, " -> ", and its words: form/stem, a stop word without its stem. Before a word
# "+" is a joined form, "~" a content word beside the one before. Behind it "=" is the term of a word
# that is taken as typed, "~1" its edit distance. The words of what must not match stand behind "-".
# Then the phrases with all their words, in [], or in +[] when they cannot be relaxed; 10> and 20>
# are the gaps at the end of a sentence or paragraph. Behind "!" stand the kinds of warnings. A query
# may have options before it: --keep keeps stop words, --unfiltered leaves filters out, --forms, --near
# and --single are the steps that relax phrases. "nothing" is a query without a word.

# ---- words

lyon -> lyon/lyon
L'association -> association/associ
le film de la Scop -> film/film ~scop/scop
--keep le film de la Scop -> le film/film de la ~scop/scop
le de la -> le de la
savoir-faire -> savoir/savoir +savoirfaire/savoirfair
cinq avoir-savoir -> cinq/cinq +avoirsavoir/avoirsavoir ~savoir/savoir
scop. Lyon -> scop/scop lyon/lyon
scop scop -> scop/scop ~scop/scop
14 200 -> 14200/14200
cap@cap.coop -> +cap@cap.coop/cap@cap.coop cap/cap ~cap/cap ~coop/coop
le = film -> film/film

# ---- words as they are typed

=lyon -> lyon/lyon=lyon
=élevé film -> eleve/elev=XEélevé ~film/film
=le film -> le=le film/film
=l'élevé -> eleve/elev=XEélevé
l'=élevé -> eleve/elev
d'élevé =d'élevé -> eleve/elev ~eleve/elev=XEélevé

# ---- clauses

scop ET (le OU la) -> scop/scop le la
scop -lyon paris -> scop/scop paris/paris - lyon/lyon
scop SAUF "de lyon" -> scop/scop - lyon=lyon +[de lyon]
titre:le scop -> le scop/scop

# ---- phrases

"scop de Lyon" -> scop=scop lyon=lyon [scop de lyon]
--forms "scop de Lyon" -> scop/scop ~lyon/lyon [scop de lyon]
--single "scop de Lyon" -> scop/scop ~lyon/lyon
+"scop de Lyon" -> scop=scop lyon=lyon +[scop de lyon]
genre:"film court" -> film=film court=court +[film court]
titre:"film court" -> film=film court=court [film court]
"scop. Lyon" -> scop=scop lyon=lyon [scop 10> lyon]
tel:"04 78 68 18 18" -> +0478681818/0478681818 04/04 ~78/78 ~68/68 ~18/18 ~18/18
--unfiltered "film court" annee:1980 -lyon -> film=film court=court [film court]

# ---- patterns, and words with edits

Coop* *LOGIE -> coop*=coop* *logie=*logie
l'écon* -> econ*=econ*
lyyon~ d'élevé~2 -> lyyon=lyyon~1 eleve=eleve~2

# ---- what is ignored

... -> nothing
scop "..." -> scop/scop ! wordless
scop …* -> scop/scop ! pattern
