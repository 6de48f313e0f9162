import { setTimeout as sleep } from 'node:timers/promises';
import { SYNC_ID } from '../../contract/ids.ts';
import { approve, rewriteStatus } from '../../contract/rewrite.ts';
import { takeOver } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { joinPrinted, printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import type { Connected } from '../lib/connect.ts';
import { CONTENT_FLAGS, JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { describeOpenRewrite, type OpenRewrite } from '../lib/open-rewrite.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { readUpdateResult, type TemporalInput, withConnection } from '../lib/temporal.ts';
import { readSyncStatus } from '../lib/worker.ts';
import { describeBothTexts } from './take-over/texts.ts';

export const command = defineCommand({
  arguments: { '[episodes...]': 'ids of episodes; omit them for every episode whose file names a video' },
  flags: {
    '--show <id>': 'only episodes of this show',
    '--at-most <number>': 'only the first ones by id',
    '--by <name>': 'your name, for the record',
    '--yes': 'approve at once what is shown',
    '--repository <place>': CONTENT_FLAGS['--repository <place>'],
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ episodes, show, atMost, by, yes, state, repository }, env) => {
    if (by === undefined) throw new CommandError('a take-over is recorded with a name: add --by "your name"');
    const settings = readOwnSettings(env, { state, repository });
    const listed = episodes.length === 0 ? undefined : episodes;
    const size = atMost === undefined ? undefined : parseSize(atMost);
    return takeOverVideos({ settings, env, by, show, episodes: listed, atMost: size, yes: yes === true });
  },
});

function parseSize(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  throw new CommandError(`--at-most: "${text}" is not a number of videos`);
}

type Input = TemporalInput & {
  readonly by: string;
  readonly show: string | undefined;
  readonly episodes: readonly string[] | undefined;
  readonly atMost: number | undefined;
  readonly yes: boolean;
};

/**
 * Shows what taking videos over would change, with both texts, and approves it with --yes. 0: approved, or nothing to take over; 2: it
 * waits for an approval.
 */
export const takeOverVideos = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const { by, show, episodes, atMost, yes } = input;
    const waiting = await findCard(connected);
    // It may be another selection than the one that was asked for now: --yes does not approve it.
    if (waiting !== undefined) return describeCard(input, waiting, 'This take-over is already waiting:');
    const sync = connected.client.workflow.getHandle(SYNC_ID);
    const argument = { by, ...defined({ show, episodes, atMost }) };
    await readUpdateResult(sync.executeUpdate(takeOver, { args: [argument] }));
    const rewrite = await waitForCard(connected);
    const { pending } = rewrite ?? {};
    if (rewrite === undefined || pending?.takeOver === undefined)
      return {
        code: 0,
        text: printLines(['nothing to take over: every named video was handed over before']),
        json: {},
      };
    const shown = await describeCard(input, rewrite);
    if (!yes) return shown;
    const { checksum } = pending;
    const handle = connected.client.workflow.getHandle(rewrite.workflowId);
    const answer = await readUpdateResult(handle.executeUpdate(approve, { args: [{ checksum, by }] }));
    return { code: 0, text: joinPrinted([shown.text, printLines([answer])]), json: { checksum, answer } };
  });

/** The card, and both texts of its first videos. */
async function describeCard(input: Input, rewrite: OpenRewrite, title?: string): Promise<Outcome> {
  const card = describeOpenRewrite(rewrite, rewrite.pending);
  const texts = await describeBothTexts(input, rewrite.commit, rewrite.pending?.first ?? []);
  const parts = [printLines(title === undefined ? [] : [title]), card.text, printLines(texts)];
  return { code: 2, text: joinPrinted(parts.filter((part) => part !== '')), json: rewrite };
}

/** The card of a take-over that waits already. */
async function findCard(connected: Connected): Promise<OpenRewrite | undefined> {
  const rewrite = await readOpenRewrite(connected);
  return rewrite?.pending?.takeOver === undefined ? undefined : rewrite;
}

const CHECK_MS = 500;

/** The rewrite with its card; undefined when it has ended because nothing is to be taken over. */
async function waitForCard(connected: Connected): Promise<OpenRewrite | undefined> {
  for (;;) {
    const status = await readOpenRewrite(connected);
    if (status === undefined || status.pending !== undefined || status.preflight === undefined) return status;
    if (status.waitingUntil !== undefined)
      throw new CommandError(
        `it waits for units until ${status.waitingUntil}: \`npx showrunner approve\` shows the card then`,
      );
    await sleep(CHECK_MS);
  }
}

async function readOpenRewrite(connected: Connected): Promise<OpenRewrite | undefined> {
  const { rewrite: workflowId } = await readSyncStatus(connected);
  if (workflowId === undefined) return undefined;
  const status = await connected.client.workflow.getHandle(workflowId).query(rewriteStatus);
  return { workflowId, ...status };
}
