import { overwrite } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { defineCommand } from '../lib/command.ts';
import {
  assertFields,
  type EpisodeFieldsInput,
  resolveTarget,
  sendEpisodeUpdate,
} from '../lib/episode-update.ts';
import { FIELD_FLAG, JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { withConnection } from '../lib/temporal.ts';

export const command = defineCommand({
  arguments: { '<episode>': 'id of the episode' },
  flags: {
    ...FIELD_FLAG,
    '--by <name>': 'your name, for the record (required)',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: async ({ episode, field, by, ...flags }, env) => {
    if (by === undefined)
      throw new CommandError('an overwrite is recorded with a name: add --by "your name"');
    const settings = readOwnSettings(env, flags);
    return overwriteEpisode({ settings, env, episodeId: episode, by, fields: field });
  },
});

/** Overwrites edited fields of one episode, once. 0: done, or nothing to do; 1: failed; 2: will be done later. */
export async function overwriteEpisode(
  input: EpisodeFieldsInput & { readonly by: string },
): Promise<Outcome> {
  const { settings, episodeId, by, fields } = input;
  assertFields(fields);
  return withConnection(input, async (connected) => {
    const target = await resolveTarget(connected, settings, episodeId);
    const argument = { by, ...defined({ fields }) };
    const { taskQueue } = settings;
    const verdict = await sendEpisodeUpdate(connected, { update: overwrite, target, argument, taskQueue });
    const { id } = target.episode;
    const text = `${id}: ${verdict.kind}, ${verdict.detail}`;
    return { code: EXIT_CODES[verdict.kind], text, json: { episodeId: id, ...verdict } };
  });
}

const EXIT_CODES = {
  written: 0,
  unchanged: 0,
  'not-ours': 1,
  edited: 2,
  deferred: 2,
  stalled: 1,
  failed: 1,
} as const;
