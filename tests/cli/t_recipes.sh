#!/bin/sh
# The recipes (query/recipes) in the programs that they are for: vim, emacs, fzf, make, and as cron runs them. Notices are
# in files whose names have blanks, accents, colons and brackets. The sessions of their guide are run by t_guides.sh.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"
RECIPES=$ROOT/query/recipes

mkdir -p "fonds été/a: b"
printf 'La scop du quai\n\nUn atelier de textile.\n' >"fonds été/a: b/12: [un] 'deux' & trois.txt"
printf 'id,titre,réalisateur,année,résumé\nx1,"Le fil, la trame",Nora Petit,1999,Du textile.\nx2,Autre,Jean Roux,2001,Une scop de textile.\n' \
	>"fonds été/films.csv"
coopidx -q -i ./index "fonds été" || exit 1
here=$(pwd -P)
file="$here/fonds été/a: b/12: [un] 'deux' & trois.txt"

# ---- vim ----

# vim_does COMMAND...: after loading the plugin; list() writes the quickfix list to the file `list`
vim_does() {
	rm -f list
	{
		echo "source $(echo "$RECIPES" | sed 's/ /\\ /g')/coopq.vim"
		echo "let g:coopq_command = ['coopq', '-i', './index']"
		cat <<-'END'
			function! List()
				call writefile(map(getqflist(), 'bufname(v:val.bufnr) . "|" . v:val.lnum . "|" . v:val.text'), 'list')
			endfunction
		END
		for line; do echo "$line"; done
		echo 'qall!'
	} >script.vim
	within vim -u NONE -i NONE -N -es -S script.vim >log 2>&1 </dev/null || { cat log; return 1; }
}

vim_lists() {
	vim_does 'Coopq textile' 'call List()' 'cfirst' "call writefile([expand('%:p'), line('.')], 'first')" \
		'cnext' "call writefile([expand('%:t'), line('.'), getline('.')], 'second')"
	is 3 "$(wc -l <list)"
	grep -F "films.csv|2|Le fil, la trame, Nora Petit, 1999" list
	grep -F "a: b/12: [un] 'deux' & trois.txt|1|La scop du quai" list
	# Enter goes to the file and line of each
	coopq -i ./index --template '%{path}' textile >paths
	is "$here/$(head -n 1 paths)" "$(head -n 1 first)"
	is "$(sed -n 2p paths | sed 's|.*/||')" "$(head -n 1 second)"
}

vim_takes_any_query() { # quotes, bars, percent signs, leading dashes: they are the query's
	vim_does 'Coopq "scop de textile" | "la trame"' 'call List()'
	[ -s list ]
	vim_does "Coopq titre:'scop' % #1 -quai" 'call List()'
	[ -f list ]
	vim_does "Coopq \`touch ran\` \$(touch ran); touch ran" 'call List()'
	[ ! -e ran ]
	vim_does 'Coopq -textile' 'call List()'
	[ -f list ]
}

vim_any_locale() {
	for locale in C C.UTF-8 tr_TR.UTF-8; do
		LC_ALL=$locale vim_does 'Coopq quai' 'cfirst' "call writefile([expand('%:p')], 'first')"
		is "$file" "$(cat first)"
	done
}

# Nothing found leaves an empty list; an error is told, and leaves the list.
vim_finds_nothing() {
	vim_does 'Coopq textile' 'Coopq xyzzy' 'call List()'
	empty list
	vim_does 'redir! > said' 'Coopq xyzzy' 'redir END'
	has said 'coopq: nothing found'
	vim_does 'Coopq textile' "let g:coopq_command = ['coopq', '-i', './nowhere']" 'redir! > said' 'Coopq textile' \
		'redir END' 'call List()'
	[ "$(wc -l <list)" -eq 3 ]
	has said 'coopq: '
}

# ---- emacs ----

