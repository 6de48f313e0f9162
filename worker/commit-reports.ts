import { readFile } from 'node:fs/promises';
import type { ReportPages } from '../activities/reports/commit-reports.ts';
import type { CommitHost } from '../clients/commit-host.ts';
import { parseHosted } from '../clients/git/address.ts';
import type { GitHubCredentials } from '../clients/github/credentials.ts';
import type { CodeHost } from '../config/code-host.ts';
import { type Settings, SettingsError } from '../config/settings.ts';
import { defined } from '../domain/shared/defined.ts';
import type { Temporal } from './connect.ts';

type GitHubHost = Extract<CodeHost, { kind: 'github' }>;
type GitLabHost = Extract<CodeHost, { kind: 'gitlab' }>;

/** Where commits get a status; undefined: nowhere. Calls nothing yet, and loads no client that is not used. @throws SettingsError */
export async function openCommitHost(
  { codeHost, repository }: Pick<Settings, 'codeHost' | 'repository'>,
  branch: string,
): Promise<CommitHost | undefined> {
  if (codeHost === undefined) return undefined;
  return codeHost.kind === 'github'
    ? openGitHub(codeHost, repository)
    : openGitLab(codeHost, repository, branch);
}

async function openGitHub({ url, repository, login }: GitHubHost, location: string): Promise<CommitHost> {
  const [{ createGitHub }, { parseRepository }] = await Promise.all([
    import('../clients/github/index.ts'),
    import('../clients/github/address.ts'),
  ]);
  const found = parseRepository(repository ?? parseHosted(location, url) ?? '');
  if (found === undefined) throw notHosted('SHOWRUNNER_GITHUB_REPOSITORY=owner/name', url);
  return createGitHub({ url, repository: found, credentials: await readCredentials(login) });
}

async function readCredentials(login: GitHubHost['login']): Promise<GitHubCredentials> {
  const { parsePrivateKey, useToken } = await import('../clients/github/credentials.ts');
  if (login.kind === 'token') return useToken(login.token);
  const { id, keyFile, installation } = login;
  try {
    const privateKey = parsePrivateKey(await readFile(keyFile, 'utf8'));
    return { kind: 'app', id, privateKey, ...defined({ installation }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`SHOWRUNNER_GITHUB_APP_KEY_FILE: cannot use ${keyFile}: ${reason}`);
  }
}

async function openGitLab(
  { url, project, token }: GitLabHost,
  location: string,
  branch: string,
): Promise<CommitHost> {
  const { createGitLab } = await import('../clients/gitlab/index.ts');
  const found = project ?? parseHosted(location, url);
  if (found?.includes('/') !== true) throw notHosted('SHOWRUNNER_GITLAB_PROJECT=group/name', url);
  return createGitLab({ url, project: found, token, branch });
}

/** Of a folder: the commits that are made there may be nowhere else. */
const notHosted = (setting: string, url: string): SettingsError =>
  new SettingsError(
    `commits are to get a status, but SHOWRUNNER_REPOSITORY is no repository on ${new URL(url).host}: set ${setting}`,
  );

/** `youtubeUrl`: the local YouTube; absent: Google's. */
export function pagesOf(
  { uiUrl, namespace }: Pick<Temporal, 'namespace'> & { readonly uiUrl?: string | undefined },
  youtubeUrl: string | undefined,
): ReportPages {
  return {
    video: (videoId) =>
      youtubeUrl === undefined ? `https://youtu.be/${videoId}` : `${youtubeUrl}/videos/${videoId}`,
    ...(uiUrl === undefined || !isPublic(uiUrl)
      ? {}
      : {
          workflow: (workflowId) =>
            `${uiUrl.replace(/\/$/, '')}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`,
        }),
  };
}

/** Others can open it: not only a browser on the worker's machine. */
function isPublic(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && !/^(?:localhost|127\..*|\[::1\]|0\.0\.0\.0)$/.test(hostname);
}
