import type { FoundList, ListForm, TextPiece } from './types.ts';

/** Whether a text has several lists of links, each with a heading. */
export const hasSeveralSections = (pieces: readonly TextPiece[]): boolean =>
  joinSections(pieces, 2) !== undefined;

/** Lists of links that follow each other, each with a heading, as one list of sections; undefined: there are fewer than `least`. */
export function joinSections(pieces: readonly TextPiece[], least: number): TextPiece[] | undefined {
  const joined: TextPiece[] = [];
  let isFound = false;
  for (let at = 0; at < pieces.length; ) {
    const run = readRun(pieces, at);
    const list = run.length < least ? undefined : toSections(run);
    if (list === undefined) {
      const rest = pieces.slice(at, at + Math.max(1, run.length));
      joined.push(...rest);
      at += rest.length;
    } else {
      const [first] = run;
      joined.push({ gap: first?.gap ?? 0, text: joinTexts(run), list });
      at += run.length;
      isFound = true;
    }
  }
  return isFound ? joined : undefined;
}

/** As `joinPieces` does. */
const joinTexts = (pieces: readonly TextPiece[]): string =>
  pieces.map(({ gap, text }, at) => (at === 0 ? text : `${'\n'.repeat(gap + 1)}${text}`)).join('');

/** Sections of one form, with the same number of empty lines between them. */
function readRun(pieces: readonly TextPiece[], from: number): TextPiece[] {
  const run: TextPiece[] = [];
  for (const piece of pieces.slice(from)) {
    const gap = run[1]?.gap ?? piece.gap;
    if (!isSection(piece) || (run.length > 0 && piece.gap !== gap)) break;
    if (listCommon([...run, piece]).length === 0) break;
    run.push(piece);
  }
  return run;
}

/** What is the same in every text, and leads to the makers of it. */
export const FOLLOW = /\b(?:follow|connect|subscribe|socials?|stay in touch|(?:find|join) (?:us|me))\b/i;

function isSection({ list }: TextPiece): boolean {
  const [form] = list?.forms ?? [];
  return form?.kind === 'links' && form.heading !== '' && !FOLLOW.test(form.heading);
}

/** The forms that all of them have, but for the heading. */
function listCommon(pieces: readonly TextPiece[]): readonly ListForm[] {
  const [first, ...others] = pieces.map(({ list }) => (list?.forms ?? []).map(withoutHeading));
  const keys = others.map((forms) => new Set(forms.map((form) => JSON.stringify(form))));
  return (first ?? []).filter((form) => keys.every((known) => known.has(JSON.stringify(form))));
}

const withoutHeading = (form: ListForm): ListForm => ({ ...form, heading: '' });

/** One alone fits any number of empty lines to the next one: the usual one. */
function toSections(run: readonly TextPiece[]): FoundList | undefined {
  const forms = listCommon(run).map(
    (form): ListForm => ({ ...form, kind: 'sections', sectionGap: run[1]?.gap ?? 1 }),
  );
  const sections = run.flatMap(({ list }) => {
    const [heading, links] = [list?.forms[0]?.heading ?? '', list?.items.links ?? []];
    return [{ heading, links }];
  });
  return forms.length === 0 || isTitled(run) ? undefined : { forms, items: { sections } };
}

/** Without an empty line between them, and a link each: these are titles above their links. */
const isTitled = ([, second, ...more]: readonly TextPiece[]): boolean =>
  second?.gap === 0 && [second, ...more].every(({ list }) => list?.items.links?.length === 1);
