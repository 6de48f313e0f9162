/** Gives each member to one caller at a time. Callers wait while all are in use, first come first served. */
export type Pool<T> = {
  use<R>(task: (member: T) => Promise<R>): Promise<R>;
  /** Rejects waiting and later callers with this error. */
  close(error: Error): void;
};

type Waiting<T> = { readonly resolve: (member: T) => void; readonly reject: (error: Error) => void };

export function createPool<T>(members: readonly T[]): Pool<T> {
  const free = [...members];
  const queue: Waiting<T>[] = [];
  let closed: Error | undefined;

  const acquire = () =>
    new Promise<T>((resolve, reject) => {
      if (closed) return reject(closed);
      const member = free.pop();
      if (member === undefined) queue.push({ resolve, reject });
      else resolve(member);
    });
  const release = (member: T) => {
    const next = queue.shift();
    if (next) next.resolve(member);
    else free.push(member);
  };
  return {
    async use(task) {
      const member = await acquire();
      return task(member).finally(() => release(member));
    },
    close(error) {
      closed = error;
      for (const { reject } of queue.splice(0)) reject(error);
    },
  };
}
