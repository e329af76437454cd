import { MapValue } from '../values/structures';

export const parseLogfmt = (text: string): MapValue =>
  new MapValue(new Map(text.split(' ').map((p) => p.split('=') as [string, string])));
