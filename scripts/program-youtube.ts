import type { Command } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = {
  readonly json?: true;
  readonly port?: string;
  readonly state?: string;
  readonly url?: string;
  readonly repository?: string;
  readonly handWritten?: boolean;
};

/** `youtube serve`, `seed`, `look`: the local YouTube, never Google. */
export function addYouTube(program: Command, context: Context): void {
  const verb = program.command('youtube').description('the local YouTube');
  addServe(verb, context);
  addSeed(verb, context);
  addLook(verb, context);
}

function addServe(verb: Command, { env }: Context): void {
  verb
    .command('serve')
    .description('run it alone, until Ctrl-C')
    .option('--port <number>', 'its port; 0: any (default: SHOWRUNNER_YOUTUBE_PORT)')
    .option('--state <folder>', 'the state folder (default: SHOWRUNNER_STATE)')
    .action(async ({ port, state }: Flags) => {
      const { serve } = await import('./verbs/youtube-serve.ts');
      const flags = port === undefined ? {} : { SHOWRUNNER_YOUTUBE_PORT: port };
      process.exitCode = await serve(
        readOwnSettings({ ...env, ...flags, SHOWRUNNER_YOUTUBE: undefined }, { state }),
      );
    });
}

function addSeed(verb: Command, { env }: Context): void {
  verb
    .command('seed')
    .description('fill it with a finished video for each past episode that names one')
    .option('--hand-written', 'texts as a person typed them, without our marker')
    .option('--url <url>', 'which one (default: the one that runs)')
    .option('--repository <place>', 'the content, as last committed (default: the current folder)')
    .option('--json', 'answer in JSON')
    .action(async ({ json, url, repository, handWritten = false }: Flags) => {
      const { seed } = await import('./verbs/youtube-seed.ts');
      const settings = readOwnSettings(env, { repository });
      report(
        await seed({ settings, now: Date.now(), handWritten, ...(url === undefined ? {} : { url }) }),
        json,
      );
    });
}

function addLook(verb: Command, { env }: Context): void {
  verb
    .command('look')
    .description('the channel, or one video')
    .argument('[video]', 'a video id')
    .option('--url <url>', 'which one (default: the one that runs)')
    .option('--json', 'answer in JSON')
    .action(async (video: string | undefined, { json, url }: Flags) => {
      const { look } = await import('./verbs/youtube-look.ts');
      const settings = readOwnSettings(env);
      const wish = { ...(video === undefined ? {} : { video }), ...(url === undefined ? {} : { url }) };
      report(await look({ settings, ...wish }), json);
    });
}
