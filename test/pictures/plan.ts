import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { plan } from '../../scripts/commands/plan.ts';
import { readOwnSettings } from '../../scripts/lib/settings.ts';
import { type Browser, openBrowser } from './browser.ts';
import { createPlanAcademy } from './plan-academy.ts';
import { savePicture } from './save.ts';
import { paintHtml, renderTerminal } from './terminal.ts';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));

/** The plan of a real-sized commit: docs/pictures/plan.png as a terminal shows it, docs/examples/plan.md as a pull request does. */
export async function takePlan(browser: Browser, print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-plan-'));
  try {
    const repository = await createPlanAcademy(join(folder, 'academy'));
    const input = { settings: readOwnSettings({}, { repository }), now: Date.now() };
    const { text } = await plan({ ...input, paint: paintHtml });
    const page = join(folder, 'plan.html');
    await writeFile(page, renderTerminal('npx showrunner plan', text));
    const url = pathToFileURL(page).href;
    const shot = { name: 'plan', url, waitFor: ['#done'], height: 480 };
    const bytes = await savePicture(join(DOCS, 'pictures/plan.png'), await browser.take(shot));
    print(`plan.png  ${Math.round(bytes / 1024)} KB`);
    const markdown = await plan({ ...input, format: 'markdown' });
    await writeFile(join(DOCS, 'examples/plan.md'), markdown.text);
    print(`plan.md  ${markdown.text.length} characters`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Alone: `node --import tsx test/pictures/plan.ts`.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await openBrowser();
  try {
    await takePlan(browser, (line) => console.log(line));
  } finally {
    await browser.close();
  }
}
