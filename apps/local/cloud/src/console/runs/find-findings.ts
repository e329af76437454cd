import { type RunFinding } from '@pulso/console-api';

import { laneIdOf, waitId, workId } from './item-ids';
import { type Handed } from './read-handed';
import { type RunFacts, handedOf } from './run-facts';
import { type Invocation } from './run-index';
import { type Step } from './trace-back';
import { describeChange, isDuplicate } from './describe-change';
import { failureOf, nameOfHanded, secondsText, times } from './words';

/** A step that took less explains nothing: of all, a tenth, and ms. */
const [leastShare, leastMs, maxLateCount] = [0.1, 1_000, 4];

/** @returns On what the end of a run has waited longest, in the order of time. */
export function findDelays(run: RunFacts, steps: readonly Step[], askedAtMs: number): RunFinding[] {
  const totalMs = steps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const lengthOf = ({ fromMs, toMs }: Step): number => toMs - fromMs;
  return steps
    .filter((step) => lengthOf(step) >= Math.max(leastMs, totalMs * leastShare))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, maxLateCount)
    .sort((a, b) => a.fromMs - b.fromMs)
    .map((step) => ({
      kind: 'late',
      text: `From +${secondsText(step.fromMs - askedAtMs)}, for ${secondsText(lengthOf(step))}: ${reasonOf(step, run)}.`,
      itemIds: [step.itemId],
    }));
}

function reasonOf(step: Step, run: RunFacts): string {
  const { kind, invocation, handed, earlier } = step;
  const name = handed ? nameOfHanded(handed) : 'the run';
  if (kind === 'work') {
    const faults = run.faults.filter((fault) => fault.invocation === invocation && fault.kind !== 'kill');
    const struck = faults.map((fault) => `${fault.kind} ${fault.target}`).join(', ');
    return `${invocation.service} worked on ${name}${struck === '' ? '' : `, struck by ${struck}`}`;
  }
  if (earlier) {
    const failure = failureOf(earlier, handed?.message?.id, run);
    if (!handed?.message) return `${name} waited until Lambda tried it again: ${failure}`;
    return `${name} waited for its receive ${handed.message.receiveCount}: ${failure} at the one before`;
  }
  if (!handed) return `the run went no further until a sweep of the ${invocation.service} looked at it`;
  const late = run.faults.find((fault) => fault.kind === 'delay' && fault.messageId === handed.message?.id);
  const because = late ? `, which the queue delivered late (fault: delay ${late.target})` : '';
  return `${name} waited for ${invocation.service}${because}`;
}

interface Receive {
  readonly invocation: Invocation;
  readonly handed: Handed;
}

/** @returns Which messages came more than once, and why. */
export function findRepeats(run: RunFacts, askedAtMs: number): RunFinding[] {
  const receives = run.invocations.flatMap((invocation) =>
    handedOf(invocation, run.runId).map((handed): Receive => ({ invocation, handed })),
  );
  const byMessage = Map.groupBy(receives, ({ invocation, handed }) => handed.message?.id ?? invocation.requestId);
  return [...byMessage.values()].flatMap((all) => {
    const [first, ...others] = all;
    if (!first || others.length === 0) return [];
    const { service } = first.invocation;
    const whens = all.map(({ invocation }) => `+${secondsText(invocation.startedAtMs - askedAtMs)}`).join(', ');
    const whys = new Set(
      others.map(({ invocation, handed }, index) => {
        if (isDuplicate(invocation, handed, run)) return 'the queue delivered a copy of it';
        return failureOf(all[index]?.invocation ?? first.invocation, handed.message?.id, run);
      }),
    );
    return [
      {
        kind: 'twice',
        text: `${capital(nameOfHanded(first.handed))} came to ${service} ${times(all.length)} (${whens}): ${[...whys].join('; ')}.`,
        itemIds: all.flatMap(({ invocation, handed }) => [
          workId(invocation, laneIdOf(service, handed)),
          waitId(invocation, handed),
        ]),
      },
    ];
  });
}

/** @returns Which service did something again: put a job back, sent once more, worked on what was worked on before. */
export function findRetries(run: RunFacts): RunFinding[] {
  const lines = run.invocations.flatMap((invocation) =>
    invocation.lines
      .filter(({ fields }) => fields['runId'] === run.runId)
      .map(({ fields }) => ({ invocation, fields })),
  );
  const putBack = lines.filter(({ fields }) => fields['event'] === 'query-requeued');
  const byWhy = Map.groupBy(putBack, ({ fields }) => `${String(fields['queryId'])}: ${String(fields['why'])}`);
  const requeues = [...byWhy].map(([why, all]): RunFinding => ({
    kind: 'retried',
    text: `query-worker put a job back ${times(all.length)} (${why}).`,
    itemIds: all.map(({ invocation, fields }) =>
      workId(invocation, laneIdOf('query-worker', { queryId: String(fields['queryId']) })),
    ),
  }));
  const again = run.invocations.flatMap((invocation) => {
    const handed = handedOf(invocation, run.runId);
    return handed.length > 0 &&
      describeChange(invocation, handed, run).some((change) => /^(receive|tried)/.test(change))
      ? [invocation]
      : [];
  });
  const byService = Map.groupBy(again, ({ service }) => service);
  const repeats = [...byService].map(([service, all]): RunFinding => ({
    kind: 'retried',
    text: `${service} worked again on what an invocation before had left: ${times(all.length)}.`,
    itemIds: all.flatMap((each) => handedOf(each, run.runId).map((handed) => workId(each, laneIdOf(service, handed)))),
  }));
  return [...requeues, ...repeats];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
