import { printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import { REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, printNotice, printOutcome } from '../lib/outcome.ts';
import { readContent } from '../lib/read-content.ts';
import { resolveEpisode } from '../lib/resolve-episode.ts';
import { readOwnSettings } from '../lib/settings.ts';

const EDITOR = 'vscode://file{file}:{line}:{column}';

export const command = defineCommand({
  arguments: { '[episode]': 'its id, a former id, or its file (default: the list of all)' },
  flags: {
    '--port <number>': 'of the page, on this machine alone (default: any that is free)',
    '--no-open': 'print the address, and open no browser',
    '--editor <address>': `leads to a place in your editor (default: ${EDITOR})`,
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
  },
  run: async ({ episode: name, port = '0', open: opens, editor = EDITOR, ...flags }, env) => {
    const settings = readOwnSettings(env, flags);
    const id =
      name === undefined
        ? undefined
        : resolveEpisode(await readContent(settings, undefined), name).episode.id;
    const { openPreview } = await import('./preview/server.ts');
    const preview = await openPreview({ settings, port: parsePort(port), editor });
    const url = id === undefined ? `${preview.url}/` : `${preview.url}/episodes/${id}`;
    printOutcome({ code: 0, text: printLines([url]), json: { url } });
    printNotice('shows what you save, as YouTube will; Ctrl-C ends it');
    if (opens !== false) await openBrowser(url);
    await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
    await preview.close();
    process.exitCode = 0;
    return undefined;
  },
});

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new CommandError(`--port: expected a number from 0 to 65535, found "${text}"`);
}

/** A machine without a browser is no error. */
async function openBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  await open(url).catch(() => undefined);
}
