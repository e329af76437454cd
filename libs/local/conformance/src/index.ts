export { ConformanceSetupError } from './errors';
export { type ConformanceTarget, type LocalTarget, openConformanceTarget } from './open-conformance-target';
