import { Socket as Datagrams } from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import sharp from 'sharp';

const formats = ['Png', 'Jpeg', 'Webp', 'Heif', 'Nsgif'];

/** libvips reads some thirty formats. This allows only those that `assertImage` accepts: no SVG, no PDF, no path on disk. */
export function allowOnlyImageFormats(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: formats.map((format) => `VipsForeignLoad${format}Buffer`) });
}

/** Blocks every connection, whatever a template, a picture or a library tries. */
export function blockNetwork(): void {
  const refuse = () => {
    throw new Error('the drawing process has no network');
  };
  // `fetch` and `http` connect through it.
  Socket.prototype.connect = refuse;
  for (const method of ['bind', 'connect', 'send'] as const) Datagrams.prototype[method] = refuse;
  for (const names of [dns, dns.promises])
    for (const method of ['lookup', 'lookupService', 'resolve', 'resolve4', 'resolve6', 'reverse'])
      Object.assign(names, { [method]: refuse });
  syncBuiltinESMExports();
}
