import { type Service } from '@pulso/contracts/envelope';

import { functionMetric } from '../alarms/service-metrics';
import { type InvocationEnd } from '../lambda/lambda-function';
import { type World } from './world';

/**
 * Publishes what Lambda publishes about an invocation that is over, as far as alarms look at it: the address of the bot
 * answers 502 for one that has failed, and 429 for one that was refused.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html
 */
export function measureFunction(
  { alarms, kernel }: World,
  service: Service,
  end: InvocationEnd,
  durationMs: number,
): void {
  const put = (name: Parameters<typeof functionMetric>[1], value: number): void =>
    alarms.put({ metric: functionMetric(service, name), value, atMs: kernel.nowMs });
  if (end.status === 'throttled') put('Throttles', 1);
  // Less than a second is no long duration of any function, and of nearly every invocation.
  else if (durationMs >= 1_000) put('Duration', durationMs);
  if (end.status === 'error' || end.status === 'killed') put('Errors', 1);
  if (service !== 'bot') return;
  const status = end.status === 'success' ? (end.value as { statusCode: number }).statusCode : 0;
  if (end.status === 'throttled' || (status >= 400 && status < 500)) put('Url4xxCount', 1);
  else if (end.status !== 'success' || status >= 500) put('Url5xxCount', 1);
}
