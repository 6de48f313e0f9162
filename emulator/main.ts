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
  // Listen for signals before printing: the reader of this line may stop us at once.
  stopOnSignal(youtube.close);
  console.log(`local YouTube on ${youtube.url}`);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port: expected a number from 0 to 65535, found "${text}"`);
}

/** Stops on Ctrl-C, SIGTERM and, with `--with-parent`, when the parent dies, which closes stdin. */
function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (!values['with-parent']) return;
  process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `local YouTube: port ${values.port} is in use; choose another one with --port, or 0 for any`;
  return `local YouTube: ${error.message}`;
}
