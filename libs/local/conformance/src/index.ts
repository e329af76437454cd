export { type ConformanceTarget, openConformanceTarget } from './open-conformance-target';
