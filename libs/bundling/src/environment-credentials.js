/**
 * Stands in for the SDK's chain of credential sources (profiles, single sign-on, instance metadata, ...), which weighs
 * 120 kB in a bundle. Lambda puts the keys of a function's role into its environment, and that is the only source that a
 * deployed service has; without it the clients fail with the error below instead of looking elsewhere.
 *
 * See https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error(
      'No AWS credentials in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. ' +
        'This bundle takes them from nowhere else; it runs as a Lambda function or in the local cloud.',
    );
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
};

module.exports = { defaultProvider };
