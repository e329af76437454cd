export { type Secrets, type SecretsOptions, createSecrets } from './create-secrets';
export { SecretNotSetError, UnknownSecretError } from './errors';
