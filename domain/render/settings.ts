import type { Academy, Episode, Show } from '../content/catalog/records.ts';

/** Settings of a video that are one value each. An absent key is not ours. */
export type SingleSettings = {
  /** BCP 47 */
  readonly audioLanguage?: string;
  readonly madeForKids?: boolean;
  readonly syntheticMedia?: boolean;
  readonly paidPromotion?: boolean;
  /** The episode has sponsors, and no file says anything of `paidPromotion`. */
  readonly impliesPromotion?: true;
  readonly license?: 'youtube' | 'creativeCommon';
  readonly embeddable?: boolean;
  /** `2026-12-04` */
  readonly recordingDate?: string;
  readonly dvr?: boolean;
  readonly captions?: 'none' | 'embedded' | 'http';
};

type Read = { readonly [Key in keyof SingleSettings]-?: SingleSettings[Key] | undefined };
/** The keys that academy, show and episode have in common. */
type Saying = {
  readonly [Key in Exclude<keyof SingleSettings, 'impliesPromotion'>]?: SingleSettings[Key] | undefined;
};

/** The episode wins over the show, the show over the academy, and the show's `defaults` count last. */
export function renderSettings(academy: Academy, show: Show | undefined, episode: Episode): Read {
  const { youtube, dvr, captions, sponsors } = episode;
  const files: readonly (Saying | undefined)[] = [
    { ...youtube, dvr, captions },
    show,
    academy,
    show?.defaults,
  ];
  const read = <Key extends keyof Saying>(key: Key): Saying[Key] =>
    files.find((file) => file?.[key] !== undefined)?.[key];
  const paidPromotion = read('paidPromotion');
  return {
    audioLanguage: read('audioLanguage'),
    madeForKids: read('madeForKids'),
    syntheticMedia: read('syntheticMedia'),
    paidPromotion,
    impliesPromotion: paidPromotion === undefined && sponsors.length > 0 ? true : undefined,
    license: read('license'),
    embeddable: read('embeddable'),
    recordingDate: read('recordingDate'),
    dvr: read('dvr'),
    captions: read('captions'),
  };
}

/** Whether the declaration of a paid promotion is to be there; undefined: the content says nothing of it. */
export const promotionOf = ({
  paidPromotion,
  impliesPromotion,
}: Pick<SingleSettings, 'paidPromotion' | 'impliesPromotion'>): boolean | undefined =>
  paidPromotion ?? impliesPromotion;
