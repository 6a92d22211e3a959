#compdef coopidx coopq
# Completion of coopidx and coopq for zsh: the programs decide, see coopq(1), --complete.

local paths candidate about before keep=
local line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX"
local -a candidates shown open open_shown
{
	IFS=$'\t' read -r paths before
	while IFS=$'\t' read -r candidate about; do
		about="$candidate${about:+  -- $about}"
		if [[ -z $candidate ]]; then
			keep=1
		elif [[ $candidate == *[:=,/] ]]; then
			open+=("$candidate") open_shown+=("$about")
		else
			candidates+=("$candidate") shown+=("$about")
		fi
	done
	# by its name alone: nothing in a folder is run because its path is typed
} < <(command "${words[1]:t}" --complete=zsh -- "$line" 2>/dev/null)

# what fits is known already, accents and case aside
(( $#open )) && compadd -U -l -o nosort -S '' -d open_shown -a open
(( $#candidates )) && compadd -U -l -o nosort -d shown -a candidates
[[ -n $keep ]] && compstate[insert]= compstate[list]='list force'
[[ $paths != words && -n $before ]] && compset -P "${(b)before}"
case $paths in
files) _files ;;
folders) _files -/ ;;
.*) _files -g "*$paths" ;;
esac
