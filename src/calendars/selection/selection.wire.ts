import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Flag, OneOf, Text, Uuid } from '../../common/wire/fields';
import { ProviderCalendarAnswer } from '../connections/connection.wire';

/** Whose calendars are wanted. */
export class OffersQuery {
  @Uuid() oauth_account_id!: string;
}

/** All calendars of an account. */
@ApiSchema({ name: 'OfferList' })
export class OfferListAnswer {
  @ApiProperty({ type: [ProviderCalendarAnswer] }) calendars!: ProviderCalendarAnswer[];
}

/** Which calendar of which account is to be synchronised; it keeps its own name unless another is given. */
@ApiSchema({ name: 'Selection' })
export class SelectionBody {
  @Text({ min: 1, max: 1024, example: 'robin@example.com', description: 'The id that the provider lists' })
  calendar_id!: string;
  @Text({ min: 1, max: 1024, optional: true, example: 'My meetings' }) calendar_name?: string;
  @Uuid() oauth_account_id!: string;
  @Flag({ optional: true, description: 'Keep it fresh in the background; true unless given' })
  sync_enabled?: boolean;
}

/** The id that the calendar has here. */
@ApiSchema({ name: 'SelectionResult' })
export class SelectionAnswer {
  @OneOf(['success']) status!: 'success';
  @Uuid() calendar_id!: string;
  @Text({ max: 500, example: 'The calendar is selected.' }) message!: string;
}
