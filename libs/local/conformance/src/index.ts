export { type ConformanceTarget, openConformanceTarget } from './open-conformance-target';
export { type Dynoxide, locateDynoxide, startDynoxide } from './start-dynoxide';
