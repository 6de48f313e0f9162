import { expect, test } from 'vitest';
import { compareBuilds, createBuildId, nameDeployment, versionOf } from './worker-build.ts';

test('a build id is the version and a hash of the code, not of its source map', () => {
  const id = createBuildId('0.3.0', 'code();\n//# sourceMappingURL=data:a');
  expect(id).toMatch(/^0\.3\.0\+[0-9a-f]{8}$/);
  expect(createBuildId('0.3.0', 'code();\n//# sourceMappingURL=data:b')).toBe(id);
  expect(createBuildId('0.3.0', 'code();\n')).toBe(id);
  expect(createBuildId('0.3.0', 'other();\n')).not.toBe(id);
  expect(versionOf(id)).toBe('0.3.0');
});

test.each([
  ['0.3.0+a', '0.3.0+a', 'same'],
  ['0.3.0+a', '0.3.0+b', 'other'],
  ['0.9.0+a', '0.10.0+b', 'older'],
  ['0.10.0+a', '0.9.0+b', 'newer'],
  ['0.3.0-rc.9+a', '0.3.0-rc.10+b', 'older'],
  ['0.3.0-rc.1+a', '0.3.0+b', 'older'],
  ['blue', '0.3.0+b', 'unknown'],
])('%s compared with ours, %s: %s', (build, ours, order) => {
  expect(compareBuilds(build, ours)).toBe(order);
});

test('the name of a deployment has no point', () => {
  expect(nameDeployment('showrunner')).toBe('showrunner');
  expect(nameDeployment('eu.showrunner/b')).toBe('eu-showrunner-b');
});
