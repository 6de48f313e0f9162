import type { Document, ErrorCode, YAMLError } from 'yaml';
import { describeFound } from '../../shared/messages.ts';
import { trimEndOf } from '../../shared/trim-end.ts';
import {
  CLOSING,
  characterBefore,
  type ErrorContext,
  findUnclosed,
  isAfterItem,
  isAfterKey,
  isItemWithoutDash,
  isKeyWithoutValue,
  lineAt,
  wordAt,
} from './error-context.ts';
import { quote } from './quote.ts';

/** A mistake as an author would put it; `offset` is the best place to show it. */
export type Description = { readonly offset: number; readonly message: string; readonly hint?: string };
/** The parts of a description; `offset` only if it differs from the parser's. */
type Sentence = {
  readonly expected: string;
  readonly found: string;
  readonly hint?: string;
  readonly offset?: number;
};
type Rule = (context: ErrorContext) => Sentence | undefined;

/** Describes an error of the YAML parser by its code and place. The parser's own message is only used if no rule matches. */
export function describeError(text: string, document: Document, error: YAMLError): Description {
  const context = { text, document, offset: error.pos[0] };
  const sentence = RULES[error.code]?.(context);
  if (sentence === undefined)
    return { offset: context.offset, message: `expected YAML that can be read: ${error.message}` };
  const { offset = context.offset, hint } = sentence;
  const message = `expected ${sentence.expected}, found ${sentence.found}`;
  return hint === undefined ? { offset, message } : { offset, message, hint };
}

const TAB = {
  expected: 'spaces as indentation',
  found: 'a tab',
  hint: 'Replace the tabs at the beginning of lines by spaces.',
};
const NO_COMMA = {
  expected: 'a comma between two items',
  found: 'none',
  hint: 'Inside [ ] and { } commas separate items; a text that holds ": " needs quotes.',
};
const SECOND_DOCUMENT = {
  expected: 'one document',
  found: 'a second one',
  hint: 'Take out the line "---"; a second record is a file of its own.',
};
const BACKSLASH = {
  expected: 'two backslashes',
  found: 'one',
  hint: 'In single quotes a backslash stays as it is.',
};

const RULES: Readonly<Partial<Record<ErrorCode, Rule>>> = {
  BAD_DQ_ESCAPE: () => BACKSLASH,
  BAD_INDENT: (context) => describeUnclosed(context) ?? describeIndent(context),
  BAD_SCALAR_START: (context) =>
    describeQuotes(context, `begins with ${JSON.stringify(context.text[context.offset])}`),
  BLOCK_AS_IMPLICIT_KEY: (context) =>
    context.text[context.offset] === '-' ? describeIndent(context) : describeColon(context),
  BLOCK_IN_FLOW: () => NO_COMMA,
  MISSING_CHAR: describeMissing,
  MULTILINE_IMPLICIT_KEY: describeKey,
  MULTIPLE_DOCS: () => SECOND_DOCUMENT,
  NON_STRING_KEY: () => ({ expected: 'a text as the key', found: 'a list or a mapping' }),
  TAB_AS_INDENT: () => TAB,
  TAG_RESOLVE_FAILED: (context) => ({
    expected: 'no tag',
    found: describeFound(wordAt(context)),
    hint: 'Take it out, or quote a text that begins with "!".',
  }),
  UNEXPECTED_TOKEN: describeUnexpected,
};

function describeMissing(context: ErrorContext): Sentence | undefined {
  if (context.text[context.offset] === '#') return describeQuotes(context, 'begins with "#"');
  const unclosed = describeUnclosed(context);
  if (unclosed !== undefined) return unclosed;
  if (isAfterItem(context)) return NO_COMMA;
  if (isItemWithoutDash(context)) return describeIndent(context);
  return isKeyWithoutValue(context) ? describeKey(context) : undefined;
}

