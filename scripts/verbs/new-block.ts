import { readFile } from 'node:fs/promises';
import { block as blocks } from '../../domain/content/schema/common.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { chooseShow } from '../content/choose.ts';
import { readCatalogOnDisk } from '../content/usable.ts';
import { writeNew } from '../content/write-new.ts';
import { CommandError, type Outcome } from '../outcome.ts';

type Wish = {
  readonly location: string;
  readonly name: string;
  /** Only its episodes; absent: those of every show. */
  readonly show?: string;
};

/** Writes the built-in form of a block as a template that overrides it; as it is, it changes nothing. Never overwrites. */
export async function createBlock({ location, name, show }: Wish): Promise<Outcome> {
  const block = blocks.options.find((one) => one === name);
  if (block === undefined) throw new CommandError(explain(name));
  const { folder, catalog } = await readCatalogOnDisk(location);
  const id = show === undefined ? block : `${chooseShow(catalog, show)}/${block}`;
  const text = await readFile(new URL(`../../docs/examples/blocks/${block}.liquid`, import.meta.url), 'utf8');
  const note = 'It says what the built-in form says. docs/templates.md has every name it may use.';
  return writeNew({ folder, path: `templates/blocks/${id}.liquid`, text, id: `the block ${id}`, note });
}

function explain(name: string): string {
  const near = suggest(name, blocks.options);
  const cure = near === undefined ? `there are ${blocks.options.join(', ')}` : `did you mean "${near}"?`;
  return `there is no block "${name}"; ${cure}`;
}
