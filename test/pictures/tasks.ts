import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkOne, overwriteOne } from '../../contract/answers.ts';
import { episodeWorkflowId, QUOTA_ID, SYNC_ID, TASK_QUEUE, WORKFLOWS } from '../../contract/ids.ts';
import { pause, resume, retry } from '../../contract/operator.ts';
import { budgetChanged } from '../../contract/quota.ts';
import { approve, type RewriteStatus, rewriteStatus } from '../../contract/rewrite.ts';
import { type SyncStatus, syncStatus } from '../../contract/sync.ts';
import { COLUMNS, VIEWS } from '../../contract/views.ts';
import { createAcademy } from '../../scripts/demo/academy.ts';
import { createNarrator } from '../../scripts/demo/narrator.ts';
import { playStart } from '../../scripts/demo/scene-start.ts';
import { findEpisodeId, openStage, type Stage } from '../../scripts/demo/stage.ts';
import { type ChannelState, readControl } from '../../scripts/lib/local-youtube.ts';
import { until } from '../support/until.ts';
import { type Browser, openBrowser, type Shot } from './browser.ts';
import { savePicture } from './save.ts';

const PICTURES = fileURLToPath(new URL('../../docs/pictures/tasks', import.meta.url));
const BY = { by: 'ines' };
const EDITED = 'breakage/four-way-final';
const GONE = 'workshop/gitops-from-an-empty-folder';
const LIVE = 'breakage/the-rematch';
const BROKEN = 'episodes/breakage/the-lost-guest.yaml';

type Scene = {
  readonly stage: Stage;
  readonly shoot: (name: string, page: Page, ...waitFor: readonly string[]) => Promise<void>;
};
/** `tab`: of a workflow's page; absent: its current details. */
type Page = { readonly workflowId: string; readonly tab?: 'queries' } | { readonly query: string };

