import { Injectable } from '@nestjs/common';
import { DayReader } from '../../../calendars/day/day-reader';
import { plusDays, spokenDate, todayOf, weekdayOf } from '../../time-command/local-date';
import type { Reply } from '../reply/reply';
import { Answers, type Subcommand, type Understood } from '../subcommand';
import { daysReply } from './days-reply';

/** `week`: the ISO week, Monday to Sunday */
@Injectable()
@Answers('week')
export class WeekCommand implements Subcommand<'week'> {
  readonly writes = false;

  constructor(private readonly days: DayReader) {}

  async answer({ asker: { user }, context }: Understood<'week'>): Promise<Reply> {
    const today = todayOf(context);
    const from = plusDays(today, 1 - weekdayOf(today));
    const to = plusDays(from, 6);
    const days = await this.days.read(user.id, { from, to, timezone: context.zone });
    return daysReply(`${spokenDate(from)} to ${spokenDate(to)}`, days, context.zone);
  }
}
