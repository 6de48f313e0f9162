// For the tests of the watchdog: starts the given command, prints "started" and waits for a signal.
import { openSync } from 'node:fs';
import { startWatched } from '../../../tools/temporal/watchdog.ts';

const [command = '', ...args] = process.argv.slice(2);
startWatched({ command, args, env: process.env, cwd: '/', output: openSync('/dev/null', 'w') });
process.on('SIGINT', () => console.log('interrupted'));
console.log('started');
