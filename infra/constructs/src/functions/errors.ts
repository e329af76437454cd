/** The bundle that a function deploys does not exist yet. */
export class PackageNotBuiltError extends Error {
  override readonly name = 'PackageNotBuiltError';
  readonly folder: string;
  readonly missingFiles: readonly string[];

  constructor(folder: string, missingFiles: readonly string[]) {
    super(`${folder} has no ${missingFiles.join(' and no ')}. Build the app before its stack is synthesized.`);
    this.folder = folder;
    this.missingFiles = missingFiles;
  }
}
