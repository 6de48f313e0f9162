import type { Attack, AttackKind } from './attack.ts';
import { CONTENT_ATTACKS } from './contents.ts';
import { createDice } from './dice.ts';
import { NAME_ATTACKS } from './names.ts';
import { PROGRAM_ATTACKS } from './programs.ts';
import { SIZE_ATTACKS } from './sizes.ts';
import { TREE_ATTACKS } from './trees.ts';

const KINDS = { ...NAME_ATTACKS, ...CONTENT_ATTACKS, ...PROGRAM_ATTACKS, ...TREE_ATTACKS, ...SIZE_ATTACKS };

export type KindName = keyof typeof KINDS;
export type Draw = { readonly kind: KindName; readonly seed: number };

/** Kinds that still stop others. Each is taken out of this list with the change that mends it. */
export const NOT_MENDED: readonly KindName[] = [
  'a text of one sign',
  'lists as long as a file may be',
  'many former names',
];

const NAMES = Object.keys(KINDS) as KindName[];

/** The same seed and count give the same attacks. `without`: kinds that are left out. */
export function drawAttacks(seed: number, count: number, without: readonly KindName[] = NOT_MENDED): Draw[] {
  const dice = createDice(seed);
  const names = NAMES.filter((name) => !without.includes(name));
  return Array.from({ length: count }, () => ({ kind: dice.oneOf(names), seed: dice.pick(1_000_000) }));
}

export function renderAttack({ kind, seed }: Draw): Attack {
  const render: AttackKind = KINDS[kind];
  return render(createDice(seed));
}

/** As `7/a symbolic link; ...`, the form that a failure prints and `--replay` takes. */
export const formatDraws = (draws: readonly Draw[]): string =>
  draws.map(({ kind, seed }) => `${seed}/${kind}`).join('; ');

export const parseDraws = (text: string): Draw[] =>
  text.split(/;\s*/).map((word) => {
    const [, seed = '', kind = ''] = /^(\d+)\/(.*)$/s.exec(word.trim()) ?? [];
    if (!NAMES.some((name) => name === kind)) throw new Error(`unknown attack "${word}"`);
    return { kind: kind as KindName, seed: Number(seed) };
  });
