import { createChannelIndex } from '../activities/channel-index.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { createVideoRecorder } from '../activities/episode/video-recorder.ts';
import type { CommitReports } from '../activities/reports/commit-reports.ts';
import type { Repository } from '../clients/git/index.ts';
import { createKeptStore } from '../clients/git/kept.ts';
import { createStatisticsStore } from '../clients/git/statistics-store.ts';
import { findGitLogin } from '../clients/github/git-login.ts';
import { createNotifier } from '../clients/notify/index.ts';
import type { YouTubeClient } from '../clients/youtube/client.ts';
import { type Environment, type Settings, stateFolders } from '../config/settings.ts';
import { workflowPages } from '../contract/views.ts';
import { defined } from '../domain/shared/defined.ts';
import type { Thumbnails } from '../drawing/index.ts';
import { findCommitPage } from './commit-page.ts';
import type { Temporal } from './connect.ts';
import type { CredentialsInUse } from './credentials.ts';
import type { Endpoints } from './http/endpoints.ts';

type DependenciesInput = {
  settings: Settings;
  repository: Repository;
  thumbnails: Thumbnails;
  youtube: YouTubeClient;
  credentials: CredentialsInUse;
  /** Of the local YouTube; absent: Google. */
  youtubeUrl: string | undefined;
  temporal: Temporal & { readonly uiUrl: string | undefined };
  env: Environment;
  commitReports: CommitReports | undefined;
  endpoints: Endpoints | undefined;
};

/** What activities work with. */
export function createDependencies({
  settings,
  repository,
  thumbnails,
  youtube,
  credentials,
  youtubeUrl,
  temporal,
  env,
  commitReports,
  endpoints,
}: DependenciesInput): Dependencies {
  const notifier = createNotifier({ env });
  const keptRefs = {
    folder: stateFolders(settings.state).kept,
    ...defined({
      remote: settings.keptRemote,
      login: findGitLogin(settings.codeHost, settings.keptRemote ?? ''),
    }),
  };
  return {
    repository,
    youtube,
    kept: createKeptStore(keptRefs),
    statistics: createStatisticsStore(keptRefs),
    thumbnails,
    index: createChannelIndex(youtube),
    notifier: endpoints?.observeNotifier(notifier) ?? notifier,
    pages: {
      videos: youtubeUrl === undefined ? 'https://youtu.be' : `${youtubeUrl}/videos`,
      ...defined({
        workflows: temporal.uiUrl && workflowPages(temporal.uiUrl, temporal.namespace),
        commit: findCommitPage(settings),
      }),
    },
    client: temporal.client,
    taskQueue: settings.taskQueue,
    clock: Date.now,
    credentialsExpireAt: credentials.expireAt,
    lookupDelaysMs: settings.lookupDelaysMs,
    costs: settings.costs,
    takesOverByCommit: settings.takeOver === 'commit',
    ...defined({ commitReports, recorder: openRecorder(settings, repository) }),
  };
}

function openRecorder({ writeBack }: Settings, repository: Repository) {
  if (writeBack === 'off') return undefined;
  const ownBranch = writeBack === 'branch' ? undefined : writeBack;
  return createVideoRecorder(repository, {
    mayBeRefused: writeBack === undefined,
    ...defined({ ownBranch }),
  });
}
