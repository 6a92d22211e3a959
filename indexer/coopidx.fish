# Completion of coopidx and coopq for fish: the programs decide, see coopq(1), --complete.

function __coop_complete
    set -l words (commandline -opc)
    # by its name alone: nothing in a folder is run because its path is typed
    set -l program (string replace -r '.*/' '' -- $words[1])
    command -sq -- $program; or return
    set -l line (commandline -cp | string collect)
    set -l lines (command $program --complete=fish -- $line 2>/dev/null)
    set -q lines[2]; and printf '%s\n' $lines[2..]
    set -l head (string split -m 1 \t -- $lines[1])
    set -l typed (commandline -ct | string collect)
    set -l plain (string unescape -- $typed; or echo $typed)
    set plain (string sub -s (math 1 + (string length -- "$head[2]")) -- $plain)
    set -l paths
    switch "$head[1]"
        case files
            set paths (__fish_complete_path "$plain")
        case folders
            set paths (__fish_complete_directories "$plain")
        case '.*'
            # those with the suffix come first there, and then all others
            set paths (__fish_complete_suffix "$plain" $head[1] |
                string match -r '.*(?:/|\\'$head[1]')(?:\t.*)?$')
    end
    for path in $paths
        printf '%s%s\n' "$head[2]" $path
    end
end

for program in coopidx coopq
    complete -c $program -e
    complete -c $program -f -k -a '(__coop_complete)'
end
