import type { GivenAnswer } from '../answers.ts';
import { SYNC_ID } from '../ids.ts';
import { type ReportBlock, renderArgument } from './block.ts';
import { describeDifference } from './difference.ts';
import { code, message, text } from './text.ts';
import { describeTime } from './words.ts';

/** What was answered last, the newest first: the form of the Temporal UI closes when an update is answered. */
export const describeAnswers = (answers: readonly GivenAnswer[], now: number): ReportBlock[] =>
  answers.flatMap((one) => describeAnswer(one, now));

function describeAnswer(answer: GivenAnswer, now: number): ReportBlock[] {
  const { at, update, episodeId, by, says, differences = [], diff = [], send } = answer;
  const to = episodeId === undefined ? [] : text` for ${code(episodeId)}`;
  const whose = by === undefined ? [] : text` by ${by}`;
  const when = describeTime(new Date(at).toISOString(), now);
  return [
    {
      kind: 'paragraph',
      strong: text`Answer to ${code(update)}${to}${whose},`,
      text: [...text`${when}: `, ...message(says)],
    },
    ...differences.map(describeDifference),
    ...(diff.length === 0 ? [] : [describeFileChange(diff)]),
    ...(send === undefined
      ? []
      : [
          {
            kind: 'choices',
            choices: [
              {
                label: text`To do it`,
                update: { name: update, workflowId: SYNC_ID, argument: renderArgument(send) },
              },
            ],
          } as const,
        ]),
  ];
}

const describeFileChange = (diff: readonly string[]): ReportBlock => ({
  kind: 'diff',
  title: text`The change of the file`,
  removed: diff.filter((line) => line.startsWith('- ')).map((line) => line.slice(2)),
  added: diff.filter((line) => line.startsWith('+ ')).map((line) => line.slice(2)),
});
