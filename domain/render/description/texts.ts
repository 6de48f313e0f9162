import type { Catalog } from '../../content/catalog/records.ts';
import type { Files } from '../template/files.ts';
import { templatesIn } from '../template/localized-files.ts';
import { createScope } from '../template/scope.ts';
import {
  RenderBudget,
  renderTemplate,
  type Scope,
  type Template,
  TemplateProblem,
} from '../template/template.ts';
import { findOverride } from './blocks.ts';
import {
  type Blocks,
  type DescriptionBlock,
  type DescriptionParts,
  joinBlocks,
  renderBlocks,
} from './description.ts';

/** The texts of one episode. Each call may throw TemplateProblem; all of them share one budget. */
export type EpisodeTexts = {
  /** The title from the show's template, or the episode's own title. */
  title(): string;
  /** The description without its marker and without some blocks, from the nearest template or the built-in layout. */
  body(without?: readonly DescriptionBlock[]): string;
  /** Every block, overridden or built in; empty if it has no content. */
  blocks(): Blocks;
  /** Paths of the templates that were used so far. */
  files(): readonly string[];
};

export function openTexts(catalog: Catalog, parts: DescriptionParts): EpisodeTexts {
  const { show, episode } = parts;
  const { language = '' } = parts;
  const files = templatesIn(catalog.templates, parts.language);
  const budget = new RenderBudget();
  const scope = once(() => createScope(parts));
  const render = (template: Template, more: Scope = {}): string =>
    renderTemplate({ template, scope: { ...scope(), ...more }, files, budget });
  const blocks = once(() => overrideBlocks(files, parts, render));
  return {
    title: () => {
      const translated = show?.localizations?.[language]?.title;
      if (show === undefined || (show.title ?? translated) === undefined) return episode.title;
      const template =
        translated === undefined
          ? { text: show.title ?? '', key: ['title'] }
          : { text: translated, key: ['localizations', language, 'title'] };
      return render({ ...template, record: show }).trim();
    },
    body: (without = []) => {
      const left = Object.fromEntries(without.map((block) => [block, '']));
      const printed = { ...blocks(), ...left };
      const template = findDescription({ academy: catalog.academy, templates: files }, parts);
      return template === undefined ? joinBlocks(printed) : render(template, { blocks: printed });
    },
    blocks,
    files: () => budget.files.filter((file) => Object.hasOwn(files, file)),
  };
}

/** A name that ends in `.liquid` is a file; anything else is the template itself. */
export const isTemplateFile = (template: string): boolean => /^\S+\.liquid$/.test(template);

/** The description's template: the show's, else the academy's, else undefined for the built-in layout. */
export function findDescription(
  { academy, templates }: Pick<Catalog, 'academy' | 'templates'>,
  { show }: Pick<DescriptionParts, 'show'>,
): Template | undefined {
  const record = show?.description === undefined ? academy : show;
  const { description: text } = record;
  if (text === undefined) return undefined;
  const inline = { text, record, key: ['description'] };
  if (!isTemplateFile(text)) return inline;
  const file = Object.hasOwn(templates, text) ? templates[text] : undefined;
  if (file === undefined) throw new TemplateProblem(`no file "${text}"`, inline, { line: 1, column: 1 });
  return { file: text, text: file };
}

/** In a block's own template `blocks` are the built-in ones, so that it can extend them. */
function overrideBlocks(
  templates: Files,
  parts: DescriptionParts,
  render: (template: Template, more: Scope) => string,
): Blocks {
  const blocks = renderBlocks(parts);
  const entries = (Object.keys(blocks) as DescriptionBlock[]).flatMap((block) => {
    const template = findOverride(templates, block, parts.show);
    return template === undefined ? [] : [[block, render(template, { blocks }).trim()] as const];
  });
  return entries.length === 0 ? blocks : { ...blocks, ...Object.fromEntries(entries) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
