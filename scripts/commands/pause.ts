import { pause } from '../../contract/operator.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { sendToOne } from '../lib/send-to-workflow.ts';
import { readOwnSettings } from '../lib/settings.ts';

export const command = defineCommand({
  arguments: { '[episode]': 'id of an episode; omit it to pause the processing of commits' },
  flags: {
    '--by <name>': 'your name, for the record (required)',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ episode, by, ...flags }, env) =>
    sendToOne({ settings: readOwnSettings(env, flags), env, episode, by }, pause),
});
