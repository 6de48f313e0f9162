import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection, type WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import type { DriftStatus } from '../contract/drift.ts';
import { SYNC_ID } from '../contract/ids.ts';
import { reject } from '../contract/rewrite.ts';
import { renderSealedDescription } from '../domain/render/desired.ts';
import { adoptEpisodes } from '../scripts/commands/adopt.ts';
import { drift } from '../scripts/commands/drift.ts';
import { overwriteEpisodes } from '../scripts/commands/overwrite.ts';
import { status } from '../scripts/commands/status.ts';
import type { Console } from '../scripts/lib/confirm.ts';
import type { AnswerReason } from '../scripts/lib/select-episodes.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { CHANNEL_ID, finished, finishedFiles, videoIdOf } from './support/academy-files.ts';

let academy: TestAcademy;
const EPISODE = 'talks/t0000';
const idOf = (number: number): string => `talks/t000${number}`;
const pathOf = (number: number): string => `episodes/talks/t000${number}.yaml`;
const titleOf = async (number: number): Promise<string> =>
  (await academy.youtube.video(videoIdOf(number))).title;
const edit = (title: string, number = 0) => academy.youtube.studio(videoIdOf(number), { title });
const read = (number = 0) => readFile(join(academy.content.folder, pathOf(number)), 'utf8');

type Wish = {
  readonly ids?: readonly string[];
  readonly fields?: readonly string[];
  readonly show?: string;
  readonly reason?: AnswerReason;
  readonly console?: Console;
};

function wish({ ids, fields, show, reason, console: terminal }: Wish = {}) {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  const isWide = show !== undefined || reason !== undefined;
  return {
    settings: readSettings({}, { SHOWRUNNER_REPOSITORY: academy.content.folder }),
    env: { TEMPORAL_ADDRESS: address ?? '' },
    selection: { episodeIds: ids ?? (isWide ? [] : [EPISODE]), show, reason },
    fields,
    console: terminal ?? { print: () => undefined },
  };
}
const overwrite = (wanted: Wish = {}, yes = true) =>
  overwriteEpisodes({ ...wish(wanted), by: 'the test', yes });
const adopt = (wanted: Wish = {}, write = false, chosenVideoId?: string) =>
  adoptEpisodes({ ...wish(wanted), write, chosenVideoId });

/** A person at a terminal, who gives one answer; remembers what was shown and asked. */
function terminal(answer: boolean) {
  const shown: string[] = [];
  const print = (text: string): void => void shown.push(text);
  const ask = async (question: string): Promise<boolean> => {
    shown.push(question);
    return answer;
  };
  return { shown, console: { print, ask } };
}

