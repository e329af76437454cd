import { type ParsedQuery } from '../../../engine/src/parser/parse-query';

/** @returns The columns of a result, without the `@ptr` that GetQueryResults adds: no other query takes it. */
export function shownColumns({ plan }: ParsedQuery): readonly string[] {
  const isAskedFor = plan.fieldReferences.some(({ name }) => name === '@ptr');
  return isAskedFor ? plan.columns : plan.columns.filter((name) => name !== '@ptr');
}
