import { type InjectedFault } from '../../faults/inject-faults';
import { factsOf } from './run-facts';
import { firedAtMs, lateRun, runId, tellStory } from './testing/tell-story';

/** Which invocation or message a fault is taken to have struck. */
function struckBy({ at, ...fault }: Pick<InjectedFault, 'struck' | 'target'> & { readonly at: number }) {
  const index = tellStory(
    lateRun.map((each) => ({ ...each, lines: [{ ...each.lines?.[0], traceId: `trace-${each.requestId}` }] })),
  );
  index.onInjected({ kind: 'refuse', ...fault, atMs: firedAtMs + at * 1000 });
  const faults = factsOf(runId, index, firedAtMs)?.faults ?? [];
  return faults.map(({ invocation, messageId }) => invocation?.requestId ?? messageId);
}

describe('factsOf', () => {
  it.each([
    ['the message that it names', { at: 2, target: 'query-jobs', struck: { messageId: 'job' } }, ['job']],
    ['no message of another run', { at: 2, target: 'query-jobs', struck: { messageId: 'x' } }, []],
    ['the invocation that was killed', { at: 2.9, target: 'query-worker', struck: { requestId: 'w1' } }, ['w1']],
    [
      'the invocation whose trace the call has',
      { at: 3.5, target: 'logs.StartQuery', struck: { functionName: 'pulso-local-query-worker', traceId: 'trace-w1' } },
      ['w1'],
    ],
    [
      'no invocation of another trace',
      { at: 3.5, target: 'logs.StartQuery', struck: { functionName: 'pulso-local-query-worker', traceId: 'x' } },
      [],
    ],
    [
      'the invocation of the function at that time, where there is no trace',
      { at: 187.5, target: 'sqs.SendMessage', struck: { functionName: 'pulso-local-aggregator' } },
      ['a'],
    ],
    ['the one that was talking to Telegram', { at: 189.5, target: 'telegram.sendMessage', struck: {} }, ['n']],
    ['none when none was under way', { at: 188.5, target: 'telegram.sendMessage', struck: {} }, []],
  ] as const)('takes a fault to have struck %s', (_, fault, expected) => {
    expect(struckBy(fault)).toEqual(expected);
  });

  it('knows nothing of a run of which nothing was heard', () => {
    expect(factsOf('x', tellStory(lateRun), firedAtMs)).toBeUndefined();
  });
});
