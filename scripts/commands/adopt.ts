import { gitWords, renderShell } from '../../domain/shared/media/shell.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import {
  type AnswerInput,
  assertFields,
  describeFailed,
  describeUnlisted,
  renderCommand,
  worstOf,
} from '../lib/answers.ts';
import { defineCommand } from '../lib/command.ts';
import { openConsole } from '../lib/confirm.ts';
import { type Followed, readFollowed } from '../lib/episode-update.ts';
import { FIELD_FLAG, JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, count, type ExitCode, type Outcome } from '../lib/outcome.ts';
import { describeError, type Failed, type Preview, previewEpisodes } from '../lib/preview-episodes.ts';
import { SELECTION_FLAGS, type Selection, selectTargets } from '../lib/select-episodes.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { withConnection } from '../lib/temporal.ts';
import { renderAdoptCard } from './adopt/card.ts';
import { writeEdits } from './adopt/write-edits.ts';

export const command = defineCommand({
  arguments: { '[episode...]': 'ids of episodes' },
  flags: {
    ...SELECTION_FLAGS,
    ...FIELD_FLAG,
    '--video <id>': 'of several videos that may be the episode, this one; its file will name it',
    '--write': 'change the YAML files without asking; commits nothing',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ episode, show, reason, field, video, write = false, json, ...flags }, env) =>
    adoptEpisodes({
      settings: readOwnSettings(env, flags),
      env,
      selection: { episodeIds: episode, show, reason },
      fields: field,
      chosenVideoId: video,
      write,
      console: openConsole(json),
    }),
});

type Input = AnswerInput & {
  readonly write: boolean;
  readonly chosenVideoId?: string | undefined;
};

/**
 * Reads from episodes what was edited on YouTube, shows the changes of their files that adopt it, and with `write` or a yes makes
 * them. Commits nothing. 0: nothing to adopt, or written; 1: a field or an episode cannot be adopted; 2: there is something to adopt.
 */
export async function adoptEpisodes(input: Input): Promise<Outcome> {
  const { settings, selection, fields, chosenVideoId } = input;
  assertFields(fields);
  if (chosenVideoId !== undefined && selection.episodeIds.length !== 1)
    throw new CommandError('--video chooses the video of one episode: name that episode');
  return withConnection(input, async (connected) => {
    const followed = await readFollowed(connected, settings);
    const { targets, unlisted } = await selectTargets(connected, followed, selection);
    const { taskQueue } = settings;
    const read = await previewEpisodes(connected, {
      targets,
      fields,
      reason: selection.reason,
      chosenVideoId,
      taskQueue,
    });
    const [only] = read.failed;
    if (targets.length === 1 && only !== undefined) throw new CommandError(only.why);
    return answer(input, followed, { ...read, unlisted });
  });
}

type Prepared = {
  readonly previews: readonly Preview[];
  readonly failed: readonly Failed[];
  readonly unlisted: number;
};

async function answer(input: Input, followed: Followed, prepared: Prepared): Promise<Outcome> {
  const { previews, failed, unlisted } = prepared;
  const edited = previews.filter(({ adoption }) => adoption.edits.length > 0);
  const isIncomplete = failed.length > 0 || previews.some(({ adoption }) => adoption.notAdopted.length > 0);
  const worst = (...codes: readonly ExitCode[]): ExitCode =>
    worstOf([...codes, isIncomplete ? 1 : 0, unlisted > 0 ? 2 : 0]);
  const card = [...describeFailed(failed), ...renderAdoptCard(previews), ...describeUnlisted(unlisted)];
  const json = { ...toJson(input.selection, previews), failed };
  if (edited.length === 0)
    return { code: worst(), text: printLines([...card, 'nothing to adopt']), json: { ...json, written: [] } };
  if (!(await isWanted(input, card, edited.length))) {
    const again = renderCommand('adopt', input, [...describeChoice(input), '--write']);
    const text = [
      ...(input.console.ask === undefined ? [...card, ''] : []),
      `To change ${files(edited.length)}:`,
      `  ${again}`,
    ];
    return { code: worst(2), text: printLines(text), json: { ...json, written: [] } };
  }
  const results = await writeAll(input, followed, edited);
  const written = results.flatMap((one) => ('path' in one ? [one.path] : []));
  const notWritten = results.flatMap((one) => ('why' in one ? [one] : []));
  return {
    code: worst(notWritten.length > 0 ? 1 : 0),
    text: printLines([
      ...(input.write ? card : []),
      ...describeFailed(notWritten),
      ...describeWritten(written),
    ]),
    json: { ...json, failed: [...failed, ...notWritten], written },
  };
}

/** Shows the card before it asks; without a terminal, only `--write` says yes. */
async function isWanted(
  { write, console: terminal }: Input,
  card: readonly string[],
  number: number,
): Promise<boolean> {
  if (write || terminal.ask === undefined) return write;
  terminal.print(printLines(card));
  return terminal.ask(`Change ${files(number)}? Nothing is committed.`);
}

const files = (number: number): string => (number === 1 ? 'the file' : count(number, 'file'));

const describeChoice = ({ chosenVideoId }: Input): string[] =>
  chosenVideoId === undefined ? [] : ['--video', chosenVideoId];

/** One after another: a file that cannot be written stops none of the others. */
async function writeAll(
  { settings }: Input,
  followed: Followed,
  previews: readonly Preview[],
): Promise<readonly (Failed | { readonly path: string })[]> {
  const results: (Failed | { readonly path: string })[] = [];
  for (const { target, adoption } of previews)
    results.push(
      await writeEdits(settings.repository, { followed, target, adoption }).then(
        () => ({ path: adoption.path }),
        (error: unknown) => ({ episodeId: target.episode.id, why: describeError(error) }),
      ),
    );
  return results;
}

const describeWritten = (paths: readonly string[]): string[] =>
  paths.length === 0
    ? []
    : [
        `wrote ${paths.join(', ')}. Check ${paths.length === 1 ? 'it' : 'them'}, then commit:`,
        `  ${renderShell([...gitWords(paths), 'add', ...paths])}`,
        `  git commit -m "Adopt edits from YouTube"`,
      ];

/** Of one named episode its adoption; of several, a list. */
const toJson = ({ episodeIds }: Selection, previews: readonly Preview[]) => {
  const episodes = previews.map(({ target, adoption }) => ({ episodeId: target.episode.id, ...adoption }));
  return episodeIds.length === 1 && episodes.length === 1 ? { ...episodes[0] } : { episodes };
};