beforeAll(async () => {
  const twins = { 'episodes/talks/twin.yaml': finished(8, 'ada').replace(/^youtube:.*\n/m, '') };
  academy = await openAcademy({
    files: { ...finishedFiles(5, () => 'ada'), ...twins },
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
}, 60_000);
afterAll(() => academy.close());

it('a command overwrites a finished episode, and its workflow ends again', async () => {
  const ours = await titleOf(0);
  await edit('Theirs');
  const { code, text } = await overwrite({ fields: ['title'] });
  expect(code).toBe(0);
  expect(text).toMatch(
    /: written, wrote title; kept the previous title as [0-9a-f]{16}, on this machine only$/,
  );
  expect(await titleOf(0)).toBe(ours);
  await until(
    () => academy.client().workflow.getHandle(`episode/${EPISODE}`).describe(),
    ({ status }) => status.name === 'COMPLETED',
  );
  expect(await overwrite({ fields: ['title'] })).toMatchObject({ code: 0, text: 'nothing to overwrite' });
});

it('an overwrite shows the difference first; without a terminal it writes nothing and says what to run', async () => {
  await edit('Talk Zero');
  const at = await academy.youtube.lastWrite();
  const { code, text } = await overwrite({ fields: ['title'] }, false);
  expect(code).toBe(2);
  expect(text).toContain('title, edited by a person\n    - Talk Zero\n    + Talk 0\n');
  expect(text).toContain('1 episode: title in 1; at least 51 units');
  expect(text).toContain(
    `npx showrunner overwrite ${EPISODE} --field title --repository ${academy.content.folder} --by "the test" --yes`,
  );
  const no = terminal(false);
  expect(await overwrite({ console: no.console }, false)).toMatchObject({
    code: 2,
    text: 'nothing was written',
  });
  expect(no.shown.at(-1)).toBe('Overwrite 1 episode on YouTube?');
  expect(await academy.youtube.lastWrite()).toBe(at);
  const yes = terminal(true);
  expect((await overwrite({ console: yes.console }, false)).code).toBe(0);
  expect(yes.shown[0]).toContain('    - Talk Zero\n    + Talk 0');
  expect(await titleOf(0)).toBe('Talk 0');
});

it('an edit is adopted: printed first, then written to the file, then no edit is left', async () => {
  const before = await read();
  await edit('Theirs again');
  const told = await adopt();
  expect([told.code, await read()]).toEqual([2, before]);
  expect(told.text).toContain('  + title: Theirs again');
  const done = await adopt({}, true);
  const after = before.replace(/^title: .*$/m, 'title: Theirs again');
  expect([done.code, await read()]).toEqual([0, after]);
  const at = await academy.youtube.lastWrite();
  await academy.content.commit('adopt', { [pathOf(0)]: after });
  await academy.waitUntilSynced();
  expect((await adopt()).code).toBe(0);
  // The new seal makes the title ours even after all state is lost; the thumbnail shows the new title.
  const writes = (await academy.youtube.writes(at)).filter(({ videoId }) => videoId === videoIdOf(0));
  expect(writes.map(({ method }) => method)).toEqual(['videos.update', 'thumbnails.set']);
});

it('a misspelt field, episode or show is reported with a suggestion, and starts nothing', async () => {
  await expect(overwrite({ fields: ['titel'] })).rejects.toThrow('Did you mean "title"?');
  await expect(overwrite({ ids: ['talks/t000'] })).rejects.toThrow(`Did you mean "${EPISODE}"?`);
  await expect(overwrite({ fields: ['language'] })).rejects.toThrow('language: the content does not set it');
  await expect(adopt({ show: 'talk' })).rejects.toThrow('Did you mean "talks"?');
  await expect(adopt({ ids: [EPISODE], show: 'talks' })).rejects.toThrow('not both');
  await until(
    () => academy.client().workflow.getHandle(`episode/${EPISODE}`).describe(),
    ({ status }) => status.name === 'COMPLETED',
  );
});

it('a field that cannot be adopted is said first, and the exit code is 1', async () => {
  await edit('New name', 1);
  const { code, text } = await adopt({ ids: [idOf(1)], fields: ['language', 'title'] }, true);
  expect([code, text.split('\n')[0]]).toEqual([
    1,
    `${idOf(1)}: language cannot be adopted: YouTube has no language`,
  ]);
  expect(await read(1)).toContain('title: New name\n');
  await academy.content.commit('adopt', { [pathOf(1)]: await read(1) });
  await academy.waitUntilSynced();
});

it('an adoption says what an override freezes', async () => {
  const { description } = await academy.youtube.video(videoIdOf(2));
  await academy.youtube.studio(videoIdOf(2), { description: description.replace('Ada Byron', 'Ada') });
  const { code, text } = await adopt({ ids: [idOf(2)] });
  expect(code).toBe(2);
  expect(text).toContain(`WARNING ${idOf(2)}: overrides.description replaces the whole description`);
  expect(text).toMatch(/no change of guests and hosts reaches this description/);
  expect((await overwrite({ ids: [idOf(2)] })).code).toBe(0);
});

it('a file that says something else than the commit is not written', async () => {
  await edit('Theirs', 3);
  const path = join(academy.content.folder, pathOf(3));
  const before = await read(3);
  await writeFile(path, `${before}overrides: { title: Mine }\n`);
  const refused = await adopt({ ids: [idOf(3)] }, true);
  expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('nothing was written to') });
  expect(await read(3)).toContain('Mine');
  await writeFile(path, `${before}# a note\n`);
  expect((await adopt({ ids: [idOf(3)] }, true)).code).toBe(0);
  await writeFile(path, before);
  expect((await overwrite({ ids: [idOf(3)] })).code).toBe(0);
});

