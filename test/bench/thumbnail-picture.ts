import type { Picture } from '../../domain/render/thumbnail/picture.ts';

const SUBJECTS = 'Linux Kernel Cloud Cluster Network Storage Rust Postgres Kafka Gateway Mesh Proxy'.split(
  ' ',
);

/** A title that was not drawn before, of usual words. */
export const titleOf = (run: number): string => {
  const [left, right] = [SUBJECTS[run % 12], SUBJECTS[(5 * run + 3) % 12]];
  return `${left} vs. ${right} Systems ${run}`;
};

/** A picture with two faces. */
export const pictureOf = (title: string): Picture => ({
  kind: 'drawn',
  template: 'versus',
  title,
  show: 'Workbench',
  number: 12,
  background: ['#0b132b', '#1c2541'],
  accent: '#5bc0be',
  faces: ['0', '1'].map((blob) => ({
    initials: '',
    hue: 0,
    avatar: { path: `guests/avatars/${blob}.png`, blob },
  })),
});
