/** A violated invariant that a check found. */
export class InvariantViolation extends Error {
  constructor(invariant: string, description: string) {
    super(`${invariant}: ${description}`);
    this.name = 'Broken';
  }
}
