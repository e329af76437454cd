import { type Arguments } from './arguments';
import { type CloudContext } from './computed-attributes';
import { type Value } from './expression/expression';

type Answer = (parameters: Arguments, context: CloudContext) => Readonly<Record<string, Value>>;

/** What each data source that the local cloud knows would answer. */
export const dataSources: Readonly<Record<string, Answer>> = {
  aws_caller_identity: (parameters, { accountId }) => {
    parameters.refuseOthers();
    return { account_id: accountId, id: accountId };
  },
  aws_region: (parameters, { region }) => {
    parameters.refuseOthers();
    return { region, name: region, id: region };
  },
  aws_partition: (parameters) => {
    parameters.refuseOthers();
    return { partition: 'aws', dns_suffix: 'amazonaws.com', id: 'aws' };
  },
  aws_iam_policy_document: (parameters) => {
    const document = policyDocument(parameters);
    const json = JSON.stringify(document);
    return { json, minified_json: json };
  },
};

function policyDocument(parameters: Arguments): object {
  const document = {
    Version: parameters.optionalText('version') ?? '2012-10-17',
    Statement: parameters.blocks('statement').map(policyStatement),
  };
  parameters.refuseOthers('policy_id');
  return document;
}

function policyStatement(statement: Arguments): object {
  const rendered = {
    ...present('Sid', statement.optionalText('sid')),
    Effect: statement.optionalText('effect') ?? 'Allow',
    ...present('Action', nonEmpty(statement.texts('actions'))),
    ...present('NotAction', nonEmpty(statement.texts('not_actions'))),
    ...present('Resource', nonEmpty(statement.texts('resources'))),
    ...present('NotResource', nonEmpty(statement.texts('not_resources'))),
    ...present('Principal', principals(statement.blocks('principals'))),
    ...present('Condition', conditions(statement.blocks('condition'))),
  };
  statement.refuseOthers();
  return rendered;
}

const present = <T>(key: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [key]: value };

const nonEmpty = (texts: readonly string[]): readonly string[] | undefined => (texts.length > 0 ? texts : undefined);

function principals(blocks: readonly Arguments[]): object | undefined {
  if (blocks.length === 0) return undefined;
  return Object.fromEntries(blocks.map((block) => [block.text('type'), block.texts('identifiers')]));
}

/** Conditions of one operator stand together, as in a policy. */
function conditions(blocks: readonly Arguments[]): object | undefined {
  if (blocks.length === 0) return undefined;
  const grouped: Record<string, Record<string, readonly string[]>> = {};
  for (const block of blocks) {
    const members = (grouped[block.text('test')] ??= {});
    members[block.text('variable')] = block.texts('values');
  }
  return grouped;
}
