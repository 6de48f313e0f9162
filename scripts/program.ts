import { Command } from 'commander';
import { readManifest } from '../config/own-manifest.ts';
import type { Environment } from '../config/settings.ts';
import type { ConfigureCommand } from './lib/command.ts';

type Entry = {
  readonly name: string;
  readonly help: string;
  readonly load: () => Promise<{ readonly command: ConfigureCommand }>;
};

/** Every command, in the order of `--help`. A command's module is loaded only when that command is called. */
const COMMANDS: readonly Entry[] = [
  {
    name: 'start',
    help: 'follow the repository until Ctrl-C: start the worker, and what it needs',
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'init',
    help: 'write the files that an academy starts with, in an empty git repository',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'login',
    help: "get credentials for YouTube, by the consent of the channel's owner in a browser",
    load: () => import('./commands/login.ts'),
  },
  {
    name: 'logout',
    help: 'revoke the credentials that `login` stored, and remove them',
    load: () => import('./commands/logout.ts'),
  },
  {
    name: 'validate',
    help: 'check the content and list every problem with its file, line and column',
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'render',
    help: "print an episode's title, description and tags as YouTube will get them",
    load: () => import('./commands/render.ts'),
  },
  {
    name: 'thumbnail',
    help: 'draw the thumbnails of episodes into files, as YouTube will get them',
    load: () => import('./commands/thumbnail.ts'),
  },
  {
    name: 'preview',
    help: 'show episodes as YouTube will, in a browser, and again on each save',
    load: () => import('./commands/preview.ts'),
  },
  {
    name: 'plan',
    help: 'show what commits change on YouTube, from git alone or compared with YouTube',
    load: () => import('./commands/plan.ts'),
  },
  {
    name: 'status',
    help: 'say whether all is well, who needs what, and what comes next',
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'doctor',
    help: 'check all that Showrunner needs: this machine, the repository, credentials, the channel, Temporal',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'workers',
    help: 'list the workers and their versions, and say which one gets the work',
    load: () => import('./commands/workers.ts'),
  },
  {
    name: 'drift',
    help: 'compare the channel with git now and report manual changes',
    load: () => import('./commands/drift.ts'),
  },
  {
    name: 'new episode',
    help: 'write the file of a new episode',
    load: () => import('./commands/new-episode.ts'),
  },
  { name: 'new guest', help: 'write the file of a new guest', load: () => import('./commands/new-guest.ts') },
  {
    name: 'new block',
    help: 'write a template that overrides a built-in block of the description',
    load: () => import('./commands/new-block.ts'),
  },
  {
    name: 'export',
    help: 'print what is public for others: JSON for a website, a calendar, or a feed',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'report',
    help: 'tell a sponsor, a guest or a show how often their episodes were watched',
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'invite',
    help: "write a guest's invitation: a calendar file and a text, in their time zone",
    load: () => import('./commands/invite.ts'),
  },
  {
    name: 'import show-notes',
    help: 'convert Markdown with front matter, times and links into episode, guest and show files',
    load: () => import('./commands/import-show-notes.ts'),
  },
  {
    name: 'import channel',
    help: 'write files for the videos of a channel that exists, as they are; reads YouTube, writes nothing there',
    load: () => import('./commands/import-channel.ts'),
  },
  {
    name: 'structure',
    help: 'propose chapters, links, guests and more for a verbatim description, and prove that they print it',
    load: () => import('./commands/structure.ts'),
  },
  {
    name: 'overwrite',
    help: 'overwrite manual edits on YouTube with the content from git, once',
    load: () => import('./commands/overwrite.ts'),
  },
  {
    name: 'take-over',
    help: 'show what making videos that files name ours would change, and ask for it',
    load: () => import('./commands/take-over.ts'),
  },
  {
    name: 'adopt',
    help: "write manual edits on YouTube into the episode's YAML file",
    load: () => import('./commands/adopt.ts'),
  },
  {
    name: 'restore',
    help: 'write back what was on YouTube before it was overwritten, as a manual edit',
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'approve',
    help: 'approve the rewrite that is waiting for approval',
    load: () => import('./commands/approve.ts'),
  },
  {
    name: 'reject',
    help: 'reject the rewrite that is waiting for approval: its videos stay as they are, also with later commits',
    load: () => import('./commands/reject.ts'),
  },
  {
    name: 'accept',
    help: 'accept the commit that is waiting for it, because of what it removes or changes',
    load: () => import('./commands/accept.ts'),
  },
  {
    name: 'pause',
    help: 'process no commit, or do nothing for one episode, until `resume`',
    load: () => import('./commands/pause.ts'),
  },
  { name: 'resume', help: 'continue after `pause`', load: () => import('./commands/resume.ts') },
  {
    name: 'retry',
    help: 'try again now what failed: episodes, or all that need a person for one reason',
    load: () => import('./commands/retry.ts'),
  },
  {
    name: 'history',
    help: "list what was written to an episode's video, when, and for which commit",
    load: () => import('./commands/history.ts'),
  },
  {
    name: 'create',
    help: 'create the broadcast of an episode that asks whether an existing one belongs to it',
    load: () => import('./commands/create.ts'),
  },
  {
    name: 'youtube serve',
    help: 'run the local YouTube until Ctrl-C',
    load: () => import('./commands/youtube-serve.ts'),
  },
  {
    name: 'youtube seed',
    help: 'add a finished video for each past episode that names one',
    load: () => import('./commands/youtube-seed.ts'),
  },
  {
    name: 'youtube show',
    help: 'show the channel, or one video',
    load: () => import('./commands/youtube-show.ts'),
  },
  {
    name: 'completion',
    help: 'print the script that lets bash, zsh or fish complete commands and flags',
    load: () => import('./commands/completion.ts'),
  },
];

const GROUPS: Readonly<Record<string, string>> = {
  new: 'write a new file that validates',
  import: 'convert existing material to content',
  youtube: 'run, fill and inspect the local YouTube',
};

const EPILOGUE = `
Exit codes: 0 success, nothing to do; 1 error; 2 there is something to do.
Settings: flags first, then SHOWRUNNER_* and TEMPORAL_* variables, then defaults; see docs/settings.md.`;

/** The program with every command; only those that `words` name are loaded, so that it starts fast. */
export async function createProgram({
  env,
  words,
}: {
  readonly env: Environment;
  /** The command line after `showrunner`. */
  readonly words: readonly string[];
}): Promise<Command> {
  const program = new Command('showrunner')
    .description('Keeps a YouTube academy in git.')
    .version((await readManifest()).version, '--version', 'print the version')
    .addHelpText('after', EPILOGUE)
    .showHelpAfterError('(see showrunner --help)');
  for (const { name, help, load } of COMMANDS) {
    const path = name.split(' ');
    const command = findParent(program, path)
      .command(path.at(-1) ?? name)
      .description(help);
    const isNamed = path.every((word) => words.includes(word));
    if (isNamed || words[0] === 'completion') (await load()).command(command, env);
  }
  return program;
}

/** The program itself, or the group of a command such as `new episode`, which is created with its first command. */
function findParent(program: Command, [group, ...rest]: readonly string[]): Command {
  if (group === undefined || rest.length === 0) return program;
  const existing = program.commands.find((command) => command.name() === group);
  return existing ?? program.command(group).description(GROUPS[group] ?? '');
}
