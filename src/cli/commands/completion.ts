import type { Command } from 'commander'
import type { CliHost } from '../session.ts'

/** `causeway completion bash|zsh`. */
export function registerCompletion(program: Command, host: CliHost): void {
  program
    .command('completion <shell>')
    .description('print the completion script for bash or zsh')
    .addHelpText(
      'after',
      '\nExamples:\n  source <(causeway completion bash)\n  causeway completion zsh > "${fpath[1]}/_causeway"',
    )
    .action(async (shell: string) => {
      const { problem } = await import('../../model/problems/index.ts')
      if (shell !== 'bash' && shell !== 'zsh')
        throw problem('option-wrong', { option: '<shell>', seen: shell, expected: 'bash or zsh' })
      host.terminal.out(shell === 'bash' ? bash(program) : zsh(program))
    })
}

/** Words that may follow a command: its sub-commands and its options. */
function wordsAfter(command: Command): string {
  return [
    ...command.commands.map((child) => child.name()),
    ...command.options.map((option) => option.long ?? ''),
    '--help',
  ]
    .filter(Boolean)
    .join(' ')
}

function cases(command: Command, path: string): string {
  return command.commands
    .map(
      (child) =>
        `    "${path}${child.name()}") words="${wordsAfter(child)}" ;;\n${cases(child, `${path}${child.name()} `)}`,
    )
    .join('')
}

function body(program: Command): string {
  return `  local words path="" word
  for word in "\${before[@]}"; do case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac; done
  case "$path" in
    "") words="${wordsAfter(program)}" ;;
${cases(program, '')}    *) words="" ;;
  esac
`
}

function bash(program: Command): string {
  return `# completion of causeway for bash
_causeway() {
  local current="\${COMP_WORDS[COMP_CWORD]}"
  if [[ "\${COMP_WORDS[COMP_CWORD-1]}" == --where ]]; then
    # The shell hands over an opening quote; the filter begins after it.
    local filter=\${current#\\"}
    filter=\${filter#\\'}
    mapfile -t COMPREPLY < <(causeway vms --where "$filter" --complete 2>/dev/null)
    return
  fi
  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
${body(program)}  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _causeway causeway
`
}

function zsh(program: Command): string {
  return `#compdef causeway
_causeway() {
  if [[ "\${words[CURRENT-1]}" == --where ]]; then
    local -a filters
    filters=("\${(@f)$(causeway vms --where "\${(Q)words[CURRENT]}" --complete 2>/dev/null)}")
    compadd -U -- "\${filters[@]}"
    return
  fi
  local -a before
  before=("\${(@)words[2,CURRENT-1]}")
${body(program).replaceAll('words', 'offered')}  compadd -- \${=offered}
  _files
}
_causeway "$@"
`
}
