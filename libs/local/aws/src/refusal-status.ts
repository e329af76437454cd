const jsonServices: ReadonlySet<string> = new Set(['dynamodb', 'logs', 'ssm']);

/**
 * The status with which a service refuses a caller, for who it is or for what it may do: 400 from those that have spoken
 * JSON from the beginning, 403 from the others.
 *
 * @param service - SigV4 service name; undefined when a request does not tell.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (400)
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html (403)
 */
export const refusalStatusOf = (service: string | undefined): 400 | 403 =>
  service !== undefined && jsonServices.has(service) ? 400 : 403;
