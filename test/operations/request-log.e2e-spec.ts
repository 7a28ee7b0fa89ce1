import { eventually } from '../harness/eventually';
import { startServiceProcess } from '../harness/service-process';
import { createDatabase, dropDatabase } from '../harness/test-database';

describe('The log', () => {
  it('has one line for each request, whether it is of the API or not', async () => {
    const database = await createDatabase();
    const service = await startServiceProcess(database, { LOG_LEVEL: 'info' });
    const paths = ['/', '/health/ready', '/metrics', '/api/v1/auth/me'];
    for (const path of paths) await fetch(service.url + path);
    const logged = (): string[] =>
      service
        .output()
        .split('\n')
        .filter((line) => line.includes('request completed') && line.endsWith('}'))
        .map((line) => (JSON.parse(line) as { req: { path: string } }).req.path)
        .filter((path) => paths.includes(path));

    await eventually(() => logged().length >= paths.length);
    await service.stop();

    expect(logged().sort()).toEqual([...paths].sort());
    await dropDatabase(database);
  });
});
