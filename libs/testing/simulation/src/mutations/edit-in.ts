import { EditDoesNotFitError } from './errors';
import { type Edit } from './mutation';

/** @returns Puts an edit into the text of its file. */
export const editIn =
  (id: string) =>
  (contents: string, edit: Edit): string => {
    const parts = contents.split(edit.find);
    if (parts.length !== 2) throw new EditDoesNotFitError(id, edit, parts.length - 1);
    return parts.join(edit.replace);
  };
