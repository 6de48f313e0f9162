import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
  standingOn,
} from '../../../test/support/catalog.ts';
import { renderDescription, renderMarker, renderSeal, UNFINISHED } from '../../render/description/marker.ts';
import { type Desired, renderDesired } from '../../render/desired.ts';
import type { MergeInput } from './judge.ts';
import { mergeVideo } from './merge.ts';
import { listForeignValues } from './unsaved.ts';

type Words = { readonly title: string; readonly description: string; readonly tags: readonly string[] };
const ALL = ['title', 'description', 'tags'];
const OLD: Words = { title: 'Old', description: 'Old.', tags: ['old'] };
const NEW: Words = { title: 'New', description: 'New.', tags: ['new'] };
const THEIRS: Words = { title: 'Theirs', description: 'Theirs.', tags: ['theirs'] };

function render(words: Words, more: Record<string, unknown> = {}): Desired {
  const catalog = buildCatalog({
    academy: more['drift'] === undefined ? {} : { drift: more['drift'] },
    episodes: { 'a/one': { ...words, youtube: { videoId: 'video000001' } } },
  });
  return renderDesired(catalog, episodeOf(catalog));
}
const forms = buildCatalog().academy;
const base = render(OLD);

/** A video whose marker was sealed over `sealed`; undefined: no marker. */
function videoWith(words: Words, sealed?: Words) {
  const bodyOf = (of: Words): string => render(of).body;
  const line = sealed && sealedText(render(sealed)).split('\n').at(-1);
  const description = line === undefined ? bodyOf(words) : renderDescription(bodyOf(words), line);
  return buildVideo({ title: words.title, description, tags: words.tags });
}

/** A video without a marker is being taken over. */
const list = (input: Omit<MergeInput, 'forms' | 'standing'>): readonly string[] => {
  const found = standingOn(input.live);
  const standing = found.kind === 'unknown' ? ({ kind: 'taken' } as const) : found;
  const whole = { ...input, standing, forms };
  return listForeignValues(whole, mergeVideo(whole));
};

describe('the texts that must be kept before a merge overwrites them', () => {
  const overwrite = ['title', 'description', 'tags'] as const;
  const desired = render(NEW);

  it('are a person’s edits that an operator released, and only those', () => {
    expect(list({ desired, live: videoWith(THEIRS, OLD), overwrite })).toEqual(ALL);
    expect(list({ desired, live: videoWith(THEIRS, OLD), overwrite: ['title'] })).toEqual(['title']);
    expect(list({ desired, live: videoWith({ ...OLD, tags: ['theirs'] }, OLD), overwrite })).toEqual([
      'tags',
    ]);
  });

  it('are what `drift: overwrite` overwrites', () => {
    const input = { desired: render(NEW, { drift: 'overwrite' }), live: videoWith(THEIRS, OLD) };
    expect(list({ ...input, bases: [base] })).toEqual(ALL);
    expect(list({ ...input, desired, bases: [base] })).toEqual([]);
  });

  it('are texts of unknown origin, and those of a video without our marker', () => {
    expect(list({ desired, live: videoWith(THEIRS), overwrite })).toEqual(ALL);
    expect(list({ desired, live: videoWith(THEIRS), bases: [base], overwrite })).toEqual(ALL);
  });

  it('are never what fits the seal, what a base renders, or what is desired', () => {
    expect(list({ desired, live: videoWith(OLD, OLD), overwrite })).toEqual([]);
    expect(list({ desired, live: videoWith(OLD), bases: [base], overwrite })).toEqual([]);
    expect(list({ desired, live: videoWith(OLD, THEIRS), bases: [base], overwrite })).toEqual([]);
    expect(list({ desired, live: videoWith(NEW, OLD), overwrite })).toEqual([]);
    expect(list({ desired, live: videoWith(NEW), overwrite })).toEqual([]);
  });

  it('are not the missing tags of our own insert', () => {
    const seal = renderSeal({ title: NEW.title, body: desired.body, tags: [] }, UNFINISHED);
    const live = buildVideo({
      title: NEW.title,
      description: renderDescription(desired.body, renderMarker(forms, 'a/one', seal)),
    });
    expect(list({ desired, live })).toEqual([]);
  });
});