# emacs_does QUERY FORM: asks, waits, moves to the first result and evaluates FORM there
emacs_does() {
	cat >script.el <<-END
		(load (expand-file-name "coopq.el" (getenv "RECIPES")) nil t)
		(setq coopq-command '("coopq" "-i" "./index"))
		(let ((buffer (coopq (getenv "QUERY"))))
		  (while (get-buffer-process buffer) (accept-process-output nil 0.1))
		  (with-current-buffer buffer
		    (write-region nil nil "list" nil 'quiet)
		    (goto-char (point-min)))
		  $2)
	END
	QUERY=$1 RECIPES=$RECIPES within emacs -Q --batch -l script.el >said 2>log </dev/null || { cat log; return 1; }
}

visit="(with-current-buffer buffer (next-error) (with-current-buffer (window-buffer)
	(princ (format \"%s\\n%d\\n\" buffer-file-name (line-number-at-pos)))))"

emacs_visits() {
	emacs_does quai "$visit"
	is "$file 1" "$(paste -s -d ' ' said)"
	emacs_does '"la trame"' "$visit"
	is "$here/fonds été/films.csv 2" "$(paste -s -d ' ' said)"
}

emacs_takes_any_query() {
	emacs_does "scop \`touch ran\`; \$(touch ran) 'quai' \"textile\"" nil
	[ ! -e ran ]
	has list 'La scop du quai'
	emacs_does '-textile' nil
	emacs_does 'xyzzy' nil
	has list 'coopq found nothing'
}

emacs_any_locale() {
	for locale in C C.UTF-8 tr_TR.UTF-8; do
		LC_ALL=$locale emacs_does quai "$visit"
		is "$file" "$(head -n 1 said)"
	done
}

emacs_compiles() { # without a warning
	cp "$RECIPES/coopq.el" .
	within emacs -Q --batch --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile coopq.el
}

# ---- fzf, on a terminal ----

# on_terminal COMMAND: in tmux, of 100 columns; keys are sent by `keys`, and `shows TEXT` waits for it
on_terminal() {
	tmux -L "coop$$" -f /dev/null new-session -d -x 100 -y 30 "$1"
}
keys() {
	tmux -L "coop$$" send-keys "$@"
}
screen() {
	tmux -L "coop$$" capture-pane -p
}
shows() {
	# shellcheck disable=SC2016
	until_so sh -c 'tmux -L "$1" capture-pane -p | grep -q -F -e "$2"' sh "coop$$" "$1" || { screen; return 1; }
}
ends() {
	# shellcheck disable=SC2016
	until_so sh -c '! tmux -L "$1" has-session' sh "coop$$"
}

fzf_searches() {
	COOP_INDEX=$here/index EDITOR=$here/nano LC_ALL=C.UTF-8 TERM=screen
	export COOP_INDEX EDITOR TERM
	unset FZF_DEFAULT_OPTS
	cat >nano <<-END
		#!/bin/sh
		printf '%s\n' "\$@" >'$here/edited'
	END
	chmod 755 nano
	trap 'tmux -L "coop$$" kill-server 2>/dev/null || :' EXIT
	rm -f edited
	on_terminal "'$RECIPES/coopq-fzf' quai"
	# the list, and the notice beside it
	shows 'La scop du quai'
	shows 'Un atelier de textile.'
	# what is typed is asked anew, quotes and all; a dash is no option
	keys C-u
	keys -l '"la trame"'
	shows 'Nora Petit'
	shows 'Du textile.'
	keys C-u
	keys -l -- '-n quai'
	keys C-u
	keys -l 'trame'
	shows 'Nora Petit'
	keys Enter
	ends
	is "+2 fonds été/films.csv" "$(paste -s -d ' ' edited)"
	# several are marked
	on_terminal "'$RECIPES/coopq-fzf' textile >'$here/marked'"
	shows 'Nora Petit'
	shows '3/3'
	keys Tab Tab Tab
	keys C-s
	ends
	is 3 "$(sort -u marked | wc -l)"
	has marked x1
	is 3 "$(coopq --format=ris --show - <marked | grep -c '^TY')"
}

# ---- make ----

deliver() { # what is made
	within make -s SOURCES="fonds été" "$@" >log 2>&1 </dev/null || { cat log; return 1; }
}

makes_what_has_changed() {
	unset MAKEFLAGS MFLAGS MAKELEVEL
	mkdir work && cd work
	cp -R "../fonds été" .
	cp "$RECIPES/Makefile" .
	coopidx -q -i ./index "fonds été"
	coopq -i ./index --save=textile textile 2>/dev/null
	coopq -i ./index --save=rien xyzzy 2>/dev/null
	deliver
	is 'rien.csv rien.html rien.ris textile.csv textile.html textile.ris' "$(echo livraison/* | sed 's|livraison/||g')"
	has livraison/textile.csv 'Le fil, la trame'
	has livraison/textile.ris 'TI  - Autre'
	# what is as it was is left alone, also when its files are touched
	find livraison -type f -exec touch -d 2001-01-01 {} +
	touch -d 2000-01-01 .etat/*
	touch "fonds été/films.csv"
	deliver
	is '' "$(find livraison -type f -newermt 2002-01-01)"
	# the content has changed
	printf 'x3,Nouveau,,2024,Textile encore.\n' >>"fonds été/films.csv"
	deliver livraison/textile.csv
	has livraison/textile.csv Nouveau
	hasnt livraison/textile.html Nouveau
	deliver
	has livraison/textile.html Nouveau
	# a search has changed, and it alone
	find livraison -type f -exec touch -d 2001-01-01 {} +
	touch -d 2000-01-01 .etat/*
	coopq -i ./index --force --save=textile textile annee:1999 2>/dev/null
	deliver
	hasnt livraison/textile.csv Nouveau
	is '' "$(find livraison -type f -name 'rien*' -newermt 2002-01-01)"
	# a run that fails leaves what was delivered
	cp livraison/textile.csv before
	rm -r "fonds été"
	if deliver; then
		echo 'it goes well without sources'
		return 1
	fi
	same before livraison/textile.csv
}

# ---- cron ----

# cron_lines FILE: the commands of a crontab, as cron takes it apart: five fields, then a command up to the first
# bare percent sign; other lines are empty, comments or settings.
cron_lines() {
	awk '
		/^[ \t]*(#|$)/ { next }
		/^[A-Za-z_]+ *=/ { next }
		{
			for (i = 1; i <= 5; i++)
				if ($i !~ /^[0-9*,\/-]+$/) { print "not a time: " $0; exit 1 }
			command = $0
			for (i = 1; i <= 5; i++) sub(/^[ \t]*[^ \t]+/, "", command)
			sub(/^[ \t]*/, "", command)
			if (command ~ /%/) { print "a percent sign: " $0; exit 1 }
			print command
		}' "$1"
}

# as_cron COMMAND: with sh, the environment of cron and the settings of the file, without a terminal
as_cron() {
	(
		cd "$HOME"
		env -i HOME="$HOME" LOGNAME=nobody SHELL=/bin/sh PATH="$T/bin:/usr/bin:/bin" \
			"$(sed -n '/^LANG=/p' "$RECIPES/crontab")" /bin/sh -c "$1" </dev/null
	)
}

cron_mails_news_alone() {
	cron_lines "$RECIPES/crontab" >line
	is 1 "$(wc -l <line)"
	# its line in the guide is the same
	grep -q -x -F "$(grep '^[0-9]' "$RECIPES/crontab")" "$ROOT/query/guides/recettes.md"
	if command -v crontab >/dev/null; then crontab -n "$RECIPES/crontab"; fi
	HOME="$here/home à soi"
	mkdir "$HOME"
	unset XDG_DATA_HOME
	cp -R "fonds été" "$HOME/fonds"
	coopidx -q "$HOME/fonds"
	coopq --save=lyon scop 2>/dev/null
	as_cron "$(cat line)" >mail 2>&1 || true
	has mail 'première fois'
	as_cron "$(cat line)" >mail 2>&1 || true
	empty mail
	echo 'Une scop toute neuve.' >"$HOME/fonds/neuf.txt"
	as_cron "$(cat line)" >mail 2>&1
	has mail 'neuf.txt'
	as_cron "$(cat line)" >mail 2>&1 || true
	empty mail
}

test_case 'vim: :Coopq fills the quickfix list' vim_lists
test_case 'vim: any query' vim_takes_any_query
test_case 'vim: any locale' vim_any_locale
test_case 'vim: nothing found, and errors' vim_finds_nothing
test_case 'emacs: M-x coopq leads to the line' emacs_visits
test_case 'emacs: any query' emacs_takes_any_query
test_case 'emacs: any locale' emacs_any_locale
test_case 'emacs: the file compiles' emacs_compiles
test_case 'fzf: searches while one types' fzf_searches
test_case 'make: what has changed is made' makes_what_has_changed
test_case 'cron: mails only when there is news' cron_mails_news_alone
finish
