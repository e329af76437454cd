import { type LocalCloudOptions } from '../cloud/local-cloud';

/**
 * Begins with the sweep where it can have something to do: looking every five minutes of a day for runs that there are
 * none of costs more than the day. With `NIGHTLY=1` it begins at once.
 *
 * @param atMs - By the clock of the local cloud, epoch ms.
 */
export const sweepsFrom = (atMs: number): LocalCloudOptions['schedules'] =>
  process.env['NIGHTLY'] === '1' ? 'sweep-only' : { sweepsFromMs: atMs };
