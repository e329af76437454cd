import { type Value } from '../../values/value';
import { functionCatalogue } from '../catalogue';

/** @returns What a function of the catalogue makes of values. */
export const call = (name: string, ...operands: Value[]): Value => functionCatalogue.get(name)?.evaluate(operands, {});
