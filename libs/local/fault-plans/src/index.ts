export { type FaultHost } from './check-rule';
export { createFaultDraws, type DrawnFault, type FaultDraws } from './draw-faults';
export { FaultPlanError } from './errors';
export {
  describeFault,
  type FaultKind,
  type FaultKindDescription,
  faultKinds,
  isFaultKind,
  targetsOf,
} from './fault-kinds';
export { durationMsOf, type FaultPlan, type FaultRule, formatFaultPlan, matches } from './fault-plan';
export { type FaultPresetName, faultPresets, isFaultPresetName } from './fault-presets';
export { type FaultPlace, faultTargets } from './fault-targets';
export { parseFaultPlan } from './parse-fault-plan';
