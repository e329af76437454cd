export { createFaultDraws, type DrawnFault } from './draw-faults';
export { describeFault, type FaultKind, faultKinds, faultTargets, targetsOf } from './fault-kinds';
export { durationMsOf, type FaultPlan, faultPresets, type FaultRule, formatFaultPlan, matches } from './fault-plan';
export { isSimulated, notSimulated, type SimulatedService } from './not-simulated';
export { FaultPlanError, parseFaultPlan } from './parse-fault-plan';
export { throttlingError } from './throttling-error';
