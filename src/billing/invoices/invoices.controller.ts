import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../accounts/guard/principal';
import { Creates } from '../../accounts/idempotency/creates';
import { ApiProblem } from '../../common/errors/api-problem';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { editorOf, ownerWithinReach } from '../time-entries/entry-reach';
import { CURRENCIES, UNRATED } from './draft-problems';
import { DraftingService } from './drafting.service';
import {
  InvoiceAnswer,
  InvoiceListAnswer,
  InvoiceQuery,
  NewInvoiceBody,
  toInvoice,
  toInvoiceList,
  VoidingBody,
} from './invoice.wire';
import { InvoicesRepository } from './invoices.repository';
import { IssuingService } from './issuing.service';
import { VoidingService } from './voiding.service';

/** Invoices: everybody drafts from their own entries, admins from all of them; the rest is for admins. */
@ApiTags('Invoices')
@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly drafting: DraftingService,
    private readonly issuing: IssuingService,
    private readonly voiding: VoidingService,
    private readonly invoices: InvoicesRepository,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List invoices without their lines, newest first',
    description: 'Those that you drafted; admins see all of them.',
  })
  @ApiOkResponse({ type: InvoiceListAnswer })
  async list(@CurrentUser() user: Principal, @Query() query: InvoiceQuery): Promise<InvoiceListAnswer> {
    const { status, client_id: clientId, ...paging } = query;
    return toInvoiceList(await this.invoices.page(ownerWithinReach(user), { status, clientId }, paging));
  }

  @Post()
  @Creates()
  @ApiOperation({
    summary: 'Draft an invoice from approved time entries of a client and period',
    description:
      'From your own entries; from everybody’s if you are an admin. A draft holds its entries: they do not change, and are on no other invoice, until it is finalized or voided. Days are those of your time zone.',
  })
  @ApiCreatedResponse({ type: InvoiceAnswer })
  @ApiProblem(409, 'nothing_to_bill', 'No approved time entries that are on no invoice', CURRENCIES)
  @ApiProblem(
    409,
    'rate_missing',
    'Some entries have no hourly rate, and neither have their project and client',
    UNRATED,
  )
  @ApiProblem(409, 'mixed_currencies', 'Entries in several currencies: draft an invoice for each', CURRENCIES)
  @ApiProblem(409, 'conflict', 'More than 5,000 time entries, or more than 50,000 in all currencies')
  async draft(@CurrentUser() user: Principal, @Body() body: NewInvoiceBody): Promise<InvoiceAnswer> {
    const { client_id: clientId, from, to, currency } = body;
    return this.show(await this.drafting.draft(editorOf(user), { clientId, from, to, currency }));
  }

  @Get(':id')
  @Roles('admin')
  @ApiOperation({ summary: 'Show an invoice with its lines (admin)' })
  @ApiOkResponse({ type: InvoiceAnswer })
  get(@Param('id', UuidPipe) id: string): Promise<InvoiceAnswer> {
    return this.show(id);
  }

  @Post(':id/finalize')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    summary: 'Finalize a draft (admin)',
    description:
      'It gets its number, its entries are billed, and whoever drafted and whoever finalized it are notified. Finalizing again changes nothing.',
  })
  @ApiOkResponse({ type: InvoiceAnswer })
  @ApiProblem(409, 'conflict', 'It is void')
  async finalize(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<InvoiceAnswer> {
    await this.issuing.finalize(id, userId);
    return this.show(id);
  }

  @Post(':id/void')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    summary: 'Void an invoice (admin)',
    description:
      'It keeps its lines, and its number if it has one; its entries are approved, and can be billed again. Voiding again changes nothing.',
  })
  @ApiBody({ type: VoidingBody, required: false })
  @ApiOkResponse({ type: InvoiceAnswer })
  async void(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { reason }: VoidingBody,
  ): Promise<InvoiceAnswer> {
    await this.voiding.void(id, userId, reason ?? null);
    return this.show(id);
  }

  private async show(id: string): Promise<InvoiceAnswer> {
    const invoice = await this.invoices.get(id);
    return toInvoice(invoice, await this.invoices.overlapping(invoice));
  }
}
