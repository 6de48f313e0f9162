import { readFile } from 'node:fs/promises';
import {
  type BundleOptions,
  bundleWorkflowCode,
  type Logger,
  type WorkerOptions,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { locate, locateWorkflows } from '../layout/index.ts';

export type WorkflowBundle = NonNullable<WorkerOptions['workflowBundle']>;

/** The bundle of the workflows: the one that was built ahead, or, from sources, a new one. */
export async function loadWorkflows(logger: Logger): Promise<WorkflowBundle> {
  const codePath = locateWorkflows();
  return codePath === undefined ? bundleWorkflows(logger) : { codePath };
}

/** Bundles the workflows. They are a path, never an import: they run in Temporal's sandbox. */
export const bundleWorkflows = (
  logger: Logger,
  options: Pick<Partial<BundleOptions>, 'workflowsPath' | 'webpackConfigHook'> = {},
): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: locate('workflows/index.ts'),
    workflowInterceptorModules: [locate('workflows/replay-query-guard.ts')],
    payloadConverterPath: locate('workflows/payload-converter.ts'),
    logger,
    ...options,
    webpackConfigHook: (config) => {
      // Else the names of modules, and with them the build id, depend on the current folder.
      const fixed = { ...config, context: locate('') };
      return options.webpackConfigHook?.(fixed) ?? fixed;
    },
  });

/** The code of a bundle. */
export const readCode = async (bundle: WorkflowBundle): Promise<string> =>
  'code' in bundle ? bundle.code : readFile(bundle.codePath, 'utf8');
