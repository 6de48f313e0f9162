import { avatarPath, listRecordPictures } from '../catalog/pictures.ts';
import { BUILT_IN_TEMPLATES, thumbnailTemplatePath } from '../catalog/thumbnail-templates.ts';
import type { ParsedFile } from '../parse/parse.ts';
import type { Bodies, Kind } from '../schema/kinds.ts';
import type { Reference } from './draft.ts';

/** Everything that one file refers to, whether it exists or not. */
export function referencesOf({ kind, record }: Pick<ParsedFile, 'kind' | 'record'>): readonly Reference[] {
  if (record === undefined) return [];
  const list: (record: Bodies[Kind]) => readonly Reference[] = OF[kind] as never;
  return list(record);
}

const OF: { readonly [K in Kind]: (record: Bodies[K]) => readonly Reference[] } = {
  academy: ({ description }) => listTemplate(description),
  show: (show) => [
    ...show.hosts.map((id): Reference => `guest ${id}`),
    ...listTemplate(show.description),
    ...listThumbnail(show),
  ],
  guest: ({ avatar }) => (avatar === undefined ? [] : [`file ${avatarPath(avatar)}`]),
  sponsor: () => [],
  episode: (episode) => [
    ...episode.guests.map(({ id }): Reference => `guest ${id}`),
    ...(episode.hosts ?? []).map((id): Reference => `guest ${id}`),
    ...episode.sponsors.map(({ id }): Reference => `sponsor ${id}`),
    ...(episode.show === undefined ? [] : [`show ${episode.show}` as const]),
    ...listThumbnail(episode),
  ],
};

const listTemplate = (path: string | undefined): readonly Reference[] =>
  path !== undefined && /^\S+\.liquid$/.test(path) ? [`file ${path}`] : [];

function listThumbnail(record: Bodies['show' | 'episode']): readonly Reference[] {
  const { thumbnail } = record;
  const name = typeof thumbnail === 'object' && 'template' in thumbnail ? thumbnail.template : undefined;
  const isOwn = name !== undefined && !(BUILT_IN_TEMPLATES as readonly string[]).includes(name);
  return [
    ...(isOwn ? [`file ${thumbnailTemplatePath(name)}` as const] : []),
    ...listRecordPictures(record).map((picture): Reference => `file ${picture.name}`),
  ];
}
