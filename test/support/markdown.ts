/**
 * Whatever in a Markdown text is not a word, code or one of the few things that our own words use: bold at the start of a line, lists,
 * tables, indented code, a link to YouTube, and one of code to a page of OUR_PAGES. Stricter than CommonMark and than GitHub's Markdown: a sign that could be markup counts,
 * and so does an address that some renderers make a link by themselves.
 */
export function findMarkup(markdown: string): string[] {
  return markdown.split('\n').flatMap((line) => (line.startsWith('    ') ? [] : findInLine(line)));
}

function findInLine(line: string): string[] {
  if (/^\|:--\|--:\|$/.test(line)) return [];
  const cells = /^\| .* \|$/.test(line) ? line.slice(2, -2).split(' | ') : [line];
  return cells.flatMap((cell) => {
    const text = cell.replace(/^(?:[*-] | {2})/, '');
    const block = /^(?:[#>+=~-]|\d+[.)]|\s)/.test(text) ? [`block: ${text}`] : [];
    return [...block, ...findInline(text.replace(/^\*\*(.*?)\*\*(?= |$)/, '$1'))];
  });
}

/** Reads escapes and code as CommonMark does; what is left must not have a sign of markup. */
function findInline(text: string): string[] {
  let rest = text;
  let words = '';
  while (rest !== '') {
    const [escaped] = /^\\[!-/:-@[-`{-~]/.exec(rest) ?? [];
    const [bar] = /^`+/.exec(rest) ?? [];
    const [link] = /^<(?:https:\/\/youtu\.be|http:\/\/127\.0\.0\.1:1\/videos)\/[\w-]+>/.exec(rest) ?? [];
    const code = bar === undefined ? undefined : readCode(rest, bar);
    const skip = escaped ?? code ?? link ?? readLink(rest);
    words += skip === undefined ? rest[0] : '\u0000';
    rest = rest.slice(skip?.length ?? 1);
  }
  return [
    ...(words.match(/[\\`*_[\]<>&|~{}$]/g) ?? []).map((sign) => `sign ${sign}: ${text}`),
    ...(words.match(/\S*(?::\/\/|www\.|@)\S*/gi) ?? []).map((address) => `address ${address}: ${text}`),
  ];
}

/** Pages whose addresses are ours in the reports that are tested. */
const OUR_PAGES = 'https://git.example/';

/** A link whose label is one code span. */
function readLink(text: string): string | undefined {
  const [, bar] = /^\[(`+)/.exec(text) ?? [];
  const label = bar === undefined ? undefined : readCode(text.slice(1), bar);
  if (label === undefined) return undefined;
  const [target] = /^\]\([\w:/.-]+\)/.exec(text.slice(1 + label.length)) ?? [];
  return target?.startsWith(`](${OUR_PAGES}`) ? `[${label}${target}` : undefined;
}

/** A code span, which ends with as many backticks as it begins with. */
function readCode(text: string, bar: string): string | undefined {
  const end = new RegExp(`[^\`]${bar}(?!\`)`).exec(text.slice(bar.length));
  return end === null ? undefined : text.slice(0, bar.length + end.index + 1 + bar.length);
}
