"""``khabar completion bash|zsh|fish``: the script that a shell reads; what it offers, khabar says (``__complete``)."""

from __future__ import annotations

import sys
from argparse import Namespace

BASH = r"""# bash completion for khabar; put this into ~/.bashrc:
#   eval "$(khabar completion bash)"
_khabar() {
    local answer paths
    COMPREPLY=()
    answer=$("${COMP_WORDS[0]}" __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null) || return
    paths=${answer%%$'\n'*}
    if [[ $answer == *$'\n'* ]]; then
        local IFS=$'\n'
        set -o noglob
        COMPREPLY=(${answer#*$'\n'})
        set +o noglob
    fi
    if ((${#COMPREPLY[@]} == 0)); then
        case $paths in
            files) compopt -o default 2>/dev/null ;;
            folders) compopt -o dirnames 2>/dev/null ;;
        esac
    elif ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *[:=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -F _khabar khabar
"""

ZSH = r"""#compdef khabar
# zsh completion for khabar; put this into ~/.zshrc, below compinit:
#   eval "$(khabar completion zsh)"
_khabar() {
    local -a answer values shown
    local line word told
    answer=("${(@f)$(${words[1]} __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    for line in "${(@)answer[2,-1]}"; do
        word=${line%%$'\t'*}
        told=${line#*$'\t'}
        [[ -z $word ]] && continue
        if [[ $word == *[:=] ]]; then
            compadd -U -S '' -- "$word"
        else
            values+=("$word")
            shown+=("$word${told:+  -- $told}")
        fi
    done
    (( $#values )) && compadd -U -l -d shown -- "${(@)values}"
    case ${answer[1]} in
        files) _files ;;
        folders) _files -/ ;;
    esac
}
compdef _khabar khabar
"""

FISH = r"""# fish completion for khabar; put this into ~/.config/fish/completions/khabar.fish:
#   khabar completion fish > ~/.config/fish/completions/khabar.fish
function __khabar_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l answer ($words[1] __complete fish $words[2..-1] 2>/dev/null)
    printf '%s\n' $answer[2..-1]
    switch "$answer[1]"
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct)
    end
end
complete -c khabar -f -a '(__khabar_complete)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def run_completion(options: Namespace) -> int:
    """Print the script."""
    sys.stdout.write(SCRIPTS[options.shell])
    return 0
