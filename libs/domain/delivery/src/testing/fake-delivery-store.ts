import { type Clock } from '@pulso/kit/time';

import { type DeliveryKey, type DeliveryStore, type DeliveryWrite, type StoredDelivery } from '../delivery';

/** Compares and swaps in memory, and forgets what has expired as eagerly as a store may. */
export class FakeDeliveryStore implements DeliveryStore {
  readonly items = new Map<string, StoredDelivery & { expiresAtSeconds: number }>();
  readonly #clock: Pick<Clock, 'nowMs'>;

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  read(key: DeliveryKey): Promise<StoredDelivery | undefined> {
    return Promise.resolve(this.#find(key));
  }

  write(
    key: DeliveryKey,
    { delivery, token, replaces, expiresAtSeconds }: DeliveryWrite,
  ): Promise<'written' | 'changed'> {
    const found = this.#find(key);
    if (found?.token === token) return Promise.resolve('written');
    if (found?.token !== replaces) return Promise.resolve('changed');
    this.items.set(JSON.stringify(key), { delivery: structuredClone(delivery), token, expiresAtSeconds });
    return Promise.resolve('written');
  }

  #find(key: DeliveryKey): StoredDelivery | undefined {
    const found = this.items.get(JSON.stringify(key));
    return found && found.expiresAtSeconds * 1000 > this.#clock.nowMs() ? found : undefined;
  }
}
