import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml';
import { renderFound } from '../parse/words.ts';
import { quoteText, readLine } from './lines.ts';
import { type Explained, type Slip, say, sayOther, sayQuotes, wordAt } from './slip.ts';

/** An error of the YAML parser in an author's words: what was expected, what was found, what to do. */
export function explainError(text: string, document: Document, { code, message, pos }: YAMLError): Explained {
  const slip: Slip = { text, document, offset: pos[0], message };
  switch (code) {
    case 'TAB_AS_INDENT':
      return explainTab(slip);
    case 'MULTILINE_IMPLICIT_KEY':
      return explainKey(slip);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return text[slip.offset] === '-' ? explainIndent(slip) : explainColon(slip);
    case 'BAD_INDENT':
      return /^Flow/.test(message) ? explainOpen(slip) : explainIndent(slip);
    case 'MISSING_CHAR':
      return explainMissing(slip);
    case 'BLOCK_IN_FLOW':
      return explainComma(slip);
    case 'UNEXPECTED_TOKEN':
      return explainUnexpected(slip);
    case 'BAD_SCALAR_START':
      return sayQuotes(slip, `begins with ${JSON.stringify(text[slip.offset])}`);
    case 'BAD_DQ_ESCAPE':
      return say(slip, 'two backslashes', 'one', 'In single quotes a backslash stands as it is.');
    case 'TAG_RESOLVE_FAILED':
      return say(
        slip,
        'no tag',
        renderFound(wordAt(slip)),
        'Take it out, or quote a text that begins with "!".',
      );
    case 'MULTIPLE_DOCS':
      return say(
        slip,
        'one document',
        'a second one',
        'Take out the line "---"; a second record is a file of its own.',
      );
    case 'NON_STRING_KEY':
      return say(slip, 'a text as the key', 'a list or a mapping');
    default:
      return sayOther(slip);
  }
}

const explainTab = (slip: Slip): Explained =>
  say(slip, 'spaces as indentation', 'a tab', 'Replace the tabs at the beginning of lines by spaces.');

/** A line that is no `key: value`. */
function explainKey(slip: Slip): Explained {
  const { content, start, indent } = readLine(slip.text, slip.offset);
  if (/^- /.test(content)) return explainIndent(slip);
  if (slip.offset > start + indent && !/^[\s-]*$/.test(slip.text.slice(start, slip.offset)))
    return explainIndent({ ...slip, offset: slip.text.indexOf('\n', slip.offset) + 1 });
  const glued = /^([\w-]+):([^ ].*)$/.exec(content);
  if (glued !== null)
    return say(
      slip,
      'a space behind the colon',
      renderFound(content),
      `Write "${glued[1]}: ${glued[2]?.trim()}".`,
    );
  const cure = 'Put ":" and a space behind a key; indent a line that belongs to the text above it.';
  return say(slip, '"key: value"', renderFound(content), cure);
}

/** `title: Red Hat: Talos`, or lines that stand deeper than the key before them. */
function explainColon(slip: Slip): Explained {
  const { content, end } = readLine(slip.text, slip.offset);
  const rest = slip.text.slice(slip.offset, end);
  if (!/: |:$/.test(rest))
    return explainIndent({ ...slip, offset: slip.text.indexOf('\n', slip.offset) + 1 });
  const key = content.replace(/^(?:- +)+/, '').match(/^[\w-]+: /)?.[0] ?? '';
  return sayQuotes(slip, 'holds ": "', `Write ${key}${quoteText(rest)}`);
}

function explainIndent(slip: Slip): Explained {
  const { start, indent } = readLine(slip.text, slip.offset);
  const tab = slip.text.slice(start, start + indent).indexOf('\t');
  if (tab !== -1) return explainTab({ ...slip, offset: start + tab });
  const found = `${indent} ${indent === 1 ? 'space' : 'spaces'}`;
  const cure = 'Keys and items that belong together begin in the same column.';
  return say({ ...slip, offset: start + indent }, 'the indentation of a line above', found, cure);
}

/** A bracket or a quote that is never closed is told where it opens: the end may be far away. */
function explainOpen(slip: Slip): Explained {
  const at = findOpen(slip) ?? slip.offset;
  const closing = /'quote/.test(slip.message) ? "'" : /"quote/.test(slip.message) ? '"' : slip.message.at(-1);
  const cure = /[\s,[{]#/.test(slip.text.slice(at, slip.text.indexOf('\n', at)))
    ? 'Here "#" begins a comment: quote a text that begins with it.'
    : 'Close it; a text that begins with a bracket or a quote needs quotes around the whole of it.';
  return say({ ...slip, offset: at }, `a closing ${closing}`, 'none', cure);
}

function findOpen({ document, offset }: Slip): number | undefined {
  let found: number | undefined;
  visit(document, {
    Node(_, node) {
      const opens = isCollection(node)
        ? node.flow === true
        : isScalar(node) && /^QUOTE/.test(node.type ?? '');
      const [start, end] = node.range ?? [0, 0];
      if (opens && start < offset && end >= offset) found = start;
    },
  });
  return found;
}

function explainMissing(slip: Slip): Explained {
  const { message, text, offset } = slip;
  if (/quote$|end with a/.test(message)) return explainOpen(slip);
  if (/^Missing space/.test(message)) return say(slip, 'a space behind the colon', 'none');
  if (/^Missing ,/.test(message)) return explainComma(slip);
  if (/^Sequence item/.test(message)) return explainIndent(slip);
  if (/^Implicit map keys/.test(message)) return explainKey(slip);
  if (/^Comments/.test(message) && text[offset] === '#') return sayQuotes(slip, 'begins with "#"');
  return sayOther(slip);
}

const explainComma = (slip: Slip): Explained =>
  say(
    slip,
    'a comma between two items',
    'none',
    'Inside [ ] and { } commas stand between items; a text that holds ": " needs quotes.',
  );

function explainUnexpected(slip: Slip): Explained {
  const { text, offset, message } = slip;
  const word = renderFound(wordAt(slip));
  const before = text.slice(0, offset).trimEnd().at(-1) ?? '';
  if (/node end$/.test(message) && /[\]}"']/.test(before)) {
    const { content } = readLine(text, offset);
    const [, key = '', whole = ''] = /^(?:- +)*([\w-]+: +)?(.*)$/.exec(content) ?? [];
    const meant = quoteText(whole.replace(/^'(.*)'$/, '$1'));
    return say(slip, `nothing behind the closing ${before}`, word, `Quote the whole text: ${key}${meant}`);
  }
  if (/^Not a YAML token|^Block scalar header/.test(message))
    return say(slip, 'a new line behind "|" or ">"', word, 'Begin the text in the next line, indented.');
  if (/in YAML stream/.test(message)) return say(slip, `no further ${text[offset]}`, 'one');
  return sayOther(slip);
}
