import { ApiSchema } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Flag, OneOf, Text } from '../../common/wire/fields';
import type { NotificationType } from '../../notifications/notification';
import type { PreferencesChange } from '../../notifications/preferences/preferences.repository';
import type { Preferences } from '../../notifications/preferences/preferences.service';

const OPTIONAL = { optional: true } as const;
const HH_MM = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What each type of message is called on the wire. */
const SWITCHES = {
  daily_summary: 'daily_summary',
  invoice_notifications: 'invoice_ready',
  time_entry_notifications: 'time_entry_created',
  reconnect_notifications: 'reconnect_needed',
  meeting_changed_notifications: 'entry_meeting_changed',
} as const satisfies Record<string, NotificationType>;

type Switch = keyof typeof SWITCHES;
type Flags = Record<`${Switch}_enabled`, boolean>;

/** What the caller wants to be told; an absent field stays as it is. */
@ApiSchema({ name: 'SlackPreferences' })
export class PreferencesBody implements Partial<Record<Switch, boolean>> {
  @Flag(OPTIONAL) daily_summary?: boolean;
  @Flag(OPTIONAL) invoice_notifications?: boolean;
  @Flag(OPTIONAL) time_entry_notifications?: boolean;
  @Flag({ ...OPTIONAL, description: 'A calendar account has to be connected again' })
  reconnect_notifications?: boolean;
  @Flag({ ...OPTIONAL, description: 'The meeting that an entry came from has changed' })
  meeting_changed_notifications?: boolean;
  @Text({
    max: 5,
    optional: true,
    nullable: true,
    example: '17:00',
    description: 'HH:MM in your time zone; null for the default',
  })
  @Matches(HH_MM, { message: 'must be a time of day: HH:MM' })
  daily_summary_time?: string | null;
}

/** What was changed. */
@ApiSchema({ name: 'SlackPreferencesResult' })
export class PreferencesAnswer {
  @OneOf(['success']) status!: 'success';
  @Text({ max: 200, example: 'Your preferences are saved.' }) message!: string;
}

/** The fields of a request in the words of notifications. */
export function toPreferencesChange({ daily_summary_time, ...body }: PreferencesBody): PreferencesChange {
  const typesThat = (wanted: boolean): NotificationType[] =>
    names().flatMap((name) => (body[name] === wanted ? [SWITCHES[name]] : []));
  return { switchOn: typesThat(true), switchOff: typesThat(false), dailySummaryTime: daily_summary_time };
}

/** Preferences as the status shows them. */
export function toFlags({
  switchedOff,
  dailySummaryTime,
}: Preferences): Flags & { daily_summary_time: string } {
  const flags = names().map((name) => [`${name}_enabled`, !switchedOff.includes(SWITCHES[name])] as const);
  return { ...(Object.fromEntries(flags) as Flags), daily_summary_time: dailySummaryTime };
}

function names(): Switch[] {
  return Object.keys(SWITCHES) as Switch[];
}
