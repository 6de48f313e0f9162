import { fine, problem, unknown, type Verdict, warning } from '../../../domain/shared/finding.ts';
import { suggest } from '../../../domain/shared/suggestions.ts';
import type { Channel } from '../token-channel-memory.ts';

/** What academy.yaml says of the channel: its id, and the titles of streams by their names. */
export type WantedChannel = {
  readonly channelId: string;
  readonly streams: Readonly<Record<string, string>>;
};

/** `channel`: undefined, the account has none. `wanted`: undefined, academy.yaml is not known. */
export function judgeChannel(
  channel: Channel | undefined,
  wanted: WantedChannel | undefined,
  consentAgain: string,
): Verdict {
  if (channel === undefined)
    return problem(
      `the account of the token has no YouTube channel: ${consentAgain}, with the one that has it`,
    );
  const is = `${channel.channelId} "${channel.title}"`;
  if (wanted === undefined) return unknown(`${is}, which was not compared: there is no academy.yaml to read`);
  if (wanted.channelId === channel.channelId) return fine(is);
  return problem(
    `the token belongs to channel ${is}, academy.yaml names ${wanted.channelId}, so nothing is written: correct \`channelId\`, or ${consentAgain} and choose ${wanted.channelId} where Google asks for the channel`,
  );
}

const VERIFY = 'https://www.youtube.com/verify';

/**
 * YouTube says nowhere whether a channel may have custom thumbnails. Videos of more than 15 minutes need the same verification, by a
 * telephone number, and of them it does.
 */
export function judgeVerified(status: string | undefined): Verdict {
  if (status === 'allowed')
    return fine('long uploads are allowed, which needs the same verification as custom thumbnails');
  if (status === 'eligible')
    return warning(
      `the channel is not verified: YouTube allows it no long uploads before, and refuses custom thumbnails; its owner verifies it at ${VERIFY}`,
    );
  if (status === 'disallowed')
    return warning(
      `YouTube allows this channel no long uploads, so it is probably not verified, or restricted: custom thumbnails may be refused; its owner sees why at https://www.youtube.com/features, and verifies it at ${VERIFY}`,
    );
  return unknown('not known: YouTube does not say it of this channel; the first thumbnail shows it');
}

/** One verdict for each stream of academy.yaml, by its title. `found`: the titles on YouTube. */
export function judgeStreams(
  streams: Readonly<Record<string, string>>,
  found: readonly string[],
): readonly Verdict[] {
  const entries = Object.entries(streams);
  if (entries.length === 0) return [fine('academy.yaml names none')];
  return entries.map(([name, title]) => judgeStream(name, title, found));
}

function judgeStream(name: string, title: string, found: readonly string[]): Verdict {
  const same = found.filter((one) => one === title).length;
  if (same === 1) return fine(`"${title}"`, name);
  if (same > 1)
    return warning(
      `${same} streams on YouTube are called "${title}": the first one is bound; rename the others in YouTube Studio`,
      name,
    );
  return problem(
    `YouTube has no stream called "${title}", it has ${listTitles(found)}: ${suggestTitle(title, found)}create its key in YouTube Studio, or correct \`streams\` in academy.yaml`,
    name,
  );
}

const MOST = 5;

function listTitles(found: readonly string[]): string {
  if (found.length === 0) return 'none';
  const titles = found.slice(0, MOST).map((title) => `"${title}"`);
  return `${titles.join(', ')}${found.length > MOST ? ' and more' : ''}`;
}

function suggestTitle(title: string, found: readonly string[]): string {
  const near = suggest(title, found);
  return near === undefined ? '' : `did you mean "${near}"? Else `;
}
