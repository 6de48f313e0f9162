import { type Document, isAlias, isMap, isScalar, isSeq, type Node, Scalar, type YAMLMap } from 'yaml';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault } from '../../shared/messages.ts';
import { checkComment } from './check-comment.ts';
import { checkFolding } from './check-folding.ts';
import type { YamlFault } from './fault.ts';

type Findings = {
  readonly text: string;
  readonly faults: YamlFault[];
  readonly anchors: Map<string, number>;
  readonly used: Set<string>;
};

/** Valid YAML that no author intends: duplicate keys, numbers that print differently, texts cut by a comment, unused anchors. */
export function checkNodes(text: string, document: Document): YamlFault[] {
  const findings: Findings = { text, faults: [], anchors: new Map(), used: new Set() };
  checkNode(findings, document.contents, []);
  const unused = [...findings.anchors].filter(([name]) => !findings.used.has(name));
  return [...findings.faults, ...unused.map(([name, offset]) => unusedAnchor(name, offset))];
}

/** Further ones are reported once these are fixed. */
const MAX_FAULTS = 100;

/** yaml's `visit` takes ten times as long, and this runs for every file. */
function checkNode(findings: Findings, node: unknown, key: KeyPath): void {
  const { text, anchors, used } = findings;
  if (isAlias(node)) used.add(node.source);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return;
  if (node.anchor !== undefined) anchors.set(node.anchor, findAnchor(text, node.anchor, node));
  if (isScalar(node)) checkScalar(findings, node, key);
  else if (isMap(node)) checkPairs(findings, node, key);
  else for (const [index, item] of node.items.entries()) checkNode(findings, item, [...key, index]);
}

const findAnchor = (text: string, name: string, node: Node): number =>
  Math.max(text.lastIndexOf(`&${name}`, node.range?.[0] ?? 0), 0);

function checkPairs(findings: Findings, map: YAMLMap, path: KeyPath): void {
  const first = new Map<string, number>();
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const valuePath = [...path, name];
    if (isScalar(key)) {
      const offset = key.range?.[0] ?? 0;
      const known = first.get(name);
      if (known === undefined) first.set(name, offset);
      else if (findings.faults.length < MAX_FAULTS)
        findings.faults.push(secondKey(findings.text, name, offset, known));
      if (name === '__proto__') findings.faults.push(lostKey(valuePath, offset));
    }
    checkNode(findings, value, valuePath);
  }
}

function checkScalar({ text, faults }: Findings, scalar: Scalar, key: KeyPath): void {
  const { type, value, source, range } = scalar;
  if (source === undefined || faults.length >= MAX_FAULTS) return;
  faults.push(...checkComment(text, scalar, key), ...checkFolding(text, scalar, key));
  if (type !== Scalar.PLAIN) return;
  const add = (expected: string, found: string, hint: string) => {
    const message = describeFault(key, expected, `${source}, ${found}`);
    faults.push({ offset: range?.[0] ?? 0, message, hint, soft: true, code: 'wrong-value' });
  };
  if (typeof value === 'number' && String(value) !== source) {
    const found = `which prints as ${Number.isFinite(value) ? value : 'no number'}`;
    const hint = `Write it as it should be printed; quotes make it a text: "${source}".`;
    add('a number that prints as it is written', found, hint);
  }
  // Elsewhere the schema reports a text where a boolean is expected; `vars` accept any value.
  if (key[0] === 'vars' && /^(?:yes|no|on|off)$/i.test(source)) {
    const found = `a text to some readers of YAML and ${/^(?:yes|on)$/i.test(source)} to others`;
    add('true, false or a text in quotes', found, `Quotes make it a text: "${source}".`);
  }
}

const unusedAnchor = (name: string, offset: number): YamlFault => ({
  offset,
  message: `&${name}: expected an alias that uses this anchor, found none`,
  hint: 'Quote a text that begins with "&".',
  soft: true,
});

const secondKey = (text: string, name: string, offset: number, first: number): YamlFault => ({
  offset,
  message: `expected each key once, found ${JSON.stringify(name)} a second time`,
  hint: `The first is in line ${text.slice(0, first).split('\n').length}: join the two.`,
  soft: true,
});

const lostKey = (key: KeyPath, offset: number): YamlFault => ({
  offset,
  message: describeFault(key, 'another name', '"__proto__", which JavaScript keeps for itself'),
  soft: true,
  code: 'wrong-value',
});
