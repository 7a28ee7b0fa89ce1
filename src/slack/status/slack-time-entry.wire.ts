import { ApiSchema } from '@nestjs/swagger';
import { OneOf, Text, Uuid, WholeNumber } from '../../common/wire/fields';

const TARGET = { optional: true, nullable: true } as const;
const DAY_MINUTES = 24 * 60;

/** Work that ends now. */
@ApiSchema({ name: 'NewSlackTimeEntry' })
export class SlackTimeEntryBody {
  @WholeNumber({ min: 1, max: DAY_MINUTES, example: 150 }) duration_minutes!: number;
  @Text({ min: 1, max: 4000, example: 'Client meeting' }) description!: string;
  @Uuid({ ...TARGET, description: 'Brings its client along' }) project_id?: string | null;
  @Uuid(TARGET) client_id?: string | null;
}

/** The entry that was made. */
@ApiSchema({ name: 'SlackTimeEntryResult' })
export class SlackTimeEntryAnswer {
  @OneOf(['success']) status!: 'success';
  @Uuid() time_entry_id!: string;
  @Text({ max: 200, example: 'Logged 2 h 30 m, ending now.' }) message!: string;
}
