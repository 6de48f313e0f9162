// The import table of docs/architecture.md. `npm run boundaries` checks it; test/boundaries.unit.test.ts proves it bites.
const io =
  'assert|async_hooks|child_process|cluster|dgram|dns|fs|http|http2|https|inspector|net|os|perf_hooks|process|readline|repl|sqlite|stream|timers|tls|tty|v8|vm|wasi|worker_threads|zlib';
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    never(
      'no-circle',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'No circle anywhere.',
    ),
    never('unresolvable', {}, { couldNotResolve: true }, 'An import that does not resolve.'),
    never(
      'domain-imports-only-itself',
      { path: '^domain/', pathNot: '\\.test\\.ts$' },
      { path: '^(workflows|activities|worker|scripts|emulator|tools|test)/' },
      'domain/ knows what content means, nobody else.',
    ),
    never(
      'domain-does-no-io',
      { path: '^domain/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'], path: `^(node:)?(${io})(/|$)` },
      'domain/ reads nothing, writes nothing, looks at no clock.',
    ),
    never(
      'domain-libraries-are-pure',
      { path: '^domain/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/(yaml|zod|liquidjs|luxon)/' },
      'Only libraries that do no I/O.',
    ),
    never(
      'workflows-take-types-and-constants-of-domain',
      { path: '^workflows/', pathNot: '\\.test\\.ts$' },
      { path: '^domain/', pathNot: '^domain/costs\\.ts$', dependencyTypesNot: ['type-only'] },
      'A changed planner must not break replay.',
    ),
    never(
      'workflows-take-signatures-of-activities',
      { path: '^workflows/', pathNot: '\\.test\\.ts$' },
      { path: '^activities/', dependencyTypesNot: ['type-only'] },
      'Activities are imported with `import type` only.',
    ),
    never(
      'workflows-stay-deterministic',
      { path: '^workflows/', pathNot: '\\.test\\.ts$' },
      { path: '^(worker|scripts|emulator|tools|test)/' },
      'Workflows decide and wait.',
    ),
    never(
      'workflows-know-only-temporal',
      { path: '^workflows/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/@temporalio/(workflow|common)/' },
      'Only @temporalio/workflow and @temporalio/common.',
    ),
    never(
      'activities-do',
      { path: '^activities/', pathNot: '\\.test\\.ts$' },
      {
        path: '^(workflows|worker|scripts|emulator|tools|test)/',
        pathNot: '^workflows/(names|messages|attributes)\\.ts$',
      },
      'Activities do; of workflows they know the names and messages they are asked to send.',
    ),
    never(
      'worker-takes-workflows-as-a-path',
      { path: '^worker/', pathNot: '\\.test\\.ts$' },
      { path: '^workflows/', pathNot: '^workflows/(names|messages|attributes)\\.ts$' },
      'The workflows themselves are a path to the bundler.',
    ),
    never(
      'worker-wires',
      { path: '^worker/', pathNot: '\\.test\\.ts$' },
      { path: '^(scripts|emulator|test)/' },
      'The worker starts the local YouTube as a process, by its path.',
    ),
    never(
      'scripts-only-talk',
      { path: '^scripts/', pathNot: '\\.test\\.ts$' },
      { path: '^workflows/', pathNot: '^workflows/(names|messages|attributes)\\.ts$' },
      'Scripts know names and messages.',
    ),
    never(
      'scripts-take-readers-and-clients',
      { path: '^scripts/', pathNot: '\\.test\\.ts$' },
      { path: '^activities/', pathNot: '^activities/(repository|youtube|thumbnails)/' },
      'Scripts read; only the worker runs activities.',
    ),
    never(
      'scripts-take-configuration',
      { path: '^scripts/', pathNot: '(\\.test\\.ts|^scripts/(start|demo|bench)(\\.ts|/.*))$' },
      { path: '^worker/', pathNot: '^worker/settings\\.ts$' },
      'A command that only talks loads no worker code.',
    ),
    never(
      'emulator-stands-alone',
      { path: '^emulator/', pathNot: '\\.test\\.ts$' },
      { path: '^(domain|workflows|activities|worker|scripts|test|tools)/' },
      'Nothing in the local YouTube knows the product.',
    ),
    never(
      'nobody-imports-the-emulator',
      { path: '^(domain|workflows|activities|worker|scripts|tools)/', pathNot: '\\.test\\.ts$' },
      { path: '^emulator/' },
      'Nothing of the local YouTube runs in production.',
    ),
    never(
      'tools-stand-alone',
      { path: '^tools/' },
      { path: '^(domain|workflows|activities|worker|scripts|emulator|test)/' },
      'The development server is a tool.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    includeOnly: {
      path: '^(domain|workflows|activities|worker|scripts|emulator|tools|test)/|node_modules|^(node:)?[a-z_/]+$',
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
