import { parseArgs } from 'node:util';
import { defined } from './defined.ts';
import { startLocalYouTube } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    state: { type: 'string' },
    'with-parent': { type: 'boolean', default: false },
  },
});

try {
  const folder = defined({ folder: values.state });
  const youtube = await startLocalYouTube({ port: parsePort(values.port), ...folder });
  // First the ears, then the line: who reads it may end us at once.
  endWith(youtube.close);
  console.log(`local YouTube on ${youtube.url}`);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port: expected a number from 0 to 65535, found "${text}"`);
}

/** Ctrl-C, SIGTERM, and, when our parent said so, its death: then our stdin closes. */
function endWith(close: () => Promise<void>): void {
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    void close().then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  if (!values['with-parent']) return;
  process.stdin.on('end', end).on('close', end).on('error', end).resume();
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `local YouTube: port ${values.port} is in use; choose another one with --port, or 0 for any`;
  return `local YouTube: ${error.message}`;
}
