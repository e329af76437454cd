import { namedPath } from '../expressions/paths';
import { planRead } from '../expressions/plans';
import { project } from '../expressions/project';
import { type ItemKey, keyOfRequest } from '../items/key-schema';
import { type GetRequest } from '../requests/requests';
import { type Table } from '../table';
import { type Item } from '../values/attribute-values';
import { readUnitsOf } from '../values/sizes';

export interface GetOutput {
  readonly Item?: Item;
}

/** A read of one item that has been checked. */
export interface PreparedRead {
  readonly key: ItemKey;
  /** @returns A copy, or the part that is asked for, with what the read costs. */
  read(nowMs: number): { readonly output: GetOutput; readonly readUnits: number };
}

const nothing: GetOutput = Object.freeze({});

/** @throws ValidationException, NotModelledError. */
export function prepareRead(request: GetRequest, { items }: Pick<Table, 'items'>): PreparedRead {
  const isConsistent = request.ConsistentRead === true;
  const paths = request.ProjectionExpression === undefined ? undefined : pathsOf(request);
  const key = keyOfRequest(items.schema, request.Key);
  return {
    key,
    read: (nowMs) => {
      const stored = items.get(key);
      const version = isConsistent ? stored?.newest : stored?.replicaVersionAt(nowMs);
      const item = version?.item;
      return {
        output: item ? { Item: paths ? project(paths, item) : { ...item } } : nothing,
        readUnits: readUnitsOf(version?.bytes ?? 0, isConsistent),
      };
    },
  };
}

function pathsOf(request: GetRequest) {
  const { plan, bound } = planRead(request);
  return plan.projection?.map((path) => namedPath(path, bound.names));
}
