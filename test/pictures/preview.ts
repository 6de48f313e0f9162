import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../../config/settings.ts';
import { openPreview } from '../../scripts/commands/preview/server.ts';
import { openBrowser } from './browser.ts';
import { savePicture } from './save.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EPISODE = 'deep-dive/etcd-on-a-bad-disk';

/** The page of an episode of the sample academy. */
export async function takePreview(print: (line: string) => void): Promise<void> {
  const settings = readSettings({ SHOWRUNNER_REPOSITORY: ROOT });
  const preview = await openPreview({ settings, port: 0, editor: 'vscode://file{file}:{line}:{column}' });
  const browser = await openBrowser();
  try {
    const png = await browser.take({
      name: 'preview',
      url: `${preview.url}/episodes/${EPISODE}`,
      waitFor: ['.large img.picture', '.phone .chapters'],
      height: 1340,
      width: 1240,
    });
    const path = join(ROOT, 'docs/pictures/preview.png');
    print(`${path} ${await savePicture(path, png)} bytes`);
  } finally {
    await browser.close();
    await preview.close();
  }
}
