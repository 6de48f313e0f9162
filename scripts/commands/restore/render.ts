import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptField, KeptTexts } from '../../../domain/changes/kept/entry.ts';
import { renderRestored } from '../../../domain/changes/kept/restore.ts';
import type { LiveVideo } from '../../../domain/changes/live.ts';
import { diffLines } from '../../../domain/changes/plan/diff-lines.ts';
import type { MarkerSettings } from '../../../domain/render/description/marker.ts';
import type { RestoreChoice } from './choose.ts';

type Input = {
  readonly choices: readonly RestoreChoice[];
  readonly live: LiveVideo;
  readonly forms: MarkerSettings;
};

/** The difference between YouTube now and what would be written: `- ` goes, `+ ` comes back. A picture is saved, to look at. */
export async function renderDifference({ choices, live, forms }: Input): Promise<string[]> {
  const parts = await Promise.all(
    choices.map(async ({ candidate, fields }) => {
      const { texts, label } = candidate;
      const next = texts && renderRestored({ live, kept: texts, fields: fields.filter(isText), forms });
      const blocks = fields.map((field) =>
        field === 'thumbnail' ? renderPicture(candidate, live) : renderText(field, live, next ?? live),
      );
      return [`from ${label}`, ...(await Promise.all(blocks)).flat()];
    }),
  );
  return parts.flat();
}

const isText = (field: KeptField): field is Exclude<KeptField, 'thumbnail'> => field !== 'thumbnail';

const renderText = (field: Exclude<KeptField, 'thumbnail'>, now: KeptTexts, next: KeptTexts): string[] => [
  `  ${field}`,
  ...diffLines(textOf(now, field), textOf(next, field)).map((line) => `    ${line}`),
];

const textOf = (texts: KeptTexts, field: Exclude<KeptField, 'thumbnail'>): string =>
  field === 'tags' ? texts.tags.join('\n') : texts[field];

async function renderPicture(
  { picture, source }: RestoreChoice['candidate'],
  live: LiveVideo,
): Promise<string[]> {
  const now = live.hasCustomThumbnail ? (live.thumbnailUrl ?? 'unknown') : 'none of its own';
  if (picture === undefined) return ['  thumbnail', `    - ${now}`, '    + drawn again by the worker'];
  const name = 'kept' in source ? source.kept : 'picture';
  const path = join(tmpdir(), `showrunner-${name}.${picture.mimeType === 'image/png' ? 'png' : 'jpg'}`);
  await writeFile(path, picture.bytes);
  return ['  thumbnail', `    - ${now}`, `    + ${path}`];
}
