import { createStatisticsStore, type StatisticsStore } from '../../clients/git/statistics-store.ts';
import { findGitLogin } from '../../clients/github/git-login.ts';
import { type Settings, stateFolders } from '../../config/settings.ts';
import { defined } from '../../domain/shared/defined.ts';

/** The numbers that the workers on these settings keep. */
export const openStatistics = ({ state, keptRemote, codeHost }: Settings): StatisticsStore =>
  createStatisticsStore({
    folder: stateFolders(state).kept,
    ...defined({ remote: keptRemote, login: findGitLogin(codeHost, keptRemote ?? '') }),
  });
