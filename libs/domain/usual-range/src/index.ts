export { type Cadence, comparedWindowCountOf } from './compared-windows';
export { type Judgement, type UsualRange, judgeNumber } from './judge-number';
export { usualCountOf } from './usual-count-of';
