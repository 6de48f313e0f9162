// The import table of docs/architecture.md. `npm run boundaries` checks it; test/boundaries.unit.test.ts proves each rule.
const io =
  'assert|async_hooks|child_process|cluster|dgram|dns|fs|http|http2|https|inspector|net|os|perf_hooks|process|readline|repl|sqlite|stream|timers|tls|tty|v8|vm|wasi|worker_threads|zlib';
const FOLDERS = [
  'layout',
  'domain',
  'contract',
  'config',
  'clients',
  'drawing',
  'activities',
  'workflows',
  'worker',
  'scripts',
  'emulator',
  'tools',
  'build',
  'test',
];
const tests = '\\.test\\.ts$';
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const anyOf = (folders) => `^(${folders.join('|')})/`;

/** Code in `folder` imports itself and `allowed`, and nothing else of this repository. */
const only = (folder, allowed, comment, pathNot = tests) =>
  never(
    `${folder}-imports`,
    { path: `^${folder}/`, pathNot },
    { path: anyOf(FOLDERS.filter((other) => other !== folder && !allowed.includes(other))) },
    comment,
  );
/** A room of domain/ imports the rooms below it. */
const downwards = (room, above) =>
  never(
    `domain-${room}-imports-downwards`,
    { path: `^domain/${room}/`, pathNot: tests },
    { path: `^domain/(${above.join('|')})/` },
    'shared < content < render < changes.',
  );

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    never('no-circle', {}, { circular: true }, 'No circle anywhere, of types either.'),
    never('unresolvable', {}, { couldNotResolve: true }, 'An import that does not resolve.'),
    only('domain', [], 'domain/ knows what content means, and nothing of how it is done.'),
    downwards('shared', ['content', 'render', 'changes']),
    downwards('content', ['render', 'changes']),
    downwards('render', ['changes']),
    never(
      'domain-does-no-io',
      { path: '^domain/', pathNot: tests },
      { dependencyTypes: ['core'], path: `^(node:)?(${io})(/|$)` },
      'domain/ reads nothing, writes nothing and has no clock.',
    ),
    never(
      'domain-libraries-are-pure',
      { path: '^domain/', pathNot: tests },
      {
        dependencyTypes: ['npm', 'npm-dev'],
        pathNot: 'node_modules/(yaml|zod|liquidjs|luxon|diff|fastest-levenshtein)/',
      },
      'Only libraries that do no I/O.',
    ),
    only('contract', ['domain'], 'contract/ is what crosses the wire of Temporal.'),
    never(
      'contract-takes-types-of-domain',
      { path: '^contract/', pathNot: tests },
      {
        path: '^domain/',
        pathNot: '^domain/shared/(defined\\.ts$|media/)',
        dependencyTypesNot: ['type-only'],
      },
      'Workflows import it: a changed planner must not break replay.',
    ),
    never(
      'contract-knows-only-temporal',
      { path: '^contract/', pathNot: tests },
      { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/@temporalio/(workflow|common)/' },
      'Only @temporalio/workflow and @temporalio/common, for definitions.',
    ),
    only('config', ['domain', 'layout'], 'Settings, and the connection to Temporal.'),
    only('clients', ['domain'], 'A client talks to the outside and knows nothing of Temporal.'),
    only('drawing', ['domain', 'layout'], 'Drawing talks to nobody outside.'),
    only(
      'activities',
      ['domain', 'contract', 'clients', 'drawing'],
      'Activities act through clients and drawing.',
    ),
    only('workflows', ['domain', 'contract', 'activities'], 'Workflows decide and wait.'),
    never(
      'workflows-take-types-and-constants-of-domain',
      { path: '^workflows/', pathNot: tests },
      {
        path: '^domain/',
        pathNot: '^domain/shared/((costs|defined)\\.ts$|media/)',
        dependencyTypesNot: ['type-only'],
      },
      'A changed planner must not break replay.',
    ),
    never(
      'workflows-take-signatures-of-activities',
      { path: '^workflows/', pathNot: tests },
      { path: '^activities/', dependencyTypesNot: ['type-only'] },
      'Activities are imported with `import type` only.',
    ),
    never(
      'workflows-know-only-temporal',
      { path: '^workflows/', pathNot: tests },
      { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/@temporalio/(workflow|common)/' },
      'Only @temporalio/workflow and @temporalio/common.',
    ),
    only(
      'worker',
      ['domain', 'contract', 'config', 'clients', 'drawing', 'activities', 'tools', 'layout'],
      'The worker wires; workflows and the local YouTube are paths to it.',
    ),
    only(
      'scripts',
      ['domain', 'contract', 'config', 'clients', 'drawing', 'layout'],
      'A command that only talks loads no worker code.',
      '(\\.test\\.ts|^scripts/demo(\\.ts|/.*))$',
    ),
    only('emulator', [], 'The local YouTube knows nothing of the product.'),
    only('tools', ['layout'], 'The development server is a tool.'),
    only('layout', [], 'Where files are, and nothing else.'),
    only('build', ['layout', 'drawing', 'worker'], 'The build packs; the programs are paths to it.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    includeOnly: {
      path: `${anyOf(FOLDERS)}|node_modules|^(node:)?[a-z_/]+$`,
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
