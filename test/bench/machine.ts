import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { execa } from 'execa';
import { PINNED_VERSION } from '../../tools/temporal/version.ts';
import { megabytes } from './statistics.ts';

/** Where and with what it was measured, as lines of a Markdown list. */
export async function describeMachine(): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const { dependencies } = manifest;
  const { stdout: commit } = await execa('git', ['describe', '--always', '--dirty'], { reject: false });
  const versions = ['@temporalio/worker', 'googleapis', 'satori', '@resvg/resvg-js', 'sharp', 'yaml'].map(
    (name) => `${name} ${dependencies[name]}`,
  );
  return [
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commit}`,
    `- ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${megabytes(totalmem())}, ${platform()} ${release()} ${arch()}`,
    `- load of the last minute before it began: ${loadavg()[0]?.toFixed(1)}`,
    `- Node ${process.versions.node}, Temporal CLI ${PINNED_VERSION}, ${versions.join(', ')}`,
  ];
}
