/**
 * How the core reaches files. Paths are whatever the host names files by (URIs in the editor, file paths on the command
 * line): the core compares them and passes them back, and never takes them apart.
 */
export interface Files {
  /** The path that `relative` (always with `/`, as written in an action) means, seen from the file `from`. */
  resolve(from: string, relative: string): string;
  /**
   * The text, or undefined where there is no such file or it cannot be read.
   * @param most bytes: of a longer file the beginning is enough, up to the end of a line; a host may give more
   */
  read(path: string, most?: number): Promise<string | undefined>;
  /** Whether a file that gave no text exists but may not be read; absent where the host cannot tell. */
  isClosed?(path: string): Promise<boolean>;
  /** The files that `glob` (`events/*`) means, seen from the file `from`, sorted by name. */
  list(from: string, glob: string): Promise<readonly string[]>;
}
