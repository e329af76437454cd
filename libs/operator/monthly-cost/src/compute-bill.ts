import { type PriceId, type PricedRegion, freeAllowances, publicPrices } from './public-prices';
import { type Usage } from './usage';

/** A line of the bill. */
export interface BillItem extends Usage {
  readonly service: string;
  /** US dollars for one. */
  readonly unitUsd: number;
  /** Free of charge; part of `quantity`. */
  readonly freeQuantity: number;
  readonly usd: number;
}

/** A month's bill, US dollars before taxes. */
export interface Bill {
  readonly items: readonly BillItem[];
  /** By service, in the order of the prices. */
  readonly services: ReadonlyMap<string, number>;
  readonly totalUsd: number;
}

export interface BillOptions {
  readonly region: PricedRegion;
  /** Whether this installation has the account's free allowances to itself. Otherwise none is counted. */
  readonly hasFreeTier: boolean;
}

/**
 * Multiplies what is used by its public price.
 *
 * @returns Without taxes and discounts. A service that costs nothing has no entry.
 */
export function computeBill(usages: readonly Usage[], { region, hasFreeTier }: BillOptions): Bill {
  const free = hasFreeTier ? freeQuantities(usages) : usages.map(() => 0);
  const items = usages.map((usage, index): BillItem => {
    const { service, usd } = publicPrices[usage.price];
    const unitUsd = usd[region];
    const freeQuantity = free[index] ?? 0;
    return { ...usage, service, unitUsd, freeQuantity, usd: (usage.quantity - freeQuantity) * unitUsd };
  });
  const services = new Map<string, number>();
  for (const { service } of Object.values(publicPrices)) {
    const usd = sumOf(items.filter((item) => item.service === service));
    if (usd > 0) services.set(service, usd);
  }
  return { items, services, totalUsd: sumOf(items) };
}

const sumOf = (items: readonly BillItem[]): number => items.reduce((sum, { usd }) => sum + usd, 0);

/** @returns How much of each usage is free. */
function freeQuantities(usages: readonly Usage[]): readonly number[] {
  const free = usages.map(() => 0);
  for (const { prices, quantity } of freeAllowances) {
    let left = quantity;
    for (const index of indexesInOrder(usages, prices)) {
      const taken = Math.min(left, usages[index]?.quantity ?? 0);
      free[index] = taken;
      left -= taken;
    }
  }
  return free;
}

const indexesInOrder = (usages: readonly Usage[], prices: readonly PriceId[]): readonly number[] =>
  prices.flatMap((price) => usages.flatMap((usage, index) => (usage.price === price ? [index] : [])));