it('of several videos none is taken: each is shown, and the chosen one is named in the file', async () => {
  const forms = { channelId: CHANNEL_ID, episodeUrl: 'https://academy.example/watch/{{ episode.id }}' };
  await academy.youtube.seed({
    videos: ['twinaaaaaa1', 'twinaaaaaa2'].map((id, index) => {
      // Sealed over other texts: a person edited title and description since.
      const texts = { episodeId: 'talks/twin', title: 'Twin', body: 'Twin.' };
      const line = renderSealedDescription(forms, texts, id).split('\n').at(-1) ?? '';
      return { id, title: `Twin ${index}`, description: `Hello.\n\n${line}`, privacyStatus: 'unlisted' };
    }),
  });
  await expect(adopt({ ids: ['talks/twin'] })).rejects.toThrow(
    /2 videos may be talks\/twin, so none was taken:\n {2}twinaaaaaa\d: "Twin \d", unlisted, an upload, differs in title, description/,
  );
  const chosen = await adopt({ ids: ['talks/twin'] }, false, 'twinaaaaaa2');
  expect(chosen.text).toContain('+ youtube:\n  +   videoId: twinaaaaaa2');
  expect(chosen.text).toContain('talks/twin: twinaaaaaa2, "Twin 1", unlisted');
});

it('a video that was never handed over is not overwritten', async () => {
  await academy.youtube.studio(videoIdOf(4), { description: 'All by hand.', title: 'By hand' });
  await expect(overwrite({ ids: [idOf(4)], fields: ['title'] })).rejects.toThrow(
    `${idOf(4)}: video ${videoIdOf(4)} was never handed over to Showrunner, so nothing of it is overwritten. To keep what YouTube says: npx showrunner adopt ${idOf(4)}`,
  );
  expect(await titleOf(4)).toBe('By hand');
});

/** Each with what was kept. */
const writtenTitles = (...ids: string[]): RegExp =>
  new RegExp(
    `^${ids.map((id) => `${id}: written, wrote title; kept the previous title as [0-9a-f]{16}.*`).join('\n')}$`,
  );

it('many at once: one card, one question, every failure by its name, and the worst exit code', async () => {
  await edit('First', 0);
  await edit('Second', 1);
  const { shown, console: person } = terminal(true);
  const { code, text } = await overwrite({ ids: [EPISODE, idOf(1), idOf(4)], console: person }, false);
  expect(shown).toHaveLength(2);
  expect(shown[0]).toContain(`${idOf(4)}: video ${videoIdOf(4)} was never handed over`);
  expect(shown[0]).toContain('2 episodes: title in 2; at least 102 units');
  expect(shown[1]).toBe('Overwrite 2 episodes on YouTube?');
  expect(code).toBe(1);
  expect(text).toMatch(writtenTitles(EPISODE, idOf(1)));
});

it('all that are reported with a reason, of one show: as many as are edited, and none of another', async () => {
  for (const number of [2, 3]) await edit(`By a person ${number}`, number);
  const files = [2, 3].map(async (number) => [
    pathOf(number),
    (await read(number)).replace('title: Talk', 'title: Our'),
  ]);
  await academy.content.commit('other titles', Object.fromEntries(await Promise.all(files)));
  await academy.waitUntilSynced();
  expect(await titleOf(2)).toBe('By a person 2');
  expect(await overwrite({ reason: 'unknown' })).toMatchObject({ code: 0, text: 'nothing to overwrite' });
  const { code, text } = await adopt({ reason: 'edited' });
  expect(code).toBe(2);
  expect(text.match(/^talks\/\S+: vid.*$/gm)).toHaveLength(2);
  const all = await overwrite({ show: 'talks', reason: 'edited' });
  expect(all.code).toBe(0);
  expect(all.text).toMatch(writtenTitles(idOf(2), idOf(3)));
  expect(await overwrite({ reason: 'edited' })).toMatchObject({ code: 0, text: 'nothing to overwrite' });
});

