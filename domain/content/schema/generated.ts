import { renderJsonSchema } from './json.ts';
import type { Kind } from './kinds.ts';
import { renderReference } from './reference.ts';

/** In the order of the reference page, the most used kinds first. */
export const KINDS: readonly Kind[] = ['episode', 'guest', 'show', 'academy', 'sponsor'];

/** The committed files that are generated from domain/content/schema/, by their path from the root. */
export const listGenerated = (): { readonly path: string; readonly text: string }[] => [
  ...KINDS.map((kind) => ({
    path: `schemas/${kind}.schema.json`,
    text: `${JSON.stringify(renderJsonSchema(kind), null, 2)}\n`,
  })),
  { path: 'docs/content-reference.md', text: renderReference(KINDS) },
];
