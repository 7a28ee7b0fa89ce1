import { BullModule } from '@nestjs/bull';
import { Module, type Type } from '@nestjs/common';
import { AppModule } from '../../src/app.module';
import { RefusesToStart } from '../../src/common/errors/refuses-to-start';
import { startService } from '../harness/service';
import { houseWithTask } from './house';

/** The house with a queue that nobody works on. */
@Module({ imports: [AppModule, BullModule.registerQueue({ name: 'lost-and-found' })] })
class HouseWithIdleQueue {}

/** What a process of that role refuses to start for. */
const refusalOf = async (house: Type, role = 'worker'): Promise<string> => {
  const service = await startService({ PROCESS_ROLE: role }, house).catch((error: Error) => error);
  if (service instanceof Error) {
    expect(service).toBeInstanceOf(RefusesToStart);
    return service.message;
  }
  await service.close();
  return 'none';
};

describe('A process does not start', () => {
  it.each(['every day', '', '61 * * * *', '0 0 31 2 *'])(
    "with a task whose schedule is '%s'",
    async (schedule) => {
      expect(await refusalOf(houseWithTask('count-sheep', schedule))).toBe(
        `The background task 'count-sheep' has a schedule that never comes: '${schedule}'.`,
      );
    },
  );

  it('with two tasks of one name', async () => {
    expect(await refusalOf(houseWithTask('sync-all-calendars', '* * * * *'))).toBe(
      "Two background tasks claim 'sync-all-calendars'.",
    );
  });

  it('with a queue that it does not work on, if it is a worker', async () => {
    const refusal =
      "Queues without a processor: 'lost-and-found'. A worker needs a @Processor() with a @Process() for each.";
    expect(await refusalOf(HouseWithIdleQueue)).toBe(refusal);
    expect(await refusalOf(HouseWithIdleQueue, 'all')).toBe(refusal);
    expect(await refusalOf(HouseWithIdleQueue, 'api')).toBe('none');
  });
});
