import { type Arguments } from '../arguments';
import { functionNameOf } from './located';

/** A permission of a function. */
export interface Permission {
  readonly functionName: string;
  /** Writes the statement that Lambda adds to the policy of the function with this ARN. */
  statementFor(functionArn: string): object;
}

/**
 * Reads a permission as Lambda's AddPermission does.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export function readPermission(parameters: Arguments): Permission {
  const sid = parameters.optionalText('statement_id');
  const action = parameters.text('action');
  const principal = parameters.text('principal');
  const sourceArn = parameters.optionalText('source_arn');
  const sourceAccount = parameters.optionalText('source_account');
  const urlAuthType = parameters.optionalText('function_url_auth_type');
  const throughUrl = parameters.flag('invoked_via_function_url');
  const functionName = functionNameOf(parameters.text('function_name'));
  parameters.refuseOthers();
  const condition = {
    ...(sourceArn !== undefined && { ArnLike: { 'aws:SourceArn': sourceArn } }),
    ...stringsEqual({ 'aws:SourceAccount': sourceAccount, 'lambda:FunctionUrlAuthType': urlAuthType }),
    ...(throughUrl && { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }),
  };
  return {
    functionName,
    statementFor: (functionArn) => ({
      ...(sid !== undefined && { Sid: sid }),
      Effect: 'Allow',
      Principal: principalOf(principal),
      Action: action,
      Resource: functionArn,
      ...(Object.keys(condition).length > 0 && { Condition: condition }),
    }),
  };
}

function stringsEqual(values: Readonly<Record<string, string | undefined>>): object {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.length > 0 ? { StringEquals: Object.fromEntries(given) } : {};
}

/** A service, everybody, or an account, role or user. */
function principalOf(principal: string): object | string {
  if (principal === '*') return '*';
  return principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal };
}
