/**
 * As on the wire: binary data is base64. A number has its shortest form without an exponent, so equal numbers have equal
 * texts.
 */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly M?: Readonly<Record<string, AttributeValue>>;
  readonly L?: readonly AttributeValue[];
}

/** Its values are never changed once they are in an item; copies of items may share them. */
export type Item = Record<string, AttributeValue>;
