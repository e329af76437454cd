export { type DispatchDeps, dispatch } from './dispatch';
