import type { Picture } from '../../domain/render/thumbnail/picture.ts';

const SUBJECTS = 'Linux Kernel Cloud Cluster Network Storage Rust Postgres Kafka Gateway Mesh Proxy'.split(
  ' ',
);

/** A title that was not drawn before, of usual words. */
export const titleOf = (run: number): string => {
  const [left, right] = [SUBJECTS[run % 12], SUBJECTS[(5 * run + 3) % 12]];
  return `${left} vs. ${right} Systems ${run}`;
};

/** A picture with two faces. @param blobs ids of the avatars @param colour its background begins with it, `#rrggbb` */
export const pictureOf = (title: string, blobs = ['0', '1'], colour = '#0b132b'): Picture => ({
  kind: 'drawn',
  template: 'versus',
  title,
  show: 'Workbench',
  number: 12,
  background: [colour, '#1c2541'],
  accent: '#5bc0be',
  faces: blobs.map((blob) => ({
    initials: '',
    hue: 0,
    avatar: { path: `guests/avatars/${blob}.png`, blob },
  })),
});
