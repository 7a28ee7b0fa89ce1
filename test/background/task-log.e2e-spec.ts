import { captureLog, type LogLine } from '../harness/captured-log';
import { eventually } from '../harness/eventually';
import { type Service, startService } from '../harness/service';
import { DAILY, houseWithTask, makeDue, retryAtOnce } from './house';

const ERROR = 50;

describe('The log of background tasks', () => {
  const log = captureLog();
  let service: Service;
  let runs = 0;

  beforeAll(async () => {
    const house = houseWithTask('count-sheep', DAILY, () => {
      if ((runs += 1) === 1) throw new Error('the sheep have fled');
      return { sheep: 42 };
    });
    service = await startService({ PROCESS_ROLE: 'worker', LOG_LEVEL: 'info' }, house);
    retryAtOnce(service);
  });
  afterAll(async () => {
    await service.close();
    jest.restoreAllMocks();
  });

  it('tells each attempt, its end, its figures, and where it failed', async () => {
    const about = (msg: string): LogLine[] => log.lines(msg).filter(({ task }) => task === 'count-sheep');

    await makeDue(service, 'count-sheep');
    await eventually(() => about('task finished').length > 0);

    expect(about('task started')).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
    expect(about('task finished')).toMatchObject([{ attempt: 2, sheep: 42, seconds: expect.any(Number) }]);
    expect(about('task failed, and is retried')).toMatchObject([
      {
        level: ERROR,
        attempt: 1,
        err: { message: 'the sheep have fled', stack: expect.stringMatching(/ at /) },
      },
    ]);
  });
});
