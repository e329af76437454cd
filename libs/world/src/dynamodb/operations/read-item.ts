import { namedPath } from '../expressions/paths';
import { planRead } from '../expressions/plans';
import { project } from '../expressions/project';
import { keyOfRequest } from '../items/key-schema';
import { type GetRequest } from '../requests/requests';
import { type Table } from '../table';
import { type Item } from '../values/attribute-values';
import { readUnitsOf } from '../values/sizes';

export interface GetOutput {
  readonly Item?: Item;
}

interface Read {
  readonly output: GetOutput;
  readonly readUnits: number;
}

const nothing: GetOutput = Object.freeze({});

/** @returns A copy, or the part that is asked for, with what the read costs. @throws ValidationException, NotModelledError. */
export function readItem(request: GetRequest, { items }: Pick<Table, 'items'>, nowMs: number): Read {
  const isConsistent = request.ConsistentRead === true;
  const paths = request.ProjectionExpression === undefined ? undefined : pathsOf(request);
  const key = keyOfRequest(items.schema, request.Key);
  const stored = items.get(key);
  const version = isConsistent ? stored?.newest : stored?.replicaVersionAt(nowMs);
  const item = version?.item;
  return {
    output: item ? { Item: paths ? project(paths, item) : { ...item } } : nothing,
    readUnits: readUnitsOf(version?.bytes ?? 0, isConsistent),
  };
}

function pathsOf(request: GetRequest) {
  const { plan, bound } = planRead(request);
  return plan.projection?.map((path) => namedPath(path, bound.names));
}
