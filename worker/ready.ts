import type { Settings } from '../config/settings.ts';
import { VIEWS, type View, viewLink, viewOfGuest } from '../contract/views.ts';
import { type Printed, printLines } from '../domain/shared/media/terminal.ts';
import type { ContentSummary } from './content.ts';
import type { Showrunner } from './showrunner.ts';

type Row = readonly [name: string, value: string];

/** Renders what `npm start` prints when it is ready: what it follows, what to open, what to try. */
export function renderReady(showrunner: Showrunner, settings: Settings, content: ContentSummary): Printed {
  const { repository, uiUrl, youtubeUrl, temporalAddress, httpUrl } = showrunner;
  const rows: Row[] = [
    ['following', `${repository.location}, branch ${repository.branch}`],
    ['content', content.line],
    ['Temporal', uiUrl ?? temporalAddress],
    ['YouTube', youtubeUrl === undefined ? 'Google' : `${youtubeUrl} (local)`],
    ...(httpUrl === undefined
      ? []
      : [['HTTP', `${httpUrl}/metrics, /readyz${listWebhooks(settings)}`] as const]),
    ['state', settings.state],
    [
      'try',
      youtubeUrl === undefined
        ? 'npx showrunner status'
        : 'npx showrunner new episode "My first stream", commit the file, and watch both pages',
    ],
  ];
  const views = listViews(showrunner, content).map(([name, value]) => `  ${name.padEnd(22)} ${value}`);
  return printLines([
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(10)} ${value}`),
    ...(views.length === 0
      ? []
      : ['', '  Views of the Temporal UI; a link saves its view in your browser:', ...views]),
    '',
  ]);
}

const listWebhooks = ({ http }: Settings): string =>
  Object.keys(http?.secrets ?? {})
    .map((sender) => `, /webhooks/${sender}`)
    .join('');

function listViews({ uiUrl, temporal }: Showrunner, { guest }: ContentSummary): Row[] {
  if (uiUrl === undefined) return [];
  const { needsPerson, upcoming, rewrites } = VIEWS;
  const views: View[] = [
    needsPerson,
    upcoming,
    rewrites,
    ...(guest === undefined ? [] : [viewOfGuest(guest)]),
  ];
  return views.map((view) => [view.name, viewLink(uiUrl, temporal.namespace, view)]);
}
