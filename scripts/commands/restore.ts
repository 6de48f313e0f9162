import { type ReconcileResult, type RestoreRequest, restore } from '../../contract/episode.ts';
import { KEPT_FIELDS, type KeptField } from '../../domain/changes/kept/entry.ts';
import { hashShown } from '../../domain/changes/kept/restore.ts';
import { defined } from '../../domain/shared/defined.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { type Ask, askAtTerminal } from '../lib/ask.ts';
import { defineCommand } from '../lib/command.ts';
import type { Connected } from '../lib/connect.ts';
import { resolveTarget, sendEpisodeUpdate, type Target } from '../lib/episode-update.ts';
import { JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { openContent } from '../lib/open-content.ts';
import { openKept } from '../lib/open-kept.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withConnection } from '../lib/temporal.ts';
import { listCandidates } from './restore/candidates.ts';
import { chooseCandidates, type RestoreChoice } from './restore/choose.ts';
import { createComparison, type LiveEpisode, readLiveEpisode } from './restore/read-live.ts';
import { renderDifference } from './restore/render.ts';

export const command = defineCommand({
  arguments: { '<episode>': 'id of the episode' },
  flags: {
    '--from <commit>': 'what this commit rendered, or the kept entry with this hash',
    '--before <date>':
      'the newest from before a day (of the show) or a time: 2026-11-29, 2026-11-29T18:00:00Z',
    '--field <name...>': 'only these: title, description, tags, thumbnail (default: what was overwritten)',
    '--by <name>': 'your name, for the record',
    '--yes': 'do not ask',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ episode, from, before, field, by, yes = false, ...flags }, env) => {
    if (from !== undefined && before !== undefined)
      throw new CommandError('--from cannot be used with --before: choose one of them');
    return restoreEpisode({
      settings: readOwnSettings(env, flags),
      env,
      episodeId: episode,
      from,
      before,
      fields: field,
      by,
      ask: yes ? async () => true : askAtTerminal,
    });
  },
});

type Input = TemporalInput & {
  readonly episodeId: string;
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly by?: string | undefined;
  readonly ask: Ask;
};

/**
 * Shows how YouTube differs from what was there before, asks, and has the episode's workflow write it back. 0: done, or nothing to
 * do; 2: not written, because nobody agreed.
 */
export const restoreEpisode = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const fields = parseFields(input.fields);
    const target = await resolveTarget(connected, input.settings, input.episodeId);
    const seen = await readLiveEpisode(input.settings, input.env, target);
    const choices = await choose(input, target, seen, fields);
    const { live } = seen;
    if (choices.length === 0) return describeNothing(input, target, live.videoId);
    const difference = await renderDifference({ choices, live, forms: target.catalog.academy });
    const { id } = target.episode;
    const shown = `${id}, video ${live.videoId}\n${difference}\n${describeEffect(target)}`;
    const answer = await input.ask(`${shown}\nWrite this to YouTube?`);
    const json = { episodeId: id, videoId: live.videoId, choices: choices.map(toJson) };
    if (answer === undefined) return { code: 2, text: `${shown}\n${NOT_ASKED}`, json };
    if (!answer) return { code: 2, text: 'nothing was written', json };
    return describeResults(target, json, await sendAll(input, connected, { target, live, choices }));
  });

type Sending = {
  readonly target: Target;
  readonly live: LiveEpisode['live'];
  readonly choices: readonly RestoreChoice[];
};

/** One update for the texts, one for the picture. */
async function sendAll(
  { settings: { taskQueue }, by }: Input,
  connected: Connected,
  { target, live, choices }: Sending,
): Promise<ReconcileResult[]> {
  const results: ReconcileResult[] = [];
  for (const { candidate, fields } of choices) {
    const shown = candidate.texts === undefined ? undefined : hashShown(live);
    const argument: RestoreRequest = { ...candidate.source, fields, ...defined({ by, shown }) };
    const sent = { update: restore, target: withVideo(target, live.videoId), argument, taskQueue };
    results.push(await sendEpisodeUpdate(connected, sent));
  }
  return results;
}

function describeResults({ episode }: Target, json: object, results: readonly ReconcileResult[]): Outcome {
  const isDone = results.every(({ kind }) => kind === 'written' || kind === 'unchanged');
  return {
    code: isDone ? 0 : 1,
    text: results.map(({ kind, detail }) => `${episode.id}: ${kind}, ${detail}`).join('\n'),
    json: { ...json, results },
  };
}

const NOT_ASKED = 'Nothing was written, because there is no terminal to ask at: run it again with --yes.';

const withVideo = (target: Target, videoId: string): Target => ({
  ...target,
  position: { ...target.position, videoId },
});

const toJson = ({ candidate, fields }: RestoreChoice) => ({ ...candidate.source, at: candidate.at, fields });

function parseFields(names: readonly string[] | undefined): readonly KeptField[] | undefined {
  if (names === undefined) return undefined;
  for (const name of names) {
    if (KEPT_FIELDS.some((field) => field === name)) continue;
    const near = suggest(name, KEPT_FIELDS);
    throw new CommandError(
      `"${name}" cannot be restored. ${near === undefined ? `There are: ${KEPT_FIELDS.join(', ')}.` : `Did you mean "${near}"?`}`,
    );
  }
  return KEPT_FIELDS.filter((field) => names.includes(field));
}

async function choose(
  { settings, from, before }: Input,
  target: Target,
  seen: LiveEpisode,
  fields: readonly KeptField[] | undefined,
): Promise<RestoreChoice[]> {
  const { live } = seen;
  const sources = {
    store: openKept(settings),
    repository: await openContent(settings),
    target,
    videoId: live.videoId,
  };
  const candidates = await listCandidates(sources, { from, before });
  const forms = target.catalog.academy;
  return chooseCandidates({ candidates, live, forms, fields, isShown: createComparison(seen) });
}

function describeNothing({ settings, from, before }: Input, { episode }: Target, videoId: string): Outcome {
  const text =
    from === undefined && before === undefined
      ? `nothing to restore: YouTube has everything that is kept of ${episode.id} (${videoId}) in ${openKept(settings).place}. What a commit rendered: --from COMMIT`
      : 'nothing to restore: YouTube has this already';
  return { code: 0, text, json: { episodeId: episode.id, videoId, choices: [] } };
}

/** What happens to it later. */
const describeEffect = ({ catalog }: Target): string =>
  catalog.academy.drift === 'overwrite'
    ? 'It counts as a manual edit. "drift: overwrite" in academy.yaml: the next commit or check overwrites it again.'
    : 'It counts as a manual edit: no commit overwrites it, until you overwrite or adopt it.';
