# Completion of coopidx and coopq for fish: the programs decide, see coopq(1), --complete.

function __coop_complete
    set -l tokens (commandline -opc)
    # by its name alone: nothing in a folder is run because its path is typed
    set -l lines (command (basename -- $tokens[1]) --complete=fish -- (commandline -cp | string collect) 2>/dev/null)
    set -l head (string split -m 1 \t -- $lines[1])
    set -l typed (string sub -s (math (string length -- "$head[2]") + 1) -- (commandline -ct))
    if set -q lines[2]
        printf '%s\n' $lines[2..]
    end
    switch "$head[1]"
        case files
            printf "$head[2]%s\n" (__fish_complete_path $typed)
        case folders
            printf "$head[2]%s\n" (__fish_complete_directories $typed)
        case '.*'
            printf "$head[2]%s\n" (__fish_complete_suffix $typed $head[1])
    end
end

for program in coopidx coopq
    complete -c $program -e
    complete -c $program -f -k -a '(__coop_complete)'
end
