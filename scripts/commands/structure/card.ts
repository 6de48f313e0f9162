import { renderFields } from '../../../domain/changes/structure/edit-file.ts';
import type { Proof } from '../../../domain/changes/structure/prove.ts';
import type {
  EpisodeProposal,
  ShowProposal,
  Structure,
} from '../../../domain/changes/structure/structure.ts';
import type { Confidence } from '../../../domain/changes/structure/types.ts';
import { listFirst } from '../../lib/answers.ts';
import { count } from '../../lib/outcome.ts';
import { renderGuest } from './drafts.ts';

export const CONFIDENCES = ['high', 'medium', 'low'] as const;

/** What is proposed, show by show, the surest first; then what stays verbatim, and why. */
export const renderCard = (structure: Structure, selected: readonly ShowProposal[]): string[] => [
  ...selected.flatMap(describeShow),
  ...describeGuests(structure, selected),
];

function describeShow(proposal: ShowProposal): string[] {
  const { showId, template, hosts, follow, neighbours, episodes } = proposal;
  const proposed = episodes.filter(({ fields }) => fields !== undefined);
  const verbatim = episodes.filter(({ fields }) => fields === undefined);
  return [
    `${showId ?? 'episodes without a show'}: ${describeNumbers(episodes)}`,
    ...(template === undefined || proposed.length === 0
      ? []
      : [
          `  the texts have a form of their own, which becomes the template of the show:`,
          ...indent(template.trimEnd().split('\n'), '    | '),
        ]),
    ...(hosts === undefined ? [] : [`  hosts of the show: ${hosts.join(', ')}`]),
    ...(follow === undefined
      ? []
      : ['  all texts say where to follow the show:', ...indent(follow.split('\n'), '    | ')]),
    ...(neighbours === undefined
      ? []
      : [`  the texts name the videos before and after theirs: neighbours: ${neighbours}`]),
    ...CONFIDENCES.flatMap((confidence) => describeConfidence(proposed, confidence)),
    ...(verbatim.length === 0 ? [] : ['', `  ${count(verbatim.length, 'text')} that cannot be structured:`]),
    ...listFirst(verbatim, ({ path, proof }) => [`    ${path}: ${describeProof(proof)}`]),
    '',
  ];
}

export function describeNumbers(episodes: readonly EpisodeProposal[]): string {
  const proposed = episodes.filter(({ fields }) => fields !== undefined);
  const exact = proposed.filter(({ proof }) => proof.kind === 'equal').length;
  const parts = CONFIDENCES.flatMap((confidence) => {
    const number = proposed.filter((one) => one.confidence === confidence).length;
    return number === 0 ? [] : [`${number} with ${confidence} confidence`];
  });
  const equal = exact === proposed.length ? 'all' : `${exact} of them`;
  return [
    `${proposed.length} of ${count(episodes.length, 'text')} can be structured`,
    ...(proposed.length === 0 ? [] : [parts.join(', '), `${equal} byte for byte as on YouTube`]),
  ].join('; ');
}

const HEADINGS: Readonly<Record<Confidence, string>> = {
  high: 'high confidence: lists of a clear form',
  medium: 'medium confidence: check the guests, and the chapters that YouTube does not show',
  low: 'low confidence: nothing but text was found; not written unless --confidence is low',
};

function describeConfidence(episodes: readonly EpisodeProposal[], confidence: Confidence): string[] {
  const chosen = episodes.filter((one) => one.confidence === confidence);
  if (chosen.length === 0) return [];
  return [
    '',
    `  ${HEADINGS[confidence]}`,
    ...listFirst(chosen, (one) => indent(describeEpisode(one), '    ')),
  ];
}

const describeEpisode = ({ path, fields = {}, proof }: EpisodeProposal): string[] => [
  `${path}: ${describeProof(proof)}`,
  ...indent(renderFields(fields).trimEnd().split('\n'), '  '),
];

const indent = (lines: readonly string[], by: string): string[] => lines.map((line) => `${by}${line}`);

/** Whether the fields print the text, or where they do not. */
export function describeProof(proof: Proof): string {
  switch (proof.kind) {
    case 'equal':
      return 'prints the same text, byte for byte';
    case 'same':
      return `prints the same text but for line ends, accents or spaces, which are not compared; first in line ${proof.place.line}`;
    case 'different':
      return `stays verbatim: line ${proof.place.line} is ${show(proof.place.live)} on YouTube, and would be ${show(proof.place.rendered)}`;
    case 'refused':
      return `stays verbatim: ${proof.why}`;
  }
}

const show = (line: string | undefined): string => (line === undefined ? 'missing' : JSON.stringify(line));

/** Records that do not exist yet, those whom most texts name first. */
function describeGuests({ guests }: Structure, selected: readonly ShowProposal[]): string[] {
  const used = new Set(
    selected.flatMap(({ episodes, hosts = [] }) => [
      ...hosts,
      ...episodes.flatMap(({ fields }) =>
        [...(fields?.guests ?? []), ...(fields?.hosts ?? [])].map((one) =>
          typeof one === 'string' ? one : one.id,
        ),
      ),
    ]),
  );
  const fresh = guests
    .filter(({ id, exists }) => !exists && used.has(id))
    .toSorted((a, b) => b.texts - a.texts);
  if (fresh.length === 0) return [];
  const shown = fresh.slice(0, MOST_GUESTS);
  const rest = fresh.length - shown.length;
  return [
    `${count(fresh.length, 'new guest')}:`,
    ...shown.flatMap((guest) => [
      `  guests/${guest.id}.yaml: in ${count(guest.texts, 'text')}, ${guest.confidence} confidence`,
      ...indent(renderGuest(guest).trimEnd().split('\n'), '    '),
    ]),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    '',
  ];
}

const MOST_GUESTS = 20;
