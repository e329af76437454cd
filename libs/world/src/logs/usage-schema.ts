import { membershipFields, searchableFields, usageFields } from '@pulso/contracts/usage-metrics';
import { type FieldSchema, type MetricSchema } from '@pulso/logs-insights';
import * as z from 'zod/mini';

const fields = { ...membershipFields, ...usageFields };

const declared = Object.entries(fields).map(([name, { schema }]) => [name, fieldSchemaOf(schema)] as const);

const metrics = Object.keys(searchableFields)
  .filter((name) => !Object.hasOwn(fields, name))
  .map((name): readonly [string, FieldSchema] => [name, { type: 'number' }]);

/** The fields of the bot's records for queries of the catalogue. */
export const usageSchema: MetricSchema = {
  fields: {
    ...Object.fromEntries([...declared, ...metrics]),
    // The bot's other log lines have a field of this name too, with a name of their own in it.
    event: { type: 'text' },
  },
};

/**
 * Describes a contract's field as queries see it.
 *
 * @param schema - Of one field that is neither an object nor an array; whether it is optional makes no difference, since a
 * log has lines without any of them.
 */
function fieldSchemaOf(schema: z.ZodMiniType): FieldSchema {
  const {
    type,
    minimum,
    maximum,
    pattern,
    const: only,
    enum: listed = only === undefined ? undefined : [only],
  } = z.toJSONSchema(schema);
  switch (type) {
    case 'boolean':
      return { type };
    case 'string': {
      const values = listed?.filter((value) => typeof value === 'string');
      return { type: 'text', ...(values && { values }), ...(pattern !== undefined && { pattern }) };
    }
    case 'number':
    case 'integer': {
      const values = listed?.filter((value) => typeof value === 'number');
      return {
        type: 'number',
        integer: type === 'integer',
        ...(values && { values }),
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      };
    }
    default:
      return { type: 'any' };
  }
}
