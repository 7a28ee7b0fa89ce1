import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../accounts/guard/principal';
import { UuidPipe } from '../../../common/wire/uuid.pipe';
import { InvoicesRepository } from '../invoices.repository';
import { csvFileName, invoiceCsv } from './invoice-csv';

/** Invoices for spreadsheets. */
@ApiTags('Invoices')
@Roles('admin')
@Controller('invoices/:id')
export class CsvController {
  constructor(private readonly invoices: InvoicesRepository) {}

  @Get('csv')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Download an invoice as CSV (admin)',
    description:
      'A row for each line. Amounts are decimals (`1234.50`), days those of the invoice’s time zone. Text that a spreadsheet would take for a formula has an apostrophe before it.',
  })
  @ApiOkResponse({ description: 'A file', content: { 'text/csv': { schema: { type: 'string' } } } })
  async download(@Param('id', UuidPipe) id: string): Promise<StreamableFile> {
    const invoice = await this.invoices.get(id);
    return new StreamableFile(Buffer.from(invoiceCsv(invoice)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${csvFileName(invoice)}"`,
    });
  }
}
