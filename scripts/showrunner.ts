import { readSecretFiles } from '../config/secret-files.ts';
import { printError } from './lib/outcome.ts';
import { createProgram } from './program.ts';

// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

const words = process.argv.slice(2);
try {
  const program = await createProgram({ env: readSecretFiles(process.env), words });
  await program.parseAsync(words, { from: 'user' });
} catch (error) {
  printError(error, words.includes('--json'));
}