function describeUnexpected(context: ErrorContext): Sentence | undefined {
  const { text, document, offset } = context;
  const { start, content } = lineAt(context);
  const found = describeFound(wordAt(context));
  if (isBehindBlockSign(text.slice(start, offset)))
    return {
      expected: 'a new line behind "|" or ">"',
      found,
      hint: 'Begin the text in the next line, indented.',
    };
  const before = characterBefore(context);
  const isBehindEnd = offset >= (document.range?.[2] ?? 0) && before !== '';
  if (isBehindEnd && text[offset] !== '-') return { expected: `no further ${text[offset]}`, found: 'one' };
  if (!/[\]}"']/.test(before) || isAfterKey(context)) return undefined;
  const [, key = '', whole = ''] = /^(?:- +)*([\w-]+: +)?(.*)$/s.exec(content) ?? [];
  const hint = `Quote the whole text: ${key}${quote(whole.replace(/^'(.*)'$/, '$1'))}`;
  return { expected: `nothing behind the closing ${before}`, found, hint };
}

/** Whether the last word of a line has a sign for a text of several lines, `|` or `>`, at its start or behind a bracket or a quote. */
function isBehindBlockSign(line: string): boolean {
  const word = trimEndOf(line, ' \t').split(/\s/).at(-1) ?? '';
  return /(?:^|[\]}"'])[|>]/.test(word);
}

/** A bracket or quote that is never closed is shown where it opens, as the end may be far away. */
function describeUnclosed(context: ErrorContext): Sentence | undefined {
  const { text } = context;
  const offset = findUnclosed(context);
  if (offset === undefined) return undefined;
  const hint = /[\s,[{]#/.test(text.slice(offset, text.indexOf('\n', offset)))
    ? 'Here "#" begins a comment: quote a text that begins with it.'
    : 'Close it; a text that begins with a bracket or a quote needs quotes around the whole of it.';
  return { offset, expected: `a closing ${CLOSING[text[offset] ?? '']}`, found: 'none', hint };
}

/** A line that is not `key: value`. */
function describeKey(context: ErrorContext): Sentence {
  const { text, offset } = context;
  const { content, start, indent } = lineAt(context);
  if (content.startsWith('- ')) return describeIndent(context);
  if (offset > start + indent && !/^[\s-]*$/.test(text.slice(start, offset)))
    return describeIndent(nextLine(context));
  const found = describeFound(content);
  const [, key, value] = /^([\w-]+):([^ ].*)$/.exec(content) ?? [];
  if (key !== undefined)
    return { expected: 'a space behind the colon', found, hint: `Write "${key}: ${value?.trim()}".` };
  const hint = 'Put ":" and a space behind a key; indent a line that belongs to the text above it.';
  return { expected: '"key: value"', found, hint };
}

/** `title: Red Hat: Talos`, or lines that are indented more than the key before them. */
function describeColon(context: ErrorContext): Sentence {
  const { content, end } = lineAt(context);
  const rest = context.text.slice(context.offset, end);
  if (!/: |:$/.test(rest)) return describeIndent(nextLine(context));
  const key = content.replace(/^(?:- +)+/, '').match(/^[\w-]+: /)?.[0] ?? '';
  return describeQuotes(context, 'holds ": "', `Write ${key}${quote(rest)}`);
}

function describeIndent(context: ErrorContext): Sentence {
  const { start, indent } = lineAt(context);
  const tab = context.text.slice(start, start + indent).indexOf('\t');
  if (tab !== -1) return { ...TAB, offset: start + tab };
  return {
    offset: start + indent,
    expected: 'the indentation of a line above',
    found: `${indent} ${indent === 1 ? 'space' : 'spaces'}`,
    hint: 'Keys and items that belong together begin in the same column.',
  };
}

const nextLine = (context: ErrorContext): ErrorContext => ({
  ...context,
  offset: context.text.indexOf('\n', context.offset) + 1,
});

const describeQuotes = (
  context: ErrorContext,
  what: string,
  hint = `Quote it: ${quote(trimEndOf(wordAt(context), ',]}'))}`,
): Sentence => ({ expected: `quotes around a text that ${what}`, found: 'none', hint });
