import { type LogFields } from '@pulso/kit/runtime';

import {
  mailAddress,
  ownerUserId,
  pseudonymKey,
  strangerUserId,
  webhookSecret,
  webhookSigningSecret,
  webhookUrl,
} from '../services/names';
import { type World } from '../world/world';

const taints = [
  ...[ownerUserId, strangerUserId].map(String),
  ...[pseudonymKey, webhookSecret, 'token-1', 'token-2'],
  ...[mailAddress, webhookUrl, webhookSigningSecret],
];

/** No log line holds a secret, an address or the id of a person (invariant I10). */
export function checkLog({ ledger }: World, event: string, fields: LogFields): void {
  const text = JSON.stringify(fields);
  for (const taint of taints) {
    if (text.includes(taint)) ledger.violate('leak', `The log event ${event} holds "${taint}"`);
  }
}
