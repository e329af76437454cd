export { createSecrets } from './create-secrets';
export { SecretNotSetError } from './errors';
