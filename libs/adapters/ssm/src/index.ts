export { SecretNotSetError, UnknownSecretError, createSecrets } from './create-secrets';
