import { type RunRequest } from '@pulso/contracts/run-requests';

/** @returns The time that a request names, which is the same for all of its attempts, epoch ms. */
export const triggeredAtMsOf = (trigger: RunRequest['trigger']): number =>
  trigger.type === 'schedule' ? Date.parse(trigger.scheduledTime) : trigger.requestedAtMs;
