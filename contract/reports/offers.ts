import type { TakeOverOffer, TakeOverOffers } from '../drift.ts';
import type { ReportBlock } from './block.ts';
import { command, type Text, text } from './text.ts';
import { count } from './words.ts';

/** One command a show; each shows what would change and asks. */
export const describeOffers = ({ count: total, shows }: TakeOverOffers): ReportBlock[] =>
  total === 0
    ? []
    : [
        {
          kind: 'list',
          strong: text`${count(total, 'video')} can be taken over.`,
          text: text`Each command shows what would change, and nothing is written before that is approved:`,
          items: shows.map(describeOffer),
          total: shows.length,
        },
      ];

const describeOffer = ({ show, count: of, first }: TakeOverOffer): Text => {
  const which = show === undefined ? first : ['--show', show];
  const rest = show === undefined && of > first.length ? `, the first ${first.length} of them` : '';
  return text`${show ?? 'without a show'}: ${count(of, 'video')}\n${command('npx', 'showrunner', 'take-over', ...which, '--by', 'NAME')}${rest}`;
};
