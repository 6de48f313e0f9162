/** What a person typed for one video. */
export type HandWrittenText = {
  readonly title: string;
  readonly description: string;
  readonly tags: string[];
};

/** Titles of talks. */
export const LIVELY = [
  ...[
    'Breaking a cluster on purpose',
    'Ten ways to lose a volume',
    'Red Hat vs. Talos Systems',
    'Ask us anything',
  ],
  ...[
    'Zero to GitOps in an hour',
    'What is eBPF, really?',
    'Writing an operator in Rust',
    'Café con Kubernetes',
  ],
  ...['WebAssembly on the server', 'Postgres, but distributed', 'Office Hours', '日本語で学ぶ Kubernetes'],
];

const PEOPLE = [
  ['Guinevere Saenger', 'guincodes', 'Pulumi'],
  ['Thilo Fromm', 'thilofromm', 'Kinvolk'],
  ['Guy Templeton', 'guytempleton', 'Skyscanner'],
  ['Renée Müller', 'reneem', 'Example Cloud'],
  ['Ada Lovelace', 'adal', 'Analytical Engines'],
  ['Kunal Shah', 'kshah', 'Example Ltd'],
  ['Łukasz Nowak', 'lnowak', 'Acme'],
  ['Marta Sousa', 'martas', 'Nuvem'],
  ['Yuki Tanaka', 'yukit', 'Hoshi'],
  ['Sam', 'samtheop', 'Independent'],
] as const;

/** A text of the series, then made odd in one of the ways in which real texts are. */
export function renderText(index: number, show: string): HandWrittenText {
  const talk = LIVELY[index % LIVELY.length] ?? '';
  const number = Math.floor(index / LIVELY.length) + 1;
  const title = `${talk}${talk === 'Office Hours' ? '' : ` #${number}`}${index % 2 === 0 ? ` | ${show}` : ''}`;
  const text = [
    `${talk}: episode ${number} of ${show}, with all that went wrong and what we learned from it.`,
    ...renderThanks(index),
    ...renderGuests(index),
    ...(index % 3 === 0 ? [renderChapters(index)] : []),
    ...(index % 4 < 2
      ? [`🔗 Links\nhttps://example.org/notes/${index}\nSlides: https://example.org/slides/${index}`]
      : []),
    ...(index % 4 === 2 ? renderSections(index) : []),
    ...(index % 5 === 0 ? [`#kubernetes #cloudnative #${show.replace(/[^\p{L}\p{N}]/gu, '')}`] : []),
    'Subscribe for more: https://academy.example/subscribe\nMusic: "Example Song" by Example Band',
  ].join('\n\n');
  const odd = ODDITIES[index % 7 === 3 ? Math.floor(index / 7) % ODDITIES.length : -1];
  return {
    title: index % 41 === 7 ? `\u200f${title}\u202e` : index % 43 === 9 ? title.normalize('NFD') : title,
    description: odd === undefined ? text : odd(text, number),
    tags:
      index % 8 === 7
        ? []
        : ['kubernetes', 'cloud native', ...(index % 10 === 4 ? ['C++', 'Cafe\u0301'] : [])],
  };
}

/** Half of them say something of their own. */
const renderThanks = (index: number): string[] =>
  index % 6 !== 1
    ? []
    : index % 12 === 1
      ? ['Thanks to Example Cloud for the support! https://cloud.example']
      : [
          `Thanks to Example Cloud: ${index % 24 === 7 ? 'Clusters in a minute.' : 'Use the code RUST.'} https://cloud.example`,
        ];

const renderSections = (index: number): string[] => [
  `🔧 Tools\nTalos: https://tools.example/${index} - an operating system\nhttps://example.org/tools/${index}`,
  `📚 Reading\nThe book: https://book.example/${index}`,
];

function renderGuests(index: number): string[] {
  const guests = PEOPLE.filter((_, at) => (index + at) % 7 === 0).slice(0, 3);
  if (guests.length === 0 || index % 8 === 6) return [];
  const lines = guests.map(([name, handle, of]) =>
    index % 2 === 0
      ? `${name} (${of}): https://twitter.com/${handle}`
      : `👤 ${name}, ${of}\n   https://github.com/${handle}`,
  );
  return [`${guests.length === 1 ? 'Guest' : 'Guests'}:\n${lines.join('\n')}`];
}

const renderChapters = (index: number): string =>
  ['Introductions', 'The problem', 'Live debugging', 'Questions & answers']
    .map(
      (name, at) =>
        `${index % 2 === 0 ? `${at * 12}:${at === 0 ? '00' : '30'}` : `0${at}:${at}0:00`} ${name}`,
    )
    .join('\n');

type Oddity = (text: string, number: number) => string;

/** Every one has been seen on a real channel. */
const ODDITIES: readonly Oddity[] = [
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `Café, naïve, Renée — ${text}`.normalize('NFD'),
  (text) => `  ${text.replaceAll('\n\n', '  \n \t\n')} \n\n `,
  (text) => fill(text, 5000),
  (text) => `\u202b${text}\u202c\n\u2067שלום\u2069`,
  (text, number) => `${text}\n\nEpisode ${number}`,
  (text) => `${text}\n\n<b>Old markup</b> a -> b`,
  () => '',
  (text) => `${text}\n\n${Array.from({ length: 70 }, (_, at) => `#tag${at}`).join(' ')}`,
  (text) => `${text}\n\n{{ guest.name }} {% raw %} **bold** [link](https://example.org)`,
  (text) => `---\n${text}\n...\n# not a comment: "quoted" 'twice' \\ back`,
  (text) => `\ufeff${text}\u2028second\u0085third\u00a0fourth\u200b`,
  (text) => `${text}\r\rOld line ends`,
  (text) => `${text}\n\nhttps://academy.example/watch/klustered/teams-1`,
];

/** The text, filled to so many bytes of UTF-8 exactly. */
function fill(text: string, bytes: number): string {
  const left = bytes - Buffer.byteLength(text) - 2;
  return `${text}\n\n${'é'.repeat(Math.floor(left / 2))}${left % 2 === 1 ? '.' : ''}`;
}
