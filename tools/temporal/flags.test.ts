import { expect, test } from 'vitest';
import { listFlags } from './flags.ts';

const least = { port: 7233, namespace: 'default', searchAttributes: {}, dynamicConfig: {} };

test('in memory and without a UI by default', () => {
  expect(listFlags(least).join(' ')).toBe(
    'server start-dev --ip 127.0.0.1 --port 7233 --namespace default --headless --dynamic-config-value frontend.httpAllowedHosts=[] --dynamic-config-value history.MaxBufferedQueryCount=100 --dynamic-config-value history.transferProcessorMaxPollRPS=500 --dynamic-config-value history.timerProcessorMaxPollRPS=500 --dynamic-config-value history.visibilityProcessorMaxPollRPS=500',
  );
});

test('a database is written ahead and locked; the UI fetches no news', () => {
  const flags = listFlags({
    ...least,
    ui: { host: '127.1.2.3', port: 8233 },
    database: 'temporal.db',
    searchAttributes: { Phase: 'Keyword' },
    dynamicConfig: { 'a.b': '5' },
  });
  expect(flags.join(' ')).toContain(
    '--ui-ip 127.1.2.3 --ui-port 8233 --ui-disable-news-fetch --db-filename temporal.db --sqlite-pragma journal_mode=wal --sqlite-pragma synchronous=normal ' +
      '--sqlite-pragma locking_mode=exclusive --search-attribute Phase=Keyword --dynamic-config-value frontend.httpAllowedHosts=[] --dynamic-config-value history.MaxBufferedQueryCount=100 --dynamic-config-value history.transferProcessorMaxPollRPS=500 --dynamic-config-value history.timerProcessorMaxPollRPS=500 --dynamic-config-value history.visibilityProcessorMaxPollRPS=500 --dynamic-config-value a.b=5',
  );
});
