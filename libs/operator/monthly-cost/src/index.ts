export { type Comparison, compareDesigns } from './compare-designs';
export { type Bill } from './compute-bill';
export { deployedParts, fewestAlarmCount } from './deployed-parts';
export { type PricedRegion, pricedRegions, pricesReadOn, publicPrices } from './public-prices';
export { mostQuestionsOfOneLambda } from './report-usage';
export { type Design } from './usage';
export { type Workload, daysPerMonth } from './workload';
