import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { OneOf, Text, Uuid, Uuids } from '../../../common/wire/fields';
import { RejectionBody } from '../time-entry.wire';
import type { EntryVerdict } from './entry-verdict';

const ENTRIES = {
  min: 1,
  max: 500,
  description: 'Entries of anybody; an id that is given twice is judged once',
};

/** Which entries are approved together. */
@ApiSchema({ name: 'BulkApproval' })
export class BulkApprovalBody {
  @Uuids(ENTRIES) time_entry_ids!: string[];
}

/** Which entries are rejected together, and why. */
@ApiSchema({ name: 'BulkRejection' })
export class BulkRejectionBody extends RejectionBody {
  @Uuids(ENTRIES) time_entry_ids!: string[];
}

/** What became of one entry. */
@ApiSchema({ name: 'BulkVerdict' })
export class BulkVerdictAnswer {
  @Uuid({ example: '0199a3c1-7f00-4a6e-8a55-3b1d0c9e2f44' }) time_entry_id!: string;
  @OneOf(['approved', 'rejected', 'error'], {
    example: 'error',
    description: 'What the entry is now, also if it was so before; or that it stayed as it was',
  })
  status!: 'approved' | 'rejected' | 'error';
  @OneOf(['not_found', 'conflict', 'entry_locked'], {
    optional: true,
    example: 'conflict',
    description: 'Of an error: what the route for this single entry would have answered',
  })
  code?: string;
  @Text({ max: 500, optional: true, example: 'The entry has no client: set one before you approve it.' })
  detail?: string;
}

/** One result for each id of the request, in their order. */
@ApiSchema({ name: 'BulkVerdicts' })
export class BulkVerdictsAnswer {
  @ApiProperty({ type: [BulkVerdictAnswer] }) results!: BulkVerdictAnswer[];
}

/** Verdicts for the wire. @param status of those that were not refused */
export function toBulkVerdicts(
  ids: string[],
  verdicts: EntryVerdict[],
  status: 'approved' | 'rejected',
): BulkVerdictsAnswer {
  return { results: ids.map((id, position) => toBulkVerdict(id, verdicts[position]!, status)) };
}

function toBulkVerdict(
  id: string,
  verdict: EntryVerdict,
  status: 'approved' | 'rejected',
): BulkVerdictAnswer {
  if ('writes' in verdict) return { time_entry_id: id, status };
  const { code, detail } = verdict.refusal;
  return { time_entry_id: id, status: 'error', code, detail };
}
