import { type Members, membersOf, objectOf, textIn } from './members';
import { type AccessPlace, type NeededAccess, type ServiceAccess } from './service-access';

/** The members of a transaction need the actions of their kinds; there is no action of the transaction's own name. */
const memberActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamoDbAccess: ServiceAccess = (call, place) => {
  const { operation } = call;
  const action = `dynamodb:${operation}`;
  if (operation === 'ListTables') return [{ action, resource: '*' }];
  const members = membersOf(call);
  switch (operation) {
    case 'BatchWriteItem': {
      const tables = objectOf(members['RequestItems']);
      return tables && Object.keys(tables).map((table) => ({ action, resource: tableArn(table, place) }));
    }
    case 'TransactWriteItems':
      return transactionAccess(members['TransactItems'], place);
    case 'Query':
    case 'Scan': {
      const resource = tableIn(members, place);
      const index = textIn(members, 'IndexName');
      if (resource === undefined) return undefined;
      return [{ action, resource: index === undefined ? resource : `${resource}/index/${index}` }];
    }
    default: {
      const resource = tableIn(members, place);
      return resource === undefined ? undefined : [{ action, resource }];
    }
  }
};

function transactionAccess(items: unknown, place: AccessPlace): readonly NeededAccess[] | undefined {
  if (!Array.isArray(items)) return undefined;
  const needed = (items as readonly unknown[]).flatMap((item) =>
    Object.entries(objectOf(item) ?? {})
      .filter(([, member]) => member !== null)
      .map(([kind, member]) => memberAccess(kind, objectOf(member), place)),
  );
  const known = needed.filter((access) => access !== undefined);
  return known.length === needed.length && known.length > 0 ? distinct(known) : undefined;
}

function memberAccess(kind: string, member: Members | undefined, place: AccessPlace): NeededAccess | undefined {
  const action = Object.hasOwn(memberActions, kind) ? memberActions[kind] : undefined;
  const resource = member && tableIn(member, place);
  return action === undefined || resource === undefined ? undefined : { action: `dynamodb:${action}`, resource };
}

const distinct = (needed: readonly NeededAccess[]): NeededAccess[] => [
  ...new Map(needed.map((access) => [`${access.action} ${access.resource}`, access])).values(),
];

function tableIn(members: Members, place: AccessPlace): string | undefined {
  const table = textIn(members, 'TableName');
  return table === undefined ? undefined : tableArn(table, place);
}

/** A table may be named by its ARN. */
const tableArn = (table: string, { region, accountId }: AccessPlace): string =>
  table.startsWith('arn:') ? table : `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
