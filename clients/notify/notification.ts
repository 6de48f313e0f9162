/** A message as data, before a service shows it in its way. `headline`, labels and facts are ours; the rest may be of others. */
export type Notification = {
  /** The same each time it is sent. */
  readonly id: string;
  /** ms since 1970 */
  readonly at: number;
  readonly tone: 'bad' | 'good' | 'plain';
  readonly headline: string;
  readonly facts: readonly string[];
  readonly items: readonly NotificationItem[];
  /** How many items there are in all. */
  readonly total: number;
  /** For programs. */
  readonly data: Readonly<Record<string, unknown>>;
};

export type NotificationItem = {
  readonly subject: string;
  readonly title?: string;
  /** Code between backticks. */
  readonly message?: string;
  /** To paste into a shell. */
  readonly command?: string;
  readonly links: readonly { readonly label: string; readonly url: string }[];
};

/** What became of it. */
export type SendResult =
  | { readonly delivered: true }
  | {
      readonly delivered: false;
      /** What is wrong and what to do; no secret. */
      readonly why: string;
      /** It may have arrived all the same. */
      readonly unknownOutcome: boolean;
      /** Only a person can change it. */
      readonly final: boolean;
      readonly retryAfterMs?: number;
    };

/** The pieces of a message: every second one is code. */
export const splitCode = (message: string): string[] => message.split('`');

/** `characters` of a message and `items` of a list, from generous to a few words. */
export type Room = { readonly characters: number; readonly items: number };

const ROOMS: readonly Room[] = [
  { characters: 1500, items: 10 },
  { characters: 600, items: 10 },
  { characters: 250, items: 10 },
  { characters: 120, items: 8 },
  { characters: 60, items: 5 },
  { characters: 30, items: 2 },
];

/** The most that fits: whole items, the texts of others cut, and how many are left out. */
export function renderFitting<T>(
  { items, total }: Notification,
  render: (items: readonly NotificationItem[], rest: number) => T,
  fits: (rendered: T) => boolean,
): T {
  for (const { characters, items: most } of ROOMS) {
    const shown = items.slice(0, most).map((item) => cutItem(item, characters));
    const rendered = render(shown, total - shown.length);
    if (fits(rendered)) return rendered;
  }
  return render([], total);
}

const MAX_COMMAND = 400;

/** A command that is cut would do something else: one that is too long is left out. */
function cutItem(
  { subject, title, message, command, links }: NotificationItem,
  most: number,
): NotificationItem {
  return {
    subject: cut(subject, most),
    links,
    ...(isEmpty(title) ? {} : { title: cut(title, Math.min(most, 200)) }),
    ...(isEmpty(message) ? {} : { message: cut(message, most) }),
    ...(command === undefined || command.length > MAX_COMMAND ? {} : { command }),
  };
}

const isEmpty = (text: string | undefined): text is undefined | '' =>
  text === undefined || text.trim() === '';

/** Cuts between characters. An odd number of backticks would make code of what follows. */
export function cut(text: string, most: number): string {
  const signs = [...text];
  if (signs.length <= most) return text;
  const kept = `${signs.slice(0, most - 1).join('')}…`;
  return splitCode(kept).length % 2 === 0 ? `${kept}\`` : kept;
}

/** `and 12 more` */
export const describeMore = (rest: number): string => `and ${rest.toLocaleString('en-US')} more`;
