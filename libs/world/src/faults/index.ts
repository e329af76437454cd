export { type FaultHost } from './check-rule';
export { createFaultDraws, type DrawnFault } from './draw-faults';
export { FaultPlanError } from './errors';
export { describeFault, type FaultKind, targetsOf, faultKinds } from './fault-kinds';
export { durationMsOf, type FaultPlan, type FaultRule, formatFaultPlan, matches } from './fault-plan';
export { faultPresets, isFaultPresetName } from './fault-presets';
export { faultTargets } from './fault-targets';
export { isSimulated, notSimulated, type SimulatedService } from './not-simulated';
export { parseFaultPlan } from './parse-fault-plan';
