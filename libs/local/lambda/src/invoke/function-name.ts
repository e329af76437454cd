/** A name, a partial ARN or a whole ARN, without or with the version that always exists. */
const pattern =
  /^(?:arn:aws:lambda:[a-z0-9-]+:\d{12}:function:|\d{12}:function:|\d{12}:)?(?<name>[\w-]+)(?::\$LATEST)?$/;

/**
 * Takes a function's name out of what the Lambda API accepts as one.
 *
 * @returns Undefined for anything else, a version or an alias included: there are none here.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function functionNameOf(text: string): string | undefined {
  return pattern.exec(text)?.groups?.['name'];
}
