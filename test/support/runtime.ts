import { DefaultLogger, Runtime } from '@temporalio/worker';

// One for all test files of a process: there can be no second one. What Temporal's core warns of is what the tests bring about.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: 'ERROR' } },
});
