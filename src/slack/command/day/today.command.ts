import { Injectable } from '@nestjs/common';
import { DayReader } from '../../../calendars/day/day-reader';
import { spokenDate, todayOf } from '../../time-command/local-date';
import type { Reply } from '../reply/reply';
import { Answers, type Subcommand, type Understood } from '../subcommand';
import { daysReply } from './days-reply';

/** `today` */
@Injectable()
@Answers('today')
export class TodayCommand implements Subcommand<'today'> {
  readonly writes = false;

  constructor(private readonly days: DayReader) {}

  async answer({ asker: { user }, context }: Understood<'today'>): Promise<Reply> {
    const today = todayOf(context);
    const days = await this.days.read(user.id, { from: today, to: today, timezone: context.zone });
    return daysReply(`Today, ${spokenDate(today)}`, days, context.zone);
  }
}
