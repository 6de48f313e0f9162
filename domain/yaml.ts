import type { DocumentOptions, ErrorCode, ParseOptions, SchemaOptions, YAMLError } from 'yaml';
import { type Document, isAlias, parseDocument, visit } from 'yaml';

/** A fault of the YAML itself. `soft`: the structure around it can be trusted. */
export type SyntaxFault = { readonly offset: number; readonly message: string; readonly soft: boolean };
export type YamlValue = { readonly value: unknown; readonly faults: readonly SyntaxFault[] };

export const YAML_OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  strict: true,
  stringKeys: true,
  uniqueKeys: true,
  prettyErrors: false,
  logLevel: 'error',
} as const satisfies ParseOptions & DocumentOptions & SchemaOptions;

/** Aliases are for convenience: with more uses than these a small file is meant to become a huge value. */
const MAX_ALIASES = 50;
/** To check that keys are unique takes the square of their number: 64 KiB of keys alone are four seconds. */
export const MAX_LENGTH = 65_536;
const WORDS: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'expected each key once, found it a second time',
  MULTIPLE_DOCS: 'expected one document, found a second one',
  NON_STRING_KEY: 'expected a text as the key, found a list or a mapping',
  RESOURCE_EXHAUSTION: 'expected a few levels of nesting, found hundreds',
};
const SOFT: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED']);

/** YAML 1.2, core schema, one document. Never throws: what cannot be read comes back as faults. */
export function readYaml(text: string): YamlValue {
  if (text.length > MAX_LENGTH) {
    return refuse(`expected at most ${MAX_LENGTH} characters, found ${text.length}`);
  }
  try {
    const document = parseDocument(text, YAML_OPTIONS);
    const faults = uniqueFaults([...document.errors, ...document.warnings].map(toFault));
    return text.includes('*') ? readAliased(document, faults) : { value: document.toJS(), faults };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function readAliased(document: Document, faults: readonly SyntaxFault[]): YamlValue {
  const bad = findBadAliases(document);
  if (bad.length > 0) return { value: undefined, faults: [...faults, ...bad] };
  return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), faults };
}

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
        soft: false,
      });
    },
  });
  return bad;
}

const toFault = ({ code, message, pos }: YAMLError): SyntaxFault => ({
  offset: pos[0],
  message: WORDS[code] ?? message,
  soft: SOFT.has(code),
});

/** The parser repeats itself where many levels end at one place. */
function uniqueFaults(faults: readonly SyntaxFault[]): readonly SyntaxFault[] {
  if (faults.length < 2) return faults;
  return [...new Map(faults.map((fault) => [`${fault.offset} ${fault.message}`, fault])).values()];
}

const refuse = (message: string): YamlValue => ({
  value: undefined,
  faults: [{ offset: 0, message, soft: false }],
});
