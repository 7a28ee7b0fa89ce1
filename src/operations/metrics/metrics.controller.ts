import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { Public } from '../../accounts/guard/principal';
import { Unlimited } from '../../accounts/limits/limit.decorators';
import { ApiProblem } from '../../common/errors/api-problem';
import { BacklogMetrics } from './backlog-metrics';
import { DependencyMetrics } from './dependency-metrics';
import { MetricsRegistry } from './metrics-registry';
import { MetricsGuard } from './metrics.guard';

/** For Prometheus, from processes of every role. */
@ApiTags('Operations')
@Public()
@Unlimited()
@UseGuards(MetricsGuard)
@Controller()
export class MetricsController {
  constructor(
    private readonly registry: MetricsRegistry,
    private readonly backlog: BacklogMetrics,
    private readonly dependencies: DependencyMetrics,
  ) {}

  @Get('metrics')
  @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Figures for Prometheus',
    description:
      'Asks for `METRICS_TOKEN` as a bearer if that is set. Without Postgres or Redis it has less to tell.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'Prometheus text format' })
  @ApiProblem(401, 'unauthenticated', '`METRICS_TOKEN` is set, and was not presented.')
  async scrape(): Promise<string> {
    await Promise.all([this.backlog.refresh(), this.dependencies.refresh()]);
    return this.registry.metrics();
  }
}
