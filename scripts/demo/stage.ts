import { join } from 'node:path';
import { type Environment, readSettings, type Settings } from '../../config/settings.ts';
import type { SyncStatus } from '../../contract/sync.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { parseDescription } from '../../domain/render/description/marker.ts';
import { installRuntime, openLog } from '../../worker/log.ts';
import { type Showrunner, startShowrunner } from '../../worker/showrunner.ts';
import type { VideoState } from '../lib/local-youtube.ts';
import type { DemoAcademy } from './academy.ts';
import type { Narrator } from './narrator.ts';
import { waitUntilApplied } from './wait.ts';

/** What a scene needs: the academy, a Showrunner of its own that follows it, and the narrator. */
export type Stage = {
  readonly academy: DemoAcademy;
  readonly showrunner: Showrunner;
  /** The local YouTube. */
  readonly youtube: string;
  readonly narrator: Narrator;
  readonly settings: Settings;
  /** Waits until everything that a commit changes compared with `base` is applied. Throws after a minute. */
  waitUntilApplied(commit: string, base?: string): Promise<SyncStatus>;
  readCatalog(commit: string): Promise<Catalog>;
};

/** Starts a development server, local YouTube and worker on free ports and in folders of their own. */
export async function openStage(input: {
  readonly academy: DemoAcademy;
  readonly folder: string;
  readonly env: Environment;
  readonly narrator: Narrator;
}): Promise<Stage> {
  const { academy, folder, env, narrator } = input;
  const settings = readSettings({}, createFlags(academy.folder, join(folder, 'state')));
  const { log } = openLog(settings);
  installRuntime(log);
  const { print } = narrator;
  const showrunner = await startShowrunner(settings, withoutTemporal(env), { print, log });
  const { youtubeUrl: youtube, repository } = showrunner;
  if (youtube === undefined) throw new Error('the demo has no local YouTube');
  const readCatalog = async (commit: string): Promise<Catalog> => {
    const { catalog } = await repository.readCatalog(commit);
    if (catalog === undefined) throw new Error(`commit ${commit} has no valid academy.yaml`);
    return catalog;
  };
  return {
    academy,
    showrunner,
    youtube,
    narrator,
    settings,
    readCatalog,
    waitUntilApplied: async (commit, base) =>
      waitUntilApplied(showrunner, {
        base: base === undefined ? undefined : await readCatalog(base),
        head: await readCatalog(commit),
      }),
  };
}

/** Free ports, and short delays before a search for a broadcast whose create call timed out. */
const createFlags = (repository: string, state: string) => ({
  SHOWRUNNER_REPOSITORY: repository,
  SHOWRUNNER_STATE: state,
  SHOWRUNNER_YOUTUBE: 'local',
  SHOWRUNNER_YOUTUBE_PORT: '0',
  SHOWRUNNER_TEMPORAL_PORT: '0',
  SHOWRUNNER_TEMPORAL_UI_PORT: '0',
  SHOWRUNNER_BROADCAST_LOOKUP_DELAYS: '1,5,30',
  SHOWRUNNER_DRIFT_INTERVAL: 'off',
});

/** The demo never uses an existing Temporal server. */
const withoutTemporal = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));

/** The episode that a video's marker names. */
export const findEpisodeId = ({ id, description }: VideoState, { academy }: Catalog): string | undefined =>
  parseDescription({ videoId: id, description }, academy).marker?.episodeId;
