import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Google's client for Python, as CONTRIBUTING.md says how to install it. */
export const PACKAGE = 'google-api-python-client==2.202.0';

const SCRIPT = `import importlib.metadata; print("google-api-python-client==" + importlib.metadata.version("google-api-python-client"))`;

/** An interpreter with the package: of `GOOGLE_PYTHON`, of `.python` in the repository, or the first on the PATH. */
export function findPython(): string | undefined {
  const root = join(import.meta.dirname, '../..');
  const named = process.env['GOOGLE_PYTHON'];
  const places = named === undefined ? [join(root, '.python/bin/python'), 'python3'] : [named];
  return places.find(hasPackage);
}

function hasPackage(python: string): boolean {
  try {
    const printed = execFileSync(python, ['-c', SCRIPT], { stdio: ['ignore', 'pipe', 'ignore'] });
    return printed.toString().trim() === PACKAGE;
  } catch {
    return false; // No such interpreter, or not the package.
  }
}
