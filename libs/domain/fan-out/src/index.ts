export { definitionOf } from './definition-of';
export { queryOf, quoted } from './question/query-of';
export { type DispatchDeps, dispatch } from './dispatch';
