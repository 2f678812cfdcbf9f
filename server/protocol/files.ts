// Files that only the editor can reach.

export interface FileParams {
  readonly uri: string;
}

/** Names; both are empty where there is no such folder. */
export interface FolderEntries {
  readonly files: readonly string[];
  /** Without links to folders. */
  readonly folders: readonly string[];
}
