#!/bin/sh
# What the shells offer while a command is typed: what --complete prints, and bash, zsh and fish themselves.
# shellcheck disable=SC2317,SC2016,SC1003 # test_case calls the functions; nothing is to be expanded
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

export XDG_CONFIG_HOME="$T/config"
tab=$(printf '\t')

# values that a shell could take for something else; none of them may ever be run, and `canary` never be there
run='$(touch canary)`touch canary`' signs='!!&*?[a]{b}~<>#^!x$HOME\' quotes="'\`\$(touch canary)"
cat >films.csv <<-END
	id,titre,genre,année,résumé
	f-1,Retour,court métrage,1981,La coopérative de Lyon
	f-2,Suite,court métrage,1981,Une scop
	f-3,Suite,Élan = un:deux,1979,Une scop
	f-4,Suite,"d'ici ""là""",1979,Une scop
	f-5,Suite,"xa $run",1979,Une scop
	f-6,Suite,xb$quotes,1979,Une scop
	f-7,Suite,"xd $signs",1979,Une scop
	g-1,Suite,réaliser,1979,Une scop
	g-2,Suite,realité,1979,Une scop
	--help,Tiret,-rf,1979,Une scop
	f-8,Suite,"xc$(printf '\033]0;x\007\tz')",1979,Une scop
END
coopidx -q films.csv
mkdir fichiers
cp films.csv fichiers
coopidx -q -i mémoire fichiers/films.csv
mkdir -p 'dossier à part' "$XDG_CONFIG_HOME/coop/searches"
touch 'dossier à part/é b.csv' 'image à part.svg' image.txt
coopq --save presse scop 2>/dev/null
coopq --save films --filter=genre=court scop 2>/dev/null

breaks=$(printf ' \t\n"'"'"'@><=;|&(:.')
breaks=${breaks%.}

# offers SHELL LINE: the candidates, without what they are, on one line
offers() {
	"${2%% *}" "--complete=$1" -- "$2" "$breaks" 2>&1 | sed -e 1d -e "s/$tab.*//" | paste -sd ' '
}

# head LINE: what else is said, with a '>' behind
head_of() {
	"${1%% *}" --complete=zsh -- "$1" | sed -n "1s/$tab/>/p"
}

options() {
	for program in coopidx coopq; do
		"$program" --help | sed -n 's/^  ....--\([a-z0-9-]*\).*/\1/p' | sort >expected
		[ "$(wc -l <expected)" -ge 20 ]
		"$program" --complete=zsh -- "$program --" | sed -n "s/^--\([a-z0-9-]*\)=\{0,1\}$tab.\{10,\}/\1/p" | sort >actual
		same expected actual
	done
	is '--filter=' "$(offers zsh 'coopq --fil')"
	is '-n' "$(offers zsh 'coopq -n')"
	LC_ALL=fr_FR.UTF-8 coopq --complete=zsh -- 'coopq --tim' >out
	has out "--timing${tab}dire ce que coûtent"
}
test_case 'every option is offered, with its sentence' options

given() {
	is '' "$(offers zsh 'coopq --timing --timi')"
	is '' "$(offers zsh 'coopq --tsv --jso')"
	is '' "$(offers zsh 'coopq -n 5 --limi')"
	is '--filter=' "$(offers zsh 'coopq --filter a=b --filt')"
	is '' "$(offers zsh 'coopq -- --timi')"
	is '--timing' "$(offers zsh 'coopq --save -- --timi')"
	is '--timing' "$(offers zsh 'coopq scop --timi')"
}
test_case 'options that were given, exclude each other or come behind -- are not' given

arguments() {
	is '--format=text --format=tsv --format=trec' "$(offers zsh 'coopq --format=t')"
	is 'text tsv trec' "$(offers zsh 'coopq --format t')"
	is '--check=files --check=full' "$(offers zsh 'coopidx --check=')"
	is 'mémoire' "$(offers zsh 'coopidx -i mém')"
	is 'mémoire' "$(offers zsh 'coopq -i m')"
	is '-imémoire' "$(offers zsh 'coopq -im')"
	is 'folders>' "$(head_of 'coopq -i ./')"
	is '.svg>--plot=' "$(head_of 'coopq --plot=x')"
	is 'files>' "$(head_of 'coopidx ')"
	is 'files>' "$(head_of 'coopidx --load ')"
	is 'words>' "$(head_of 'coopq ')"
	is 'words>' "$(head_of 'coopq -n ')"
	is 'id,title id,time' "$(offers zsh 'coopq --fields id,ti')"
	is 'id,titre' "$(LC_ALL=fr offers zsh 'coopq --fields id,tit')"
	is '-year,-title' "$(offers zsh 'coopq --sort=-year,-ti' | sed s/--sort=//)"
	is 'genre,country' "$(offers zsh 'coopq --facets genre,cou')"
	is 'presse' "$(offers zsh 'coopq --delete-search p')"
	is '@films @presse' "$(offers zsh 'coopq --replay @')"
	is 'files>' "$(head_of 'coopq --replay ')"
}
test_case 'arguments follow from the table' arguments

values() {
	is 'genre:"court métrage"' "$(offers zsh 'coopq genre:cou')"
	is 'genre:"court métrage"' "$(offers zsh 'coopq "genre:court mé')"
	is 'genre=court métrage' "$(offers zsh 'coopq --filter genre=COU')"
	is 'genre=="d'"'"'ici "là""' "$(offers zsh 'coopq --filter genre==d')" ||
		is "genre==d'ici \"là\"" "$(offers zsh 'coopq --filter genre==d')"
	is 'genre=' "$(offers zsh 'coopq --filter gen')"
	is 'f-1 f-2 f-3 f-4 f-5 f-6 f-7 f-8' "$(offers zsh 'coopq --show f')"
	is 'f-1' "$(offers zsh 'coopq --like f-1')"
	is '@films @presse' "$(offers zsh 'coopq @')"
	is 'year:1979 year:1981' "$(offers zsh 'coopq year:')"
	coopq --complete=fish -- 'coopq genre:cou' >out
	has out "genre:\"court métrage\"${tab}2 notices"
	# nothing that begins with '-' is put where it would be an option
	offers zsh 'coopq --show ' >out
	hasnt out '--help'
	offers zsh 'coopq --show -- ' >out
	has out '--help'
}
test_case 'values, ids and saved searches come from the index' values

respects_index() {
	is 'films' "$(offers zsh 'coopq --delete-search f')"
	is '' "$(offers zsh 'coopq -i ./nowhere genre:')"
	is 'genre:"court métrage"' "$(offers zsh 'coopq -i mémoire genre:cou')"
	is 'genre:"court métrage"' "$(HOME=$T offers zsh 'coopq -i ~/data/coop/default genre:cou')"
	is '' "$(COOP_INDEX=./nowhere offers zsh 'coopq genre:')"
	is 'genre:"court métrage"' "$(COOP_INDEX=./nowhere offers zsh 'coopq -i default genre:cou')"
}
test_case '-i and COOP_INDEX are respected' respects_index

silent() {
	cp -R "$T/data/coop/default" damaged
	for file in damaged/gen-*/*; do
		if [ -f "$file" ]; then printf 'xxxxxxxxxxxxxxxxxxxx' >"$file"; fi
	done
	mkfifo pipe
	find . "$T/config" "$T/data" | sort >before
	for line in 'coopq -i ./damaged genre:' 'coopq -i ./damaged --show f' 'coopq -i ./damaged coo' \
		'coopq --synonyms pipe genre:x' 'coopq -i pipe genre:' 'coopq --nonsense genre:' 'coopq' '' \
		'coopq "' "coopq \\" 'coopq --limit=x --limit=' 'coopq --index' 'coopq --filter =' 'coopq -' \
		"$(printf 'coopq genre:\377\033')" 'coopq @../../x' 'coopq --delete-search ../'; do
		for program in coopidx coopq; do
			for shell in bash zsh fish; do
				expect_code 0 within "$program" "--complete=$shell" -- "$line" "$breaks"
				empty err
				# no escapes, no other controls
				if LC_ALL=C tr -d '\011\012\040-\176\200-\377' <out | grep -q .; then return 1; fi
			done
		done
	done
	rm -f out err
	find . "$T/config" "$T/data" | sort | grep -vE '/(out|err)$' >after
	grep -vE '/(out|err|after)$' before >before.2
	grep -vE '/(before|after)(\.2)?$' after >after.2
	grep -vE '/(before|after)(\.2)?$' before.2 >before.3
	same before.3 after.2
}
test_case 'nothing is said, changed or waited for, whatever is wrong' silent

# ---- in the shells ----

mkdir -p shells/zsh
for name in coopidx:indexer coopq:query; do
	cp "$ROOT/${name#*:}/${name%:*}.bash" "$ROOT/${name#*:}/${name%:*}.fish" shells
	cp "$ROOT/${name#*:}/${name%:*}.zsh" "shells/zsh/_${name%:*}"
done
cat >"$T/bin/args" <<-'END'
	#!/bin/sh
	printf GOT
	printf '<%s>' "$@"
	echo END
END
chmod 755 "$T/bin/args"

# typed SHELL: the lines of `lines` give what is in `expected`
typed() {
	within python3 "$TESTS/cli/complete.py" "$1" "$PWD/shells" <lines >actual 2>screen
	if [ -e canary ]; then echo 'a value was run'; return 1; fi
	same expected actual
}

cat >common <<'END'
coopq --filt -> <coopq><--filter=>
coopq --format=ex -> <coopq><--format=excel>
coopq --format ex -> <coopq><--format><excel>
coopq --no-pa -> <coopq><--no-pager>
coopq -i mém -> <coopq><-i><mémoire>
coopidx --extract=js -> <coopidx><--extract=jsonl>
coopidx -i déf -> <coopidx><-i><déf>
coopidx doss -> <coopidx><dossier à part/>
coopidx dossier\ à\ part/ -> <coopidx><dossier à part/é b.csv>
coopq --plot im -> <coopq><--plot><image à part.svg>
coopq --plot=im -> <coopq><--plot=image à part.svg>
coopq -i ./doss -> <coopq><-i><./dossier à part/>
coopq yea -> <coopq><year:>
coopq year:198 -> <coopq><year:1981>
coopq genre:court -> <coopq><genre:"court métrage">
coopq genre:court\ mé -> <coopq><genre:"court métrage">
coopq "genre:court mé -> <coopq><genre:"court métrage">
coopq 'genre:court mé -> <coopq><genre:"court métrage">
coopq genre:"court mé -> <coopq><genre:"court métrage">
coopq --filter genre=cour -> <coopq><--filter><genre=court métrage>
coopq --filter=genre=cour -> <coopq><--filter=genre=court métrage>
coopq scop genre:cour -> <coopq><scop><genre:"court métrage">
coopq --fields id,tit -> <coopq><--fields><id,title>
coopq --show f-3 -> <coopq><--show><f-3>
coopq @pre -> <coopq><@presse>
coopq --delete-search fil -> <coopq><--delete-search><films>
END
# hostile values: in queries between the quotes of the language, and as they are; outside and inside those of a shell
for value in "xa $run" "xb$quotes" "xd $signs" 'xc ]0'; do
	begin=$(printf %.2s "$value")
	for quote in '' '"' "'"; do
		echo "coopq --filter ${quote}genre=$begin -> <coopq><--filter><genre=$value>"
		case $value in
		xc*) ;; # with a sign that needs them, which is none of a word
		*) echo "coopq ${quote}genre:$begin -> <coopq><genre:\"$value\">" ;;
		esac
	done
done >nasty
# accents and case do not matter; fish takes what is typed
cat >folded <<'END'
coopq genre:elan -> <coopq><genre:"Élan = un:deux">
coopq --filter=genre=elan -> <coopq><--filter=genre=Élan = un:deux>
coopq genre:"ela -> <coopq><genre:"Élan = un:deux">
coopq genre:d -> <coopq><genre:"d'ici  là ">
END

# adapted SHELL TABLE: what a shell does otherwise
adapted() {
	case $1 in
	fish) sed 's/Élan =\(.*>\)$/elan =\1/' "$2" ;;
	zsh) sed 's,/>$,>,' "$2" ;; # it takes the '/' away again where a blank may follow
	*) cat "$2" ;;
	esac
}

for shell in bash bash-completion zsh fish; do
	for cases in common nasty folded; do
		in_shell() {
			adapted "$shell" "$cases" >table
			sed -n "s/ -> .*/$tab/p" >lines <table
			sed -n 's/.* -> //p' >expected <table
			typed "$shell"
		}
		test_case "in $shell, typed: $cases" in_shell
	done
done

# what all candidates begin with is less than what is typed, since accents do not matter
stays() {
	echo "coopq --filter genre=reali$tab" >lines
	echo '<coopq><--filter><genre=reali>' >expected
	typed bash
	typed zsh
}
test_case 'what is typed is not made shorter' stays

locales() {
	sed -n "s/ -> .*/$tab/p" >lines <<-'END'
		coopq genre:cour -> x
		coopq --filter genre=cour -> x
		coopq -i m -> x
		coopidx dos -> x
	END
	cat >expected <<-'END'
		<coopq><genre:"court métrage">
		<coopq><--filter><genre=court métrage>
		<coopq><-i><mémoire>
		<coopidx><dossier à part/>
	END
	for locale in C tr_TR.UTF-8; do
		for shell in bash zsh; do
			adapted "$shell" expected >expected.2
			LC_ALL=$locale within python3 "$TESTS/cli/complete.py" "$shell" "$PWD/shells" <lines >actual 2>screen
			same expected.2 actual
		done
	done
}
test_case 'values with accents are typed whatever the locale' locales

described() {
	echo "coopq --show f-$tab$tab" >lines
	echo '<coopq><--show><f->' >expected
	typed bash
	has screen 'f-1  (Retour)'
	# the second TAB takes the first one, which is the most frequent
	echo "coopq genre:$tab$tab" >lines
	echo '<coopq><genre:"court métrage">' >expected
	typed zsh
	has screen '2 notices'
	LC_ALL=fr_FR.UTF-8 within fish --no-config -c \
		"source shells/coopq.fish; complete -C 'coopq --no-pa'" >out
	has out 'ne pas montrer page par page'
}
test_case 'candidates are described where they are listed' described

finish
