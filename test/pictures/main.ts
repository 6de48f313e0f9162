import { makeGoldens } from '../golden/make.ts';
import { makeGallery } from './gallery.ts';
import { takePreview } from './preview.ts';
import { takeReport } from './report.ts';
import { takeStory } from './story.ts';
import { takeTasks } from './tasks.ts';

/** `npm run pictures -- PART...`: draws the documentation's pictures again; goldens only when named. */
const PARTS = {
  story: takeStory,
  tasks: takeTasks,
  gallery: makeGallery,
  preview: takePreview,
  report: takeReport,
  goldens: makeGoldens,
} as const;
const isPart = (name: string): name is keyof typeof PARTS => name in PARTS;

const named = process.argv.slice(2);
const unknown = named.find((name) => !isPart(name));
if (unknown !== undefined) {
  console.error(`there is no part "${unknown}"; expected ${Object.keys(PARTS).join(', ')}`);
  process.exit(1);
}
const parts = named.length === 0 ? (['story', 'gallery'] as const) : named.filter(isPart);
for (const part of parts) await PARTS[part]((line) => console.log(line));
// A stopped server may still have open handles; everything is written.
process.exit();
