import { readJsonBody } from '../read-json-body';
import { type ServiceCall } from '../service';

export type Members = Readonly<Record<string, unknown>>;

/** @throws {AwsError} SerializationException, as the service itself would. */
export const membersOf = ({ body }: ServiceCall): Members => readJsonBody(body);

/** @returns undefined when the member is missing or no text. */
export function textIn(members: Members, name: string): string | undefined {
  const value = members[name];
  return typeof value === 'string' ? value : undefined;
}

/** @returns undefined when the member is missing, no list, or holds anything but texts. */
export function textsIn(members: Members, name: string): readonly string[] | undefined {
  const value = members[name];
  if (!Array.isArray(value)) return undefined;
  const list = value as readonly unknown[];
  return list.every((item) => typeof item === 'string') ? list : undefined;
}

/** @returns undefined when it is no object. */
export const objectOf = (value: unknown): Members | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
