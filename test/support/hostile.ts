/** What an outsider may write into a subject, a title, a name, a path or a message: each acts in some medium that does not expect it. */
export const HOSTILE: readonly string[] = [
  // Markdown
  '[Approve here](https://evil.example/approve)',
  '](https://evil.example) [x',
  '![x](https://evil.example/x.png)',
  '[x][1]',
  '[1]: https://evil.example',
  '<https://evil.example>',
  '<b onclick=alert(1)>x</b><img src=x onerror=alert(1)>',
  '<!-- x',
  'https://evil.example/x',
  'see www.evil.example.',
  'mail ann@evil.example or @ann',
  '"(https://evil.example/`x`)."',
  '&#91;x&#93;(https://evil.example)',
  '`',
  'a ` b `` c ``` d',
  '` [x](https://evil.example) `',
  '\\`[x](https://evil.example)',
  'ends with \\',
  '**bold** __bold__ *a* _b_ ~~c~~ $d$',
  '# Approved',
  '> Approved',
  '- Approved',
  '1. Approved',
  '===',
  '```',
  '~~~',
  '    code',
  '\tcode',
  '| a | b |',
  '{workflowId} {runId}',
  // Terminals and logs
  '\u001b[2J\u001b[1;1Hclear',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31mred',
  'bell\u0007 back\b\b\b delete\u007f nul\u0000',
  'one\ntwo',
  'one\rtwo',
  'one\r\n\r\ntwo',
  'one\u2028two\u2029three\u0085four',
  'invoice\u202egnp.exe',
  'a\u2066b\u2069 c\u200fd\u061ce',
  'zero\u200bwidth\u2060and\ufeffmore\u00ad',
  'hidden\u{e0041}\u{e0042}tags',
  'half \ud800 sign',
  'approve\u200d\u200cd',
  '\u3164\u115f\u034f',
  // CI
  'x\n::error title=Forged::x',
  '::error title=Forged::x',
  '::stop-commands::x',
  '##[error]x',
  'x ##[add-mask]a ##vso[task.setvariable variable=a]b',
  '%0A::error::x',
  // Shells
  '$(touch hacked)',
  '`touch hacked`',
  '"; touch hacked; "',
  "'; touch hacked; '",
  'a b  c',
  '!! $HOME ~ & | ; < > ( )',
  '*',
  '-rf',
  "it's",
  // HTML
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
];

/** A copy of a value in which every string is `text`, except those at the keys that are `kept`. */
export function poison<Value>(value: Value, text: string, kept: readonly string[] = []): Value {
  const change = (one: unknown): unknown => {
    if (typeof one === 'string') return text;
    if (Array.isArray(one)) return one.map(change);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([key, item]) => [key, kept.includes(key) ? item : change(item)]),
    );
  };
  return change(value) as Value;
}

/** Characters that a person does not see, or that act: none may reach a terminal. A tab does no harm, and line ends are counted. */
export const findInvisible = (text: string): string[] =>
  (
    text
      .replace(/[\n\t]/g, '')
      .match(
        /\u034f|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e0fff}]/gu,
      ) ?? []
  ).map((sign) => `U+${sign.codePointAt(0)?.toString(16)}`);

/** Lines that a CI server takes as a command. */
export const findCiCommands = (text: string): string[] =>
  text.split(/[\r\n]/).filter((line) => /^\s*::|##\w*\[/.test(line));
