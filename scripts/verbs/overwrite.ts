import type { Environment, Settings } from '../../config/settings.ts';
import { overwrite } from '../../contract/episode.ts';
import { parseFieldNames } from '../../domain/changes/name-fields.ts';
import { connect } from '../connect.ts';
import { CommandError, type Outcome } from '../outcome.ts';
import { findTarget, sendUpdate } from './steer.ts';

export type HandsWish = {
  readonly settings: Settings;
  readonly env: Environment;
  readonly episodeId: string;
  /** By their names under `fields`; absent: all that are left alone. */
  readonly fields: readonly string[] | undefined;
};

/** Releases fields of one episode, once. 0 when it was done or nothing was to do, 1 when it failed, 2 when it is done later. */
export async function overwriteEpisode(wish: HandsWish & { readonly by: string }): Promise<Outcome> {
  const { settings, env, episodeId, by, fields } = wish;
  assertFields(fields);
  const connected = await connect(settings, env);
  try {
    const target = await findTarget(connected, settings, episodeId);
    const argument = { by, ...(fields === undefined ? {} : { fields }) };
    const { taskQueue } = settings;
    const verdict = await sendUpdate(connected, { update: overwrite, target, argument, taskQueue });
    const text = `${target.episode.id}: ${verdict.kind}, ${verdict.detail}`;
    return { code: CODES[verdict.kind], text, json: { episodeId: target.episode.id, ...verdict } };
  } finally {
    await connected.close();
  }
}

const CODES = { written: 0, unchanged: 0, edited: 2, deferred: 2, stalled: 1, failed: 1 } as const;

/** @throws CommandError with the field that was meant */
export function assertFields(fields: readonly string[] | undefined): void {
  const named = parseFieldNames(fields);
  if ('refused' in named) throw new CommandError(named.refused);
}
