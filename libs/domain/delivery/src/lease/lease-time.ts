import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { botApiCallTimeoutMs } from '../ports/bot-api';

/** How far clocks of two execution environments may be apart before a lease looks over too early. Milliseconds. */
const clockMarginMs = 120_000;

/**
 * How long a lease lasts, milliseconds: longer than its holder can live plus a call that the holder left in flight,
 * and shorter than the queue's visibility timeout, so that the redelivery after a crash finds it over.
 */
export const leaseMs = reportUpdatesDelivery.functionTimeoutSeconds * 1000 + botApiCallTimeoutMs + clockMarginMs;
