import { type RunRequest } from '@pulso/contracts/run-requests';

import { names } from '../services/names';
import { type World } from './world';

/** An asynchronous invocation: two more attempts after errors, then the on-failure record. */
export function invokeDispatcher(world: World, payload: string, attempt = 1): void {
  const { kernel, functions, ledger, presses } = world;
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
  kernel.after(attempt === 1 ? 20 : (attempt - 1) * 60_000, () =>
    dispatcher.invoke(JSON.parse(payload), (end) => {
      if (end.status === 'success') {
        if (run) run.wasDispatched = true;
        return;
      }
      if (attempt < 3) return invokeDispatcher(world, payload, attempt + 1);
      if (run) run.wasGivenUp = true;
      if (press) press.wasGivenUp = true;
      if (kernel.isRecording) kernel.note('dispatcher is given up');
      world.queueNamed(names.reportUpdatesQueue).put(failureRecord(payload), 0);
    }),
  );
}

const placeholderIn = (payload: string): number => Number(/"messageId":(\d+)/.exec(payload)?.[1] ?? 0);

/** As Lambda writes it to the destination for failures. */
const failureRecord = (payload: string): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: '2026-11-25T12:40:00.000Z',
    requestContext: {
      requestId: 'simulated',
      functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: JSON.parse(payload),
  });
