import { type Block, type DescriptionParts, renderBlocks, renderBuiltInDescription } from './description.ts';
import type { Catalog, Show } from './records.ts';
import { renderTemplate, type Scope, TemplateProblem } from './template.ts';

/** The title: the show's template over the episode, or the episode's own. */
export function renderTitle(parts: DescriptionParts, show: Show | undefined): string {
  const template = show?.title;
  return template === undefined ? parts.episode.title : renderTemplate(template, scopeOf(parts, show)).trim();
}

/** The description without its marker and without some blocks: the show's template, or the built-in layout. Throws TemplateProblem. */
export function renderBody(
  catalog: Catalog,
  parts: DescriptionParts,
  show: Show | undefined,
  without: readonly Block[] = [],
): string {
  const template = show?.description;
  if (template === undefined) return renderBuiltInDescription(parts, without);
  const source = readTemplate(catalog, template);
  return renderTemplate(source, { ...scopeOf(parts, show), blocks: renderBlocks(parts, without) });
}

/** A name that ends in `.liquid` is a file; anything else is the template itself. */
export const isTemplateFile = (template: string): boolean => /^\S+\.liquid$/.test(template);

function readTemplate(catalog: Catalog, template: string): string {
  if (!isTemplateFile(template)) return template;
  const source = Object.hasOwn(catalog.templates, template) ? catalog.templates[template] : undefined;
  if (source === undefined) throw new TemplateProblem(`no file "${template}"`, 1, 1);
  return source;
}

/** What templates may name: see docs/content.md. */
function scopeOf(parts: DescriptionParts, show: Show | undefined): Scope {
  const { academy, episode, guests, hosts, sponsors } = parts;
  return {
    academy: { name: academy.name, url: academy.url ?? '' },
    show: { id: show?.id ?? '', name: show?.name ?? '' },
    episode: {
      id: episode.id,
      title: episode.title,
      number: episode.number ?? '',
      start: episode.start ?? '',
      description: episode.description ?? '',
    },
    guests,
    hosts,
    sponsors,
    previous: parts.previous ?? null,
    next: parts.next ?? null,
    vars: { ...show?.vars, ...episode.vars },
  };
}
