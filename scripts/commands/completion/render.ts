/** What can follow the words of a command: further commands and flags. `path`: the words, empty for the program itself. */
export type Completion = {
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly help: string }[];
};

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The script that gives a shell completion; it contains every command and flag of this version. */
export const renderCompletion = (shell: Shell, completions: readonly Completion[]): string =>
  `${RENDERERS[shell](completions).join('\n')}\n`;

const RENDERERS: Readonly<Record<Shell, (completions: readonly Completion[]) => readonly string[]>> = {
  bash: (completions) => [
    '_showrunner() {',
    "  local verb='' words='' i",
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    `    case "\${verb:+$verb }\${COMP_WORDS[i]}" in`,
    `      ${listPaths(completions).join(' | ')}) verb="\${verb:+$verb }\${COMP_WORDS[i]}" ;;`,
    '    esac',
    '  done',
    '  case "$verb" in',
    ...completions.map(
      ({ path, words }) => `    ${quote(path)}) words=${quote(words.map(({ word }) => word).join(' '))} ;;`,
    ),
    '  esac',
    `  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))`,
    '}',
    'complete -o default -F _showrunner showrunner',
  ],
  zsh: (completions) => [
    '#compdef showrunner',
    '_showrunner() {',
    "  local verb='' i",
    '  local -a candidates',
    '  for ((i = 2; i < CURRENT; i++)); do',
    `    case "\${verb:+$verb }\${words[i]}" in`,
    `      ${listPaths(completions).join(' | ')}) verb="\${verb:+$verb }\${words[i]}" ;;`,
    '    esac',
    '  done',
    '  case "$verb" in',
    ...completions.map(
      ({ path, words }) =>
        `    ${quote(path)}) candidates=(${words.map(({ word, help }) => quote(`${word.replaceAll(':', '\\:')}:${help}`)).join(' ')}) ;;`,
    ),
    '  esac',
    '  _describe showrunner candidates || _files',
    '}',
    'compdef _showrunner showrunner',
  ],
  fish: (completions) => [
    'function __showrunner_verb',
    "  set -l verb ''",
    '  for word in (commandline -opc)[2..-1]',
    '    set -l next (string trim -- "$verb $word")',
    `    if contains -- $next ${listPaths(completions).join(' ')}`,
    '      set verb $next',
    '    end',
    '  end',
    '  test "$verb" = "$argv[1]"',
    'end',
    ...completions.flatMap(({ path, words }) =>
      words.map(({ word, help }) => {
        const kind = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
        return `complete -c showrunner -n ${quote(`__showrunner_verb ${quoteInside(path)}`)} ${kind} -d ${quote(help)}`;
      }),
    ),
  ],
};

const listPaths = (completions: readonly Completion[]): readonly string[] =>
  completions.flatMap(({ path }) => (path === '' ? [] : [quote(path)]));

/** No help may end the quotes: an apostrophe is written as a typographic one, which needs no escape in any shell. */
const quote = (text: string): string => `'${text.replaceAll("'", '\u2019').replaceAll('\\', '')}'`;

const quoteInside = (text: string): string => `"${text}"`;
