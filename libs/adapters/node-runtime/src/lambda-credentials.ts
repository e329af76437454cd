import { CredentialsMissingError } from './errors';

/** AWS keys as the SDK's clients take them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Reads the keys of the function's role, which Lambda puts into the environment of every function that it runs.
 *
 * Clients that get this need none of the SDK's other sources of credentials (profiles, single sign-on, instance
 * metadata), which together weigh 120 kB in a bundle. The environment is read at each call.
 *
 * @throws {CredentialsMissingError} The process does not run as a function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const lambdaCredentials = async (): Promise<AwsCredentials> => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new CredentialsMissingError();
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};
