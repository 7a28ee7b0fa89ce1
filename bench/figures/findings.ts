import type { Spread } from './spread';

/** A promise of the product, and whether this run kept it. */
export interface Goal {
  name: string;
  wanted: string;
  measured: string;
  holds: boolean;
}

/** What one measure found: a table for people, the bare figures for machines. */
export interface Findings {
  title: string;
  header: string[];
  rows: string[][];
  /** What has to be known to read the table. */
  notes: string[];
  goals: Goal[];
  figures: Record<string, Spread | number | string[]>;
}
