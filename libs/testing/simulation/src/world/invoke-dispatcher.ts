import { type RunRequest } from '@pulso/contracts/run-requests';

import { functionMetric } from '../alarms/service-metrics';
import { names } from '../services/names';
import { type World } from './world';

const attemptCount = 3;

/** As the stack has it. */
const maximumEventAgeMs = 3_600_000;

/** Lambda waits a second after the first refusal, twice as long after each further one, and never longer than this, ms. */
const longestThrottledWaitMs = 5 * 60_000;

/**
 * An asynchronous invocation: two more attempts after errors, any number after refusals for want of concurrency until the
 * event is too old; then the on-failure record.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function invokeDispatcher(world: World, payload: string): void {
  const { alarms, kernel, functions, ledger, presses } = world;
  const { dispatcher } = functions;
  const request: RunRequest = JSON.parse(payload);
  const press = presses.pressOf(request);
  if (press) press.wasStarted = true;
  else presses.onRunRequest(request);
  const run = ledger.runOfRequest(payload);
  if (run) {
    const { trigger } = run.request;
    run.wasTriggered = true;
    if (trigger.type === 'chat') run.placeholderMessageIds.add(placeholderIn(payload));
  }
  const giveUp = (condition: string): void => {
    if (run) run.wasGivenUp = true;
    if (press) press.wasGivenUp = true;
    alarms.put({ metric: functionMetric('dispatcher', 'AsyncEventsDropped'), value: 1, atMs: kernel.nowMs });
    if (kernel.isRecording) kernel.note('dispatcher is given up');
    world.queueNamed(names.reportUpdatesQueue).put(failureRecord(payload, condition), 0);
  };
  const attemptOnce = (attempt: number, throttledCount: number): void =>
    dispatcher.invoke(JSON.parse(payload), (end) => {
      if (end.status === 'success') {
        if (run) run.wasDispatched = true;
        return;
      }
      if (end.status === 'throttled') {
        const waitMs = Math.min(1_000 * 2 ** throttledCount, longestThrottledWaitMs);
        if (kernel.nowMs + waitMs > askedAtMs + maximumEventAgeMs) return giveUp('EventAgeExceeded');
        kernel.after(waitMs, () => attemptOnce(attempt, throttledCount + 1));
        return;
      }
      if (attempt >= attemptCount) return giveUp('RetriesExhausted');
      kernel.after(attempt * 60_000, () => attemptOnce(attempt + 1, 0));
    });
  const askedAtMs = kernel.nowMs;
  kernel.after(20, () => attemptOnce(1, 0));
}

const placeholderIn = (payload: string): number => Number(/"messageId":(\d+)/.exec(payload)?.[1] ?? 0);

/** As Lambda writes it to the destination for failures. */
const failureRecord = (payload: string, condition: string): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: '2026-11-25T12:40:00.000Z',
    requestContext: {
      requestId: 'simulated',
      functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher:$LATEST',
      condition,
      approximateInvokeCount: 3,
    },
    requestPayload: JSON.parse(payload),
  });
