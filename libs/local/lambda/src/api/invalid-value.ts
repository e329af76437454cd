import { AwsError } from '@pulso/local/aws';

/**
 * Says in Lambda's words that a member is none of the values that it may have.
 *
 * @param values - As the service model lists them, with commas.
 * @see https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
 */
export const invalidValue = (member: string, value: string, values: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value.slice(0, 100)}' at '${member}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${values}]`,
  );
