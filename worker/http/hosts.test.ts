import { expect, it } from 'vitest';
import { classifyHost } from './hosts.ts';

const NAMES = ['hooks.example.org', 'showrunner'];

it.each([
  ['127.0.0.1:9464', 'own'],
  ['10.0.0.7', 'own'],
  ['[::1]:9464', 'own'],
  ['localhost', 'own'],
  ['worker:9464', 'own'],
  ['hooks.example.org', 'public'],
  ['Hooks.Example.org:443', 'public'],
  ['showrunner', 'public'],
  ['evil.example', undefined],
  ['hooks.example.org.evil.example', undefined],
  ['127.0.0.1.evil.example:9464', undefined],
  ['localhost.evil.example', undefined],
  ['worker.', undefined],
  ['', undefined],
  [undefined, undefined],
  ['a b', undefined],
  ['evil.example/127.0.0.1', undefined],
])('the host %s is %s', (header, kind) => {
  expect(classifyHost(header, NAMES)).toBe(kind);
});
