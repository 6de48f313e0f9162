import { readFile, stat, writeFile } from 'node:fs/promises';
import { createChecks } from '../clients/checks.ts';
import type { Repository } from '../clients/git/index.ts';
import { checkAccount } from '../clients/youtube/account/check-account.ts';
import type { WantedChannel } from '../clients/youtube/account/judge-channel.ts';
import type { YouTubeClient } from '../clients/youtube/client.ts';
import { type FoundCredentials, readConsentTimes } from '../config/credentials.ts';
import { PRIVATE_FILE } from '../config/private-state.ts';
import type { Finding } from '../domain/shared/finding.ts';

export type AccountLineInput = {
  /** One of its own: the check requests a new access token. */
  readonly youtube: YouTubeClient;
  readonly credentials: FoundCredentials;
  readonly repository: Pick<Repository, 'readHead' | 'readCatalog'>;
  /** Where the last check of Google is remembered; absent: a local YouTube, whose units cost nothing. */
  readonly remembered?: string;
};

/** A worker that ends and starts again and again must not spend the quota of the day: it is not counted by the quota manager. */
const AGAIN_MS = 10 * 60_000;

/** The part of `doctor` about YouTube in one line, for a start. Never throws; 5 s at most. */
export async function describeAccount(input: AccountLineInput): Promise<string> {
  const { remembered } = input;
  const last = remembered === undefined ? undefined : await readLast(remembered);
  if (last !== undefined) return last;
  const line = await check(input);
  if (remembered !== undefined)
    await writeFile(remembered, line, { mode: PRIVATE_FILE }).catch(() => undefined);
  return line;
}

async function readLast(path: string): Promise<string | undefined> {
  try {
    const ageMs = Date.now() - (await stat(path)).mtimeMs;
    if (ageMs < 0 || ageMs > AGAIN_MS) return undefined;
    return `${await readFile(path, 'utf8')}, ${Math.floor(ageMs / 60_000)} min ago`;
  } catch {
    return undefined;
  }
}

async function check({ youtube, credentials, repository }: AccountLineInput): Promise<string> {
  const place = youtube.callOptions.rootUrl === undefined ? 'Google' : 'the local YouTube';
  const checks = createChecks();
  try {
    const wanted = readWanted(repository).catch(() => undefined);
    const consent = readConsentTimes(credentials);
    const { spent } = await checkAccount({ youtube, place, checks, wanted, consent, clock: Date.now });
    return renderAccountLine(checks.findings, spent);
  } catch (error) {
    return `YouTube: could not be checked: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function readWanted(repository: AccountLineInput['repository']): Promise<WantedChannel | undefined> {
  const { catalog } = await repository.readCatalog(await repository.readHead());
  return catalog?.academy;
}

/** The channel when nothing is wrong, else the first thing that is. */
export function renderAccountLine(findings: readonly Finding[], spent: number): string {
  const wrong = (['problem', 'warning'] as const).flatMap((state) =>
    findings.filter((one) => one.state === state),
  );
  const units = `${spent} ${spent === 1 ? 'unit' : 'units'}`;
  const [first, ...others] = wrong;
  if (first === undefined) {
    const channel = findings.find(({ check: name }) => name === 'channel');
    return `YouTube: channel ${channel?.text ?? 'not known'}; nothing wrong (${units})`;
  }
  const name = first.of === undefined ? first.check : `${first.check} ${first.of}`;
  const more = others.length === 0 ? '' : `; ${others.length} more`;
  return `YouTube: ${name}: ${first.text}${more}: \`npx showrunner doctor\` (${units})`;
}
