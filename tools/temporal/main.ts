// Prepares the development server's binary and prints its path, for CI and images.
import { findTemporal } from './find.ts';

try {
  const found = await findTemporal({ env: process.env, log: (line) => console.error(line) });
  console.error(`Temporal CLI ${found.version} (${found.how})`);
  console.log(found.path);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
