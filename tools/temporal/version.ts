import { execa } from 'execa';
import type { ToolEnvironment } from './log.ts';

/** The version of the Temporal CLI that Showrunner is tested with, the same as in go.mod. */
export const PINNED_VERSION = '1.8.2';

/**
 * Reads the version of a Temporal CLI binary, e.g. `1.8.2`.
 *
 * @throws Error when it cannot be run, does not answer within 10 s, or is not the Temporal CLI
 */
export async function readVersion(path: string, env: ToolEnvironment): Promise<string> {
  const answer = await execa(path, ['--version'], { env, extendEnv: false, timeout: 10_000, reject: false });
  if (answer.failed)
    throw new Error(`\`${path} --version\` failed: ${answer.shortMessage ?? 'no reason given'}`);
  const version = /^temporal version (\d+\.\d+\.\d+\S*)/.exec(answer.stdout)?.[1];
  if (!version) throw new Error(`${path} is not the Temporal CLI: it prints "${answer.stdout.slice(0, 80)}"`);
  return version;
}

/** Whether `version` is `wanted` or newer. A pre-release comes before its release. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = parseNumbers(version);
  const want = parseNumbers(wanted);
  for (const [index, number] of want.entries()) {
    const difference = (have[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return version.includes('-') <= wanted.includes('-');
}

function parseNumbers(version: string): number[] {
  return (version.split('-')[0] ?? '').split('.').map(Number);
}
