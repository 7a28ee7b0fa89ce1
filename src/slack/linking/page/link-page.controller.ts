import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../accounts/guard/principal';
import { LINK_PAGE, LINK_PAGE_POLICY } from './link-page.html';
import { LINK_PAGE_SCRIPT } from './link-page.script';

/** A small page for one-time links, at the address where a web app has a better one. */
@ApiTags('Slack')
@Public()
@Controller('slack')
export class LinkPageController {
  @Get('link')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', LINK_PAGE_POLICY)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The page to which a one-time link leads, while no web app has one' })
  @ApiOkResponse({ description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } })
  page(): string {
    return LINK_PAGE;
  }

  @Get('link.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @ApiOperation({ summary: 'The script of that page' })
  @ApiOkResponse({ description: 'A script', content: { 'text/javascript': { schema: { type: 'string' } } } })
  script(): string {
    return LINK_PAGE_SCRIPT;
  }
}
