import type { Severity } from '../../core/check/finding';
import type { Position } from '../place';
import type { Terminal } from '../terminal';

/** A finding by file, line and column, zero-based as in LSP. */
export interface LocatedFinding {
  /** As shown: relative to where the command runs. */
  readonly file: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
  /** An event that shows it: attribute names to values. */
  readonly counterexample?: Readonly<Record<string, unknown>>;
}

/** An action, or a template that belongs to none, with what was found in it. */
export interface Checked {
  readonly file: string;
  /** The absolute paths of the action, its templates and its sample events. */
  readonly files: readonly string[];
  readonly findings: readonly LocatedFinding[];
}

interface ReportOptions {
  /** The severities that count for the exit code. */
  readonly counts: readonly string[];
  /** What could not be read, and why. */
  readonly problems: readonly string[];
  readonly terminal: Terminal;
}

/** Writes what was found as a text that ends with a line break. */
export type Report = (checked: readonly Checked[], options: ReportOptions) => string;
