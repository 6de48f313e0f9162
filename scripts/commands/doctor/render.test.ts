import { expect, test } from 'vitest';
import type { Finding, FindingState } from '../../../domain/shared/finding.ts';
import { chooseCode, renderExamination, sortFindings } from './render.ts';

const find = (check: string, state: FindingState, text = 'text', of?: string): Finding => ({
  check,
  state,
  text,
  ms: 1,
  ...(of === undefined ? {} : { of }),
});
const FINDINGS = sortFindings([
  find('disk', 'fine', '5,000 MB free'),
  find('scopes', 'unknown', 'not checked without an access token'),
  find('worker', 'warning', 'no worker'),
  find('node', 'fine', '20.19.0'),
  find('streams', 'unknown', 'not checked without an access token'),
  find('streams', 'problem', 'YouTube has no stream\nnamed that', 'main'),
  find('git', 'problem', 'too old'),
]);
const render = (all: boolean) =>
  renderExamination({ findings: FINDINGS, spent: 2, ms: 1234 }, { all }).split('\n');

test('problems come first, what has one cause is one line, and what is fine is counted', () => {
  expect(render(false)).toEqual([
    'problem  git              too old',
    'problem  streams main     YouTube has no stream named that',
    'to do    worker           no worker',
    'unknown  scopes, streams  not checked without an access token',
    '2 checks found nothing wrong; --all lists them',
    "2 units spent of the day's quota, 4 at most; 1.2 s",
  ]);
});

test('--all has a line for each check', () => {
  expect(render(true).map((line) => line.slice(0, 21).trimEnd())).toEqual(
    [
      'problem  git',
      'problem  streams main',
      'to do    worker',
      'unknown  scopes',
      'unknown  streams',
      'fine     node',
      'fine     disk',
      '2 units spent of the ',
    ].map((line) => line.trimEnd()),
  );
});

test('only our words are painted, and what others wrote acts on no terminal', () => {
  const findings = [find('streams', 'problem', '\u001b[2Jred', '\u001b[31mmain')];
  const paint = (state: string, text: string): string => `\u001b[31m${state} ${text}\u001b[39m`;
  const [line = ''] = renderExamination({ findings, spent: 0, ms: 0 }, { all: false, paint }).split('\n');
  expect(line).toBe('\u001b[31mproblem problem\u001b[39m  streams \ufffd[31mmain  \ufffd[2Jred');
});

test.each([
  [['fine', 'unknown'], 0],
  [['fine', 'warning'], 2],
  [['warning', 'problem'], 1],
] as const)('%j ends with %d', (states, code) => {
  expect(chooseCode(states.map((state) => find('x', state)))).toBe(code);
});
