import { Command } from 'commander';
import { expect, it } from 'vitest';
import { command } from './retry.ts';

async function fail(...words: readonly string[]): Promise<string> {
  const program = new Command().exitOverride();
  command(program, {});
  const error: unknown = await program.parseAsync([...words], { from: 'user' }).catch((reason) => reason);
  return error instanceof Error ? error.message : 'no error';
}

it('a misspelt reason gets a suggestion, any other the list', async () => {
  expect(await fail('--reason', 'refuzed')).toBe('there is no reason "refuzed". Did you mean "refused"?');
  expect(await fail('--reason', 'xyzzyxyzzy')).toMatch(/It is one of credentials, channel, .*, notify$/);
});
