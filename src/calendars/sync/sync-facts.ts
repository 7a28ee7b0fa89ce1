import { Fact } from '../../common/fact';
import type { SyncMode } from './sync-result';
import type { SyncTrigger } from './sync-run.entity';

/** A run is over, for this time. */
export interface SyncEnded {
  provider: string;
  trigger: SyncTrigger;
  result: 'success' | 'failed' | 'retry';
  /** Null when it failed before it began to pull. */
  mode: SyncMode | null;
  seconds: number;
}

export const syncEnded = new Fact<SyncEnded>('calendars.sync-ended');
