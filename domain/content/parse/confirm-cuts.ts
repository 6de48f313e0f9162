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
  const lasting =
    cuts.length === 0 || fits(schema, value, cuts) ? cuts : cuts.filter((cut) => fits(schema, value, [cut]));
  return faults.filter(({ cut }) => cut === undefined || lasting.includes(cut));
}

type Cut = NonNullable<YamlFault['cut']>;

/** Whether the schema accepts these values with their comments. One at a time: the other part of a mapping may be at fault. */
function fits(schema: z.ZodType, value: unknown, cuts: readonly Cut[]): boolean {
  const whole: unknown = structuredClone(value);
  for (const cut of cuts) setAt(whole, cut.key, cut.whole);
  const { error } = schema.safeParse(whole);
  return !(error?.issues ?? []).some(
    ({ path }) => path.length > 0 && cuts.some(({ key }) => isAbove(path, key)),
  );
}

const isAbove = (path: readonly PropertyKey[], key: KeyPath): boolean =>
  path.every((step, at) => String(step) === String(key[at]));

function setAt(root: unknown, key: KeyPath, text: string): void {
  const parent = key
    .slice(0, -1)
    .reduce<unknown>((value, step) => (isObject(value) ? Reflect.get(value, step) : undefined), root);
  const last = key.at(-1);
  if (isObject(parent) && last !== undefined && Object.hasOwn(parent, last)) Reflect.set(parent, last, text);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
