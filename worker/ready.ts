import type { Settings } from '../config/settings.ts';
import type { Showrunner } from './showrunner.ts';

/** What a person needs when it is up: what it follows, what to open, what it found, what to try. */
export function renderReady(
  { repository, uiUrl, youtubeUrl, temporalAddress }: Showrunner,
  settings: Settings,
  found: string,
): string {
  const rows: [string, string][] = [
    ['follows', `${repository.location}, branch ${repository.branch}`],
    ['found', found],
    ['Temporal', uiUrl ?? temporalAddress],
    ['YouTube', youtubeUrl === undefined ? 'Google' : `${youtubeUrl} (local)`],
    ['state', settings.state],
    [
      'try',
      youtubeUrl === undefined
        ? 'npx showrunner status'
        : 'npx showrunner new episode "My first stream", commit the file, and look at both pages',
    ],
  ];
  return ['', ...rows.map(([name, value]) => `  ${name.padEnd(9)} ${value}`), ''].join('\n');
}
