/** Lends each of its members to one caller at a time; who comes when all are out waits, first come first served. */
export type Pool<T> = {
  use<R>(task: (member: T) => Promise<R>): Promise<R>;
  /** Those who still wait get this error, and so does everybody after them. */
  close(error: Error): void;
};

type Waiting<T> = { readonly take: (member: T) => void; readonly refuse: (error: Error) => void };

export function createPool<T>(members: readonly T[]): Pool<T> {
  const free = [...members];
  const queue: Waiting<T>[] = [];
  let closed: Error | undefined;

  const borrow = () =>
    new Promise<T>((take, refuse) => {
      if (closed) return refuse(closed);
      const member = free.pop();
      if (member === undefined) queue.push({ take, refuse });
      else take(member);
    });
  const giveBack = (member: T) => {
    const next = queue.shift();
    if (next) next.take(member);
    else free.push(member);
  };
  return {
    async use(task) {
      const member = await borrow();
      return task(member).finally(() => giveBack(member));
    },
    close(error) {
      closed = error;
      for (const { refuse } of queue.splice(0)) refuse(error);
    },
  };
}
