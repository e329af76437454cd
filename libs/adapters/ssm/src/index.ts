export { createSecrets } from './create-secrets';
export { SecretNotSetError, UnknownSecretError } from './errors';
