export { commitReport } from './commit-report.ts';
export { drift } from './drift.ts';
export { episode } from './episode.ts';
export { notifications } from './notifications.ts';
export { quota } from './quota.ts';
export { rewrite } from './rewrite.ts';
export { statistics } from './statistics.ts';
export { sync } from './sync.ts';
