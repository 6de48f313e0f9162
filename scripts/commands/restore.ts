import { type RestoreRequest, restore, type VerdictKind } from '../../contract/episode.ts';
import { hashShown } from '../../domain/changes/kept/restore.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { describeFailed, describeResults, exitCodeOf, renderCommand, worstOf } from '../lib/answers.ts';
import { defineCommand } from '../lib/command.ts';
import { type Console, openConsole } from '../lib/confirm.ts';
import type { Connected } from '../lib/connect.ts';
import { readFollowed, sendEpisodeUpdate } from '../lib/episode-update.ts';
import { JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { mapSome } from '../lib/map-some.ts';
import { openContent } from '../lib/open-content.ts';
import { openKept } from '../lib/open-kept.ts';
import { CommandError, count, type Outcome } from '../lib/outcome.ts';
import { describeError, type Failed } from '../lib/preview-episodes.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withConnection } from '../lib/temporal.ts';
import { assertWanted } from './restore/candidates.ts';
import { renderCard } from './restore/card.ts';
import { parseKeptFields } from './restore/fields.ts';
import { type Prepared, prepareRestores, type Restore } from './restore/prepare.ts';
import { readLiveEpisodes } from './restore/read-live.ts';
import { isWide, type RestoreSelection, selectRestorable } from './restore/select.ts';

export const command = defineCommand({
  arguments: { '[episode...]': 'ids of episodes' },
  flags: {
    '--show <show>': 'all episodes of a show, instead of ids',
    '--all': 'all episodes, instead of ids',
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
  run: async ({ episode, show, all = false, from, before, field, by, yes = false, json, ...flags }, env) => {
    if (from !== undefined && before !== undefined)
      throw new CommandError('--from cannot be used with --before: choose one of them');
    return restoreEpisodes({
      settings: readOwnSettings(env, flags),
      env,
      selection: { episodeIds: episode, show, all },
      from,
      before,
      fields: field,
      by,
      yes,
      console: openConsole(json),
    });
  },
});

type Input = TemporalInput & {
  readonly selection: RestoreSelection;
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly by?: string | undefined;
  /** Writes without asking. */
  readonly yes: boolean;
  readonly console: Console;
};

/**
 * Shows how YouTube differs from what was there before, asks once for all episodes, and has their workflows write it back. 0: done, or
 * nothing to do; 1: an episode failed; 2: something is left to do, such as the question without a terminal.
 */
export const restoreEpisodes = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const { settings, env, selection, from, before } = input;
    const fields = parseKeptFields(input.fields);
    const repository = await openContent(settings);
    await assertWanted(repository, { from, before });
    const followed = await readFollowed(connected, settings);
    const targets = await selectRestorable(connected, followed, selection);
    const seen = await readLiveEpisodes(settings, env, { catalog: followed.catalog, targets });
    const store = openKept(settings);
    const prepared = await prepareRestores({ seen, store, repository, fields, from, before });
    // An episode of a show that has no video yet has nothing to go back to.
    const failed = [...(isWide(selection) ? [] : seen.absent), ...prepared.failed];
    return answer(connected, input, { ...prepared, failed });
  });

async function answer(connected: Connected, input: Input, prepared: Prepared): Promise<Outcome> {
  const { restores, failed } = prepared;
  const { console: terminal, yes } = input;
  const json = { episodes: restores.map(toJson), failed, results: [] as readonly Result[] };
  const notes = describeFailed(failed);
  const code = failed.length > 0 ? 1 : 0;
  if (restores.length === 0) {
    assertSome(input.selection, failed);
    return { code, text: printLines([...notes, describeNothing(input)]), json };
  }
  const card = [...notes, ...(await renderCard(restores))];
  if (!yes && terminal.ask === undefined) {
    const text = printLines([...card, 'Nothing was written. To write it:', `  ${describeAgain(input)}`]);
    return { code: worstOf([code, 2]), text, json };
  }
  terminal.print(printLines(card));
  if (!yes && (await terminal.ask?.(`Restore ${count(restores.length, 'episode')} on YouTube?`)) !== true)
    return { code: worstOf([code, 2]), text: printLines(['nothing was written']), json };
  const results = (await mapSome(restores, AT_ONCE, (one) => restoreOne(connected, input, one))).flat();
  const text = describeResults(results);
  const codes = results.map(({ kind }) => exitCodeOf(kind));
  return { code: worstOf([code, ...codes]), text, json: { ...json, results } };
}

const AT_ONCE = 4;

/** Of a single episode that failed, only the reason is printed. */
function assertSome({ episodeIds }: RestoreSelection, failed: readonly Failed[]): void {
  const [only] = failed;
  if (episodeIds.length === 1 && only !== undefined) throw new CommandError(only.why);
}

type Result = { readonly episodeId: string; readonly kind: VerdictKind; readonly detail: string };

/** One update for the texts, one for the picture. A failure of one episode stops no other. */
async function restoreOne(
  connected: Connected,
  { by, settings: { taskQueue } }: Input,
  { target, live, choices }: Restore,
): Promise<Result[]> {
  const episodeId = target.episode.id;
  const known = { ...target, position: { ...target.position, videoId: live.videoId } };
  const results: Result[] = [];
  for (const { candidate, fields } of choices) {
    const shown = candidate.texts === undefined ? undefined : hashShown(live);
    const argument: RestoreRequest = { ...candidate.source, fields, ...defined({ by, shown }) };
    results.push(
      await sendEpisodeUpdate(connected, { update: restore, target: known, argument, taskQueue }).then(
        ({ kind, detail }) => ({ episodeId, kind, detail }),
        (error: unknown): Result => ({ episodeId, kind: 'failed', detail: describeError(error) }),
      ),
    );
  }
  return results;
}

const toJson = ({ target, live, choices }: Restore) => ({
  episodeId: target.episode.id,
  videoId: live.videoId,
  choices: choices.map(({ candidate, fields }) => ({ ...candidate.source, at: candidate.at, fields })),
});

function describeAgain({ selection, settings, fields, from, before, by }: Input): string {
  const { episodeIds, show, all } = selection;
  return renderCommand('restore', { selection: { episodeIds, show, reason: undefined }, fields, settings }, [
    ...(all ? ['--all'] : []),
    ...(from === undefined ? [] : ['--from', from]),
    ...(before === undefined ? [] : ['--before', before]),
    ...(by === undefined ? [] : ['--by', by]),
    '--yes',
  ]);
}

function describeNothing({ settings, selection: { episodeIds }, from, before }: Input): string {
  if (from !== undefined || before !== undefined) return 'nothing to restore: YouTube has this already';
  const [id] = episodeIds;
  const of = episodeIds.length === 1 ? id : 'these episodes';
  return `nothing to restore: YouTube has what was kept last of ${of} in ${openKept(settings).place}. What was kept before: --before DATE; what a commit rendered: --from COMMIT`;
}
