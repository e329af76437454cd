export { queryOf, quoted } from './asked-question';
export { type DispatchDeps, dispatch } from './dispatch';
export { definitionOf } from './planned-questions';
