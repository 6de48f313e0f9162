import { type Document, type ErrorCode, isAlias, visit, type YAMLError } from 'yaml';
import { checkNodes } from './check-nodes.ts';
import { dedupeErrors, type ParserFault } from './dedupe-errors.ts';
import type { ParsedYaml, YamlFault } from './fault.ts';
import { parseDocument } from './parse-document.ts';
import { describeError } from './yaml-messages.ts';

/** More aliases than this are not written by hand: a small file could expand to a huge value. */
const MAX_ALIASES = 50;
/** Further errors are reported once these are fixed. */
const MAX_ERRORS = 50;
const SOFT: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['TAG_RESOLVE_FAILED']);
const LOCAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'BLOCK_AS_IMPLICIT_KEY',
  'TAB_AS_INDENT',
]);

/** YAML 1.2, core schema, one document. Never throws: mistakes are returned as faults, each once. */
export function parseYaml(text: string): ParsedYaml {
  try {
    const parsed = parseDocument(text);
    return 'fault' in parsed
      ? { value: undefined, faults: [parsed.fault] }
      : readValue(text, parsed.document);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `expected YAML that can be read: ${reason}`;
    return { value: undefined, faults: [{ offset: 0, message, soft: false }] };
  }
}

function readValue(text: string, document: Document): ParsedYaml {
  const errors = [...document.errors, ...document.warnings].slice(0, MAX_ERRORS);
  const found = errors.map((error) => toFault(text, document, error));
  const kept = dedupeErrors(text, found, (part) => parseYaml(part).faults);
  const faults = dropRepeated([...kept, ...checkNodes(text, document)]);
  return text.includes('*') ? resolveAliases(document, faults) : { value: document.toJS(), faults };
}

const toFault = (text: string, document: Document, error: YAMLError): ParserFault => ({
  ...describeError(text, document, error),
  soft: SOFT.has(error.code),
  local: LOCAL.has(error.code),
});

function resolveAliases(document: Document, faults: readonly YamlFault[]): ParsedYaml {
  if (countAliases(document) > MAX_ALIASES) return { value: undefined, faults: [...faults, TOO_MANY] };
  const bad = findBadAliases(document);
  if (bad.length > 0) return { value: undefined, faults: dropRepeated([...faults, ...bad]) };
  try {
    // yaml counts the anchor as one use.
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES + 1 }), faults };
  } catch {
    return { value: undefined, faults: [...faults, TOO_MANY] };
  }
}

const TOO_MANY: YamlFault = {
  offset: 0,
  message: `expected at most ${MAX_ALIASES} uses of an anchor, those inside it counted, found more`,
  soft: false,
};

/** yaml walks the whole document for each alias that it resolves. */
function countAliases(document: Document): number {
  let count = 0;
  visit(document, {
    Alias: () => {
      count += 1;
    },
  });
  return count;
}

/** The parser visits some nodes twice. */
const dropRepeated = (faults: readonly YamlFault[]): readonly YamlFault[] => [
  ...new Map(faults.map((fault) => [`${fault.offset} ${fault.message}`, fault])).values(),
];

/** Aliases without an anchor, and aliases inside their own anchor, whose value would be a circle. */
function findBadAliases(document: Document): YamlFault[] {
  const bad: YamlFault[] = [];
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
