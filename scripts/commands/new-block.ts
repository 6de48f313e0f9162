import { readFile } from 'node:fs/promises';
import { block as blocks } from '../../domain/content/schema/common.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { locate } from '../../layout/index.ts';
import { defineCommand } from '../lib/command.ts';
import { readContentOnDisk } from '../lib/content-on-disk.ts';
import { JSON_FLAG, REPOSITORY_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { resolveShow } from './new/flag-values.ts';
import { writeNewFiles } from './new/write-file.ts';

export const command = defineCommand({
  arguments: { '<name>': 'text, sponsors, guests, chapters, links, sections, neighbours, follow or footer' },
  flags: { '--show <id>': 'a file in shows/ (default: every show)', ...REPOSITORY_FLAG, ...JSON_FLAG },
  run: ({ name, show, repository }, env) =>
    createBlock({ location: readOwnSettings(env, { repository }).repository, name, show }),
});

type Input = {
  readonly location: string;
  readonly name: string;
  /** Only for its episodes; undefined: for every show. */
  readonly show?: string | undefined;
};

/** Writes the built-in text of a block as a template that overrides it, and changes nothing until edited. Never overwrites. */
export async function createBlock({ location, name, show }: Input): Promise<Outcome> {
  const block = blocks.options.find((one) => one === name);
  if (block === undefined) throw new CommandError(explainUnknown(name));
  const { folder, catalog } = await readContentOnDisk(location);
  const id = show === undefined ? block : `${resolveShow(catalog, show)}/${block}`;
  const text = await readFile(locate(`docs/examples/blocks/${block}.liquid`), 'utf8');
  const note =
    'It renders the same as the built-in block. docs/templates.md lists the names that it can use.';
  const files = [{ id: `the block ${id}`, path: `templates/blocks/${id}.liquid`, text }];
  return writeNewFiles({ folder, files, notes: [note] });
}

function explainUnknown(name: string): string {
  const near = suggest(name, blocks.options);
  const hint = near === undefined ? `There are: ${blocks.options.join(', ')}.` : `Did you mean "${near}"?`;
  return `there is no block "${name}". ${hint}`;
}
