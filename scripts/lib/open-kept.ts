import { createKeptStore, type KeptStore } from '../../clients/git/kept.ts';
import { findGitLogin } from '../../clients/github/git-login.ts';
import { type Settings, stateFolders } from '../../config/settings.ts';
import { defined } from '../../domain/shared/defined.ts';

/** What the workers on these settings keep. */
export const openKept = ({ state, keptRemote, codeHost }: Settings): KeptStore =>
  createKeptStore({
    folder: stateFolders(state).kept,
    ...defined({ remote: keptRemote, login: findGitLogin(codeHost, keptRemote ?? '') }),
  });