/** Plays what an operator meets, and takes the pictures of docs/pictures/tasks: "Thirteen tasks" in docs/operations.md. */
export async function takeTasks(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-tasks-'));
  const academy = await createAcademy(join(folder, 'academy'), Date.now());
  const stage = await openStage({
    ...{ academy, folder, env: process.env },
    narrator: createNarrator(print, Date.now),
  });
  const browser = await openBrowser({ columns: COLUMNS });
  try {
    const scene = { stage, shoot: createShoot(stage, browser, print) };
    await playStart(stage);
    for (const play of [playNeeds, playEdit, playPause, playRename, playStream, playCredentials])
      await play(scene);
  } finally {
    await browser.close();
    await stage.showrunner.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function createShoot(stage: Stage, browser: Browser, print: (line: string) => void): Scene['shoot'] {
  const { uiUrl = '', temporal } = stage.showrunner;
  const list = `${uiUrl}/namespaces/default/workflows`;
  const pathOf = async (workflowId: string): Promise<string> => {
    const { runId } = await temporal.client.workflow.getHandle(workflowId).describe();
    return `${encodeURIComponent(workflowId)}/${runId}`;
  };
  return async (name, page, ...waitFor) => {
    const picture = await browser.take(
      'query' in page
        ? {
            ...{ name, url: `${list}?query=${encodeURIComponent(page.query)}`, width: 1560, height: 600 },
            waitFor: waitFor.map((text) => `text=${text}`),
          }
        : { name, ...viewOf(page, `${list}/${await pathOf(page.workflowId)}`) },
    );
    const bytes = await savePicture(join(PICTURES, `${name}.png`), picture);
    print(`tasks/${name}.png  ${Math.round(bytes / 1024)} KB`);
  };
}

/** Details are in a frame of their own. The first query is chosen when the tab opens. */
const viewOf = ({ tab }: { readonly tab?: 'queries' }, url: string): Omit<Shot, 'name'> =>
  tab === undefined
    ? { url: `${url}/user-metadata`, waitFor: ['text=Current Details'], height: 1400 }
    : {
        ...{ url: `${url}/query`, waitFor: ['[data-testid="query-select"]'], height: 900 },
        press: {
          button: 'button:has-text("Run Query")',
          waitFor: '[data-testid="query-result"]:has-text("before")',
        },
      };

const handleOf = ({ showrunner }: Stage, workflowId: string) =>
  showrunner.temporal.client.workflow.getHandle(workflowId);
const readSync = (stage: Stage): Promise<SyncStatus> => handleOf(stage, SYNC_ID).query(syncStatus);

/** Sends to the control API of the local YouTube. */
async function control({ youtube }: Stage, path: string, body: object = {}): Promise<void> {
  const response = await fetch(`${youtube}/_/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

async function findVideo(stage: Stage, episodeId: string): Promise<string> {
  const { videos } = await readControl<ChannelState>(stage.youtube, 'channel');
  const catalog = await stage.readCatalog(await stage.showrunner.repository.readHead());
  const found = videos.find((video) => findEpisodeId(video, catalog) === episodeId);
  if (found === undefined) throw new Error(`${episodeId} has no video`);
  return found.id;
}

const listReasons = async (stage: Stage): Promise<string> =>
  ((await readSync(stage)).needs ?? []).map(({ reason }) => reason).join();

/** Who needs me, what is next, a broken file, what vanished. */
async function playNeeds({ stage, shoot }: Scene): Promise<void> {
  await control(stage, `studio/${await findVideo(stage, EDITED)}`, { title: 'The Final, as it was' });
  await control(stage, `studio/${await findVideo(stage, GONE)}/delete`);
  const { workflow } = stage.showrunner.temporal.client;
  await workflow.execute(WORKFLOWS.drift, { workflowId: 'drift/now', taskQueue: TASK_QUEUE, args: [] });
  await stage.academy.edit(
    BROKEN,
    () =>
      'title: The Lost Guest\nshow: breakage\nscheduledFor: 2099-01-01T18:00:00Z\nguests:\n  - ada-okafr\n',
  );
  await stage.academy.commit('Announce a stream');
  await until(
    () => listReasons(stage),
    (reasons) => reasons === 'broken,vanished,edited' || reasons.split(',').length === 3,
  );
  await shoot('needs', { query: VIEWS.needsPerson.query }, 'sync');
  await shoot('upcoming', { query: VIEWS.upcoming.query }, 'breakage/');
  await shoot('broken-and-vanished', { workflowId: SYNC_ID });
}

/** What a person edited, with the difference, and the argument that answers it. */
async function playEdit({ stage, shoot }: Scene): Promise<void> {
  const argument = { episode: EDITED, ...BY };
  await handleOf(stage, SYNC_ID).executeUpdate(checkOne, { args: [argument] });
  await handleOf(stage, SYNC_ID)
    .executeUpdate(overwriteOne, { args: [argument] })
    .catch(() => undefined);
  await shoot('edited', { workflowId: episodeWorkflowId(EDITED) });
  await shoot('edited-answer', { workflowId: SYNC_ID });
}

async function playPause({ stage, shoot }: Scene): Promise<void> {
  await handleOf(stage, SYNC_ID).executeUpdate(pause, { args: [BY] });
  await shoot('paused', { workflowId: SYNC_ID });
  await handleOf(stage, SYNC_ID).executeUpdate(resume, { args: [BY] });
}

/** A large rewrite waits for its approval, and then says which videos it changed and how to take it back. */
async function playRename({ stage, shoot }: Scene): Promise<void> {
  await stage.academy.edit('academy.yaml', (text) =>
    text.replace(/^approval: .*$/m, 'approval: { episodes: 5, percent: 90, units: 2500 }'),
  );
  await stage.academy.commit('Ask before five videos change');
  await stage.academy.edit('guests/ada-okafor.yaml', (text) => text.replace(/^name: .*$/m, 'name: Ada King'));
  await stage.academy.commit('Ada is Ada King');
  const { rewrite = '' } = await until(
    () => readSync(stage),
    (sync) => sync.rewrite !== undefined,
  );
  const status = (): Promise<RewriteStatus> => handleOf(stage, rewrite).query(rewriteStatus);
  const { pending } = await until(status, (now) => now.pending !== undefined && now.answered === true);
  await shoot('approval', { workflowId: rewrite });
  await handleOf(stage, rewrite).executeUpdate(approve, {
    args: [{ ...BY, checksum: pending?.checksum ?? '' }],
  });
  await handleOf(stage, rewrite).result();
  await shoot('renamed', { workflowId: rewrite });
  await shoot('changes', { workflowId: rewrite, tab: 'queries' });
}

async function playStream({ stage, shoot }: Scene): Promise<void> {
  await control(stage, `studio/${await findVideo(stage, LIVE)}/live`);
  await handleOf(stage, episodeWorkflowId(LIVE)).executeUpdate(retry, { args: [BY] });
  await shoot('on-air', { query: 'Phase IN ("live", "testing", "overdue")' }, LIVE);
}

/** One dead token: one entry, at `quota`. */
async function playCredentials({ stage, shoot }: Scene): Promise<void> {
  await control(stage, 'faults', { method: 'token', kind: 'invalidGrant', times: 1000 });
  await control(stage, 'faults', { method: '*', kind: 'authError', times: 1000 });
  await handleOf(stage, episodeWorkflowId(LIVE)).executeUpdate(retry, { args: [BY] });
  await until(
    () => listReasons(stage),
    (reasons) => reasons.includes('credentials'),
  );
  await shoot('credentials', { workflowId: QUOTA_ID });
  await fetch(`${stage.youtube}/_/faults`, { method: 'DELETE' });
  await handleOf(stage, QUOTA_ID).signal(budgetChanged);
}
