import { nameToken, RESERVED, TITLE } from './tokens.ts';
import type { ListForm, ListKind, Slot, TextPiece } from './types.ts';

/** A piece with all slots that would print it. `first`: its gap says nothing, as it begins the text. */
export type KeyedPiece = TextPiece & { readonly keys: ReadonlySet<string>; readonly first: boolean };

const keys = new WeakMap<Slot, string>();

/** What a slot prints, without its gap. A slot is looked at thousands of times. */
export function keyOfSlot(slot: Slot): string {
  const key = keys.get(slot) ?? renderKey(slot);
  keys.set(slot, key);
  return key;
}

function renderKey(slot: Slot): string {
  switch (slot.kind) {
    case 'literal':
    case 'follow':
      return `${slot.kind} ${slot.text}`;
    case 'list':
      return keyOfForm(slot.form);
    default:
      return slot.kind;
  }
}

const keyOfForm = (form: ListForm): string =>
  JSON.stringify([
    form.kind,
    form.heading,
    form.headingGap,
    form.bullet,
    form.around,
    form.time,
    form.zero,
    form.separator,
    form.note,
    form.sectionGap,
    form.work,
    form.below,
    form.host,
    form.join,
    form.end,
  ]);

type Source = {
  readonly title: string;
  readonly names: readonly string[];
  /** What the show may say of where to follow it. */
  readonly follow?: string | undefined;
};

/** The pieces of a text, with the title and the names of its guests replaced by tokens in what others may share. */
export const keyPieces = (pieces: readonly TextPiece[], source: Source): KeyedPiece[] =>
  pieces.map((piece, at) => ({
    ...piece,
    keys: new Set(listSlots(piece, source).map(keyOfSlot)),
    first: at === 0,
  }));

/** All slots that would print a piece: as the same in every text, or as a list. */
export function listSlots({ gap, text, list }: TextPiece, source: Source): Slot[] {
  const kind = list?.forms[0]?.kind ?? 'links';
  const literal = ALSO_LITERAL.includes(kind) ? abstract(text, source) : undefined;
  return [
    ...(text === source.follow ? [{ gap, kind: 'follow', text } as const] : []),
    ...(literal === undefined ? [] : [{ gap, kind: 'literal', text: literal } as const]),
    ...(list?.forms ?? []).flatMap((form): Slot[] => {
      const heading = abstract(form.heading, source, false);
      return heading === undefined ? [] : [{ gap, kind: 'list', form: { ...form, heading } }];
    }),
  ];
}

/** People, sponsors and chapters are never a part of a template: a correction has to reach them. */
const ALSO_LITERAL: readonly ListKind[] = ['links', 'sections', 'hashtags'];

const SHORTEST_TITLE = 8;

/** Undefined for a text that a template cannot hold. */
function abstract(text: string, { title, names }: Source, checked = true): string | undefined {
  if (/\{\{|\{%/.test(text) || (checked && RESERVED.test(text))) return undefined;
  const titled = title.length >= SHORTEST_TITLE ? text.replaceAll(title, () => TITLE) : text;
  return names.reduce((before, name, at) => {
    const token = nameToken(at);
    return token === undefined || name === '' ? before : before.replaceAll(name, () => token);
  }, titled);
}
