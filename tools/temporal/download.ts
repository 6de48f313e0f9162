import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';
import { hashFile } from './checksum.ts';
import type { Log } from './log.ts';
import { namePlatform } from './platform.ts';
import type { Source } from './source.ts';
import { PINNED_VERSION } from './version.ts';

const PATIENCE_MS = 4_000;

// From the release's checksums.txt, as recorded independently by several public projects.
const CHECKSUMS: Readonly<Record<string, string>> = {
  linux_amd64: 'd8421bda989e6514b4bdb4d63a9012a8a05a806892e881a5aad8510496349a94',
  linux_arm64: '83600a8fac6e3da54093e5da6918d399f501532b9f1172235603f9606f4ac6e4',
  darwin_amd64: '489d7f5420cae02b559774ac23df035141954c33a51dba96f5759a0ddccdf1b6',
  darwin_arm64: 'dacdc3587682c04cf27e67c8878ca2d755230b6ad63c0c6ebddd7348ae90ed94',
};

export interface Release {
  /** URLs of the same archive. */
  readonly urls: readonly string[];
  readonly sha256: string;
  /** How long to wait for an answer, and then for each next chunk. */
  readonly patienceMs: number;
}

/** Downloads Temporal's release archive. Gives up within seconds without internet access. */
export function downloadSource(release: Release | null = pinnedRelease()): Source {
  return {
    how: 'download',
    name: 'the official download',
    make: async ({ folder, log }) => {
      if (!release) throw new Error(`no release is known for ${namePlatform()}`);
      const archive = join(folder, 'temporal.tar.gz');
      await fetchAny(release, archive, log);
      await assertChecksum(archive, release.sha256);
      await execa('tar', ['-xzf', archive, '-C', folder, 'temporal']);
      return join(folder, 'temporal');
    },
  };
}

function pinnedRelease(): Release | null {
  const platform = namePlatform();
  const sha256 = CHECKSUMS[platform];
  const [system, processor] = platform.split('_');
  const name = `temporal_cli_${PINNED_VERSION}_${platform}.tar.gz`;
  return sha256 === undefined
    ? null
    : {
        sha256,
        patienceMs: PATIENCE_MS,
        urls: [
          `https://github.com/temporalio/cli/releases/download/v${PINNED_VERSION}/${name}`,
          `https://temporal.download/cli/archive/v${PINNED_VERSION}?platform=${system}&arch=${processor}`,
        ],
      };
}

async function fetchAny({ urls, patienceMs }: Release, target: string, log: Log): Promise<void> {
  const failures: string[] = [];
  for (const url of urls) {
    try {
      log(`Downloading the Temporal server from ${new URL(url).host}`);
      return await fetchTo(url, target, patienceMs);
    } catch (error) {
      failures.push(`${new URL(url).host}: ${describeError(error)}`);
    }
  }
  throw new Error(failures.join('; '));
}

// A stalled download is given up; a slow one is not.
async function fetchTo(url: string, target: string, patienceMs: number): Promise<void> {
  const abort = new AbortController();
  const seconds = patienceMs / 1000;
  let why = `no answer within ${seconds} s`;
  const limit = setTimeout(() => abort.abort(new Error(why)), patienceMs);
  const moves = () => {
    why = `no data for ${seconds} s`;
    limit.refresh();
  };
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    moves();
    const body = Readable.fromWeb(response.body).on('data', moves);
    await pipeline(body, createWriteStream(target), { signal: abort.signal });
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : error;
  } finally {
    clearTimeout(limit);
  }
}

async function assertChecksum(archive: string, sha256: string): Promise<void> {
  const found = await hashFile(archive);
  if (found !== sha256) throw new Error(`its checksum is ${found}, expected ${sha256}`);
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
