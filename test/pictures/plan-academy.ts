import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { drawAvatar } from '../bench/avatar.ts';
import { createContentRepository, writeGuest } from '../support/content.ts';

const GUEST = 'guests/regular-180.yaml';
const SUBJECT = 'Call Guinevere Saenger by her new name';
const IDENTITY = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org'];

/** An academy of 2,000 episodes whose newest commit gives a guest of 180 another name. */
export async function createPlanAcademy(folder: string): Promise<string> {
  const academy = await createContentRepository({
    folder,
    episodes: 2000,
    guests: 300,
    finished: 1990,
    perDay: 10_000,
    regulars: [180],
  });
  const avatar = { 'guests/avatars/guinevere.png': await drawAvatar(200) };
  await academy.commit({ ...avatar, ...ACADEMY, [GUEST]: writeRegular('Guinevere Saenger') });
  await writeFile(join(folder, GUEST), writeRegular('Guinevere Stone'));
  await execa('git', [...IDENTITY, 'commit', '--quiet', '--all', '--message', SUBJECT], { cwd: folder });
  return academy.folder;
}

const ACADEMY = {
  'academy.yaml': `name: Bench Academy
channelId: UCshowrunnerbench0000000
episodeUrl: "https://bench.example/watch/{{ episode.id }}"
footer: Made to be measured.
streams: { main: "Main encoder" }
manage: full
fields: { tags: full, thumbnail: full, visibility: seed }
quota: { perDay: 10000, reserve: 2000 }
approval: { episodes: 25, percent: 30, units: 2500 }
`,
};

const writeRegular = (name: string): string =>
  `${writeGuest(name, 'Staff Engineer')}avatar: avatars/guinevere.png\n`;
