export { parseOptions } from './parse-options';
export { parseWholeNumber } from './parse-whole-number';
export { readFaultPlan } from './read-fault-plan';
export { UsageError } from './usage-error';
