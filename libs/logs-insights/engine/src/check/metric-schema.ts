/** What is known of a field's values. Every field may also be missing, since a log has other lines too. */
export type FieldSchema = NumberSchema | BooleanSchema | TextSchema | AnySchema;

/** A JSON number. */
export interface NumberSchema {
  readonly type: 'number';
  /** Whether only whole numbers occur. */
  readonly integer?: boolean;
  /** The least and the largest number that occurs, both included. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Every number that occurs; without it all within the bounds. */
  readonly values?: readonly number[];
}

/** JSON's `true` and `false`, which queries see as 1 and 0. */
export interface BooleanSchema {
  readonly type: 'boolean';
}

/** A JSON string. */
export interface TextSchema {
  readonly type: 'text';
  /** Every text that occurs; without it any. */
  readonly values?: readonly string[];
  /**
   * A regular expression that every text matches, as between the slashes of a query. One that is not of the query
   * language's dialect says nothing.
   */
  readonly pattern?: string;
}

/** Any JSON value that is neither an object nor an array. */
export interface AnySchema {
  readonly type: 'any';
}

/** The fields that the events of a log have: plain data, made for example from the JSON Schema of what is logged. */
export interface MetricSchema {
  /**
   * By name. Parts of objects and arrays have dots, as in queries (`chat.type`, `items.0`); `*` in place of a part stands
   * for any one (`items.*.id`). System fields and Lambda's own, which start with `@`, are known without being listed.
   */
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** Whether events may have other fields too: then only a name that is nearly a known one is a problem. */
  readonly allowsOthers?: boolean;
}
