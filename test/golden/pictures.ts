import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { templateNames } from '../../drawing/templates/index.ts';
import { drawnAs, logo, lookOf, photo } from '../pictures/sample.ts';

/** Few pictures that together show everything a thumbnail can have, by name. */
export const listGoldens = (): Readonly<Record<string, Picture>> => ({
  ...Object.fromEntries(
    templateNames.map((name) => [`${name}-two`, drawnAs(lookOf(name), 'Two Clusters, One Storm', 2)]),
  ),
  'classic-nobody': drawnAs(lookOf('classic'), 'Questions', 0),
  'classic-seven': drawnAs(lookOf('classic'), 'Größe zählt: čtyři cesty do Łodzi', 7),
  'solo-one': drawnAs(lookOf('solo'), 'Raft by Hand', 1),
  'workshop-four': drawnAs(lookOf('workshop'), 'Почему кластер упал ночью', 4),
  arabic: drawnAs(lookOf('classic'), 'ما الجديد في Kubernetes 1.35؟', 1),
  devanagari: drawnAs(lookOf('versus'), 'कुबेरनेट्स का परिचय', 2),
  japanese: drawnAs(lookOf('solo'), '壊れたクラスターを直そう！', 1),
  emoji: drawnAs(lookOf('workshop'), 'Ship it 🚀 then sleep 😴', 3),
  'photo-and-logo': { ...drawnAs(lookOf('versus'), 'Bring Your Own Look', 2), photo, logo, badge: 'live' },
  'own-file': {
    kind: 'file',
    title: 'eBPF without Fear',
    file: { path: 'thumbs/ebpf-without-fear.png', blob: '' },
  },
});