describe('the same from the page of sync, whether the episode is open or has ended', () => {
  const sync = () => academy.client().workflow.getHandle(SYNC_ID);
  /** The answer, or what it was refused with: the form of the Temporal UI shows both. */
  const send = (update: string, argument: object): Promise<string> =>
    sync()
      .executeUpdate<string, [object]>(update, { args: [{ by: 'ann', ...argument }] })
      .catch((error: unknown) => `refused: ${(error as WorkflowUpdateFailedError).cause?.message}`);
  const detailsOf = async (workflowId: string): Promise<string> =>
    (
      await academy
        .client()
        .workflow.getHandle(workflowId)
        .query<{ readonly currentDetails: string }>('__temporal_workflow_metadata')
    ).currentDetails;
  const checksumIn = (answer: string): string => /"checksum":"([0-9a-f]{12})"/.exec(answer)?.[1] ?? '';
  const episode = idOf(1);

  it('check shows what was edited: in its answer, on the pages of sync and the episode, and in status', async () => {
    await edit('From a phone', 1);
    expect(await send('check', { episode })).toContain(
      'a person edited title on YouTube; not overwritten\ntitle (- on YouTube, + in the file):\n- From a phone\n+ New name',
    );
    const diff = 'title (- on YouTube, + in the file):\n\n    - From a phone\n    + New name';
    expect(await detailsOf(`episode/${episode}`)).toContain(diff);
    expect(await detailsOf(SYNC_ID)).toContain(diff);
    const { settings, env } = wish();
    await until(
      () => status({ settings, env }),
      ({ text }) => /edited on YouTube:(.|\n)*- From a phone\n *\+ New name/.test(text),
    );
  });

  it('overwrite writes nothing before the person was shown just that', async () => {
    const shown = await send('overwrite', { episode });
    expect(shown).toContain('refused: talks/t0001: nothing is written yet: This would overwrite title');
    expect(shown).toContain('- From a phone\n+ New name');
    expect(await detailsOf(SYNC_ID)).toContain(`"checksum": "${checksumIn(shown)}"`);
    await edit('Edited since', 1);
    const again = await send('overwrite', { episode, checksum: checksumIn(shown) });
    expect(again).toContain('it differs from what the checksum was made for');
    expect(await titleOf(1)).toBe('Edited since');
    expect(await send('overwrite', { episode, checksum: checksumIn(again) })).toMatch(
      /^talks\/t0001: written: wrote title; kept the previous title as [0-9a-f]{16}/,
    );
    expect(await titleOf(1)).toBe('New name');
    expect(await send('overwrite', { episode })).toContain('nothing to overwrite');
  });

  it('adopt shows the change of the file, and retry does what has ended again', async () => {
    await edit('Better', 1);
    expect(await send('adopt', { episode })).toMatch(
      /commit this change of .*\n- title: New name\n\+ title: Better$/,
    );
    expect(await detailsOf(SYNC_ID)).toContain('    + title: Better');
    expect(await send('retry', { episode })).toContain(
      `${episode}: tried again; edited: a person edited title`,
    );
    expect(await send('retry', { reason: 'overdue' })).toBe('no episode needs a person for that reason');
    expect((await overwrite({ ids: [episode] })).code).toBe(0);
  });

  it('a check of the whole channel keeps no texts, and --diff reads them again', async () => {
    await scheduleDrift(academy.client(), 'showrunner');
    await edit('In the night', 1);
    const { settings, env } = wish();
    const { code, text, json } = await drift({ settings, env, diff: true });
    expect(code).toBe(2);
    expect(text).toMatch(/talks\/t0001:\n *title \(- on YouTube, \+ in the file\):\n *- In the night\n/);
    const { edited } = json as Pick<DriftStatus, 'edited'>;
    expect(JSON.stringify(edited)).not.toContain('In the night');
  });

  it('what it does not know or may not do is refused with what to do', async () => {
    expect(await send('check', { episode: 'talks/t001' })).toContain('Did you mean');
    expect(await send('check', {})).toContain('name the episode');
    expect(await send('retry', { reason: 'refuzed' })).toContain('it is one of credentials');
    expect(await send('overwrite', { episode: idOf(4), fields: ['title'] })).toContain(
      'was never handed over',
    );
  });
});

it('what waits for an approval, or was rejected, is not written by an overwrite of one episode', async () => {
  const path = join(academy.content.folder, 'academy.yaml');
  const text = await readFile(path, 'utf8');
  const careful = text.replace('approval: { episodes: 10000', 'approval: { episodes: 0');
  await academy.content.commit('Ask first', { 'academy.yaml': careful });
  await academy.waitUntilSynced();
  await academy.content.commit('Correct a guest', { 'guests/ada.yaml': 'name: Ada of the approval\n' });
  const { rewrite: workflowId = '' } = await until(
    () => academy.sync(),
    ({ rewrite }) => rewrite !== undefined,
  );
  await until(
    () => academy.rewrite(workflowId),
    ({ pending }) => pending !== undefined,
  );
  await edit('Edited meanwhile', 1);
  const one = { ids: [idOf(1)], fields: ['title'] };
  await expect(overwrite(one)).rejects.toThrow(`answer ${workflowId} first`);
  const handle = academy.client().workflow.getHandle(workflowId);
  await handle.executeUpdate(reject, { args: [{ by: 'the test' }] });
  await until(
    () => academy.sync(),
    ({ decisions }) => (decisions?.rejected ?? 0) > 0,
  );
  await expect(overwrite(one)).rejects.toThrow('was rejected');
  expect(await titleOf(1)).toBe('Edited meanwhile');
});
