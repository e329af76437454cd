import * as z from 'zod/mini';

import { type OperationOf } from '../api/service-apis';
import { parseInput } from '../parse-input';
import { AwsError } from '../service';

const decryption = { WithDecryption: z.optional(z.boolean()) };

const paging = { MaxResults: z.optional(z.int()), NextToken: z.optional(z.string()) };

/** The members that are read. A request with any other is refused. */
export const inputSchemas = {
  DeleteParameter: z.object({ Name: z.string() }),
  DeleteParameters: z.object({ Names: z.array(z.string()) }),
  DescribeParameters: z.object({
    ParameterFilters: z.optional(
      z.array(
        z.object({
          Key: z.enum(['Name', 'Type', 'Path']),
          Option: z.optional(z.string()),
          Values: z.array(z.string()).check(z.minLength(1), z.maxLength(50)),
        }),
      ),
    ),
    ...paging,
  }),
  GetParameterHistory: z.object({ Name: z.string(), ...paging, ...decryption }),
  GetParameter: z.object({ Name: z.string(), ...decryption }),
  GetParameters: z.object({ Names: z.array(z.string()), ...decryption }),
  GetParametersByPath: z.object({
    Path: z.string(),
    Recursive: z.optional(z.boolean()),
    ...paging,
    ...decryption,
  }),
  PutParameter: z.object({
    Name: z.string(),
    Value: z.string(),
    Type: z.optional(z.enum(['SecureString', 'String', 'StringList'])),
    Overwrite: z.optional(z.boolean()),
    Description: z.optional(z.string().check(z.maxLength(1024))),
    Tier: z.optional(z.literal('Standard')),
    DataType: z.optional(z.literal('text')),
  }),
} as const satisfies Record<OperationOf<'ssm'>, z.ZodMiniType>;

export type SsmOperation = keyof typeof inputSchemas;
export type SsmInput<Operation extends SsmOperation> = z.infer<(typeof inputSchemas)[Operation]>;

/** @throws {AwsError} ValidationException: a member is missing, of the wrong type or not emulated. Not retryable. */
export function checkInput<Operation extends SsmOperation>(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): SsmInput<Operation> {
  const schema = inputSchemas[operation];
  // Null counts as missing: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
  const foreign = Object.keys(input).filter((name) => !Object.hasOwn(schema.shape, name) && input[name] !== null);
  if (foreign.length > 0) {
    const parameters = `the parameter ${foreign.join(', ')} of ${operation}`;
    throw new AwsError('ValidationException', `The local cloud does not emulate ${parameters}.`);
  }
  return parseInput(schema, input, 'ValidationException') as SsmInput<Operation>;
}
