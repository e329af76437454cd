import { type Comparison, pricesReadOn, publicPrices } from '@pulso/operator/monthly-cost';

import { type CostOptions } from './cost-options';

/** The bills with all their items, for programs. */
export function costJson({ bills, questionsBeyondStepFunctions }: Comparison, options: CostOptions): object {
  const { workload, region, hasFreeTier } = options;
  return {
    region,
    pricesReadOn,
    hasFreeTier,
    workload,
    designs: Object.fromEntries(
      Object.entries(bills).map(([design, { totalUsd, services, items }]) => [
        design,
        {
          totalUsd,
          services: Object.fromEntries(services),
          items: items.map((item) => {
            const { unit, source, unverified } = publicPrices[item.price];
            const regions: readonly string[] = unverified;
            return { ...item, unit, source, isVerified: !regions.includes(region) };
          }),
        },
      ]),
    ),
    questionsBeyondStepFunctions: questionsBeyondStepFunctions ?? null,
  };
}
