import { type RunFinding } from '@pulso/console-api';

import { waitId, workId } from './item-ids';
import { type Receive, laneIdOf } from './list-receives';
import { type RunFacts } from './run-facts';
import { type Step } from './trace-back';
import { failureOf, nameOfHanded, secondsText, times } from './words';

/** A step that took less explains nothing: of all, a tenth, and ms. */
const [leastShare, leastMs, maxLateCount] = [0.1, 1_000, 4];

const lengthOf = ({ fromMs, toMs }: Step): number => toMs - fromMs;

/** @returns On what the end of a run has waited longest, in the order of time. */
export function findDelays(run: RunFacts, steps: readonly Step[], askedAtMs: number): RunFinding[] {
  const totalMs = steps.reduce((sum, step) => sum + lengthOf(step), 0);
  return steps
    .filter((step) => lengthOf(step) >= Math.max(leastMs, totalMs * leastShare))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, maxLateCount)
    .sort((a, b) => a.fromMs - b.fromMs)
    .map((step) => ({
      kind: 'late',
      text: `From +${secondsText(step.fromMs - askedAtMs)}, for ${secondsText(lengthOf(step))}: ${reasonOf(step, run)}.`,
      itemIds: [step.kind === 'wait' ? waitId(step.receive) : workId(step.receive)],
    }));
}

function reasonOf({ kind, receive }: Step, run: RunFacts): string {
  const { invocation, handed, earlier } = receive;
  const name = handed ? nameOfHanded(handed) : 'the run';
  if (kind === 'work') {
    const faults = run.faults.filter((fault) => fault.invocation === invocation && fault.kind !== 'kill');
    const struck = faults.map((fault) => `${fault.kind} ${fault.target}`).join(', ');
    return `${invocation.service} worked on ${name}${struck === '' ? '' : `, struck by ${struck}`}`;
  }
  if (earlier) {
    const again = handed?.message ? `for its receive ${handed.message.receiveCount}` : 'until Lambda tried it again';
    return `${name} waited ${again}: at the one before, ${failureOf(earlier, run)}`;
  }
  if (!handed) return `the run went no further until a sweep of the ${invocation.service} looked at it`;
  const late = run.faults.find((fault) => fault.kind === 'delay' && fault.messageId === handed.message?.id);
  if (late)
    return `${name} waited for ${invocation.service}: the queue delivered it late (fault: delay ${late.target})`;
  const { initDurationMs, service } = invocation;
  const cold = initDurationMs === undefined ? '' : `, ${secondsText(initDurationMs)} of it for a cold start`;
  return `${name} waited for ${service}${cold}`;
}

/** @returns Which messages and requests came more than once, and why. */
export function findRepeats(run: RunFacts, askedAtMs: number): RunFinding[] {
  const handedOut = run.receives.filter(({ handed }) => handed);
  const byMessage = Map.groupBy(handedOut, ({ invocation, handed }) => handed?.message?.id ?? invocation.requestId);
  return [...byMessage.values()].flatMap((all): RunFinding[] => {
    const [first, ...others] = all;
    if (!first?.handed || others.length === 0) return [];
    const whens = all.map(({ invocation }) => `+${secondsText(invocation.startedAtMs - askedAtMs)}`).join(', ');
    const whys = others.map(({ isCopy, earlier = first }) =>
      isCopy ? 'the queue delivered a copy of it' : failureOf(earlier, run),
    );
    const name = nameOfHanded(first.handed);
    const text = `${name} came to ${first.invocation.service} ${times(all.length)} (${whens})`;
    return [
      {
        kind: 'twice',
        text: `${text.charAt(0).toUpperCase()}${text.slice(1)}: ${[...new Set(whys)].join('; ')}.`,
        itemIds: all.flatMap((each) => [workId(each), waitId(each)]),
      },
    ];
  });
}

/** @returns Which service did something again: put a job back, or worked on what an invocation before had left. */
export function findRetries(run: RunFacts): RunFinding[] {
  const putBack = run.invocations.flatMap((invocation) =>
    invocation.lines.flatMap(({ fields }) =>
      fields['runId'] === run.runId && fields['event'] === 'query-requeued'
        ? [{ invocation, queryId: String(fields['queryId']), why: String(fields['why']) }]
        : [],
    ),
  );
  const jobs = [...Map.groupBy(putBack, ({ queryId, why }) => `the job of "${queryId}" ${why}`)].map(
    ([, all]): RunFinding => ({
      kind: 'retried',
      text: `query-worker put the job of "${all[0]?.queryId}" back ${times(all.length)} (${all[0]?.why}).`,
      itemIds: all.map(({ invocation, queryId }) =>
        workId({ invocation, laneId: laneIdOf('query-worker', { queryId }), isCopy: false }),
      ),
    }),
  );
  const again = Map.groupBy(
    run.receives.filter(({ earlier }) => earlier),
    ({ invocation }) => invocation.service,
  );
  const services = [...again].map(([service, all]: [string, Receive[]]): RunFinding => ({
    kind: 'retried',
    text: `${service} worked ${times(all.length)} on what an invocation before had left.`,
    itemIds: all.map(workId),
  }));
  return [...jobs, ...services];
}
