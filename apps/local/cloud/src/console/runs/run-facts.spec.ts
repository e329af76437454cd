import { type InjectedFault } from '../../faults/inject-faults';
import { factsOf } from './run-facts';
import { firedAtMs, lateRun, runId, tellStory } from './testing/tell-story';

/** Which invocation or message a fault is taken to have struck. */
function struckBy({ at, ...fault }: Pick<InjectedFault, 'struck' | 'target'> & { readonly at: number }) {
  const index = tellStory(lateRun);
  index.onInjected({ kind: 'refuse', ...fault, atMs: firedAtMs + at * 1000 });
  const faults = factsOf(runId, index, firedAtMs)?.faults ?? [];
  return faults.map(({ invocation, messageId }) => invocation?.requestId ?? messageId);
}

describe('factsOf', () => {
  it.each([
    ['the message that it names', { at: 2, target: 'query-jobs', struck: { messageId: 'job' } }, ['job']],
    ['no message of another run', { at: 2, target: 'query-jobs', struck: { messageId: 'x' } }, []],
    ['the invocation that was killed', { at: 2.9, target: 'query-worker', struck: { requestId: 'w1' } }, ['w1']],
    ['the invocation that made the call', { at: 3.5, target: 'logs.StartQuery', struck: { requestId: 'w1' } }, ['w1']],
    ['none where no invocation made it', { at: 3.5, target: 'telegram.sendMessage', struck: {} }, []],
  ] as const)('takes a fault to have struck %s', (_, fault, expected) => {
    expect(struckBy(fault)).toEqual(expected);
  });

  it('knows nothing of a run of which nothing was heard', () => {
    expect(factsOf('x', tellStory(lateRun), firedAtMs)).toBeUndefined();
  });
});
