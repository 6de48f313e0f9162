import { printError } from './lib/outcome.ts';
import { createProgram } from './program.ts';

const words = process.argv.slice(2);
try {
  const program = await createProgram({ env: process.env, words });
  await program.parseAsync(words, { from: 'user' });
} catch (error) {
  printError(error, words.includes('--json'));
}
