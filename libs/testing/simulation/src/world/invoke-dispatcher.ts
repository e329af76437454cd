import { type RunRequest } from '@pulso/contracts/run-requests';
import { workOnEvent } from '@pulso/world/lambda';

import { functionMetric } from '../alarms/stage-alarms';
import { names } from '../services/names';
import { type World } from './world';

/** As the stack has it. */
const definition = {
  name: 'dispatcher',
  arn: 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher',
  asyncInvoke: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 3_600 },
};

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
  const acceptedAtMs = kernel.nowMs;
  kernel.after(20, () =>
    workOnEvent(
      { definition, requestId: 'simulated', payload, acceptedAtMs, failures: [] },
      {
        clock: kernel.clock,
        invoke: (event, onEnd) =>
          dispatcher.invoke(JSON.parse(event.payload), (end) => {
            if (run && end.status === 'success') run.wasDispatched = true;
            onEnd(end);
          }),
        giveUp: (_event, record) => {
          if (run) run.wasGivenUp = true;
          if (press) press.wasGivenUp = true;
          alarms.put({ metric: functionMetric('dispatcher', 'AsyncEventsDropped'), value: 1, atMs: kernel.nowMs });
          if (kernel.isRecording) kernel.note('dispatcher is given up');
          world.queueNamed(names.reportUpdatesQueue).put(record, 0);
        },
      },
    ),
  );
}

const placeholderIn = (payload: string): number => Number(/"messageId":(\d+)/.exec(payload)?.[1] ?? 0);
