export { type Cadence, comparedWindowCountOf, isDaily } from './compared-windows';
export { type Judgement, type UsualRange, judgeNumber } from './judge-number';
export { neverNone } from './never-none';
export { usualCountOf } from './usual-count-of';
