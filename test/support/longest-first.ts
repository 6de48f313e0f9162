import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest. Started last, they would leave one of two cores idle. */
const LONGEST = [
  'test/crash/matrix.test.ts',
  'test/model.test.ts',
  'test/main-job.test.ts',
  'test/crash/uncached.test.ts',
  'test/approval.test.ts',
  'test/killed-worker.test.ts',
];

/** The longest files first, the others in vitest's order: by their last duration, else by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
  return place < 0 ? LONGEST.length : place;
}
