/** Reports a fault of a page at an offset of its text; `hint` is a whole sentence. */
export type ReportFault = (offset: number, message: string, hint?: string) => void;

export type Attribute = {
  readonly name: string;
  readonly value?: string;
  readonly at: number;
  readonly valueAt: number;
};

export type Token =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: readonly Attribute[];
      readonly closed: boolean;
      readonly at: number;
    }
  | { readonly kind: 'close'; readonly name: string; readonly at: number };

const OPEN = /<([a-zA-Z][^\s<>/"'=]*)/y;
const CLOSE = /<\/([a-zA-Z][^\s<>/"'=]*)\s*>/y;
const ATTRIBUTE = /\s+([^\s<>/"'=]+)(?:\s*=\s*("[^"<>]*"|'[^'<>]*'))?/y;
const END = /\s*(\/?)>/y;

/**
 * The tags and texts of a page in order. Anything else is reported and skipped up to the next tag. No library fits: parse5
 * reports only some faults and htmlparser2 none; both accept an unclosed tag, a value without quotes and `&copy;`.
 */
export function* parseTokens(text: string, report: ReportFault): Generator<Token> {
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    if (end > at) yield { kind: 'text', text: text.slice(at, end), at };
    if (next < 0) return;
    if (text.startsWith('<!--', next)) {
      at = skipComment(text, next, report);
      continue;
    }
    const { token, after } = parseTag(text, next, report);
    if (token !== undefined) yield token;
    at = after;
  }
}

function skipComment(text: string, at: number, report: ReportFault): number {
  const end = text.indexOf('-->', at + 4);
  if (end >= 0) return end + 3;
  report(at, 'expected "-->" at the end of this comment, found nothing');
  return text.length;
}

type ParsedTag = { readonly token?: Token; readonly after: number };

function parseTag(text: string, at: number, report: ReportFault): ParsedTag {
  const close = matchAt(CLOSE, text, at);
  if (close !== null) return { token: { kind: 'close', name: nameOf(close), at }, after: CLOSE.lastIndex };
  const open = matchAt(OPEN, text, at);
  if (open === null) {
    report(at, 'expected a tag, found a "<" alone', 'Write &lt; for the sign itself.');
    return { after: at + 1 };
  }
  const { attributes, after } = parseAttributes(text, OPEN.lastIndex);
  const end = matchAt(END, text, after);
  const token = { kind: 'open', name: nameOf(open), attributes, closed: end?.[1] === '/', at } as const;
  if (end !== null) return { token, after: END.lastIndex };
  const start = after + (/^\s*/.exec(text.slice(after, after + 100))?.[0].length ?? 0);
  report(
    start,
    `expected an attribute like style="..." or the end of <${nameOf(open)}>, found something else`,
  );
  const next = text.slice(after).search(/[<>]/);
  return { token, after: next < 0 ? text.length : after + next + (text[after + next] === '>' ? 1 : 0) };
}

function parseAttributes(text: string, from: number): { attributes: Attribute[]; after: number } {
  const attributes: Attribute[] = [];
  let after = from;
  for (let found = matchAt(ATTRIBUTE, text, after); found !== null; found = matchAt(ATTRIBUTE, text, after)) {
    const [whole, name = '', quoted] = found;
    const end = after + whole.length;
    const at = after + whole.search(/\S/);
    const value = quoted === undefined ? {} : { value: quoted.slice(1, -1) };
    attributes.push({ name: name.toLowerCase(), ...value, at, valueAt: end - (quoted?.length ?? 0) + 1 });
    after = end;
  }
  return { attributes, after };
}

function matchAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

const nameOf = (found: RegExpExecArray): string => (found[1] ?? '').toLowerCase();
