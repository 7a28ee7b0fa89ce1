import { Controller, Get, Header, HttpStatus, Inject, Res } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../accounts/guard/principal';
import { Unlimited } from '../../accounts/limits/limit.decorators';
import { Draining } from '../../common/http/draining';
import { httpConfig } from '../../config/http.config';
import { HealthService } from './health.service';
import { HealthAnswer, readinessOf } from './health.wire';

/** For load balancers and orchestrators. */
@ApiTags('Operations')
@Public()
@Unlimited()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly draining: Draining,
    @Inject(httpConfig.KEY) private readonly config: ConfigType<typeof httpConfig>,
  ) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Does the process live?',
    description: 'Always 200 while it does: restarting it would not bring a database back.',
  })
  @ApiOkResponse({ type: HealthAnswer })
  async live(): Promise<HealthAnswer> {
    return { status: 'ok', checks: await this.health.check() };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Can it do its work?',
    description:
      'Without Redis an api process is `degraded`, and a worker `unavailable`. So is every process that is about to end.',
  })
  @ApiOkResponse({ type: HealthAnswer })
  @ApiServiceUnavailableResponse({ type: HealthAnswer, description: '`unavailable`' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<HealthAnswer> {
    const checks = await this.health.check();
    const status = this.draining.begun ? 'unavailable' : readinessOf(checks, this.config.servesApi);
    if (status === 'unavailable') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status, checks };
  }
}
