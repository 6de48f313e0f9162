import { styleText } from 'node:util';
import { type Checks, type ChecksOptions, createChecks } from '../../clients/checks.ts';
import { readManifest } from '../../config/own-manifest.ts';
import { type Environment, readSettings, type Settings } from '../../config/settings.ts';
import { type FindingState, fine, problem, unknown } from '../../domain/shared/finding.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import type { Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { checkContent } from './doctor/check-content.ts';
import { checkGit, checkState, judgeNode } from './doctor/check-machine.ts';
import { checkTemporal } from './doctor/check-temporal.ts';
import { checkWriteBack } from './doctor/check-write-back.ts';
import { checkYouTube } from './doctor/check-youtube.ts';
import { chooseCode, type DoctorLook, renderExamination, sortFindings, toJson } from './doctor/render.ts';
import { isColourWanted } from './plan/colour.ts';

export const command = defineCommand({
  flags: {
    '--all': 'list the checks that found nothing wrong, too',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ all, repository, state }, env) =>
    doctor({ env, flags: { repository, state }, look: lookOf(all === true) }),
});

type Input = {
  readonly env: Environment;
  readonly flags?: { readonly repository?: string | undefined; readonly state?: string | undefined };
  readonly look?: DoctorLook;
  readonly limits?: ChecksOptions;
  /** ms since 1970 */
  readonly clock?: () => number;
};

/** Checks all that Showrunner needs, at the same time, in 5 s at most. Writes nothing and starts nothing. */
export async function doctor(input: Input): Promise<Outcome> {
  const { env, flags = {}, look = { all: false }, limits, clock = Date.now } = input;
  const startedAt = performance.now();
  const checks = createChecks(limits);
  const { version, node } = await readManifest();
  checks.add('node', judgeNode(process.versions.node, node));
  const settings = checkSettings(checks, env, flags);
  const spent = settings === undefined ? 0 : await checkAll({ checks, settings, env, version, clock });
  const examination = {
    findings: sortFindings(checks.findings),
    spent,
    ms: performance.now() - startedAt,
  };
  return {
    code: chooseCode(examination.findings),
    text: renderExamination(examination, look),
    json: toJson(examination),
  };
}

function checkSettings(
  checks: Checks,
  env: Environment,
  flags: NonNullable<Input['flags']>,
): Settings | undefined {
  try {
    const settings = { ...readOwnSettings(env, flags), youtube: readSettings(env).youtube };
    checks.add('settings', fine('valid'));
    return settings;
  } catch (error) {
    checks.add('settings', problem(error instanceof Error ? error.message : String(error)));
    for (const name of OF_SETTINGS) checks.add(name, unknown('not checked: the settings are not valid'));
    return undefined;
  }
}

const OF_SETTINGS = ['git', 'repository', 'academy.yaml', 'credentials', 'temporal', 'worker', 'state'];

type AllInput = {
  readonly checks: Checks;
  readonly settings: Settings;
  readonly env: Environment;
  readonly version: string;
  readonly clock: () => number;
};

/** @returns the units that were spent */
async function checkAll({ checks, settings, env, version, clock }: AllInput): Promise<number> {
  const wanted = checkGit(checks).then((isThere) => (isThere ? checkContent(checks, settings) : undefined));
  const [spent] = await Promise.all([
    checkYouTube({ checks, settings, wanted, clock }),
    checkTemporal({ checks, settings, env, version, clock }),
    checkState(checks, settings.state, version),
    wanted.then(() => checkWriteBack(checks, settings)),
    wanted,
  ]);
  return spent;
}

const STYLES = { problem: 'red', warning: 'yellow', unknown: 'dim', fine: 'green' } as const;

/** Only a terminal gets colours, and none with NO_COLOR. */
function lookOf(all: boolean): DoctorLook {
  const isWanted = isColourWanted({
    flag: true,
    noColor: process.env['NO_COLOR'],
    isTerminal: process.stdout.isTTY === true,
  });
  if (!isWanted) return { all };
  return {
    all,
    paint: (state: FindingState, text) => styleText(STYLES[state], text, { validateStream: false }),
  };
}
