import sharp from 'sharp';

const formats = ['Png', 'Jpeg', 'Webp', 'Heif', 'Nsgif'];

/** libvips reads some thirty formats; here only those that `checkImage` lets in, and so neither SVG nor PDF nor a path on disk. */
export function allowOnlyPictures(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: formats.map((format) => `VipsForeignLoad${format}Buffer`) });
}
