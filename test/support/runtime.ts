import { DefaultLogger, Runtime } from '@temporalio/worker';

// One for all test files of a process, which can have only one. Warnings of Temporal's core are hidden: the tests cause them.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: 'ERROR' } },
});
