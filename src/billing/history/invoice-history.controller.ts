import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../accounts/guard/principal';
import { NotFound } from '../../common/errors/problem';
import { PageQuery } from '../../common/pagination';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { INVOICE_FIELDS } from './history-fields';
import { HistoryRepository, type HistorySubject } from './history.repository';
import { HistoryAnswer, toHistory } from './history.wire';

/** The history of an invoice. */
@ApiTags('Invoices')
@Roles('admin')
@Controller('invoices/:id/history')
export class InvoiceHistoryController {
  constructor(private readonly records: HistoryRepository) {}

  @Get()
  @ApiOperation({
    summary: 'Show who changed what in an invoice, newest first (admin)',
    description: 'Nobody can alter or remove what is recorded.',
  })
  @ApiOkResponse({ type: HistoryAnswer })
  async read(@Param('id', UuidPipe) id: string, @Query() paging: PageQuery): Promise<HistoryAnswer> {
    const subject: HistorySubject = { entity: 'invoices', id, owner: undefined };
    if (!(await this.records.knows(subject))) throw new NotFound('The invoice');
    return toHistory(await this.records.page(subject, Object.keys(INVOICE_FIELDS), paging), INVOICE_FIELDS);
  }
}
