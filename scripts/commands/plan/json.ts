import type { EpisodeChange } from '../../../domain/changes/plan/changes.ts';
import { diffLines } from '../../../domain/changes/plan/diff-lines.ts';
import type { PlanReport } from '../../../domain/changes/plan/report.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { type Problem, severityOf } from '../../../domain/shared/problem.ts';

type Problems = { readonly problems: readonly Problem[]; readonly fresh: readonly Problem[] };

/** The plan for machines: complete, never shortened. `isNew`: the base does not have the problem. */
export function planToJson(report: PlanReport, { problems, fresh }: Problems) {
  const isFresh = new Set(fresh);
  const {
    changes,
    shared,
    totalEpisodes: of,
    groups,
    thumbnails,
    orphaned,
    gates,
    units,
    budget,
    live,
  } = report;
  return {
    live: live ?? 'unknown',
    ...defined({ base: report.base }),
    head: report.head,
    subject: report.subject,
    episodes: { changed: changes.length, shared: shared.length, of },
    units,
    budget,
    gates,
    thumbnails,
    groups,
    changes: changes.map(changeToJson),
    orphaned,
    problems: problems.map((one) => ({ ...one, severity: severityOf(one), isNew: isFresh.has(one) })),
    ...defined({ checksum: report.checksum, verbatim: report.verbatim }),
  };
}

function changeToJson({ episodeId, cause, fields, units, finished, desired, base }: EpisodeChange) {
  return {
    episodeId,
    cause,
    fields,
    units,
    finished,
    title: desired.title,
    ...defined({ start: desired.start, videoId: desired.videoId }),
    description: diffLines(base?.body ?? '', desired.body),
  };
}
