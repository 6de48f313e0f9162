import { describeChoice, describeFault, describeFound, didYouMean } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { parseBlockPath } from '../catalog/block-files.ts';
import { type RecordSource, sourceOf } from '../catalog/sources.ts';
import { listThumbnailTemplates, thumbnailTemplatePath } from '../catalog/thumbnail-templates.ts';
import { block } from '../schema/common.ts';
import { type Draft, exists, markMissing, type Rule, recordProblem } from './draft.ts';

/** A `description` that ends in `.liquid` is the path of a file; any other text is the template itself. */
export const unknownTemplates: Rule = (draft) =>
  draft.shows.flatMap((show) => checkTemplate(draft, show, show.record.description));

/** The same for `academy.yaml`, which stays usable: only shows without their own template lose it. */
export const unknownAcademyTemplate: Rule = (draft) => {
  const { academy } = draft;
  return academy === undefined ? [] : checkTemplate(draft, sourceOf(academy), academy.description);
};

function checkTemplate(draft: Draft, source: RecordSource, path: string | undefined): Problem[] {
  const { templates } = draft;
  if (path === undefined || !/^\S+\.liquid$/.test(path)) return [];
  if (exists(draft, templates, path, source)) return [];
  const message = describeFault(['description'], 'the path of a file in templates/', describeFound(path));
  const hint = didYouMean(path, Object.keys(templates));
  const fault = { key: ['description'], code: 'unknown-template', message } as const;
  const problem = recordProblem(source, hint === undefined ? fault : { ...fault, hint });
  return [markMissing(problem, `file ${path}`, path)];
}

/** The thumbnail template of a show or an episode is built in, or a file in `thumbnails/`. */
export const unknownThumbnailTemplates: Rule = (draft) => {
  const { shows, episodes, pages, removed } = draft;
  const known = listThumbnailTemplates(Object.keys(pages).filter((path) => !removed.files.has(path)));
  return [...shows, ...episodes].flatMap((entry) => {
    const { thumbnail } = entry.record;
    const name = typeof thumbnail === 'object' && 'template' in thumbnail ? thumbnail.template : undefined;
    if (name === undefined || known.includes(name)) return [];
    const path = thumbnailTemplatePath(name);
    if (exists(draft, pages, path, entry)) return [];
    const key = ['thumbnail', 'template'];
    const message = describeFault(key, describeChoice(known), describeFound(name));
    const hint = didYouMean(name, known) ?? `Commit it as ${path}; docs/thumbnails.md explains how.`;
    const problem = recordProblem(entry, { key, code: 'unknown-template', message, hint });
    return [markMissing(problem, `file ${path}`, path)];
  });
};

/** A file in `templates/blocks/` is named after a block, and its folder after a show: other files would never be used. */
export const unknownBlocks: Rule = ({ names, templates, removed }) => {
  const shows = new Set([...names.show.usable, ...names.show.unusable]);
  return Object.keys(templates).flatMap((path) => {
    const read = parseBlockPath(path);
    // The problem is the show's own, while episodes still name it.
    if (read === undefined || removed.files.has(`shows/${read.show}.yaml`)) return [];
    if (read.show !== undefined && !shows.has(read.show))
      return [toProblem(path, 'the name of a file in shows/ as its folder', read.show, shows)];
    if ((block.options as readonly string[]).includes(read.block)) return [];
    return [toProblem(path, `${describeChoice(block.options)} as its name`, read.block, block.options)];
  });
};

function toProblem(path: string, expected: string, found: string, known: Iterable<string>): Problem {
  const hint = didYouMean(found, known);
  const message = describeFault([], expected, describeFound(found));
  const problem = { path, line: 1, column: 1, code: 'unknown-block', message } as const;
  return hint === undefined ? problem : { ...problem, hint };
}
