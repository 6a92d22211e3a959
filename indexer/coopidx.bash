# Completion of coopidx and coopq for bash: the programs decide, see coopq(1), --complete.
# shellcheck shell=bash

# _coop_complete PROGRAM PART: what readline calls; PART is what it replaces.
_coop_complete() {
	local paths candidate about line=${COMP_LINE:0:COMP_POINT}
	local -a about_each=()
	COMPREPLY=()
	# by its name alone: nothing in a folder is run because its path is typed
	{
		IFS=$'\t' read -r paths _
		while IFS=$'\t' read -r candidate about; do
			COMPREPLY+=("$candidate")
			about_each+=("$about")
		done
	} < <(command "${1##*/}" --complete=bash -- "$line" "$COMP_WORDBREAKS" 2>/dev/null)
	compopt -o nosort
	case $paths in
	files) compopt -o default ;;
	folders) compopt -o dirnames ;;
	.*)
		compopt -o filenames -o plusdirs
		mapfile -t COMPREPLY < <(compgen -f -X "!*$paths" -- "$2")
		return
		;;
	esac
	local count=${#COMPREPLY[@]} i
	if ((count == 1)) && [[ ${COMPREPLY[0]} == *[:=,/] ]]; then
		compopt -o nospace
	elif ((count > 1 && COMP_TYPE == 63)); then
		# a list to be read, nothing of which is typed
		for ((i = 0; i < count; i++)); do
			line=${COMPREPLY[i]}${about_each[i]:+  (${about_each[i]})}
			COMPREPLY[i]=${line:0:${COLUMNS:-80}-1}
		done
	fi
}

complete -F _coop_complete coopidx coopq
