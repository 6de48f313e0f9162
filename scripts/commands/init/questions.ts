import type { Readable, Writable } from 'node:stream';
import { confirm, intro, isCancel, text } from '@clack/prompts';
import { CommandError } from '../../lib/outcome.ts';

/** What the flags say; what is absent is asked, or has a default. */
export type Answers = {
  readonly name: string;
  readonly channel: string;
  readonly show: string;
  readonly host: string;
  readonly ci: boolean;
};

/** Where it asks; absent: the terminal. */
export type Streams = { readonly input?: Readable; readonly output?: Writable };

/** Asks for what no flag names, with the defaults to accept. @throws CommandError when the person cancels */
export async function askFor(
  given: Partial<Answers>,
  defaults: Answers,
  streams: Streams = {},
): Promise<Answers> {
  intro('A few questions; Enter takes what is shown. Nothing is written before the last one.', streams);
  const ask = async (key: keyof Omit<Answers, 'ci'>, message: string): Promise<string> =>
    given[key] ??
    settle(await text({ message, placeholder: defaults[key], defaultValue: defaults[key], ...streams }));
  return {
    name: await ask('name', 'What is the academy called?'),
    channel: await ask(
      'channel',
      'Which YouTube channel? Its id, UC and 22 characters; `npx showrunner login` can fill it in later',
    ),
    show: await ask('show', 'What is its first show called?'),
    host: await ask('host', 'Who hosts it? Their name, as it is printed'),
    ci:
      given.ci ??
      settle(
        await confirm({
          message: 'Write workflows for GitHub that validate and plan each pull request?',
          ...streams,
        }),
      ),
  };
}

function settle<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new CommandError('cancelled: nothing was written');
  return answer as Exclude<T, symbol>;
}
