import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../../accounts/guard/principal';
import { NotFound } from '../../../common/errors/problem';
import { UuidPipe } from '../../../common/wire/uuid.pipe';
import { RunRepository } from '../run.repository';
import { JobAnswer, toJob } from './job.wire';

/** What became of syncs that were asked for without waiting. */
@ApiTags('Sync')
@Controller('integrations/jobs')
export class JobsController {
  constructor(private readonly runs: RunRepository) {}

  @Get(':job_id')
  @ApiOperation({ summary: 'How a sync that was asked for is doing' })
  @ApiOkResponse({ type: JobAnswer })
  async get(@CurrentUser() { userId }: Principal, @Param('job_id', UuidPipe) id: string): Promise<JobAnswer> {
    const run = await this.runs.ofUser(userId, id);
    if (!run) throw new NotFound('The job');
    return toJob(run);
  }
}
