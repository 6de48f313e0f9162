import type { LiquidOptions } from 'liquidjs';
import { didYouMean } from '../../shared/messages.ts';

/** Texts of templates by path from the repository's root, all of them below `templates/`. */
export type Files = Readonly<Record<string, string>>;
/** A template's text; `name` is the path of a file, or the key that an inline template stands at. */
export type TemplateSource = { readonly name: string; readonly text: string };

const FOLDER = 'templates/';

/** A partial that is not there; `hint` is a whole sentence. */
export class NoSuchFile extends Error {
  readonly hint: string | undefined;

  constructor(path: string, hint: string | undefined) {
    super(`no file "${path}"`);
    this.hint = hint;
  }
}

/** The path of a partial, which is named from `templates/` on. A name is looked up, never walked: `..` leads nowhere. */
export const pathOfPartial = (name: string): string => `${FOLDER}${name}`;

/** @throws NoSuchFile */
export function readPartial(files: Files, path: string): TemplateSource {
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  if (text !== undefined) return { name: path, text };
  const known = Object.keys(files).map((file) => file.slice(FOLDER.length));
  const name = path.slice(FOLDER.length);
  const meant = name.startsWith(FOLDER) ? name.slice(FOLDER.length) : name;
  throw new NoSuchFile(path, known.includes(meant) ? `Did you mean "${meant}"?` : didYouMean(meant, known));
}

/** What liquidjs takes for a disk. */
export function openFiles(files: Files): NonNullable<LiquidOptions['fs']> {
  const readFileSync = (path: string): string => readPartial(files, path).text;
  return {
    existsSync: () => true,
    exists: async () => true,
    readFileSync,
    readFile: async (path) => readFileSync(path),
    resolve: (_folder, name) => pathOfPartial(name),
  };
}
