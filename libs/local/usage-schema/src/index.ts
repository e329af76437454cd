export { fieldSchemaOf } from './field-schema-of';
export { usageSchema } from './usage-schema';
