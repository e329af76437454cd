export { type Comparison, type Orchestration, compareDesigns, compareOrchestrations } from './compare-designs';
export { type Bill } from './compute-bill';
export { deployedParts, fewestAlarmCount } from './deployed-parts';
export { type PricedRegion, type PublicPrice, pricedRegions, pricesReadOn, publicPrices } from './public-prices';
export { mostQuestionsOfOneExecution, mostQuestionsOfOneLambda } from './report-usage';
export { type Design, designs } from './usage';
export { watchName } from './watch-usage';
export { type Workload, daysPerMonth } from './workload';
