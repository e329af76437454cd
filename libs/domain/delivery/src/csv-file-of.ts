/** A file with its bytes, as a mail and a message take it. */
export interface CsvFileToSend {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** Without it, spreadsheets read UTF-8 as another character set. */
const byteOrderMark = '\ufeff';

/** Gives a CSV file its bytes and its type. */
export const csvFileOf = ({ fileName, text }: { readonly fileName: string; readonly text: string }): CsvFileToSend => ({
  fileName,
  contentType: 'text/csv; charset=utf-8',
  content: new TextEncoder().encode(byteOrderMark + text),
});
