import { parseBlockPath } from '../../content/catalog/block-files.ts';
import type { Catalog, Episode, Guest, Show } from '../../content/catalog/records.ts';
import { type RecordSource, sourceOf } from '../../content/catalog/sources.ts';
import { block } from '../../content/schema/common.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import type { DescriptionBlock } from '../description/description.ts';
import { neighboursOf } from '../description/neighbours.ts';
import { collectParts } from '../description/parts.ts';
import { findGuest } from '../description/people.ts';
import { findDescription, openTexts } from '../description/texts.ts';

/** A text from the content that may appear in an episode's rendering, with its place and the part of the rendering that shows it. */
export type SourceText = {
  readonly source: RecordSource;
  readonly key: KeyPath;
  readonly text: string;
  readonly part: DescriptionBlock | 'title' | 'tags' | 'layout';
};

type Part = SourceText['part'];

/** The episode's own texts first, then those of other records. Only called when something is wrong. */
export function listSourceTexts(catalog: Catalog, episode: Episode): SourceText[] {
  const show = catalog.shows[episode.show ?? ''];
  const { previous, next } = neighboursOf(catalog, episode);
  const guests = episode.guests.map((ref, index) => ({ ref, key: ['guests', index] }));
  const hosts = (episode.hosts ?? show?.hosts ?? []).map((id) => ({ id }));
  return [
    ...textsOf(episode, 'title', { title: episode.title }),
    ...textsOf(episode, 'text', { description: episode.description }),
    ...textsOf(episode, 'layout', { vars: episode.vars }),
    ...textsOf(episode, 'tags', { tags: episode.tags }),
    ...textsOf(episode, 'title', episode.overrides?.title, ['overrides', 'title']),
    ...textsOf(episode, 'layout', episode.overrides?.description, ['overrides', 'description']),
    ...textsOf(episode, 'layout', episode.verbatim, ['verbatim']),
    ...textsOf(episode, 'tags', episode.overrides?.tags, ['overrides', 'tags']),
    ...guests.flatMap(({ ref, key }) => textsOf(episode, 'guests', ref, key)),
    ...textsOf(episode, 'chapters', { chapters: episode.chapters }),
    ...textsOf(episode, 'links', { links: episode.links }),
    ...textsOf(episode, 'sections', { sections: episode.sections }),
    ...textsOf(episode, 'sponsors', { sponsors: episode.sponsors }),
    ...(show === undefined ? [] : listShow(show)),
    ...listTemplates(catalog, episode),
    ...episode.sponsors.flatMap(({ id }) => listSponsor(catalog, id)),
    ...[...episode.guests, ...hosts].flatMap(({ id }) => listGuest(findGuest(catalog, id))),
    ...[previous, next].flatMap((near) =>
      near === undefined ? [] : textsOf(near, 'neighbours', { title: near.title }),
    ),
    ...textsOf(catalog.academy, 'footer', { footer: catalog.academy.footer }),
    ...textsOf(catalog.academy, 'layout', { name: catalog.academy.name, url: catalog.academy.url }),
  ];
}

function listShow(show: Show): SourceText[] {
  return [
    ...textsOf(show, 'title', { title: printedBy(show.title) }),
    ...textsOf(show, 'follow', { follow: show.follow }),
    ...textsOf(show, 'layout', { name: show.name, vars: show.vars }),
    ...textsOf(show, 'tags', { tags: show.tags }),
  ];
}

/** The fixed text of templates: the description's inline template, and every template file that was used. */
function listTemplates(catalog: Catalog, episode: Episode): SourceText[] {
  const parts = collectParts(catalog, episode, catalog.shows[episode.show ?? '']);
  const texts = openTexts(catalog, parts);
  texts.title();
  texts.body();
  const template = findDescription(catalog, parts);
  const inline = template === undefined || 'file' in template ? undefined : template;
  return [
    ...textsOf(inline?.record ?? {}, 'layout', { description: printedBy(inline?.text) }),
    ...texts.files().map((path) => describeFile(path, catalog.templates[path])),
  ];
}

function describeFile(path: string, template: string | undefined): SourceText {
  const source = { path, place: () => ({ line: 1, column: 1 }) };
  const meant = parseBlockPath(path)?.block;
  const part = block.options.find((name) => name === meant) ?? 'layout';
  return { source, key: [], text: printedBy(template) ?? '', part };
}

function listSponsor({ sponsors }: Catalog, id: string): SourceText[] {
  const sponsor = sponsors[id];
  if (sponsor === undefined) return [];
  const { name, url, message } = sponsor;
  return textsOf(sponsor, 'sponsors', { name, url, message });
}

/** Everything in a record that a description may print about a person. */
function listGuest(guest: Guest | undefined): SourceText[] {
  if (guest === undefined || !guest.listed) return [];
  const { name, of, role, was, url, social } = guest;
  const { github, twitter, bluesky, mastodon, linkedin, youtube } = guest;
  const facts = { name, of, role, was, url, github, twitter, bluesky, mastodon, linkedin, youtube, social };
  return textsOf(guest, 'guests', facts);
}

/** A template's fixed text, without its tags and outputs. */
function printedBy(template: string | undefined): string | undefined {
  if (template === undefined) return undefined;
  const printed: string[] = [];
  const unclosed = new Set<string>();
  let from = 0;
  for (let at = template.indexOf('{'); at !== -1; at = template.indexOf('{', at)) {
    const close = CLOSING[template.slice(at, at + 2)];
    const end = close === undefined || unclosed.has(close) ? -1 : template.indexOf(close, at + 2);
    // Behind here is no other end either: each kind is searched to the end of the text once.
    if (end === -1 && close !== undefined) unclosed.add(close);
    if (end !== -1) printed.push(template.slice(from, at));
    from = end === -1 ? from : end + 2;
    at = end === -1 ? at + 1 : end + 2;
  }
  return [...printed, template.slice(from)].join('');
}

const CLOSING: Readonly<Record<string, string>> = { '{%': '%}', '{{': '}}' };

/** All texts inside a value, at any depth. */
function textsOf(record: object, part: Part, value: unknown, key: KeyPath = []): SourceText[] {
  if (typeof value === 'string') return [{ source: sourceOf(record), key, text: value, part }];
  if (Array.isArray(value))
    return value.flatMap((item, index) => textsOf(record, part, item, [...key, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => textsOf(record, part, item, [...key, name]));
}
