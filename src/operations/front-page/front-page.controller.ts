import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Public } from '../../accounts/guard/principal';
import { httpConfig } from '../../config/http.config';
import { callbackOutcome } from './callback-outcome';
import { FRONT_PAGE_POLICY, frontPage } from './front-page.html';

/** The front page. Browser callbacks land here as well, where the web app has no address of its own. */
@ApiTags('Operations')
@Public()
@Controller()
export class FrontPageController {
  constructor(@Inject(httpConfig.KEY) private readonly config: ConfigType<typeof httpConfig>) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', FRONT_PAGE_POLICY)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The front page, which also says how an OAuth callback ended' })
  @ApiQuery({ name: 'integration', required: false, schema: { type: 'string' } })
  @ApiQuery({ name: 'status', required: false, enum: ['connected', 'error', 'confirm'] })
  @ApiQuery({ name: 'code', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } })
  show(@Query() query: Record<string, unknown>): string {
    return frontPage(this.config.simulators, callbackOutcome(query));
  }
}
