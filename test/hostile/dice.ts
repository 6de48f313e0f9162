import { createHash } from 'node:crypto';
import type { Dice } from './attack.ts';

/** Draws that depend on the seed alone. */
export function createDice(seed: number): Dice {
  let drawn = 0;
  const draw = (): Buffer => {
    drawn += 1;
    return createHash('sha256').update(`${seed} ${drawn}`).digest();
  };
  const pick = (count: number): number => draw().readUInt32BE(0) % count;
  return {
    pick,
    oneOf: <T>(values: readonly T[]): T => values[pick(values.length)] as T,
    bytes: (length) =>
      Buffer.concat(Array.from({ length: Math.ceil(length / 32) }, draw)).subarray(0, length),
  };
}
