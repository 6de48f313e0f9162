import { type Document, type ErrorCode, isAlias, visit } from 'yaml';
import { MAX_DEPTH, openDocument } from './depth.ts';
import { inspectNodes } from './inspect.ts';
import { tellSlipsOnce } from './slips.ts';
import { explainError } from './words.ts';

export { YAML_OPTIONS } from './options.ts';

/** A fault of the YAML itself. `soft`: the structure around it can be trusted. */
export type SyntaxFault = {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
  readonly soft: boolean;
  /** Absent: the YAML is wrong. Else it is right, and says something else than its author sees. */
  readonly code?: 'wrong-value';
};
export type YamlValue = { readonly value: unknown; readonly faults: readonly SyntaxFault[] };

/** Aliases are for convenience: with more uses than these a small file is meant to become a huge value. */
export const MAX_ALIASES = 50;
/** UTF-16 code units. A person writes a tenth of it. */
export const MAX_LENGTH = 65_536;
/** Who mends these sees the next; thousands tell nobody more. */
const MAX_TOLD = 50;
const SOFT: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['TAG_RESOLVE_FAILED']);

/** YAML 1.2, core schema, one document. Never throws: what cannot be read comes back as faults, each slip once. */
export function readYaml(text: string): YamlValue {
  const refused = refuseText(text);
  if (refused !== undefined) return { value: undefined, faults: [refused] };
  try {
    const opened = openDocument(text);
    return 'document' in opened ? readDocument(text, opened.document) : refuseDepth(opened.offset);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const message = `expected YAML that can be read: ${words}`;
    return { value: undefined, faults: [{ offset: 0, message, soft: false }] };
  }
}

/** What no parser shall see: too large, or with line ends that are none. */
export function refuseText(text: string): SyntaxFault | undefined {
  if (text.length > MAX_LENGTH)
    return {
      offset: 0,
      message: `expected at most ${MAX_LENGTH} characters, found ${text.length}`,
      soft: false,
    };
  const returned = text.includes('\r') ? text.search(/\r(?!\n)/) : -1;
  if (returned !== -1) {
    const message = 'expected line ends LF or CRLF, found a CR alone';
    return { offset: returned, message, hint: 'Save the file with line ends LF or CRLF.', soft: false };
  }
  return undefined;
}

const refuseDepth = (offset: number): YamlValue => ({
  value: undefined,
  faults: [{ offset, message: `expected at most ${MAX_DEPTH} levels of nesting, found more`, soft: false }],
});

function readDocument(text: string, document: Document): YamlValue {
  const errors = [...document.errors, ...document.warnings].slice(0, MAX_TOLD);
  const seen = errors.map((error) => ({
    ...explainError(text, document, error),
    code: error.code,
    soft: SOFT.has(error.code),
  }));
  const told = tellSlipsOnce(text, seen, (part) => readYaml(part).faults);
  const all = dropRepeated([...told, ...inspectNodes(text, document)]);
  return text.includes('*') ? readAliased(document, all) : { value: document.toJS(), faults: all };
}

function readAliased(document: Document, faults: readonly SyntaxFault[]): YamlValue {
  const bad = findBadAliases(document);
  if (bad.length > 0) return { value: undefined, faults: dropRepeated([...faults, ...bad]) };
  try {
    // yaml counts the anchor itself.
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES + 1 }), faults };
  } catch {
    const words = `expected at most ${MAX_ALIASES} uses of an anchor, those inside it counted, found more`;
    return { value: undefined, faults: [...faults, { offset: 0, message: words, soft: false }] };
  }
}

/** The parser looks at some nodes twice. */
const dropRepeated = (faults: readonly SyntaxFault[]): readonly SyntaxFault[] =>
  faults.length < 2
    ? faults
    : [...new Map(faults.map((fault) => [`${fault.offset} ${fault.message}`, fault])).values()];

/** Aliases of nothing, and aliases of what they stand in: the value would be a circle. */
function findBadAliases(document: Document): SyntaxFault[] {
  const bad: SyntaxFault[] = [];
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target !== undefined && !ancestors.includes(target) && !isAlias(target)) return;
      const found = target === undefined ? 'none of that name' : 'one that holds the alias itself';
      bad.push({
        offset: alias.range?.[0] ?? 0,
        message: `*${alias.source}: expected an anchor before it, found ${found}`,
        ...(target === undefined ? { hint: 'Quote a text that begins with "*".' } : {}),
        soft: false,
      });
    },
  });
  return bad;
}
