import { createProgram } from './program.ts';
import { reportError } from './report.ts';

const program = createProgram({ env: process.env });
try {
  await program.parseAsync(process.argv);
} catch (error) {
  reportError(error, process.argv.includes('--json'));
}
