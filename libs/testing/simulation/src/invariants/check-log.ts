import { type LogFields } from '@pulso/logging';

import { ownerUserId, pseudonymKey, webhookSecret } from '../services/names';
import { type World } from '../world/world';

const taints = [String(ownerUserId), pseudonymKey, webhookSecret, 'token-1', 'token-2'];

/** No log line holds a secret or the id of a person (invariant I10). */
export function checkLog({ ledger }: World, event: string, fields: LogFields): void {
  const text = JSON.stringify(fields);
  for (const taint of taints) {
    if (text.includes(taint)) ledger.violate('leak', `The log event ${event} holds "${taint}"`);
  }
}
