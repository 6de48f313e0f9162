import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  writeEpisode,
} from '../../test/support/git-repository.ts';

const BIN = fileURLToPath(new URL('../showrunner.mjs', import.meta.url));
const read = async (name: string) => {
  const text = await readFile(new URL(`../../docs/examples/${name}`, import.meta.url), 'utf8');
  return { text, workflow: parse(text) };
};

let folder = '';
beforeEach(async () => {
  folder = await createFolder();
  await mkdir(join(folder, 'bin'));
});
afterEach(() => removeFolder(folder));

const addProgram = (name: string, script: string): Promise<void> =>
  writeFile(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
const run = (script: string, cwd: string, env: Record<string, string> = {}) =>
  execa('bash', ['-c', script], {
    cwd,
    reject: false,
    all: true,
    env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, ...env },
  });

test("the workflow's step plans what a merge changes, without a secret and with permission to read only", async () => {
  const { text, workflow } = await read('plan.yml');
  expect(Object.keys(workflow.on)).toEqual(['pull_request']);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(text).not.toMatch(/secrets\.|\$\{\{/);
  const { steps } = workflow.jobs.plan;
  expect(steps[0].with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });

  const content = join(folder, 'content');
  const repository = await createTestRepository(content);
  await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  await repository.git('checkout', '--quiet', '-b', 'proposal');
  await repository.commit({ 'guests/ada.yaml': 'name: Ada King\n' });
  await repository.git('checkout', '--quiet', '--detach', 'main');
  await repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'proposal');
  await addProgram('npx', `shift 2\nexec node ${BIN} "$@"`);
  const summary = join(folder, 'summary.md');
  const scripts: string[] = steps.flatMap((step: { run?: string }) => step.run ?? []).slice(1);
  const ran = await run(scripts.join('\n'), content, { GITHUB_STEP_SUMMARY: summary });
  expect(ran).toMatchObject({ exitCode: 0, all: '' });
  expect(await readFile(summary, 'utf8')).toContain('+ • Ada King');
});

test('the workflow that may comment runs no code of the fork and puts no text of an event into a script', async () => {
  const { workflow } = await read('plan-comment.yml');
  expect(Object.keys(workflow.on)).toEqual(['workflow_run']);
  expect(workflow.on.workflow_run.workflows).toEqual([(await read('plan.yml')).workflow.name]);
  expect(workflow.permissions).toEqual({});
  const { comment } = workflow.jobs;
  expect(comment.permissions).toEqual({ actions: 'read', 'pull-requests': 'write' });
  expect(comment.if).toContain("event == 'pull_request'");
  for (const step of comment.steps) {
    expect(step).not.toHaveProperty('uses');
    expect(step.run).not.toMatch(/\$\{\{|npm|npx|node|git /);
  }
});

const hasJq = (() => {
  try {
    execFileSync('jq', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** Answers like GitHub by the requested path; a request body is written to `sent`. */
const GH = `printf '%s\\n' "$*" >> "$FOLDER/requests"
case "$*" in
  *"/pulls "*) printf '%s' '[{"number":7,"head":{"sha":"abc"}},{"number":8,"head":{"sha":"other"}}]';;
  *"--paginate"*) cat "$FOLDER/comments";;
  *"--input"*) cp body.json "$FOLDER/sent";;
esac`;

test.skipIf(!hasJq)(
  'the comment goes to the pull request of that commit, once, and is then updated',
  async () => {
    const { workflow } = await read('plan-comment.yml');
    const script: string = workflow.jobs.comment.steps.at(-1).run;
    await addProgram('gh', GH);
    await mkdir(join(folder, 'plan'));
    await writeFile(join(folder, 'plan/plan.md'), '### Plan "quoted" $(touch hacked)\n');
    const comment = async (sha: string, comments: unknown[]) => {
      await writeFile(join(folder, 'requests'), '');
      await writeFile(join(folder, 'comments'), JSON.stringify(comments));
      const env = { FOLDER: folder, GH_REPO: 'a/b', HEAD: 'fork:main', HEAD_SHA: sha };
      expect((await run(script, folder, env)).exitCode).toBe(0);
      return readFile(join(folder, 'requests'), 'utf8');
    };

    const stranger = { id: 1, user: { login: 'someone' }, body: '<!-- showrunner plan -->' };
    expect(await comment('abc', [stranger])).toContain('--method POST repos/a/b/issues/7/comments');
    expect(JSON.parse(await readFile(join(folder, 'sent'), 'utf8'))).toEqual({
      body: '<!-- showrunner plan -->\n### Plan "quoted" $(touch hacked)\n',
    });
    const ours = { id: 5, user: { login: 'github-actions[bot]' }, body: '<!-- showrunner plan -->\nold' };
    expect(await comment('abc', [stranger, ours])).toContain('--method PATCH repos/a/b/issues/comments/5');
    expect(await comment('gone', [])).not.toContain('--method P');
  },
);
