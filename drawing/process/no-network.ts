import { Socket as Datagrams } from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

/** Whatever a template, a picture or a library asks for: this process connects to nothing. */
export function closeNetwork(): void {
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
