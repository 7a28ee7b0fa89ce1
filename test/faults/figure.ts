import { readFile } from 'node:fs/promises';
import type { ServiceProcess } from '../harness/service-process';

/** Says a measured figure, which is not judged: machines differ. */
export function figure(what: string, value: number, unit: string): void {
  process.stderr.write(`    ${what}: ${Math.round(value)} ${unit}\n`);
}

/** The most memory that a process ever held, in MiB; undefined where the system does not tell. */
export async function peakMemory({ pid }: ServiceProcess): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}
