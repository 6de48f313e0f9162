/** One page of any list method of YouTube. */
export type ResultPage<T> = { readonly items?: readonly T[]; readonly nextPageToken?: string | null };

/** Follows `nextPageToken` to the end. The purse bounds a list that never ends. */
export async function* listPages<T>(
  list: (pageToken: string | undefined) => Promise<ResultPage<T>>,
): AsyncGenerator<readonly T[]> {
  let pageToken: string | undefined;
  do {
    const page = await list(pageToken);
    yield page.items ?? [];
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken);
}

/** The items of every page. */
export async function listAll<T>(
  list: (pageToken: string | undefined) => Promise<ResultPage<T>>,
): Promise<T[]> {
  const items: T[] = [];
  for await (const page of listPages(list)) items.push(...page);
  return items;
}
