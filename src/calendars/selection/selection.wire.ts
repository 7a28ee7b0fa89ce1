import { ApiProperty } from '@nestjs/swagger';
import { Flag, OneOf, Text, Uuid } from '../../common/wire/fields';
import { ProviderCalendar } from '../connections/connection.wire';

export class OffersQuery {
  @Uuid() oauth_account_id!: string;
}

export class OfferList {
  @ApiProperty({ type: [ProviderCalendar] }) calendars!: ProviderCalendar[];
}

export class SelectRequest {
  @Text({ min: 1, max: 1024, example: 'robin@example.com', description: 'The id that the provider lists' })
  calendar_id!: string;
  @Text({ min: 1, max: 1024, optional: true, example: 'My meetings' }) calendar_name?: string;
  @Uuid() oauth_account_id!: string;
  @Flag({ optional: true, description: 'Keep it fresh in the background; true unless given' })
  sync_enabled?: boolean;
}

export class SelectResponse {
  @OneOf(['success']) status!: 'success';
  @Uuid() calendar_id!: string;
  @Text({ max: 500, example: 'The calendar is selected.' }) message!: string;
}
