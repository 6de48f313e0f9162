import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type Environment = Readonly<Record<string, string>>;

type ComposeService = {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number | null>>;
};

/** What docker-compose.yml says of a service, with its variables filled in as `docker compose` does. */
export type ReadService = (name: string) => {
  /** The tag of its image. */
  readonly version: string;
  readonly command: readonly string[];
  readonly environment: Environment;
};

/** @param variables what .env says */
export function readComposeFile(variables: Environment): ReadService {
  const text = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8');
  const { services } = parse(text, { merge: true }) as { services: Record<string, ComposeService> };
  return (name) => {
    const { image = '', command = [], environment = {} } = services[name] ?? {};
    const entries = Object.entries(environment).map(([key, value]): [string, string] => [
      key,
      interpolate(String(value ?? ''), variables),
    ]);
    return { version: image.split(':')[1] ?? '', command, environment: Object.fromEntries(entries) };
  };
}

/** `${X}`, `${X:-default}`, `${X:?message}`. @throws Error for a variable that must be set */
function interpolate(text: string, variables: Environment): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string, rest: string) => {
    const value = variables[name] ?? '';
    if (value !== '') return value;
    if (kind === '?') throw new Error(`docker-compose.yml needs ${name}: ${rest}`);
    return kind === '-' ? rest : '';
  });
}

/** Another value for variables of a service. @throws Error when the compose file does not say that variable */
export function replaceVariables(environment: Environment, others: Environment): Environment {
  for (const name of Object.keys(others))
    if (!(name in environment)) throw new Error(`docker-compose.yml no longer sets ${name}`);
  return { ...environment, ...others };
}
