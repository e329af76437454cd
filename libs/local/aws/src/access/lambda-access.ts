import { percentDecode } from '@pulso/local/loopback';

import { type ServiceAccess } from './service-access';

/** An operation whose action has another name. */
const actions: Readonly<Record<string, string>> = { Invoke: 'InvokeFunction' };

const functionPath = /^\/\d{4}-\d{2}-\d{2}\/functions\/(?<name>[^/]+)/;
const functionArn = /^(?:arn:aws:lambda:[a-z0-9-]+:\d{12}:function:|\d{12}:function:|\d{12}:)?(?<name>[^:]+)/;

/**
 * A version or an alias is left out of the resource: there are none here.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
export const lambdaAccess: ServiceAccess = ({ operation, path }, { region, accountId }) => {
  const action = `lambda:${actions[operation] ?? operation}`;
  const encoded = functionPath.exec(path)?.groups?.['name'];
  if (encoded === undefined) return [{ action, resource: '*' }];
  const name = functionArn.exec(percentDecode(encoded))?.groups?.['name'] ?? '';
  return [{ action, resource: `arn:aws:lambda:${region}:${accountId}:function:${name}` }];
};
