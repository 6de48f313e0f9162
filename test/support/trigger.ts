/** Stands in for the SDK's `Trigger`, which works inside a workflow only. */
export class PlainTrigger<T> implements PromiseLike<T> {
  resolve!: (value: T) => void;
  reject!: (reason: unknown) => void;
  readonly #promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor() {
    // A rejection that a test reads later is not an unhandled one.
    this.#promise.catch(() => undefined);
  }

  // biome-ignore lint/suspicious/noThenProperty: the SDK's Trigger is a thenable too
  then: PromiseLike<T>['then'] = (onResolved, onRejected) => this.#promise.then(onResolved, onRejected);
}
