import { NEED_REASONS, type NeedReason } from '../../contract/attention.ts';
import type { Notice } from '../../contract/notifications.ts';
import { defined } from '../../domain/shared/defined.ts';

/** Characters: what is stored of each is bounded. */
const MAX_NAME = 300;
const MAX_MESSAGE = 600;
const MAX_WORDS = 30;

const EVENTS: Readonly<Record<Notice['event'], true>> = {
  'needs-a-person': true,
  cured: true,
  live: true,
  ended: true,
  commit: true,
  quota: true,
};

/** A notice as it is stored; undefined for anything else: a signal may hold whatever was sent. */
export function parseNotice(value: unknown): Notice | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = new Map(Object.entries<unknown>({ ...value }));
  const text = (key: string, most = MAX_NAME): string | undefined => {
    const found = given.get(key);
    return typeof found === 'string' ? cut(found, most) : undefined;
  };
  const number = (key: string): number | undefined => {
    const found = given.get(key);
    return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
  };
  const [key, at, commit, event] = [text('key'), number('at'), text('commit'), text('event')];
  const [subject, workflowId] = [text('subject'), text('workflowId')];
  if (key === undefined || at === undefined || commit === undefined || !isEvent(event)) return undefined;
  if (subject === undefined || workflowId === undefined) return undefined;
  return {
    ...{ key, at, commit, event, subject, workflowId },
    ...defined({
      reason: parseReason(text('reason')),
      title: text('title'),
      message: text('message', MAX_MESSAGE),
      count: number('count'),
      videoId: text('videoId'),
      command: parseCommand(given.get('command')),
    }),
  };
}

const isEvent = (event: string | undefined): event is Notice['event'] =>
  event !== undefined && Object.hasOwn(EVENTS, event);

const parseReason = (text: string | undefined): NeedReason | undefined =>
  NEED_REASONS.find((one) => one === text);

/** A command that would be cut is left out. */
function parseCommand(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > MAX_WORDS) return undefined;
  const words = value.filter((word): word is string => typeof word === 'string' && word.length <= MAX_NAME);
  return words.length === value.length ? words : undefined;
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
