import { loadClientConnectConfig } from '@temporalio/envconfig';
import { defined } from '../domain/shared/defined.ts';
import type { Environment } from './settings.ts';

/** Reads how to reach Temporal from `TEMPORAL_*` and Temporal's own configuration file. */
export function readConnectionConfig(env: Environment) {
  const known = defined(env) as Record<string, string>;
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars: known });
  return { connectionOptions, namespace };
}
