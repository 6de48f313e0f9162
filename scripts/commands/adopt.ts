import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLocal } from '../../clients/git/local.ts';
import { type Adoption, adopt } from '../../contract/episode.ts';
import { applyEdits } from '../../domain/changes/adopt/edit-yaml.ts';
import { diffLines } from '../../domain/changes/plan/diff-lines.ts';
import { parseFile } from '../../domain/content/parse/parse.ts';
import { renderProblem } from '../../domain/shared/problem.ts';
import { defineCommand } from '../lib/command.ts';
import {
  assertFields,
  type EpisodeFieldsInput,
  resolveTarget,
  sendEpisodeUpdate,
} from '../lib/episode-update.ts';
import { FIELD_FLAG, JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { withConnection } from '../lib/temporal.ts';

export const command = defineCommand({
  arguments: { '<episode>': 'id of the episode' },
  flags: {
    ...FIELD_FLAG,
    '--write': 'change the YAML file (default: print the change); commits nothing',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ episode, field, write = false, ...flags }, env) =>
    adoptEpisode({ settings: readOwnSettings(env, flags), env, episodeId: episode, write, fields: field }),
});

/**
 * Reads from an episode what was edited on YouTube, and prints the change of its file that adopts it; with `write` changes the
 * file. Commits nothing. 0: nothing to adopt, or written; 2: there is something to adopt.
 */
export async function adoptEpisode(
  input: EpisodeFieldsInput & { readonly write: boolean },
): Promise<Outcome> {
  const { settings, episodeId, fields, write } = input;
  assertFields(fields);
  return withConnection(input, async (connected) => {
    const target = await resolveTarget(connected, settings, episodeId);
    const argument = fields === undefined ? {} : { fields };
    const { taskQueue } = settings;
    const adoption = await sendEpisodeUpdate(connected, { update: adopt, target, argument, taskQueue });
    if (!write || adoption.edits.length === 0) return describeAdoption(adoption);
    return describeAdoption(adoption, await writeEdits(settings.repository, adoption));
  });
}

/** Applies the edits to the file on disk, which may have changed since the commit. */
async function writeEdits(location: string, { path, edits }: Adoption): Promise<string> {
  const { git } = await openLocal({ location });
  const file = join(git.folder, path);
  const before = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} does not exist: set the folder of the content with --repository`);
  });
  const after = applyEdits(before, edits);
  const problem = parseFile('episode', path, after).problems[0];
  if (problem !== undefined)
    throw new CommandError(`nothing was written, the file would be invalid:\n${renderProblem(problem)}`);
  if (after !== before) await writeFile(file, after);
  return diffLines(before, after).join('\n');
}

function describeAdoption(adoption: Adoption, written?: string): Outcome {
  const { path, edits, notAdopted: kept, diff } = adoption;
  const skipped = kept.map(({ field, why }) => `${field} cannot be adopted: ${why}`);
  const json = { ...adoption, written: written !== undefined };
  if (edits.length === 0) return { code: 0, text: ['nothing to adopt', ...skipped].join('\n'), json };
  const next =
    written === undefined
      ? ['To change the file, run it again with --write.']
      : [
          `wrote ${path}. Check it, then commit it:`,
          `  git add ${path}`,
          `  git commit -m "Adopt edits from YouTube"`,
        ];
  return {
    code: written === undefined ? 2 : 0,
    text: [path, indent(written ?? diff), ...skipped, '', ...next].join('\n'),
    json,
  };
}

const indent = (text: string): string => text.replace(/^/gm, '  ');
