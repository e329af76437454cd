import { type Arguments } from './arguments';
import { type CloudContext } from './computed-attributes';
import { type Value } from './value';

type Answer = (parameters: Arguments, context: CloudContext) => Readonly<Record<string, Value>>;

/** What each data source that the stacks have would answer. */
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
};
