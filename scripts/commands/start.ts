import { pathToFileURL } from 'node:url';
import { defined } from '../../domain/shared/defined.ts';
import { locateProgram } from '../../layout/index.ts';
import { defineCommand } from '../lib/command.ts';

export const command = defineCommand({
  flags: {
    '--repository <place>': 'the content repository, a folder or a URL (default: the current folder)',
    '--branch <name>': "the branch to follow (default: the repository's own HEAD)",
    '--state <folder>': 'the state folder (default: .showrunner)',
  },
  run: async ({ repository, branch, state }) => {
    const flags = { SHOWRUNNER_REPOSITORY: repository, SHOWRUNNER_BRANCH: branch, SHOWRUNNER_STATE: state };
    Object.assign(process.env, defined(flags));
    // A path, as commands import no worker code: the worker is a program of its own, in this process.
    await import(pathToFileURL(locateProgram('worker')).href);
    return undefined;
  },
});
