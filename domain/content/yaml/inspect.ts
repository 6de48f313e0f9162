import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { renderFault } from '../parse/words.ts';
import type { SyntaxFault } from './yaml.ts';

type Walk = {
  readonly text: string;
  readonly faults: SyntaxFault[];
  readonly path: (string | number)[];
  readonly anchors: Map<string, number>;
  readonly used: Set<string>;
};

/** What YAML takes without a word and no author means: keys twice, numbers that print otherwise, anchors that nobody uses. */
export function inspectNodes(text: string, document: Document): readonly SyntaxFault[] {
  const walk: Walk = { text, faults: [], path: [], anchors: new Map(), used: new Set() };
  look(walk, document.contents);
  for (const [name, offset] of walk.anchors)
    if (!walk.used.has(name)) walk.faults.push(unusedAnchor(name, offset));
  return walk.faults;
}

function look(walk: Walk, node: unknown): void {
  if (isAlias(node)) walk.used.add(node.source);
  else if (isScalar(node)) lookAtScalar(walk, node);
  else if (isMap(node)) lookAtPairs(walk, node);
  else if (isSeq(node)) lookAtItems(walk, node);
}

function lookAtItems(walk: Walk, list: YAMLSeq): void {
  rememberAnchor(walk, list);
  for (const [index, item] of list.items.entries()) lookBelow(walk, index, item);
}

function lookBelow(walk: Walk, step: string | number, node: unknown): void {
  walk.path.push(step);
  look(walk, node);
  walk.path.pop();
}

function lookAtPairs(walk: Walk, map: YAMLMap): void {
  rememberAnchor(walk, map);
  const first = new Map<string, number>();
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (isScalar(key)) {
      const offset = key.range?.[0] ?? 0;
      const known = first.get(name);
      if (known === undefined) first.set(name, offset);
      else walk.faults.push(secondKey(walk.text, name, offset, known));
      if (name === '__proto__') walk.faults.push(lostKey(walk, offset));
    }
    lookBelow(walk, name, value);
  }
}

function lookAtScalar(walk: Walk, scalar: Scalar): void {
  rememberAnchor(walk, scalar);
  if (scalar.type !== Scalar.PLAIN || scalar.source === undefined) return;
  const { value, source } = scalar;
  const offset = scalar.range?.[0] ?? 0;
  if (typeof value === 'number' && String(value) !== source) {
    const found = `${source}, which prints as ${Number.isFinite(value) ? value : 'no number'}`;
    const message = renderFault(walk.path, 'a number that prints as it is written', found);
    const hint = `Write it as it shall be printed; quotes make it a text: "${source}".`;
    walk.faults.push({ offset, message, hint, soft: true, code: 'wrong-value' });
  }
  // Where a schema wants a text or a boolean it says so itself; `vars` take anything.
  if (walk.path[0] === 'vars' && typeof value === 'string' && /^(?:yes|no|on|off)$/i.test(source)) {
    const found = `${source}, a text to some readers of YAML and ${/^(?:yes|on)$/i.test(source)} to others`;
    const message = renderFault(walk.path, 'true, false or a text in quotes', found);
    walk.faults.push({
      offset,
      message,
      hint: `Quotes make it a text: "${source}".`,
      soft: true,
      code: 'wrong-value',
    });
  }
}

function rememberAnchor({ text, anchors }: Walk, node: Node & { readonly anchor?: string }): void {
  if (node.anchor === undefined) return;
  const offset = text.lastIndexOf(`&${node.anchor}`, node.range?.[0] ?? 0);
  anchors.set(node.anchor, Math.max(offset, 0));
}

const unusedAnchor = (name: string, offset: number): SyntaxFault => ({
  offset,
  message: `&${name}: expected an alias that uses this anchor, found none`,
  hint: 'Quote a text that begins with "&".',
  soft: true,
});

const secondKey = (text: string, name: string, offset: number, first: number): SyntaxFault => ({
  offset,
  message: `expected each key once, found ${JSON.stringify(name)} a second time`,
  hint: `The first is in line ${text.slice(0, first).split('\n').length}: join the two.`,
  soft: true,
});

const lostKey = ({ path }: Walk, offset: number): SyntaxFault => ({
  offset,
  message: renderFault(
    [...path, '__proto__'],
    'another name',
    '"__proto__", which JavaScript keeps for itself',
  ),
  soft: true,
  code: 'wrong-value',
});
