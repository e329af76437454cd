export { type Cadence, comparedWindowCountOf, isDaily } from './compared-windows';
export { type Judgement, type UsualRange, judgeNumber, neverNone } from './judge-number';
export { usualCountOf } from './usual-count-of';
