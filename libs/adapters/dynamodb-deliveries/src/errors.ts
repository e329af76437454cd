/** An item of the table has another shape than this service writes; `fields` names what is wrong. */
export class MalformedDeliveryItemError extends Error {
  override readonly name = 'MalformedDeliveryItemError';
  readonly fields: readonly string[];

  constructor(fields: readonly string[]) {
    super(`A delivery in the table is malformed at ${fields.join(', ')}. Correct or delete the item.`);
    this.fields = fields;
  }
}
