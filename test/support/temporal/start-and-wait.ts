// For the test of kill -9: starts a real server in the given folder and on the given port, prints "ready" and waits.
import { startTemporal } from '../../../tools/temporal/start.ts';

const [folder = '', port = ''] = process.argv.slice(2);
await startTemporal({
  env: process.env,
  folder,
  port: Number(port),
  searchAttributes: {},
  log: console.error,
});
console.log('ready');
setInterval(() => undefined, 60_000);
