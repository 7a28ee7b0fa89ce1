import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../accounts/guard/principal';
import { UuidPipe } from '../../../common/wire/uuid.pipe';
import { InvoicesRepository } from '../invoices.repository';
import { INVOICE_PAGE_POLICY, invoicePage } from './invoice-page.html';

/** Invoices for paper. */
@ApiTags('Invoices')
@Roles('admin')
@Controller('invoices/:id')
export class PrintController {
  constructor(private readonly invoices: InvoicesRepository) {}

  @Get('print')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', INVOICE_PAGE_POLICY)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Show an invoice as a page to print (admin)',
    description: 'For A4 and Letter. A draft, and what is void, says so in large letters.',
  })
  @ApiOkResponse({ description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } })
  async show(@Param('id', UuidPipe) id: string): Promise<string> {
    return invoicePage(await this.invoices.get(id));
  }
}
