# Links of README.md, CHANGELOG.md and the guides, for the folder that they are installed in: the places of
# what is installed with them, and no link to what is not.
s#\(](\|="\)query/guides/#\1guides/#g
s#\(](\|="\)query/pages/pictures/#\1pictures/#g
s#\(](\|="\)\.\./pages/pictures/#\1../pictures/#g
s#\(](\|="\)query/recipes/#\1examples/#g
s#\(](\|="\)\.\./recipes/#\1../examples/#g
s#\(](\|="\)query/coopq\.schema\.json#\1coopq.schema.json#g
s#\(](\|="\)\.\./coopq\.schema\.json#\1../coopq.schema.json#g
s#\(](\|="\)\.\./\.\./#\1../#g
s#\[\([^]]*\)](\(\.\./\)*\(ARCHITECTURE\|CONTRIBUTING\)\.md[^)]*)#\1#g
s#\[\([^]]*\)](\(\.\./\)*LICENSE)#\1#g
s#\[\([^]]*\)](\(\.\./\)*\(scripts\|tests\|shared\|indexer\|query\)/[^)]*)#\1#g
