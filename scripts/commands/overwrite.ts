import { QueryNotRegisteredError } from '@temporalio/client';
import { decisionsOn } from '../../contract/answers.ts';
import { overwrite, type VerdictKind } from '../../contract/episode.ts';
import { SYNC_ID } from '../../contract/ids.ts';
import { hashChange } from '../../domain/changes/approval/approval.ts';
import { parseOverwriteFields } from '../../domain/changes/parse-fields.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import {
  type AnswerInput,
  assertFields,
  describeFailed,
  describeResults,
  describeUnlisted,
  exitCodeOf,
  renderCommand,
  worstOf,
} from '../lib/answers.ts';
import { defineCommand } from '../lib/command.ts';
import { openConsole } from '../lib/confirm.ts';
import type { Connected } from '../lib/connect.ts';
import { type Followed, readFollowed, sendEpisodeUpdate, type Target } from '../lib/episode-update.ts';
import { FIELD_FLAG, JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { mapSome } from '../lib/map-some.ts';
import { CommandError, count, type ExitCode, type Outcome } from '../lib/outcome.ts';
import { describeError, type Failed, type Preview, previewEpisodes } from '../lib/preview-episodes.ts';
import { SELECTION_FLAGS, selectTargets } from '../lib/select-episodes.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { withConnection } from '../lib/temporal.ts';
import { createNoWorkerError } from '../lib/worker.ts';
import { renderOverwriteCard } from './overwrite/card.ts';
import { isColourWanted, paintAnsi } from './plan/colour.ts';

export const command = defineCommand({
  arguments: { '[episode...]': 'ids of episodes' },
  flags: {
    ...SELECTION_FLAGS,
    ...FIELD_FLAG,
    '--by <name>': 'your name, for the record (required)',
    '--yes': 'do not ask after the differences are shown',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: async ({ episode, show, reason, field, by, yes = false, json, ...flags }, env) => {
    if (by === undefined)
      throw new CommandError('an overwrite is recorded with a name: add --by "your name"');
    const isTerminal = process.stdout.isTTY === true;
    return overwriteEpisodes({
      settings: readOwnSettings(env, flags),
      env,
      selection: { episodeIds: episode, show, reason },
      fields: field,
      by,
      yes,
      console: openConsole(json),
      paint: isColourWanted({ flag: true, noColor: env['NO_COLOR'], isTerminal }) ? paintAnsi : undefined,
    });
  },
});

type Input = AnswerInput & {
  readonly by: string;
  /** Writes without asking. */
  readonly yes: boolean;
};

/**
 * Shows how the edited fields of episodes differ from their files, asks, and overwrites them, once. 0: done, or nothing to do; 1: an
 * episode failed or may not be overwritten; 2: something is left to do, such as the question without a terminal.
 */
export async function overwriteEpisodes(input: Input): Promise<Outcome> {
  const { settings, selection, fields } = input;
  assertFields(fields);
  return withConnection(input, async (connected) => {
    const followed = await readFollowed(connected, settings);
    const { targets, unlisted } = await selectTargets(connected, followed, selection);
    const [possible, forbidden] = splitByPolicy(followed, targets, fields);
    const [allowed, decided] = await splitByDecision(connected, possible);
    const read = await previewEpisodes(connected, {
      targets: allowed,
      fields,
      reason: selection.reason,
      taskQueue: settings.taskQueue,
    });
    const shown = read.previews.map((preview) => withoutPublishing(preview, fields));
    const differing = shown.filter(({ adoption }) => (adoption.differences ?? []).length > 0);
    const ours = differing.filter(({ adoption }) => isOurs(adoption.whose));
    const failed = [...forbidden, ...decided, ...read.failed, ...describeForeign(differing)];
    return answer(connected, input, { ours, failed, unlisted });
  });
}

/** Episodes whose content or policy allows it, and the others with the reason; nothing is read for those. */
function splitByPolicy(
  { catalog }: Followed,
  targets: readonly Target[],
  fields: readonly string[] | undefined,
): readonly [readonly Target[], readonly Failed[]] {
  const judged = targets.map((target) => {
    const rendering = renderEpisode(catalog, target.episode);
    const parsed = 'desired' in rendering ? parseOverwriteFields(fields, rendering.desired) : undefined;
    return { target, why: parsed?.kind === 'refused' ? parsed.reason : undefined };
  });
  return [
    judged.filter(({ why }) => why === undefined).map(({ target }) => target),
    judged.flatMap(({ target, why }) => (why === undefined ? [] : [{ episodeId: target.episode.id, why }])),
  ];
}

/** What is sent is of the newest commit, so it would also write what waits for an approval or was rejected: `sync` knows that. */
async function splitByDecision(
  connected: Connected,
  targets: readonly Target[],
): Promise<readonly [readonly Target[], readonly Failed[]]> {
  const keys = targets.map(({ catalog, episode }) => {
    const rendering = renderEpisode(catalog, episode);
    return 'desired' in rendering ? hashChange(rendering.desired) : '';
  });
  const handle = connected.client.workflow.getHandle(SYNC_ID);
  const ask = () => handle.query(decisionsOn, keys);
  const reasons = await connected.quickly(ask).catch(async (error: unknown) => {
    // An older worker does not know the question.
    if (error instanceof QueryNotRegisteredError) return [];
    throw await createNoWorkerError(connected);
  });
  return [
    targets.filter((_target, at) => (reasons[at] ?? null) === null),
    targets.flatMap(({ episode }, at) => {
      const why = reasons[at] ?? null;
      return why === null ? [] : [{ episodeId: episode.id, why }];
    }),
  ];
}

/** An older worker does not say whose it is; it refuses by itself. */
const isOurs = (whose: Preview['adoption']['whose']): boolean => whose === undefined || whose === 'ours';

const describeForeign = (previews: readonly Preview[]): Failed[] =>
  previews
    .filter(({ adoption }) => !isOurs(adoption.whose))
    .map(({ target, adoption }) => ({
      episodeId: target.episode.id,
      why:
        adoption.whose === 'observed'
          ? 'it differs, but manage is observe: nothing is written to its video'
          : `video ${adoption.video?.videoId ?? ''} was never handed over to Showrunner, so nothing of it is overwritten. To keep what YouTube says: npx showrunner adopt ${target.episode.id}`,
    }));

type Prepared = {
  readonly ours: readonly Preview[];
  readonly failed: readonly Failed[];
  readonly unlisted: number;
};

async function answer(connected: Connected, input: Input, prepared: Prepared): Promise<Outcome> {
  const { ours, failed, unlisted } = prepared;
  const { console: terminal, by, yes } = input;
  const notes = [...describeFailed(failed), ...describeUnlisted(unlisted)];
  const worst = (codes: readonly ExitCode[]): ExitCode =>
    worstOf([...codes, ...(failed.length > 0 ? [1 as const] : []), ...(unlisted > 0 ? [2 as const] : [])]);
  const json = { differences: ours.map(toJson), failed, results: [] as readonly Result[] };
  if (ours.length === 0) {
    const [first] = failed;
    if (failed.length === 1 && input.selection.episodeIds.length === 1 && first !== undefined)
      throw new CommandError(`${first.episodeId}: ${first.why}`);
    return { code: worst([]), text: printLines([...notes, 'nothing to overwrite']), json };
  }
  const card = [...notes, ...renderOverwriteCard(ours, input.paint)];
  if (!yes && terminal.ask === undefined) {
    const again = renderCommand('overwrite', input, ['--by', by, '--yes']);
    return {
      code: worst([2]),
      text: printLines([...card, 'Nothing was written. To write it:', `  ${again}`]),
      json,
    };
  }
  terminal.print(printLines(card, { colours: input.paint !== undefined }));
  if (!yes && (await terminal.ask?.(`Overwrite ${count(ours.length, 'episode')} on YouTube?`)) !== true)
    return { code: worst([2]), text: printLines(['nothing was written']), json };
  const results = await mapSome(ours, AT_ONCE, (preview) => overwriteOne(connected, input, preview));
  const text = describeResults(results);
  return { code: worst(results.map(({ kind }) => exitCodeOf(kind))), text, json: { ...json, results } };
}

const AT_ONCE = 4;

type Result = { readonly episodeId: string; readonly kind: VerdictKind; readonly detail: string };

/** Who may watch is written only where an operator names it: it may publish the video. */
function withoutPublishing(preview: Preview, fields: readonly string[] | undefined): Preview {
  if (fields?.includes('visibility') === true) return preview;
  const differences = (preview.adoption.differences ?? []).filter(({ field }) => field !== 'visibility');
  return { ...preview, adoption: { ...preview.adoption, differences } };
}

/** Exactly the fields that were shown. */
async function overwriteOne(
  connected: Connected,
  { by, settings }: Input,
  { target, adoption }: Preview,
): Promise<Result> {
  const argument = { by, fields: (adoption.differences ?? []).map(({ field }) => field) };
  const { taskQueue } = settings;
  const episodeId = target.episode.id;
  return sendEpisodeUpdate(connected, { update: overwrite, target, argument, taskQueue }).then(
    ({ kind, detail }) => ({ episodeId, kind, detail }),
    (error: unknown) => ({ episodeId, kind: 'failed', detail: describeError(error) }),
  );
}

const toJson = ({ target, adoption }: Preview) => ({
  episodeId: target.episode.id,
  video: adoption.video,
  differences: adoption.differences,
  units: adoption.overwriteUnits,
});
