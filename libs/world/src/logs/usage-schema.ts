import { membershipFields, searchableFields, usageFields } from '@pulso/contracts/usage-metrics';
import { type FieldSchema, type MetricSchema } from '@pulso/logs-insights';

import { fieldSchemaOf } from './field-schema-of';

const fields = { ...membershipFields, ...usageFields };

const declared = Object.entries(fields).map(([name, { schema }]) => [name, fieldSchemaOf(schema)] as const);

const metrics = Object.keys(searchableFields)
  .filter((name) => !Object.hasOwn(fields, name))
  .map((name): readonly [string, FieldSchema] => [name, { type: 'number' }]);

/** What a query of the catalogue can ask of the bot's records. */
export const usageSchema: MetricSchema = {
  fields: {
    ...Object.fromEntries([...declared, ...metrics]),
    // The bot's other log lines have a field of this name too, with a name of their own in it.
    event: { type: 'text' },
  },
};
