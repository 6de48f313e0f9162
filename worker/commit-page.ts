import { parseHosted } from '../clients/git/address.ts';
import type { Settings } from '../config/settings.ts';

/** The path of a commit below its repository's page. */
const PATHS = { github: '/commit/', gitlab: '/-/commit/' } as const;

/** Hosts whose pages are known without a setting. */
const HOSTS: Readonly<Record<string, string>> = {
  'https://github.com': PATHS.github,
  'https://gitlab.com': PATHS.gitlab,
  'https://codeberg.org': '/commit/',
  'https://bitbucket.org': '/commits/',
};

type Hosted = Pick<Settings, 'repository'> & { readonly codeHost?: Settings['codeHost'] | undefined };

/** The page of a commit; undefined: the followed repository is a folder, or hosted where pages are not known. */
export function findCommitPage({ codeHost, repository }: Hosted): ((commit: string) => string) | undefined {
  const hosts = codeHost === undefined ? HOSTS : { ...HOSTS, [codeHost.url]: PATHS[codeHost.kind] };
  const named = codeHost?.kind === 'github' ? codeHost.repository : codeHost?.project;
  if (codeHost !== undefined && named !== undefined)
    return (commit) => `${codeHost.url}/${named}${PATHS[codeHost.kind]}${commit}`;
  const found = Object.entries(hosts).flatMap(([url, path]) => {
    const name = parseHosted(repository, url);
    return name === undefined ? [] : [`${url}/${name}${path}`];
  });
  const [page] = found;
  return page === undefined ? undefined : (commit) => `${page}${commit}`;
}
