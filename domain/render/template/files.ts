import type { LiquidOptions } from 'liquidjs';
import { didYouMean } from '../../shared/messages.ts';

/** Template texts by their path from the repository's root; all are below `templates/`. */
export type Files = Readonly<Record<string, string>>;
/** A template's text; `name` is the path of its file, or the key of an inline template. */
export type TemplateSource = { readonly name: string; readonly text: string };

const FOLDER = 'templates/';

/** A partial that does not exist; `hint` is a whole sentence. */
export class NoSuchFile extends Error {
  readonly hint: string | undefined;

  constructor(path: string, hint: string | undefined) {
    super(`no file "${path}"`);
    this.hint = hint;
  }
}

/** The path of a partial, which is named relative to `templates/`. Names are looked up, not resolved, so `..` has no effect. */
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

/** The file system that liquidjs sees. */
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
