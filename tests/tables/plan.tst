# The plans of queries over the index of stages.csv, as coopq --explain-query=plan prints them
# (query/plan/plan.h).
#
# A line is a query, " -> ", and its plan. Options before a query and warnings behind "!" are as in
# analyse.tst; --any lets words beside filters only rank.

# ---- words

lyon -> (OR Zlyon)
Lyon coopératives -> (OR Zlyon Zcooper^0.9167)
de la -> (OR de la)
porte-voix -> (OR Zport^0.75 Zportevoix^0.5 Zvoix)
le la -> (OR la)
porte-lyon -> (OR Zport^0.75 Zlyon)
lyon scop Lyon -> (OR Zlyon^2 Zscop)
=coopération -> (OR XEcoopération)
=COOPÉRATION -> (OR XEcoopération)
=lyon -> (OR lyon)
=élève film -> (OR XEélève Zfilm^0.8333)
introuvablement -> (OR)

# ---- acronyms and long forms, each from the other

cae -> (OR Zcae (AND Zcooper Zactivit Zemploi)^0.2)
coopératives d'activité et d'emploi -> (OR Zcooper^0.9167 Zcae^0.6 Zactivit^0.6667 Zemploi^0.75)
=cae -> (OR cae)
emploi d'activité -> (OR Zemploi^0.75 Zactivit^0.6667)

# ---- corrections: the best, and the others as its synonyms

lyyon -> (OR Zlyon)
montrre -> (OR Zmontr^0.9167)
montsre -> (OR (SYNONYM Zmonstr Zmontr))
=lyyon -> (OR)

# ---- operators

scop ET lyon -> (AND (OR Zscop) (OR Zlyon))
scop OU lyon -> (OR (OR Zscop) (OR Zlyon))
scop SAUF lyon -> (WITHOUT (OR Zscop) (OR (OR Zlyon)))
SAUF lyon -> (WITHOUT (ALL) (OR (OR Zlyon)))
+scop lyon -film -> (WITHOUT (MAYBE (OR Zscop) (OR Zlyon)) (OR (OR Zfilm^0.8333)))
(scop OU cae)^3 ET lyon -> (AND (OR (OR Zscop) (OR Zcae (AND Zcooper Zactivit Zemploi)^0.2))^3 (OR Zlyon))
-lyon -> (WITHOUT (ALL) (OR (OR Zlyon)))

# ---- years and minutes that words tell, at each level

lyon années 80 -> (MAYBE (OR Zlyon) FD1985)
lyon ET années 80 -> (AND (OR Zlyon) (OR (OR) FD1985))
scop OU (lyon 52 min) -> (OR (OR Zscop) (MAYBE (OR Zlyon Z52) FG52))
scop SAUF années 80 -> (WITHOUT (OR Zscop) (OR (OR (OR) FD1985)))
scop SAUF (lyon années 80) -> (WITHOUT (OR Zscop) (OR (OR Zlyon)))
+(lyon années 80) scop -> (MAYBE (MAYBE (OR Zlyon) FD1985) (OR Zscop))

# ---- filters

lyon genre:documentaire -> (AND FFdocumentaire (OR Zlyon))
--any lyon genre:documentaire -> (MAYBE FFdocumentaire (OR Zlyon))
--unfiltered lyon genre:documentaire -> (OR Zlyon)
annee:1980.. -> (SYNONYM FD1985 FD1998 FD2001)
genre:documentaire genre:fiction -> (OR FFdocumentaire FFfiction)
lyon annee:abc -> (OR Zlyon)
-annee:abc -> (OR)
titre:(scop cae) lyon -> (MAYBE (OR FBscop FBcae) (OR Zlyon))
lyon id:3 -> (AND Q3 (OR Zlyon))
* -> (ALL)

# ---- phrases and distances

"coopérative de lyon" -> (ORDERED/3 cooperative de lyon)
"coopérative lyon"~3 -> (ORDERED/5 cooperative lyon)
"Scop. La coopérative" -> (OR (ORDERED/3 scop la cooperative) (ORDERED/13 scop . la cooperative))
--forms "coopérations de lyon" -> (ORDERED/3 (OR cooperation cooperative) de lyon)
--near "coopérations de lyon" -> (NEAR/11 (OR cooperation cooperative) lyon)
--near "de lyon" -> (ORDERED/2 de lyon)
--single "coopérations de lyon" -> (OR Zcooper^0.9167 Zlyon)
titre:"scop" lyon -> (MAYBE (AND scop FBscop) (OR Zlyon))
corps:lyon -> (ORDERED/1/running lyon)
corps:coopération -> (ORDERED/1/running (OR cooperation^0.3121 cooperative^0.6317))
corps:(lyon scop) -> (OR (ORDERED/1/running lyon) (ORDERED/1/running scop))
corps:porte-voix -> (AND (ORDERED/1/running porte) (ORDERED/1/running voix))
corps:"de lyon" -> (ORDERED/2/running de lyon)
corps:"lyon" -> (ORDERED/1/running lyon)
corps:coop* -> (ORDERED/1/running (OR cooperation^0.3121 cooperative^0.6317))
corps:=élève -> (AND XEélève (ORDERED/1/running eleve))
corps:(coopérative PRES/phrase lyon) -> (NEAR/sentence/running (OR cooperative cooperation cooperative) (OR lyon lyon))
corps:(lyon SAUF scop) -> (WITHOUT (ORDERED/1/running lyon) (OR (ORDERED/1/running scop)))
lyon -corps:scop -> (WITHOUT (OR Zlyon) (OR (ORDERED/1/running scop)))
resume:lyon -> (AND (ORDERED/1/summary lyon) FK)
historique:"de lyon" -> (AND (ORDERED/2/history de lyon) FL)
corps:* -> ...
resume:* -> FK
--forms corps:"coopérations de lyon" -> (ORDERED/3/running (OR cooperation cooperative) de lyon)
--near corps:"coopérations de lyon" -> (NEAR/11/running (OR cooperation cooperative) lyon)
--single corps:"coopérations de lyon" -> (OR (ORDERED/1/running (OR cooperation^0.3121 cooperative^0.6317)) (ORDERED/1/running lyon))
scop PRES/5 lyon -> (NEAR/6 (OR scop scop) (OR lyon lyon))
scop-emploi PRES/5 lyon -> (AND (NEAR/6 (OR scop scop emploi emploi emplois) (OR lyon lyon)) (AND (OR Zscop) (OR Zemploi^0.75)))
coopération PUIS/phrase lyon -> (ORDERED/sentence (OR cooperation cooperation cooperative) (OR lyon lyon))
titre:scop PRES/5 lyon -> (AND FBscop (OR Zlyon))
titre:(scop PRES/5 emploi) -> (AND (NEAR/6 scop emplois) FBscop FBemplois)
scop PRES/5 "de lyon" -> (AND (OR Zscop) (ORDERED/2 de lyon))

# ---- patterns

coop* -> (OR cooperation^0.3121 cooperative^0.6317)
montre~1 ET coop* -> (AND (OR monstre^0.3121 montre^0.3121 montres^0.3121) (OR cooperation^0.3121 cooperative^0.6317))
