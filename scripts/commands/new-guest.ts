import { defineCommand } from '../lib/command.ts';
import { readContentOnDisk } from '../lib/content-on-disk.ts';
import { JSON_FLAG, REPOSITORY_FLAG } from '../lib/flags.ts';
import { renderModeline } from '../lib/modeline.ts';
import type { Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { findFreeSlug, renderSlug } from '../lib/slug.ts';
import { renderGuestFile } from './new/files.ts';
import { parseLine } from './new/flag-values.ts';
import { writeNewFiles } from './new/write-file.ts';

export const command = defineCommand({
  arguments: { '<name>': 'the name as it is printed' },
  flags: { ...REPOSITORY_FLAG, ...JSON_FLAG },
  run: ({ name, repository }, env) =>
    createGuest({ location: readOwnSettings(env, { repository }).repository, name }),
});

type Input = { readonly location: string; readonly name: string };

/** Writes `guests/NAME.yaml`, or with the next free name when that one is taken. */
export async function createGuest({ location, name }: Input): Promise<Outcome> {
  const printed = parseLine('the name', name);
  const { folder, catalog, exists } = await readContentOnDisk(location);
  const id = findFreeSlug(
    renderSlug(printed, 'guest'),
    (slug) => exists(`guests/${slug}.yaml`) || catalog.guestAliases[slug] !== undefined,
  );
  const path = `guests/${id}.yaml`;
  const text = `${renderModeline({ folder, path, kind: 'guest' })}${renderGuestFile(printed)}`;
  const notes = [`To name this guest in an episode: guests: [${id}]`];
  return writeNewFiles({ folder, files: [{ id, path, text }], notes });
}
