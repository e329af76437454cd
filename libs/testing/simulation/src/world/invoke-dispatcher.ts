import { type RunRequest } from '@pulso/contracts/run-requests';
import { failureRecord, type GiveUpCondition, nextAttempt } from '@pulso/world/lambda';

import { functionMetric } from '../alarms/stage-alarms';
import { names } from '../services/names';
import { type World } from './world';

/** As the stack has them. */
const limits = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 3_600 };

const functionArn = 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher';

/** An asynchronous invocation, and the on-failure record of one that is given up. */
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
  const giveUp = (condition: GiveUpCondition, attemptCount: number): void => {
    if (run) run.wasGivenUp = true;
    if (press) press.wasGivenUp = true;
    alarms.put({ metric: functionMetric('dispatcher', 'AsyncEventsDropped'), value: 1, atMs: kernel.nowMs });
    if (kernel.isRecording) kernel.note('dispatcher is given up');
    const event = { functionArn, requestId: 'simulated', payload };
    const record = failureRecord(event, { condition, attemptCount, nowMs: kernel.nowMs });
    world.queueNamed(names.reportUpdatesQueue).put(record, 0);
  };
  const attemptOnce = (attemptCount: number, throttleCount: number): void =>
    dispatcher.invoke(JSON.parse(payload), (end) => {
      if (end.status === 'success') {
        if (run) run.wasDispatched = true;
        return;
      }
      const isThrottled = end.status === 'throttled';
      const tried = isThrottled
        ? { acceptedAtMs, attemptCount, throttleCount: throttleCount + 1 }
        : { acceptedAtMs, attemptCount: attemptCount + 1, throttleCount: 0 };
      const next = nextAttempt(tried, isThrottled ? 'throttled' : 'failed', limits, kernel.nowMs);
      if ('giveUp' in next) giveUp(next.giveUp, tried.attemptCount);
      else kernel.after(next.atMs - kernel.nowMs, () => attemptOnce(tried.attemptCount, tried.throttleCount));
    });
  const acceptedAtMs = kernel.nowMs;
  kernel.after(20, () => attemptOnce(0, 0));
}

const placeholderIn = (payload: string): number => Number(/"messageId":(\d+)/.exec(payload)?.[1] ?? 0);
