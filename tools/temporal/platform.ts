const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** This machine's platform as in Go and in Temporal's releases, e.g. `linux_amd64`. */
export function namePlatform(system: string = process.platform, processor: string = process.arch): string {
  return `${SYSTEMS[system] ?? system}_${PROCESSORS[processor] ?? processor}`;
}
