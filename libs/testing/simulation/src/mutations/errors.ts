import { type Edit } from './mutation';

/** An edit does not fit the code any more: one of the two must be adapted. Not retryable. */
export class EditDoesNotFitError extends Error {
  override readonly name = 'EditDoesNotFitError';

  constructor(id: string, { file, at }: Edit, step: string, count: number) {
    super(
      `${id}: "${at}" leads to no single part of ${file}, "${step}" is there ${count} times. Adapt the edit to the code.`,
    );
  }
}

/** An edit is for a file that is not there, or that the simulation does not run. Not retryable. */
export class EditHasNoPlaceError extends Error {
  override readonly name = 'EditHasNoPlaceError';

  constructor(id: string, { file, at }: Edit) {
    super(`${id}: ${file} is no part of the simulation. Name the file that has "${at}".`);
  }
}
