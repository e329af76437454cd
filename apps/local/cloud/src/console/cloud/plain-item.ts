import { type AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * @returns An item as plain JSON: sets as lists, binary values as Base64, numbers that JavaScript would round as texts.
 */
export const plainItem = (item: Readonly<Record<string, AttributeValue>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));

function plainValue({ S, N, BOOL, B, L, M, SS, NS, BS }: AttributeValue): unknown {
  if (N !== undefined) return plainNumber(N);
  if (L) return L.map(plainValue);
  if (M) return plainItem(M);
  if (NS) return NS.map(plainNumber);
  if (B) return base64(B);
  if (BS) return BS.map(base64);
  // NULL is all that is left.
  return S ?? BOOL ?? SS ?? null;
}

const plainNumber = (text: string): number | string => (String(Number(text)) === text ? Number(text) : text);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
