import type { NeedEntry, NeedGroup } from '../../contract/attention.ts';
import { type EpisodeStatus, episodeStatus } from '../../contract/episode.ts';
import { MAX_SHOWN } from '../../contract/reports/needs.ts';
import type { Connected } from './connect.ts';

type ReadEpisode = (workflowId: string) => Promise<Pick<EpisodeStatus, 'differences'> | undefined>;

/** Adds to what was edited on YouTube how it differs, as the episodes last read it: open or ended, they remember it. No units. */
export const addDifferences = (
  { client, quickly }: Connected,
  needs: readonly NeedGroup[],
): Promise<readonly NeedGroup[]> =>
  addFrom(
    (workflowId) =>
      quickly(() => client.workflow.getHandle(workflowId).query(episodeStatus)).catch(() => undefined),
    needs,
  );

export const addFrom = (read: ReadEpisode, needs: readonly NeedGroup[]): Promise<readonly NeedGroup[]> =>
  Promise.all(
    needs.map(async (group) =>
      group.reason === 'edited' ? { ...group, entries: await addToEntries(read, group.entries) } : group,
    ),
  );

const addToEntries = (read: ReadEpisode, entries: readonly NeedEntry[]): Promise<readonly NeedEntry[]> =>
  Promise.all(
    entries.map(async (entry, index) => {
      if (index >= MAX_SHOWN) return entry;
      const { differences = [] } = (await read(entry.workflowId)) ?? {};
      const asked = differences.filter(({ field }) => entry.fields?.includes(field) ?? true);
      return asked.length === 0 ? entry : { ...entry, differences: asked };
    }),
  );
