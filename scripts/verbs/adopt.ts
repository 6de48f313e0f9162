import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLocal } from '../../clients/git/local.ts';
import { type Adoption, adopt } from '../../contract/episode.ts';
import { applyEdits } from '../../domain/changes/adopt/edit-yaml.ts';
import { diffLines } from '../../domain/changes/plan/diff-lines.ts';
import { parseFile } from '../../domain/content/parse/parse.ts';
import { renderProblem } from '../../domain/shared/problem.ts';
import { connect } from '../connect.ts';
import { CommandError, type Outcome } from '../outcome.ts';
import { assertFields, type HandsWish } from './overwrite.ts';
import { findTarget, sendUpdate } from './steer.ts';

/**
 * Asks an episode what a person wrote on YouTube, and prints the change of its file that makes it the content; with `write`
 * changes the file. Commits nothing. 0: nothing to adopt, or written; 2: there is something to adopt.
 */
export async function adoptEpisode(wish: HandsWish & { readonly write: boolean }): Promise<Outcome> {
  const { settings, env, episodeId, fields, write } = wish;
  assertFields(fields);
  const connected = await connect(settings, env);
  try {
    const target = await findTarget(connected, settings, episodeId);
    const argument = fields === undefined ? {} : { fields };
    const { taskQueue } = settings;
    const adoption = await sendUpdate(connected, { update: adopt, target, argument, taskQueue });
    if (!write || adoption.edits.length === 0) return describe(adoption);
    return describe(adoption, await writeEdits(settings.repository, adoption));
  } finally {
    await connected.close();
  }
}

/** The file may have changed since the commit: the edits are made in what lies on disk. */
async function writeEdits(location: string, { path, edits }: Adoption): Promise<string> {
  const { git } = await openLocal({ location });
  const file = join(git.folder, path);
  const before = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} is not there: name the work tree with --repository`);
  });
  const after = applyEdits(before, edits);
  const problem = parseFile('episode', path, after).problems[0];
  if (problem !== undefined)
    throw new CommandError(`nothing was written, the file would be wrong:\n${renderProblem(problem)}`);
  if (after !== before) await writeFile(file, after);
  return diffLines(before, after).join('\n');
}

function describe(adoption: Adoption, written?: string): Outcome {
  const { path, edits, kept, diff } = adoption;
  const left = kept.map(({ field, why }) => `${field} cannot be adopted: ${why}`);
  const json = { ...adoption, written: written !== undefined };
  if (edits.length === 0) return { code: 0, text: ['nothing to adopt', ...left].join('\n'), json };
  const changes = written ?? diff;
  const next =
    written === undefined
      ? ['Run it again with --write to change the file.']
      : [
          `wrote ${path}. Look at it, then commit it:`,
          `  git add ${path}`,
          `  git commit -m "Adopt what was edited on YouTube"`,
        ];
  return {
    code: written === undefined ? 2 : 0,
    text: [path, indent(changes), ...left, '', ...next].join('\n'),
    json,
  };
}

const indent = (text: string): string => text.replace(/^/gm, '  ');
