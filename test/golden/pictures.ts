import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { templateNames } from '../../drawing/templates/index.ts';
import { createDrawnPicture, logo, lookOf, photo } from '../pictures/sample.ts';

/** Few pictures that together show everything a thumbnail can have, by name. */
export const listGoldens = (): Readonly<Record<string, Picture>> => ({
  ...Object.fromEntries(
    templateNames.map((name) => [
      `${name}-two`,
      createDrawnPicture(lookOf(name), 'Two Clusters, One Storm', 2),
    ]),
  ),
  'classic-nobody': createDrawnPicture(lookOf('classic'), 'Questions', 0),
  'classic-seven': createDrawnPicture(lookOf('classic'), 'Größe zählt: čtyři cesty do Łodzi', 7),
  'long-show': {
    ...createDrawnPicture({ ...lookOf('classic'), show: 'LINUX Unplugged' }, 'Raft by Hand', 2, 3),
    number: 589,
  },
  'classic-two-1080p': {
    ...createDrawnPicture(lookOf('classic'), 'Two Clusters, One Storm', 2),
    size: '1080p',
  },
  'solo-one': createDrawnPicture(lookOf('solo'), 'Raft by Hand', 1),
  'workshop-four': createDrawnPicture(lookOf('workshop'), 'Почему кластер упал ночью', 4),
  arabic: createDrawnPicture(lookOf('classic'), 'ما الجديد في Kubernetes 1.35؟', 1),
  devanagari: createDrawnPicture(lookOf('versus'), 'कुबेरनेट्स का परिचय', 2),
  japanese: createDrawnPicture(lookOf('solo'), '壊れたクラスターを直そう！', 1),
  emoji: createDrawnPicture(lookOf('workshop'), 'Ship it 🚀 then sleep 😴', 3),
  'photo-and-logo': {
    ...createDrawnPicture(lookOf('versus'), 'Bring Your Own Look', 2),
    photo,
    logo,
    badge: 'live',
  },
  'own-file': {
    kind: 'file',
    title: 'eBPF without Fear',
    file: { path: 'thumbs/ebpf-without-fear.png', blob: '' },
  },
});
