import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { templateNames } from '../../drawing/templates/index.ts';
import { createDrawnPicture, logo, lookOf, photo } from './sample.ts';

export type Exhibit = { readonly name: string; readonly picture: Picture };
type GalleryPage = { readonly file: string; readonly exhibits: readonly Exhibit[] };

const short = 'Raft by Hand';
const long = 'Everything You Always Wanted to Know about Kubernetes Schedulers but Were Afraid to Ask';

/** Titles as people write them, in every script that can be drawn. */
const TITLES: readonly (readonly [name: string, title: string])[] = [
  ['Latin', 'Größe zählt: čtyři cesty do Łodzi'],
  ['Vietnamese', 'Điều phối vùng chứa từ con số không'],
  ['Greek', 'Το σύμπλεγμα που δεν κοιμάται'],
  ['Cyrillic', 'Почему кластер упал ночью'],
  ['Arabic', 'ما الجديد في Kubernetes 1.35؟'],
  ['Hebrew', 'מבוא לענן בלי כאב ראש'],
  ['Devanagari', 'कुबेरनेट्स का आसान परिचय'],
  ['Korean', '쿠버네티스 클러스터 살리기'],
  ['Japanese', '壊れたクラスターを直そう！'],
  ['Chinese', '修复损坏的集群：第十二集'],
  ['Emoji', 'Ship it 🚀 then sleep 😴'],
  ['One long word', 'Donaudampfschifffahrtsgesellschaftskapitän'],
];

/** Two sheets of each template there is, and one of what colours, pictures, logo and badge do. */
export const listPages = (): readonly GalleryPage[] => [
  ...templateNames.flatMap((template) => [showGuests(template), showScripts(template)]),
  { file: 'looks', exhibits: listLooks() },
];

function showGuests(template: string): GalleryPage {
  const exhibits = [0, 1, 2, 3, 4, 5, 6].flatMap((guests) =>
    [short, long].map((title) => ({
      name: `${template}, ${guests} ${guests === 1 ? 'guest' : 'guests'}`,
      picture: createDrawnPicture(lookOf(template), title, guests),
    })),
  );
  return { file: `${template}-guests`, exhibits };
}

function showScripts(template: string): GalleryPage {
  const exhibits = TITLES.map(([name, title], index) => ({
    name: `${template}: ${name}`,
    picture: createDrawnPicture(lookOf(template), title, 1 + (index % 4), index % 7),
  }));
  return { file: `${template}-scripts`, exhibits };
}

function listLooks(): readonly Exhibit[] {
  const [classic, versus, solo, workshop] = ['classic', 'versus', 'solo', 'workshop'].map((template) =>
    createDrawnPicture(lookOf(template), 'Bring Your Own Look', 2),
  );
  if (!classic || !versus || !solo || !workshop) throw new Error('four templates are shown');
  const light = { background: ['#fff4d6', '#ffe0a3'], accent: '#c2410c' };
  return [
    { name: 'background: one colour', picture: { ...classic, background: ['#111827'], accent: '#f97316' } },
    { name: 'background: two light colours', picture: { ...classic, ...light } },
    { name: 'light, workshop', picture: { ...workshop, ...light } },
    { name: 'light, solo', picture: { ...solo, ...light } },
    { name: 'background: { file }', picture: { ...classic, photo } },
    { name: 'background: { file }, versus', picture: { ...versus, photo } },
    { name: 'background: { file }, solo', picture: { ...solo, photo } },
    { name: 'background: { file }, workshop', picture: { ...workshop, photo } },
    { name: 'logo', picture: { ...classic, logo } },
    { name: 'logo, versus', picture: { ...versus, logo } },
    { name: 'logo, solo, badge: live', picture: { ...solo, logo, badge: 'live' } },
    { name: 'logo, workshop, badge: number', picture: { ...workshop, logo, badge: 'number' } },
    { name: 'badge: live', picture: { ...versus, badge: 'live' } },
    { name: 'badge: none', picture: { ...classic, badge: 'none' } },
  ];
}
