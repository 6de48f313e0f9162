import type { BUILT_IN_TEMPLATES } from '../../domain/content/catalog/thumbnail-templates.ts';
import { ThumbnailError } from '../errors.ts';
import { classic } from './classic.ts';
import { solo } from './solo.ts';
import type { ThumbnailTemplate } from './template.ts';
import { versus } from './versus.ts';
import { workshop } from './workshop.ts';

// Content is validated against `BUILT_IN_TEMPLATES`: a new template must be added there too.
const templates: ReadonlyMap<string, ThumbnailTemplate> = new Map<
  (typeof BUILT_IN_TEMPLATES)[number],
  ThumbnailTemplate
>([
  ['classic', classic],
  ['versus', versus],
  ['solo', solo],
  ['workshop', workshop],
]);

export const templateNames: readonly string[] = [...templates.keys()];

export function findTemplate(name: string): ThumbnailTemplate {
  const template = templates.get(name);
  if (template) return template;
  throw new ThumbnailError('template', `no template "${name}"; expected ${templateNames.join(', ')}`);
}
