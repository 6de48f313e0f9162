/**
 * A function that is asked the same thing often: who asks while it works shares the answer, and the last `limit` answers
 * are kept. What failed is forgotten.
 */
export function remember<T>(limit: number, make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? make(key);
    answers.delete(key);
    answers.set(key, answer);
    answer.catch(() => answers.get(key) === answer && answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > limit && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
