import type { Environment, Settings } from '../../worker/settings.ts';
import { connect } from '../connect.ts';
import type { Outcome } from '../outcome.ts';
import { readReport } from '../status/read.ts';
import { needsPerson, renderReport } from '../status/render.ts';

/** Asks what runs; 2 when a person has to act. */
export async function status({ settings, env }: { settings: Settings; env: Environment }): Promise<Outcome> {
  const connected = await connect(settings, env);
  try {
    const report = await readReport(connected);
    return { code: needsPerson(report) ? 2 : 0, text: renderReport(report), json: report };
  } finally {
    await connected.close();
  }
}
