import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../accounts/guard/principal';
import { LINK_PAGE, LINK_PAGE_POLICY } from './link-page.html';
import { LINK_PAGE_SCRIPT } from './link-page.script';

/** A small page for one-time links, at the address where a web app has a better one. */
@ApiExcludeController()
@Public()
@Controller('slack')
export class LinkPageController {
  @Get('link')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', LINK_PAGE_POLICY)
  @Header('Cache-Control', 'no-store')
  page(): string {
    return LINK_PAGE;
  }

  @Get('link.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  script(): string {
    return LINK_PAGE_SCRIPT;
  }
}
