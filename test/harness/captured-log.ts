/** A line of the log: its words are `msg`, its level is a number as pino counts. */
export type LogLine = Record<string, unknown> & { msg: string; level: number };

/** What this process writes to its standard output from now on, until mocks are restored. Begin before the service starts. */
export function captureLog(): { text: () => string; lines: (msg?: string) => LogLine[] } {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((data) => written.push(String(data)) > 0);
  const text = (): string => written.join('');
  const lines = (msg?: string): LogLine[] =>
    text()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as LogLine)
      .filter((line) => msg === undefined || line.msg === msg);
  return { text, lines };
}
