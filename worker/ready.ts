import type { Settings } from '../config/settings.ts';
import { type Printed, printLines } from '../domain/shared/media/terminal.ts';
import type { Showrunner } from './showrunner.ts';

/** Renders what `npm start` prints when it is ready: what it follows, what to open, what to try. */
export function renderReady(
  { repository, uiUrl, youtubeUrl, temporalAddress }: Showrunner,
  settings: Settings,
  content: string,
): Printed {
  const rows: [string, string][] = [
    ['following', `${repository.location}, branch ${repository.branch}`],
    ['content', content],
    ['Temporal', uiUrl ?? temporalAddress],
    ['YouTube', youtubeUrl === undefined ? 'Google' : `${youtubeUrl} (local)`],
    ['state', settings.state],
    [
      'try',
      youtubeUrl === undefined
        ? 'npx showrunner status'
        : 'npx showrunner new episode "My first stream", commit the file, and watch both pages',
    ],
  ];
  return printLines(['', ...rows.map(([name, value]) => `  ${name.padEnd(10)} ${value}`), '']);
}
