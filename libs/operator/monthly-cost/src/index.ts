export { type Comparison, compareDesigns } from './compare-designs';
export { type Bill } from './compute-bill';
export { deployedParts, fewestAlarmCount } from './deployed-parts';
export { type Design, mostQuestionsOfOneLambda } from './list-usage';
export { type PricedRegion, pricedRegions, pricesReadOn, publicPrices } from './public-prices';
export { type Workload, daysPerMonth } from './workload';
