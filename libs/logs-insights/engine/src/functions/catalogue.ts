import { type FunctionDefinition } from './function-definition';
import { jsonFunctions } from './json';
import { numberFunctions } from './number';
import { presenceFunctions } from './presence';
import { textFunctions } from './text';
import { textPartFunctions } from './text-parts';
import { timeFunctions } from './time';

/** Every scalar function, by its name in lower case; `bin`, `datefloor` and `dateceil` take periods and are syntax. */
export const functionCatalogue: ReadonlyMap<string, FunctionDefinition> = new Map(
  [presenceFunctions, numberFunctions, textFunctions, textPartFunctions, jsonFunctions, timeFunctions].flatMap(
    (family) => Object.entries(family),
  ),
);
