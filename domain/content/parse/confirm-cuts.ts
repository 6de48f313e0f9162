import type { z } from 'zod';
import type { KeyPath } from '../../shared/key-path.ts';
import type { YamlFault } from '../yaml/fault.ts';

/**
 * Without the faults of comments that cannot belong to their text: an id, a time or a colour is not valid with the comment behind it.
 * Few files have such a comment at all.
 */
export function confirmCuts(
  schema: z.ZodType,
  value: unknown,
  faults: readonly YamlFault[],
): readonly YamlFault[] {
  const cuts = faults.flatMap(({ cut }) => cut ?? []);
  if (cuts.length === 0) return faults;
  const whole: unknown = structuredClone(value);
  for (const cut of cuts) setAt(whole, cut.key, cut.whole);
  const { error } = schema.safeParse(whole);
  const refused = (error?.issues ?? []).map(({ path }) => path.map(String));
  const isRefused = (key: KeyPath): boolean =>
    refused.some((path) => path.every((step, at) => step === String(key[at])) && path.length > 0);
  return faults.filter(({ cut }) => cut === undefined || !isRefused(cut.key));
}

function setAt(root: unknown, key: KeyPath, text: string): void {
  const parent = key
    .slice(0, -1)
    .reduce<unknown>((value, step) => (isObject(value) ? Reflect.get(value, step) : undefined), root);
  const last = key.at(-1);
  if (isObject(parent) && last !== undefined && Object.hasOwn(parent, last)) Reflect.set(parent, last, text);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
