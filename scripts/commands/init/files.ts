import { readFile } from 'node:fs/promises';
import { listGenerated } from '../../../domain/content/schema/generated.ts';
import { locate } from '../../../layout/index.ts';
import { LOCAL_CHANNEL_ID } from '../../lib/local-youtube.ts';
import { renderModelineTo } from '../../lib/modeline.ts';
import { pair, renderGuestFile } from '../new/files.ts';

/** What an academy starts with. `timezone`: an IANA zone; absent: times name their own. */
export type Beginning = {
  readonly name: string;
  readonly channelId: string;
  readonly show: { readonly id: string; readonly name: string };
  readonly host: { readonly id: string; readonly name: string };
  readonly timezone?: string | undefined;
  /** Workflows for GitHub that validate and plan. */
  readonly ci: boolean;
};

/** `isKept`: set-up of editors and tools; what is there already stays as it is. */
export type NewFile = { readonly path: string; readonly text: string; readonly isKept?: true };

/** Content, with the JSON Schemas that it names. */
export function listContentFiles(beginning: Beginning): readonly NewFile[] {
  const { show, host } = beginning;
  const schemas = listGenerated().filter(({ path }) => path.startsWith('schemas/'));
  return [
    withModeline('academy.yaml', 'academy', renderAcademy(beginning)),
    withModeline(`shows/${show.id}.yaml`, 'show', renderShow(beginning)),
    withModeline(`guests/${host.id}.yaml`, 'guest', renderGuestFile(host.name)),
    ...schemas,
  ];
}

const withModeline = (path: string, kind: 'academy' | 'show' | 'guest', text: string): NewFile => ({
  path,
  text: `${renderModelineTo('schemas', { path, kind })}${text}`,
});

function renderAcademy({ name, channelId }: Beginning): string {
  const standIn = [
    '# This is the channel of the local YouTube: `npx showrunner login` writes yours.',
    pair('channelId', channelId),
  ];
  return `${[
    pair('name', name),
    ...(channelId === LOCAL_CHANNEL_ID ? standIn : [pair('channelId', channelId)]),
    '# observe looks and reports, and writes nothing to YouTube.',
    '# Later: new (writes only to what it created), or full.',
    'manage: observe',
    '',
    '# Other keys (docs/content-reference.md lists all):',
    '# episodeUrl: "https://academy.example/watch/{{ episode.id }}"',
    '# streams: { main: "the title of your stream key in YouTube Studio" }',
    '# fields: { tags: full, thumbnail: full, visibility: seed }  # full, seed (at creation only) or keep (never)',
    '# footer: The last lines of every description.',
    '# approval: { episodes: 25, percent: 30, units: 2500 }  # a larger rewrite waits for a person',
  ].join('\n')}\n`;
}

function renderShow({ show, host, timezone }: Beginning): string {
  return `${[
    pair('name', show.name),
    pair('hosts', [host.id]),
    ...(timezone === undefined ? ['# timezone: Europe/London'] : [pair('timezone', timezone)]),
    '',
    '# Other keys (docs/content-reference.md lists all):',
    '# title: "{{ episode.title }} | {{ show.name }}"',
    '# tags: [kubernetes]',
    '# thumbnail: { template: versus }',
    '# defaults: { duration: 90m, visibility: public, stream: main }',
  ].join('\n')}\n`;
}

/** For git, editors and CI. */
export async function listToolFiles({ ci }: Beginning): Promise<readonly NewFile[]> {
  return [
    { path: '.gitignore', text: GITIGNORE, isKept: true },
    { path: '.vscode/extensions.json', text: toText(EXTENSIONS), isKept: true },
    { path: '.vscode/settings.json', text: toText(EDITOR), isKept: true },
    ...(ci ? await listWorkflows() : []),
  ];
}

const GITIGNORE =
  'node_modules/\n# State of Showrunner: credentials, databases, logs.\n.showrunner/\n.env\n*.log\n';

const EXTENSIONS = { recommendations: ['redhat.vscode-yaml'] };

/** Files of people that have no first line of ours. */
const EDITOR = {
  'yaml.schemas': {
    './schemas/academy.schema.json': 'academy.yaml',
    './schemas/episode.schema.json': 'episodes/**/*.yaml',
    './schemas/guest.schema.json': 'guests/**/*.yaml',
    './schemas/show.schema.json': 'shows/**/*.yaml',
    './schemas/sponsor.schema.json': 'sponsors/**/*.yaml',
  },
};

const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The examples of docs/ci.md, as they are. */
const WORKFLOWS = {
  'validate.yml': 'docs/examples/validate.yml',
  'plan.yml': 'docs/examples/plan.yml',
};

async function listWorkflows(): Promise<readonly NewFile[]> {
  const workflows = Object.entries(WORKFLOWS).map(async ([name, example]) => ({
    path: `.github/workflows/${name}`,
    text: await readFile(locate(example), 'utf8'),
  }));
  return [
    ...(await Promise.all(workflows)),
    // Both read the version of Node there.
    { path: '.nvmrc', text: await readFile(locate('.nvmrc'), 'utf8'), isKept: true as const },
  ];
}
